import { expect, test } from "vitest";
import { fitted, MAX_SIDE_PIXELS } from "./prepare";
import { largestPatch, views } from "./people";

test("fits the longest side and never makes a picture larger", () => {
  expect(fitted(4032, 3024, MAX_SIDE_PIXELS)).toEqual({ width: 2048, height: 1536 });
  expect(fitted(3024, 4032, MAX_SIDE_PIXELS)).toEqual({ width: 1536, height: 2048 });
  expect(fitted(640, 480, MAX_SIDE_PIXELS)).toEqual({ width: 640, height: 480 });
  expect(fitted(20_000, 3, MAX_SIDE_PIXELS)).toEqual({ width: 2048, height: 1 });
});

test("looks at squares that cover the whole picture", () => {
  expect(views(100, 100)).toEqual([{ x: 0, y: 0, side: 100 }]);
  for (const [width, height] of [
    [2048, 1536],
    [1536, 2048],
    [2000, 500],
  ] as const) {
    const squares = views(width, height);
    const last = squares.at(-1)!;
    expect(squares[0]).toMatchObject({ x: 0, y: 0 });
    expect([last.x + last.side, last.y + last.side]).toEqual([width, height]);
    squares.slice(1).forEach((square, i) => {
      expect(square.x - squares[i]!.x + (square.y - squares[i]!.y)).toBeLessThanOrEqual(square.side);
    });
  }
});

test("measures the largest patch that is surely a person, and adds no others to it", () => {
  const rows = ["##..#", "#...#", "..?.#", "....#"];
  const values = rows.join("").split("");
  const data = new Uint8ClampedArray(values.flatMap((sign) => [0, 0, 0, sign === "#" ? 255 : sign === "?" ? 200 : 0]));
  expect(largestPatch({ data }, 5)).toBe(4 / 20);
  expect(largestPatch({ data: new Uint8ClampedArray(80) }, 5)).toBe(0);
  expect(largestPatch({ data: new Uint8ClampedArray(80).fill(255) }, 5)).toBe(1);
});

test("a patch does not go on from the right edge to the next line's left edge", () => {
  const data = new Uint8ClampedArray([0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 0]);
  expect(largestPatch({ data }, 2)).toBe(1 / 4);
});
