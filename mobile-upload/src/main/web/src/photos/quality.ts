// Small measurements on brightness values, made on the phone to say "retake" while the person is still in the room.

/** Brightness of a picture: `values[y * width + x]`, gamma-coded as in the picture, 0 black to 255 white. */
export interface Brightness {
  width: number;
  height: number;
  values: Uint8Array;
}

/** Above this a photo is called blurred; measured on sample and real rooms, see docs/experiments/phone-warnings.md. */
export const BLURRED_FROM = 0.5;
/** Below this mean brightness (0..1) a photo is called dark, unless a good part of it is bright. */
export const DARK_BELOW = 0.2;
/** A photo whose brightest tenth starts above this (0..1) is not called dark: a lit lamp in a room shows the room. */
export const BRIGHT_TENTH_FROM = 0.45;

const WINDOW_RADIUS = 4;

/** From RGBA bytes to brightness, weights of ITU-R BT.601. */
export function brightnessOf(rgba: Uint8ClampedArray, width: number, height: number): Brightness {
  const values = new Uint8Array(width * height);
  for (let i = 0, j = 0; i < values.length; i++, j += 4) {
    values[i] = (rgba[j]! * 299 + rgba[j + 1]! * 587 + rgba[j + 2]! * 114 + 500) / 1000;
  }
  return { width, height, values };
}

/**
 * How blurred a picture looks: near 0 sharp, near 1 blurred, hardly depending on what is in it. The picture is blurred
 * once more along rows and along columns; a sharp one loses much of its difference between neighbours by that, a blurred
 * one little (Crété, Dolmiere, Ladret, Nicolas: The blur effect, SPIE 2007). A picture without any contrast counts as
 * blurred.
 */
export function blur(picture: Brightness): number {
  const { width, height } = picture;
  return Math.max(blurAlong(picture, height, width, width, 1), blurAlong(picture, width, height, 1, width));
}

function blurAlong(picture: Brightness, lines: number, length: number, lineStep: number, step: number): number {
  const values = picture.values;
  const window = 2 * WINDOW_RADIUS + 1;
  let differences = 0;
  let lost = 0;
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    let sum = 0;
    for (let i = 0; i < window && i < length; i++) {
      sum += values[start + i * step]!;
    }
    for (let i = WINDOW_RADIUS + 1; i + WINDOW_RADIUS < length; i++) {
      const sumBefore = sum;
      sum += values[start + (i + WINDOW_RADIUS) * step]! - values[start + (i - WINDOW_RADIUS - 1) * step]!;
      const sharp = Math.abs(values[start + i * step]! - values[start + (i - 1) * step]!);
      const blurred = Math.abs(sum - sumBefore) / window;
      differences += sharp;
      lost += Math.max(0, sharp - blurred);
    }
  }
  return differences === 0 ? 1 : 1 - lost / differences;
}

/** Mean, 0..1. */
export function meanBrightness(picture: Brightness): number {
  let sum = 0;
  for (const value of picture.values) {
    sum += value;
  }
  return picture.values.length === 0 ? 0 : sum / picture.values.length / 255;
}

/** The brightness that a tenth of the picture reaches, 0..1. */
export function brightestTenth(picture: Brightness): number {
  const counts = new Uint32Array(256);
  for (const value of picture.values) {
    counts[value]!++;
  }
  let seen = 0;
  for (let value = 255; value >= 0; value--) {
    seen += counts[value]!;
    if (seen * 10 >= picture.values.length) {
      return value / 255;
    }
  }
  return 0;
}

export function isBlurred(picture: Brightness): boolean {
  return blur(picture) >= BLURRED_FROM;
}

export function isDark(picture: Brightness): boolean {
  return meanBrightness(picture) < DARK_BELOW && brightestTenth(picture) < BRIGHT_TENTH_FROM;
}
