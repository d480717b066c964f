// What each engine's decoder makes of the files of a folder, as the phone page asks it: node formats.mjs ADDRESS FOLDER
// prints, for each engine, each file's verdict.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ENGINES, launch, missing } from "./engines.mjs";

const [address, folder] = process.argv.slice(2);
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
    const found = {};
    for (const name of readdirSync(folder)) {
      const file = readFileSync(join(folder, name)).toString("base64");
      found[name] = await page.eval(async (text) => {
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        try {
          const picture = await createImageBitmap(new Blob([bytes]), { imageOrientation: "from-image" });
          return picture.width > 0 ? "taken" : "not read";
        } catch {
          return "not read";
        }
      }, file);
    }
    verdicts[engine] = found;
  } finally {
    await browser.close();
  }
}
console.log(JSON.stringify(verdicts));
