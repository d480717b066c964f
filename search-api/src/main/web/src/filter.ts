import { countryName } from "../../../../../mobile-upload/src/main/web/src/countries";
import type { Filter } from "./api";

/** Half of the way round the Earth: no two places are farther apart. */
const FARTHEST_KILOMETRES = 20_037;

/** The fields that narrow the gallery, as they were typed. */
export interface FilterFields {
  /** Codes of two letters. */
  countries: string[];
  chains: string;
  from: string;
  to: string;
  latitude: string;
  longitude: string;
  kilometres: string;
}

/** Nothing is left out. */
export const EVERYWHERE: FilterFields = {
  countries: [],
  chains: "",
  from: "",
  to: "",
  latitude: "",
  longitude: "",
  kilometres: "25",
};

/** By what the gallery is narrowed, in a few words; empty where it is not. */
export function filtered(fields: FilterFields): string {
  return [
    fields.countries.length > 0 && fields.countries.map((code) => countryName(code, "en")).join(", "),
    fields.chains.trim() && `chains ${fields.chains.trim()}`,
    (fields.from || fields.to) && "by date",
    (fields.latitude || fields.longitude) && "by place",
  ]
    .filter(Boolean)
    .join(", ");
}

/** Names between commas; a chain's name may have spaces. */
const names = (text: string) =>
  text
    .split(/[,;]/)
    .map((name) => name.trim())
    .filter((name) => name.length > 0);

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
  if (fields.countries.length > 0) {
    result.countries = [...fields.countries];
  }
  if (names(fields.chains).length > 0) {
    result.chains = names(fields.chains);
  }
  if (fields.from) {
    result.takenFrom = fields.from;
  }
  if (fields.to) {
    result.takenTo = fields.to;
  }
  if (fields.from && fields.to && fields.from > fields.to) {
    throw new Error("Photo taken from: the first day lies after the last.");
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
