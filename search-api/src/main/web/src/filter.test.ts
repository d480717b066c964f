// @vitest-environment node
import { expect, test } from "vitest";
import { filterOf } from "./filter";

const none = { countries: [], chains: "", from: "", to: "", latitude: "", longitude: "", kilometres: "25" };

test("narrows to what was typed", () => {
  expect(filterOf(none)).toEqual({});
  expect(filterOf({ ...none, countries: ["DE", "FR"], chains: "Best Western, b", from: "2025-01-01" })).toEqual({
    countries: ["DE", "FR"],
    chains: ["Best Western", "b"],
    takenFrom: "2025-01-01",
  });
  expect(filterOf({ ...none, latitude: " 44.65", longitude: "-63.57" })).toEqual({
    area: { latitude: 44.65, longitude: -63.57, radiusMetres: 25_000 },
  });
});

test("half a place is refused, not dropped", () => {
  expect(() => filterOf({ ...none, latitude: "44.65" })).toThrow("Give latitude and longitude, or neither");
  expect(() => filterOf({ ...none, longitude: "44.65" })).toThrow("Give latitude and longitude, or neither");
});

test("says which field is no number, and what one looks like", () => {
  const place = { ...none, latitude: "44.65", longitude: "-63.57" };
  expect(() => filterOf({ ...place, latitude: "abc" })).toThrow(/^Latitude: "abc" is no number.* such as 44.65/);
  expect(() => filterOf({ ...place, longitude: "25,5" })).toThrow(/^Longitude: "25,5" is no number/);
  expect(() => filterOf({ ...place, latitude: "91" })).toThrow("-90 to 90");
  expect(() => filterOf({ ...place, kilometres: "" })).toThrow("Within kilometres");
  expect(() => filterOf({ ...place, kilometres: "0" })).toThrow("more than 0");
  expect(() => filterOf({ ...place, kilometres: "20038" })).toThrow("0 to 20037");
  expect(() => filterOf({ ...none, from: "2025-02-01", to: "2025-01-01" })).toThrow("lies after the last");
});
