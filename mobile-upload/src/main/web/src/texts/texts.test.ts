import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isLanguage, LANGUAGES, preferredLanguage, Speaker, type TextKey } from "./index";

const NAMES = Object.keys(LANGUAGES).filter(isLanguage);
const KEYS = Object.keys(LANGUAGES.en) as TextKey[];

test.each(NAMES)("%s has the same keys as English, in the same order", (name) => {
  expect(Object.keys(LANGUAGES[name])).toEqual(KEYS);
});

test.each(NAMES)("%s says something for every key and fills in what English fills in", (name) => {
  const filled = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
  for (const key of KEYS) {
    expect(LANGUAGES[name][key].trim(), key).not.toBe("");
    expect(filled(LANGUAGES[name][key]), key).toEqual(filled(LANGUAGES.en[key]));
  }
});

test("no text of another language is left in English", () => {
  const sameOnPurpose: TextKey[] = ["hotel.kilometres", "hotel.metres", "review.hotel"];
  const same: TextKey[] = KEYS.filter((key) => LANGUAGES.es[key] === LANGUAGES.en[key] && !sameOnPurpose.includes(key));
  expect(same).toEqual([]);
});

test("takes the first language that the browser wants and the page has", () => {
  expect(preferredLanguage(["de-DE", "es-MX", "en"])).toBe("es");
  expect(preferredLanguage(["de-DE"])).toBe("en");
  expect(preferredLanguage([])).toBe("en");
  expect(isLanguage("toString")).toBe(false);
});

test("counts, names months and says distances in the language", () => {
  const english = new Speaker("en");
  const spanish = new Speaker("es");
  expect(english.counted("outbox.photos", 1)).toBe("1 photo");
  expect(english.counted("outbox.photos", 4)).toBe("4 photos");
  expect(spanish.counted("outbox.photos", 0)).toBe("0 fotos");
  expect(english.month("2026-11")).toBe("November 2026");
  expect(spanish.month("2026-01")).toBe("enero de 2026");
  expect(english.distance(20)).toBe("50 m");
  expect(english.distance(349)).toBe("350 m");
  expect(spanish.distance(2_440)).toBe("2,4 km");
  expect(english.distance(481_000)).toBe("481 km");
});

test("every text is used", () => {
  const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.ts$|texts.e[ns]\.ts$/.test(name))
    .map((name) => readFileSync(join("src", name), "utf8"))
    .join("\n");
  const made = ["label.", "receipt.state.", "receipt.stateHelp.", "keeps."];
  const unused = KEYS.filter(
    (key) =>
      !sources.includes(`"${key}"`) &&
      !sources.includes(`"${key.replace(/\.(one|other)$/, "")}"`) &&
      !made.some((start) => key.startsWith(start)),
  );
  expect(unused).toEqual([]);
});
