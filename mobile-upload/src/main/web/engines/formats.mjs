// What the phone page makes of the files of a folder in each engine: node formats.mjs ADDRESS FOLDER prints, for each engine,
// each file's verdict. The page's own preparing of a photo is run, as it is built for the page, on a page of any service.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { ENGINES, launch, missing } from "./engines.mjs";

const [address, folder] = process.argv.slice(2);
const [{ output }] = await build({
  configFile: false,
  logLevel: "error",
  build: {
    write: false,
    lib: {
      entry: fileURLToPath(new URL("../src/photos/prepare.ts", import.meta.url)),
      formats: ["iife"],
      name: "photos",
      fileName: "photos",
    },
  },
});
// As a function of its own: a page's rules may allow no text to become a program.
const preparing = new Function(`${output[0].code}; window.photos = photos;`);
const verdicts = {};
for (const engine of ENGINES) {
  const lacking = missing(engine);
  if (lacking !== undefined) {
    verdicts[engine] = { missing: lacking };
    continue;
  }
  const browser = await launch(engine);
  try {
    const page = await browser.open(address);
    await page.eval(preparing);
    const found = {};
    for (const name of readdirSync(folder)) {
      const file = readFileSync(join(folder, name)).toString("base64");
      found[name] = await page.eval(async (text) => {
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        try {
          const { blob } = await window.photos.prepare(new Blob([bytes]));
          return blob.size > 0 ? "taken" : "not read";
        } catch (problem) {
          return problem.name === "Incomplete" ? "INCOMPLETE" : "not read";
        }
      }, file);
    }
    verdicts[engine] = found;
  } finally {
    await browser.close();
  }
}
console.log(JSON.stringify(verdicts));
