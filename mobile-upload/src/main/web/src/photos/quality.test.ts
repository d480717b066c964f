import { expect, test } from "vitest";
import {
  blur,
  BLURRED_FROM,
  brightestTenth,
  brightnessOf,
  isBlurred,
  isDark,
  meanBrightness,
  type Brightness,
} from "./quality";

/** Values that look random but are the same in every run. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function picture(width: number, height: number, value: (x: number, y: number) => number): Brightness {
  const values = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      values[y * width + x] = value(x, y);
    }
  }
  return { width, height, values };
}

/** Rectangles of different brightness: edges as furniture has them. */
function room(seed: number): Brightness {
  const random = noise(seed);
  const made = picture(320, 240, () => 128);
  for (let i = 0; i < 60; i++) {
    const [left, top, width, height, value] = [320, 240, 60, 60, 255].map((most) => Math.floor(random() * most));
    for (let y = top!; y < Math.min(240, top! + height!); y++) {
      made.values.fill(value!, y * 320 + left!, y * 320 + Math.min(320, left! + width!));
    }
  }
  return made;
}

function smoothed(from: Brightness, radius: number, vertically = true): Brightness {
  const at = (x: number, y: number) =>
    from.values[Math.max(0, Math.min(from.height - 1, y)) * from.width + Math.max(0, Math.min(from.width - 1, x))]!;
  return picture(from.width, from.height, (x, y) => {
    let sum = 0;
    let count = 0;
    for (let d = -radius; d <= radius; d++) {
      sum += at(x + d, y) + (vertically ? at(x, y + d) : 0);
      count += vertically ? 2 : 1;
    }
    return sum / count;
  });
}

test("calls edges sharp and their smoothed copies blurred, more so the more they are smoothed", () => {
  for (const seed of [1, 2, 3]) {
    const sharp = room(seed);
    const soft = smoothed(smoothed(sharp, 2), 2);
    const softer = smoothed(smoothed(smoothed(sharp, 7), 7), 7);
    expect(blur(sharp)).toBeLessThan(blur(soft));
    expect(blur(soft)).toBeLessThan(blur(softer));
    expect(isBlurred(sharp)).toBe(false);
    expect(isBlurred(softer)).toBe(true);
  }
});

test("sees a hand that moved sideways only", () => {
  const moved = smoothed(smoothed(room(4), 9, false), 9, false);
  expect(blur(moved)).toBeGreaterThan(BLURRED_FROM);
});

test("hardly depends on how light or how rich in contrast a picture is", () => {
  const sharp = room(5);
  const dim = picture(320, 240, (x, y) => 20 + sharp.values[y * 320 + x]! / 4);
  expect(Math.abs(blur(dim) - blur(sharp))).toBeLessThan(0.05);
});

test("calls a picture without any contrast blurred: a covered lens", () => {
  expect(blur(picture(64, 64, () => 90))).toBe(1);
  expect(isBlurred(picture(3, 3, () => 90))).toBe(true);
});

test("calls a night picture dark, but not a dark room with a lit lamp", () => {
  expect(isDark(picture(100, 100, (x) => 10 + (x % 30)))).toBe(true);
  expect(isDark(picture(100, 100, (x) => (x < 15 ? 200 : 20)))).toBe(false);
  expect(isDark(picture(100, 100, () => 120))).toBe(false);
});

test("measures brightness from 0 to 1 by the eye's weights", () => {
  const white = brightnessOf(new Uint8ClampedArray([255, 255, 255, 255]), 1, 1);
  const green = brightnessOf(new Uint8ClampedArray([0, 255, 0, 255]), 1, 1);
  const blue = brightnessOf(new Uint8ClampedArray([0, 0, 255, 255]), 1, 1);
  expect(meanBrightness(white)).toBe(1);
  expect(meanBrightness(green)).toBeGreaterThan(meanBrightness(blue) * 4);
  expect(meanBrightness({ width: 0, height: 0, values: new Uint8Array() })).toBe(0);
  expect(brightestTenth(picture(10, 10, (_, y) => y * 20))).toBeCloseTo(180 / 255);
});
