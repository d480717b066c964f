import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { frameOf, type Land, outlines, Projection, scaled, spots, WIDTH, WORLD } from "./world";

const now = new Date("2026-11-22T00:00:00Z");
const halifax = { latitude: 44.65, longitude: -63.58 };
const lyon = { latitude: 45.76, longitude: 4.84 };
const hotel = (place: object, photos: number) => ({ ...place, photos, newestMonth: "2026-10" });

test("shows all places with a margin, and the world where there are none", () => {
  const projection = new Projection(frameOf([halifax, lyon]));
  for (const place of [halifax, lyon]) {
    const { x, y } = projection.point(place);
    expect(x).toBeGreaterThan(20);
    expect(x).toBeLessThan(WIDTH - 20);
    expect(y).toBeGreaterThan(20);
    expect(y).toBeLessThan(projection.height - 20);
  }
  expect(frameOf([])).toEqual(WORLD);
});

test("keeps the ground's proportions in the middle", () => {
  const projection = new Projection(frameOf([halifax]));
  const middle = projection.point(halifax);
  const north = projection.point({ ...halifax, latitude: halifax.latitude + 1 });
  const east = projection.point({ ...halifax, longitude: halifax.longitude + 1 });
  const expected = Math.cos((halifax.latitude * Math.PI) / 180);
  expect((east.x - middle.x) / (middle.y - north.y)).toBeCloseTo(expected, 5);
});

test("draws hotels as one that lie too near to one another, until seen from nearer", () => {
  const hotels = [hotel(halifax, 0), hotel({ ...halifax, longitude: -63.3 }, 30), hotel(lyon, 30), hotel({}, 0)];
  const far = spots(hotels, new Projection(frameOf([halifax, lyon])), now);
  expect(far.map((spot) => [spot.hotels.length, spot.wanted])).toEqual([
    [2, 1],
    [1, 0],
  ]);
  expect(spots(hotels, new Projection(frameOf([halifax])), now)).toHaveLength(2);
});

test("goes nearer and farther, never beyond the world", () => {
  const frame = frameOf([halifax, lyon]);
  expect(scaled(frame, 0.5).east - scaled(frame, 0.5).west).toBeCloseTo((frame.east - frame.west) / 2);
  expect(scaled(WORLD, 3)).toEqual({ west: -180, south: -85, east: 180, north: 85 });
});

test("draws few lines of whole degrees", () => {
  for (const frame of [WORLD, frameOf([halifax, lyon]), frameOf([halifax])]) {
    const { longitudes, latitudes } = new Projection(frame).lines();
    expect(longitudes.length).toBeGreaterThan(1);
    expect(longitudes.length).toBeLessThan(11);
    expect(latitudes.length).toBeLessThan(11);
  }
});

test("draws the coast from the outlines that npm serves", () => {
  const file = createRequire(import.meta.url).resolve("world-atlas/land-50m.json");
  const rings = outlines(JSON.parse(readFileSync(file, "utf8")) as Land);
  expect(rings.length).toBeGreaterThan(1000);
  const leaps = rings.flatMap((ring) =>
    ring.filter((point, i) => i > 0 && Math.abs(point[0] - ring[i - 1]![0]) > 180).map(([longitude]) => longitude),
  );
  expect(leaps, "no outline leaps around the world at the date line").toEqual([]);
  expect(new Projection(frameOf([halifax])).path(rings)).toMatch(/^M-?\d+\.\d .*Z$/);
  expect(
    new Projection(frameOf([{ latitude: 35, longitude: -40 }])).path([
      [
        [0, 0],
        [1, 0],
        [1, 1],
      ],
    ]),
  ).toBe("");
});
