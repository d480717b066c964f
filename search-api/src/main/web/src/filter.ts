import type { Filter } from "./api";

/** Half of the way round the Earth: no two places are farther apart. */
const FARTHEST_KILOMETRES = 20_037;

/** The fields that narrow the gallery, as they were typed. */
export interface FilterFields {
  countries: string;
  chains: string;
  from: string;
  to: string;
  latitude: string;
  longitude: string;
  kilometres: string;
}

const words = (text: string) => text.split(/[\s,;]+/).filter((word) => word.length > 0);

function number(name: string, typed: string, low: number, high: number, example: string): number {
  const text = typed.trim();
  if (!/^[+-]?\d+(\.\d+)?$/.test(text)) {
    throw new Error(`${name}: "${text}" is no number. Write it with digits and a point, such as ${example}.`);
  }
  const value = Number(text);
  if (value < low || value > high) {
    throw new Error(`${name}: ${text} is out of range; it is ${low} to ${high}.`);
  }
  return value;
}

/**
 * What the gallery is narrowed to.
 *
 * @throws Error naming the field that does not fit, and what would
 */
export function filterOf(fields: FilterFields): Filter {
  const result: Filter = {};
  const countries = words(fields.countries).map((country) => country.toUpperCase());
  const wrong = countries.find((country) => !/^[A-Z]{2}$/.test(country));
  if (wrong !== undefined) {
    throw new Error(`Countries: "${wrong}" is no code of two letters, such as DE.`);
  }
  if (countries.length > 0) {
    result.countries = countries;
  }
  if (words(fields.chains).length > 0) {
    result.chains = words(fields.chains);
  }
  if (fields.from) {
    result.takenFrom = fields.from;
  }
  if (fields.to) {
    result.takenTo = fields.to;
  }
  const latitude = fields.latitude.trim();
  const longitude = fields.longitude.trim();
  if ((latitude === "") !== (longitude === "")) {
    throw new Error("Give latitude and longitude, or neither.");
  }
  if (latitude !== "") {
    const kilometres = number("Within kilometres", fields.kilometres, 0, FARTHEST_KILOMETRES, "25");
    if (kilometres === 0) {
      throw new Error(`Within kilometres: more than 0, at most ${FARTHEST_KILOMETRES}.`);
    }
    result.area = {
      latitude: number("Latitude", latitude, -90, 90, "44.65"),
      longitude: number("Longitude", longitude, -180, 180, "-63.57"),
      radiusMetres: kilometres * 1000,
    };
  }
  return result;
}
