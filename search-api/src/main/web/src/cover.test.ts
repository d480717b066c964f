// @vitest-environment node
import { expect, test } from "vitest";
import type { Match, PhotoHit } from "./api";
import { coverOf, fitted } from "./cover";

const hit: PhotoHit = {
  pictureId: "p",
  kind: "GALLERY_PHOTO",
  ownerId: "h",
  queryImage: 0,
  evidence: "SAME_PICTURE",
  thumbnail: "/t",
  width: 200,
  height: 100,
};
const facts = { width: 100, height: 50 };
const query = { file: new File(["x"], "x.jpg"), turns: 0, mask: new Blob(["m"]) };

test("the mask follows the picture into its mirrored and cropped copy", () => {
  const places = [
    [10, 10],
    [90, 10],
    [10, 40],
    [80, 45],
    [50, 25],
  ];
  const matches = places.map(([x, y]): Match => [x!, y!, 200 - 2 * x!, 2 * y! - 10]);

  const [a, b, c, d, e, f] = fitted({ ...hit, matches }, facts)!;

  for (const [value, wanted] of [
    [a, -1],
    [b, 0],
    [c, 0],
    [d, 1],
    [e, 1],
    [f, -0.1],
  ]) {
    expect(value).toBeCloseTo(wanted!, 6);
  }
});

test("covers the same picture alone, and turns the mask back with a picture that was turned", () => {
  expect(coverOf({ ...hit, evidence: "SAME_ROOM" }, query, facts)).toBeUndefined();
  expect(coverOf(hit, { ...query, mask: undefined }, facts)).toBeUndefined();
  expect(coverOf(hit, query, facts)!.at).toEqual([1, 0, 0, 1, 0, 0]);
  // A quarter clockwise: what stood at the left below stands at the left above.
  const [a, b, c, d, e, f] = coverOf({ ...hit, evidence: "SAME_BYTES" }, { ...query, turns: 1 }, facts)!.at;
  expect([a * 0 + c * 0 + e, b * 0 + d * 0 + f]).toEqual([0, 1]);
  expect([a * 1 + c * 0 + e, b * 1 + d * 0 + f]).toEqual([0, 0]);
});
