import { expect, test } from "vitest";
import { areas, wanted } from "./areas";

const now = new Date("2026-11-22T00:00:00Z");
const hotel = (photos: number, newestMonth?: string, city = "Halifax") => ({
  hotelId: `h${photos}${newestMonth}`,
  name: "A hotel",
  city,
  country: "CA",
  photos,
  rooms: 1,
  ...(newestMonth ? { newestMonth } : {}),
});

test("wants photos of hotels with few or only old ones", () => {
  expect(wanted(hotel(3, "2026-10"), now)).toBe(true);
  expect(wanted(hotel(30, "2021-02"), now)).toBe(true);
  expect(wanted(hotel(30), now)).toBe(true);
  expect(wanted(hotel(30, "2026-10"), now)).toBe(false);
});

test("puts the areas first where most hotels want photos", () => {
  const found = areas([hotel(30, "2026-10", "Moncton"), hotel(0), hotel(1, "2020-01")], now);
  expect(found.map((area) => [area.name, area.wanted])).toEqual([
    ["Halifax, CA", 2],
    ["Moncton, CA", 0],
  ]);
});
