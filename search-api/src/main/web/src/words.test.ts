import { expect, test } from "vitest";
import { chances, percent, seen } from "./words";

test("a probability is never said to be certain", () => {
  expect(percent(0)).toBe("under 1 %");
  expect(percent(0.424)).toBe("42 %");
  expect(percent(1)).toBe("over 99 %");
});

test("says what may be expected of the list", () => {
  expect(chances({ calibrated: false, notInGallery: 0 })).toContain("no probabilities are stated");
  expect(chances({ calibrated: true, notInGallery: 0.8 })).toContain("Probably not in the gallery (80 %)");
  expect(chances({ calibrated: true, notInGallery: 0.3 })).toContain("Uncertain");
  expect(chances({ calibrated: true, notInGallery: 0.01, hotelsToBe90PercentSure: 1 })).toContain(
    "The first hotel is the right one",
  );
  expect(chances({ calibrated: true, notInGallery: 0.05, hotelsToBe90PercentSure: 4 })).toContain("the first 4 hotels");
});

test("says how much was looked at and what that is worth", () => {
  expect(seen({ width: 1, height: 1, hiddenShare: 0.4, expectedRecall: 0.66 })).toBe(
    "60 % of the picture was looked at. In measured searches with as much or more hidden the right hotel, where the gallery held it, " +
      "came first in 66 of 100.",
  );
  expect(seen({ width: 1, height: 1, hiddenShare: 0.8 })).toContain("was not measured");
  expect(seen({ width: 1, height: 1, hiddenShare: 0, regionShare: 0.05 })).toContain("5 % of the picture");
});
