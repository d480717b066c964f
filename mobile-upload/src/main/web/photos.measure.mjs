// Runs the page's own checks over every picture in a folder and prints how they come out:
//   node photos.measure.mjs CHROMIUM FOLDER [HOW-MANY]
// Every picture is measured as it is and after being spoilt: out of focus, moved sideways, darkened.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { createServer } from "vite";

const [executablePath, folder, most = "200"] = process.argv.slice(2);
const all = readdirSync(folder, { recursive: true })
  .filter((name) => /\.(jpe?g|png|webp)$/i.test(name))
  .sort();
const step = Math.max(1, all.length / Number(most));
const names = Array.from({ length: Math.min(all.length, Number(most)) }, (_, i) => all[Math.floor(i * step)]);

const server = await createServer({
  logLevel: "error",
  server: { port: 0, host: "127.0.0.1", hmr: false, watch: null },
});
await server.listen();
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--enable-unsafe-swiftshader"] });
try {
  const page = await browser.newPage();
  let current = "";
  await page.route("**/measured-picture", (route) =>
    route.fulfill({ body: readFileSync(join(folder, current)), contentType: "image/jpeg" }),
  );
  await page.goto(server.resolvedUrls.local[0]);
  const found = {};
  for (const name of names) {
    current = name;
    const answer = await page.evaluate(async () => {
      const { prepare } = await import("/src/photos/prepare.ts");
      const { brightnessOf, blur, meanBrightness, brightestTenth } = await import("/src/photos/quality.ts");
      const { peopleShare } = await import("/src/photos/people.ts");
      const picture = await createImageBitmap(await (await fetch("/measured-picture")).blob());
      const draw = (filter) => {
        const canvas = new OffscreenCanvas(picture.width, picture.height);
        const context = canvas.getContext("2d");
        filter(context);
        return canvas.convertToBlob({ type: "image/jpeg", quality: 0.95 });
      };
      const side = Math.max(picture.width, picture.height);
      const filtered = (filter) => (context) => {
        context.filter = filter;
        context.drawImage(picture, 0, 0);
      };
      const moved = (context) => {
        const count = 12;
        for (let i = 0; i < count; i++) {
          context.globalAlpha = 1 / (i + 1);
          context.drawImage(picture, (i * side) / 1024, 0);
        }
      };
      const measured = async (blob) => {
        const prepared = await prepare(blob);
        const bitmap = await createImageBitmap(prepared.blob);
        const scale = Math.min(1, 1024 / Math.max(bitmap.width, bitmap.height));
        const [w, h] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)];
        const context = new OffscreenCanvas(w, h).getContext("2d");
        context.drawImage(bitmap, 0, 0, w, h);
        const values = brightnessOf(context.getImageData(0, 0, w, h).data, w, h);
        return {
          blurred: prepared.blurred,
          dark: prepared.dark,
          blur: blur(values),
          mean: meanBrightness(values),
          tenth: brightestTenth(values),
        };
      };
      const plain = await draw(filtered("none"));
      const said = {
        "as it is": await measured(plain),
        "out of focus, 2 of 1024 pixels": await measured(await draw(filtered(`blur(${(2 * side) / 1024}px)`))),
        "out of focus, 4 of 1024 pixels": await measured(await draw(filtered(`blur(${(4 * side) / 1024}px)`))),
        "moved by 12 of 1024 pixels": await measured(await draw(moved)),
        "an eighth of the light": await measured(await draw(filtered("brightness(0.39)"))),
        "a thirtieth of the light": await measured(await draw(filtered("brightness(0.21)"))),
      };
      said["as it is"].people = await peopleShare(plain);
      return said;
    });
    for (const [kind, values] of Object.entries(answer)) {
      (found[kind] ??= []).push({ name, ...values });
    }
  }
  console.log(`${names.length} of ${all.length} pictures`);
  const share = (list, test) => `${((100 * list.filter(test).length) / list.length).toFixed(1)} %`;
  for (const [kind, list] of Object.entries(found)) {
    const middle = list.map((one) => one.blur).sort((a, b) => a - b);
    const at = (part) => middle[Math.floor(part * (middle.length - 1))].toFixed(2);
    console.log(
      `${kind}: said blurred ${share(list, (one) => one.blurred)}, dark ${share(list, (one) => one.dark)}; ` +
        `blur ${at(0.05)} / ${at(0.5)} / ${at(0.95)} (5 %, middle, 95 %)`,
    );
  }
  const plain = found["as it is"].sort((one, other) => other.people - one.people);
  for (const from of [0.02, 0.04, 0.06, 0.08, 0.12]) {
    console.log(`person in at least ${from} of a view: ${share(plain, (one) => one.people >= from)}`);
  }
  console.log(
    `most: ${plain
      .slice(0, 8)
      .map((one) => `${one.name} ${one.people.toFixed(3)}`)
      .join(", ")}`,
  );
  if (process.env.VERBOSE) {
    console.log(JSON.stringify(found));
  }
} finally {
  await browser.close();
  await server.close();
}
