import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { type Place, wanted } from "./areas";

/** A part of the world, in degrees. */
export interface Frame {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** A point on the map, in units of the drawing, from its upper left corner. */
export interface Point {
  x: number;
  y: number;
}

/** What is drawn as one: a hotel, or several that lie too near to one another to be told apart. */
export interface Spot<Hotel> extends Point {
  hotels: Hotel[];
  wanted: number;
}

export type Land = Topology<{ land: GeometryCollection }>;
export type Ring = [longitude: number, latitude: number][];

export const WORLD: Frame = { west: -180, south: -58, east: 180, north: 80 };
export const WIDTH = 960;
const LOWEST = 300;
const HIGHEST = 620;
/** No part smaller than this is shown: the coast is not drawn finely enough. */
const SMALLEST_DEGREES = 3;
const MARGIN = 0.12;
/** Spots nearer than this are drawn as one. */
const APART = 34;
const STEPS = [45, 30, 15, 10, 5, 2, 1, 0.5];
const MOST_LINES = 9;

/** The part that holds all of these, with a margin; the whole world where there are none. */
export function frameOf(places: Place[]): Frame {
  if (places.length === 0) {
    return WORLD;
  }
  const longitudes = places.map((place) => place.longitude);
  const latitudes = places.map((place) => place.latitude);
  const [west, east] = widened(Math.min(...longitudes), Math.max(...longitudes));
  const [south, north] = widened(Math.min(...latitudes), Math.max(...latitudes));
  return within({ west, south, east, north });
}

function widened(low: number, high: number): [number, number] {
  const span = Math.max((high - low) * (1 + 2 * MARGIN), SMALLEST_DEGREES);
  const middle = (low + high) / 2;
  return [middle - span / 2, middle + span / 2];
}

function within(frame: Frame): Frame {
  return {
    west: Math.max(frame.west, -180),
    south: Math.max(frame.south, -85),
    east: Math.min(frame.east, 180),
    north: Math.min(frame.north, 85),
  };
}

/** The same part seen from nearer (a factor below 1) or farther away. */
export function scaled(frame: Frame, factor: number): Frame {
  const grown = (low: number, high: number) => {
    const half = Math.max(((high - low) * factor) / 2, SMALLEST_DEGREES / 2);
    return [(low + high) / 2 - half, (low + high) / 2 + half] as const;
  };
  const [west, east] = grown(frame.west, frame.east);
  const [south, north] = grown(frame.south, frame.north);
  return within({ west, south, east, north });
}

/**
 * Lays a part of the world out flat: degrees are straight lines, and a degree of longitude is as much shorter than one of
 * latitude as it is on the ground in the middle of the part. What is missing to a drawing of bearable shape is added.
 */
export class Projection {
  readonly frame: Frame;
  readonly height: number;
  private readonly xPerDegree: number;
  private readonly yPerDegree: number;

  constructor(asked: Frame) {
    const shrink = Math.max(Math.cos((((asked.north + asked.south) / 2) * Math.PI) / 180), 0.2);
    const wide = (asked.east - asked.west) * shrink;
    const high = asked.north - asked.south;
    const height = Math.min(Math.max((WIDTH * high) / wide, LOWEST), HIGHEST);
    this.yPerDegree = Math.min(height / high, WIDTH / wide);
    this.xPerDegree = this.yPerDegree * shrink;
    this.height = Math.round(height);
    const moreX = WIDTH / this.xPerDegree - (asked.east - asked.west);
    const moreY = height / this.yPerDegree - high;
    this.frame = {
      west: asked.west - moreX / 2,
      east: asked.east + moreX / 2,
      south: asked.south - moreY / 2,
      north: asked.north + moreY / 2,
    };
  }

  point(place: Place): Point {
    return {
      x: (place.longitude - this.frame.west) * this.xPerDegree,
      y: (this.frame.north - place.latitude) * this.yPerDegree,
    };
  }

  shows(place: Place): boolean {
    const { x, y } = this.point(place);
    return x >= 0 && x <= WIDTH && y >= 0 && y <= this.height;
  }

  /** Outlines of land that touch the drawing, as the path of an SVG. */
  path(rings: Ring[]): string {
    const parts: string[] = [];
    for (const ring of rings) {
      const points = ring.map(([longitude, latitude]) => this.point({ longitude, latitude }));
      const xs = points.map((point) => point.x);
      const ys = points.map((point) => point.y);
      if (
        largest(xs) < 0 ||
        -largest(xs.map((x) => -x)) > WIDTH ||
        largest(ys) < 0 ||
        -largest(ys.map((y) => -y)) > this.height
      ) {
        continue;
      }
      const kept = points.filter(
        (point, i) => i === 0 || Math.abs(point.x - points[i - 1]!.x) + Math.abs(point.y - points[i - 1]!.y) > 0.2,
      );
      parts.push(`M${kept.map((point) => `${point.x.toFixed(1)} ${point.y.toFixed(1)}`).join("L")}Z`);
    }
    return parts.join("");
  }

  /** Lines of whole degrees: at most nine each way. */
  lines(): { longitudes: number[]; latitudes: number[] } {
    const span = Math.max(this.frame.east - this.frame.west, this.frame.north - this.frame.south);
    const step = [...STEPS].reverse().find((one) => span / one <= MOST_LINES) ?? STEPS[0]!;
    const between = (low: number, high: number, most: number) => {
      const found: number[] = [];
      for (let at = Math.ceil(Math.max(low, -most) / step) * step; at <= Math.min(high, most); at += step) {
        found.push(at);
      }
      return found;
    };
    return {
      longitudes: between(this.frame.west, this.frame.east, 180),
      latitudes: between(this.frame.south, this.frame.north, 85),
    };
  }
}

/** Not Math.max(...values): there are more values than a call takes. */
function largest(values: number[]): number {
  return values.reduce((most, value) => Math.max(most, value), -Infinity);
}

/** Hotels as they are drawn, those that are shown only; the largest spots first, so that small ones lie on top. */
export function spots<Hotel extends { photos: number; newestMonth?: string }>(
  hotels: (Hotel & Partial<Place>)[],
  projection: Projection,
  now: Date,
): Spot<Hotel>[] {
  const found: Spot<Hotel>[] = [];
  for (const hotel of hotels) {
    const { latitude, longitude } = hotel;
    if (latitude === undefined || longitude === undefined || !projection.shows({ latitude, longitude })) {
      continue;
    }
    const { x, y } = projection.point({ latitude, longitude });
    const near = found.find((spot) => Math.hypot(spot.x - x, spot.y - y) < APART);
    const wants = wanted(hotel, now) ? 1 : 0;
    if (near === undefined) {
      found.push({ x, y, hotels: [hotel], wanted: wants });
    } else {
      const before = near.hotels.length;
      near.x = (near.x * before + x) / (before + 1);
      near.y = (near.y * before + y) / (before + 1);
      near.hotels.push(hotel);
      near.wanted += wants;
    }
  }
  return found.sort((a, b) => b.hotels.length - a.hotels.length);
}

/** How large a spot is drawn: its area grows with the number of hotels. */
export function radius(spot: { hotels: unknown[] }): number {
  return Math.min(11 + 3 * Math.sqrt(spot.hotels.length - 1), 26);
}

/** Outlines of all land; what crosses the date line is there twice, once for either side of it. */
export function outlines(land: Land): Ring[] {
  return feature(land, land.objects.land)
    .features.flatMap(({ geometry }) => {
      switch (geometry.type) {
        case "Polygon":
          return geometry.coordinates as Ring[];
        case "MultiPolygon":
          return geometry.coordinates.flat() as Ring[];
        default:
          return [];
      }
    })
    .flatMap((ring) => {
      const whole = unbroken(ring);
      const longitudes = whole.map(([longitude]) => longitude);
      const shifted = (by: number): Ring => whole.map(([longitude, latitude]) => [longitude + by, latitude]);
      return [
        whole,
        ...(largest(longitudes) > 180 ? [shifted(-360)] : []),
        ...(largest(longitudes.map((longitude) => -longitude)) > 180 ? [shifted(360)] : []),
      ];
    });
}

/** The same outline, going on beyond 180 degrees where it crosses the date line instead of leaping around the world. */
function unbroken(ring: Ring): Ring {
  let turns = 0;
  return ring.map(([longitude, latitude], i) => {
    const step = i === 0 ? 0 : longitude - ring[i - 1]![0];
    turns += step > 180 ? -360 : step < -180 ? 360 : 0;
    return [longitude + turns, latitude];
  });
}
