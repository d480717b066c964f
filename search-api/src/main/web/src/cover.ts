import type { Frame, PhotoHit } from "./api";
import type { Brought } from "./picture";

/** From a place in the query to one in the found picture, both as shares of their sides: x = ax + cy + e, y = bx + dy + f. */
export type Affine = [a: number, b: number, c: number, d: number, e: number, f: number];

/** What lies over a found picture: the query's mask, and where it goes. */
export interface Cover {
  mask: Blob;
  at: Affine;
}

/** Fewer matching points say too little of where a part of the picture went. */
const ENOUGH_POINTS = 4;

/** Of a picture that was turned clockwise by quarters, back to how it stands in its file. */
const BACK: Affine[] = [
  [1, 0, 0, 1, 0, 0],
  [0, -1, 1, 0, 0, 1],
  [-1, 0, 0, -1, 1, 1],
  [0, 1, -1, 0, 1, 0],
];

/** Solves three equations with three unknowns; undefined where they do not say enough. */
function solved(m: number[][]): [number, number, number] | undefined {
  for (let i = 0; i < 3; i++) {
    const best = [...m.keys()]
      .slice(i)
      .reduce((one, two) => (Math.abs(m[two]![i]!) > Math.abs(m[one]![i]!) ? two : one));
    [m[i], m[best]] = [m[best]!, m[i]!];
    if (Math.abs(m[i]![i]!) < 1e-9) {
      return undefined;
    }
    for (let j = 0; j < 3; j++) {
      if (j !== i) {
        const share = m[j]![i]! / m[i]![i]!;
        m[j] = m[j]!.map((value, k) => value - share * m[i]![k]!);
      }
    }
  }
  return [m[0]![3]! / m[0]![0]!, m[1]![3]! / m[1]![1]!, m[2]![3]! / m[2]![2]!];
}

/** The mapping that fits the matching points best, by least squares. */
export function fitted(hit: PhotoHit, facts: Frame): Affine | undefined {
  const matches = hit.matches ?? [];
  if (matches.length < ENOUGH_POINTS || !hit.width || !hit.height) {
    return undefined;
  }
  const sums = (target: (match: number[]) => number) => {
    const rows = [0, 1, 2].map(() => [0, 0, 0, 0]);
    for (const match of matches) {
      const from = [match[0] / facts.width, match[1] / facts.height, 1];
      rows.forEach((row, i) => [...from, target(match)].forEach((value, k) => (row[k]! += from[i]! * value)));
    }
    return solved(rows);
  };
  const x = sums((match) => match[2]! / hit.width!);
  const y = sums((match) => match[3]! / hit.height!);
  return x && y ? [x[0], y[0], x[1], y[1], x[2], y[2]] : undefined;
}

/** What has to stay hidden of a found picture: where it is the query itself, or a copy, it shows what was hidden in the query. */
export function coverOf(hit: PhotoHit, query: Brought | undefined, facts: Frame | undefined): Cover | undefined {
  if (!query?.mask || !facts || (hit.evidence !== "SAME_BYTES" && hit.evidence !== "SAME_PICTURE")) {
    return undefined;
  }
  const whole = BACK[query.turns % 4]!;
  return { mask: query.mask, at: hit.evidence === "SAME_BYTES" ? whole : (fitted(hit, facts) ?? whole) };
}
