import { expect, test } from "vitest";
import { countries } from "../countries";
import { rounded } from "./hotel";
import { normalReceipt } from "./receipt";
import { afterCheckOut, dayOf } from "./review";

test("a place is rounded to about a hundred metres before it leaves the phone", () => {
  expect(rounded({ latitude: 44.650249, longitude: -63.580151 })).toEqual({ latitude: 44.65, longitude: -63.58 });
});

test("a receipt is understood however it is typed", () => {
  expect(normalReceipt(" ab12 cd34-ef56gh78 ")).toBe("AB12-CD34-EF56-GH78");
  expect(normalReceipt("ABO2CDI4EFL6GHJK")).toBe("AB02-CD14-EF16-GHJK");
  expect(normalReceipt("AB12-CD34-EF56")).toBeUndefined();
  expect(normalReceipt("AB12-CD34-EF56-GH789")).toBeUndefined();
});

test("photos may be sent some hours after the noon of check-out, in the phone's own time", () => {
  const when = new Date(afterCheckOut("2026-11-23", 24));
  expect([when.getFullYear(), when.getMonth(), when.getDate(), when.getHours()]).toEqual([2026, 10, 24, 12]);
  expect(dayOf(new Date(2026, 10, 3))).toBe("2026-11-03");
});

test.each(["en", "es"] as const)(
  "every country has a name of its own in %s, in the order of the language",
  (language) => {
    const list = countries(language);
    expect(list).toHaveLength(249);
    expect(new Set(list.map((one) => one.name)).size).toBe(249);
    expect(list.filter((one) => one.name === one.code)).toEqual([]);
    const names = list.map((one) => one.name);
    expect(names).toEqual([...names].sort(new Intl.Collator(language).compare));
  },
);
