// The whole way at the desk in one engine; called by DeskTest with:
//   node desk.e2e.mjs ADDRESS KEY ENGINE WIDTH light|dark short|whole QUERY-IMAGE EXPECTED-HOTEL FOLDER-FOR-PICTURES
// Ends with 0, or prints what was expected and what was seen, and ends with 1; with 3 and the reason where the engine is missing.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, missing } from "../../../../mobile-upload/src/main/web/engines/engines.mjs";
import { CORNERS, FORMATS, turnedPictures } from "./turned-pictures.e2e.mjs";

const [address, key, engine, width, colours, length, image, hotel, folder] = process.argv.slice(2);
const lacking = missing(engine);
if (lacking !== undefined) {
  console.log(lacking);
  process.exit(3);
}
const HEIGHT = 800;
const files = mkdtempSync(join(tmpdir(), "roomprint-desk-"));
const browser = await launch(engine, { width: Number(width), height: HEIGHT, dark: colours === "dark" });
let pictures = 0;
try {
  const page = await browser.open(address);
  const look = (what) => page.screenshot(join(folder, `desk-${engine}-${width}-${colours}-${++pictures}-${what}.png`));

  async function signIn() {
    await page.fill("input[type=password]", key);
    await page.click(".signin button.primary");
    await page.waitFor("input[name=images]");
  }
  async function state(reference) {
    await page.fill("input[name=caseReference]", reference);
    await page.fill("input[name=purpose]", "testing the desk");
  }
  const tab = (name) =>
    page.eval((title) => {
      [...document.querySelectorAll(".bar nav button")].find((one) => one.textContent === title).click();
    }, name);
  const fits = async (what) =>
    assert.ok(
      await page.eval(() => document.documentElement.scrollWidth <= window.innerWidth),
      `${what} fits into ${width} px`,
    );
  /** Hides a rectangle of the first picture that has none, by keys alone. */
  async function hide(number, left, top, wide, high) {
    const at = `.chosen > div:nth-child(${number}) `;
    await page.eval((one) => (document.querySelector(one).open = true), `${at}.rectangles`);
    for (const [name, value] of Object.entries({ left, top, width: wide, height: high })) {
      await page.fill(`${at}input[name=${name}]`, String(value));
    }
    await page.press("Enter");
    await page.waitFor(`${at}.rectangles li`);
  }
  async function search() {
    await page.eval(() => document.querySelectorAll(".results").forEach((one) => (one.dataset.former = "")));
    await page.click("form[aria-label='Search hotels'] button[type=submit]");
    await page.waitUntil(() => document.querySelector(".results:not([data-former]), main .problem") !== null);
    const problem = await page.eval(() => document.querySelector("main .problem")?.textContent);
    assert.equal(problem ?? undefined, undefined, "the search is answered");
  }
  const unfold = () => page.eval(() => (document.querySelector("details.fold").open = true));

  await look("sign-in");
  await signIn();

  // What is drawn is what is searched: each orientation of each format, pixel by pixel, and the service agrees.
  if (length === "whole") {
    await state("DESK-1");
    for (const format of FORMATS) {
      await page.setFiles("input[name=images]", turnedPictures(format, files));
      await page.waitUntil(
        () => [...document.querySelectorAll(".mask img")].filter((one) => one.naturalWidth > 0).length === 8,
      );
      const seen = await page.eval(() => {
        const names = { red: [255, 0, 0], green: [0, 255, 0], blue: [0, 0, 255], white: [255, 255, 255] };
        return [...document.querySelectorAll(".mask img")].map((picture) => {
          const canvas = document.createElement("canvas");
          const [w, h] = [picture.naturalWidth, picture.naturalHeight];
          [canvas.width, canvas.height] = [w, h];
          const context = canvas.getContext("2d");
          context.drawImage(picture, 0, 0);
          // Every pixel but those at the borders of the four parts, where a JPEG's colours run.
          const colourOf = (fromX, fromY) => {
            const found = new Set();
            for (let y = fromY + 2; y < fromY + h / 2 - 2; y++) {
              for (let x = fromX + 2; x < fromX + w / 2 - 2; x++) {
                const [r, g, b] = context.getImageData(x, y, 1, 1).data;
                const far = ([name, [cr, cg, cb]]) => [Math.abs(r - cr) + Math.abs(g - cg) + Math.abs(b - cb), name];
                const nearest = Object.entries(names)
                  .map(far)
                  .sort((one, other) => one[0] - other[0])[0];
                found.add(nearest[0] < 90 ? nearest[1] : `${r},${g},${b}`);
              }
            }
            return [...found].join("+");
          };
          return [colourOf(0, 0), colourOf(w / 2, 0), colourOf(0, h / 2), colourOf(w / 2, h / 2)].join(" ");
        });
      });
      const turned = [1, 2, 3, 4, 5, 6, 7, 8].map((one) => CORNERS[format === "webp" ? 1 : one]);
      assert.deepEqual(seen, turned, `${format} is drawn as the service turns it`);
      for (let i = 1; i <= 8; i++) {
        await hide(i, 10, 10, 30, 30);
      }
      await search();
      await unfold();
      for (let i = 8; i >= 1; i--) {
        await page.click(`.chosen > div:nth-child(${i}) > button`);
      }
    }
    assert.equal(await page.count(".results"), 1, "the results stay when the pictures are removed");
  }

  // The search of an officer: a picture, a person hidden, an answer.
  await state("DESK-2");
  await page.setFiles("input[name=images]", [image]);
  await page.waitFor(".mask canvas.painting");
  await hide(1, 10, 60, 20, 35);
  await fits("the form");
  await look("form");
  await search();
  await page.waitFor("ol.hotels > li");
  assert.equal(
    await page.eval(() => document.querySelector("ol.hotels > li").dataset.hotel),
    hotel,
    "the right hotel comes first",
  );
  await page.waitUntil(() => document.activeElement?.closest(".results") !== null);
  // The verdict is in the window, and the form is folded.
  await page.waitUntil((height) => {
    const verdict = document.querySelector(".results [role=status]").getBoundingClientRect().bottom;
    return verdict > 0 && verdict < height;
  }, HEIGHT);
  await page.waitUntil(() => !document.querySelector("details.fold").open);
  await fits("the answer");
  await page.waitUntil(() => document.querySelector("ol.hotels img")?.naturalWidth > 0);
  await look("answer");

  await page.click("ol.hotels > li .photos button");
  await page.waitUntil(
    () => [...document.querySelectorAll(".compare img")].filter((one) => one.naturalWidth > 0).length === 2,
  );
  await page.waitUntil(() => {
    const box = document.querySelector(".compare").getBoundingClientRect();
    return box.top >= -1 && box.bottom <= window.innerHeight + 1;
  });
  assert.equal(await page.count(".compare .heat"), 0, "nothing darkens the comparison at first");
  const hidden = await page.eval(() => {
    const picture = document.querySelector(".compare img");
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
    const context = canvas.getContext("2d");
    context.drawImage(picture, 0, 0);
    const colours = new Set();
    for (let x = 0.12; x < 0.29; x += 0.01) {
      for (let y = 0.62; y < 0.94; y += 0.01) {
        const pixel = context.getImageData(canvas.width * x, canvas.height * y, 1, 1).data;
        colours.add([...pixel.slice(0, 3)].map((value) => Math.round(value / 12)).join());
      }
    }
    return colours.size;
  });
  assert.equal(hidden, 1, "what was hidden is one colour in the comparison");
  await fits("the comparison");
  await look("comparison");

  await tab("Look a picture up");
  await page.waitFor("form[aria-label='Look a picture up']");
  await look("look-up");
  await tab("Find the hotel");
  await page.waitFor(".compare");
  await unfold();
  // Another page and back keeps what was painted.
  await page.waitUntil(() => document.querySelectorAll(".rectangles li").length === 1);
  await page.eval(() => (document.querySelector("details.filters").open = true));
  await page.select("select[name=country]", "XK");
  await page.select("select[name=country]", "IS");
  await page.waitFor(".chips li");
  await page.waitUntil(() => document.querySelector(".filters [role=status]").textContent.includes("This leaves 0 of"));
  await look("filters");
  await search();
  await page.waitUntil(() =>
    document.querySelector(".results").textContent.includes("No hotel in this part of the gallery"),
  );
  await look("nothing");

  await page.eval(() => {
    [...document.querySelectorAll(".bar > button")].find((one) => one.textContent === "Sign out").click();
  });
  await page.waitFor("input[type=password]");
  assert.equal(await page.eval(() => document.body.innerHTML.includes("DESK-2")), false, "signing out clears the case");
  await signIn();
  assert.deepEqual(
    await page.eval(() => [
      document.querySelector("input[name=caseReference]").value,
      document.querySelector("input[name=purpose]").value,
      document.querySelectorAll(".mask, .results, .chips").length,
      sessionStorage.length + localStorage.length,
    ]),
    ["", "", 0, 0],
    "the next person finds nothing of the one before",
  );

  await page.goto(`${address}api.html`);
  await page.waitUntil(() => document.body.textContent.includes("/api/v1/hotel-searches"));
  const ground = await page.eval(() => {
    const shown = [document.querySelector(".swagger-ui"), document.body, document.documentElement];
    const colour = shown
      .map((one) => getComputedStyle(one).backgroundColor)
      .find((one) => !/, 0\)$|transparent/.test(one));
    return colour ? Math.max(...colour.match(/\d+/g).slice(0, 3).map(Number)) : 255;
  });
  if (colours === "dark") {
    assert.ok(ground < 100, `the description is dark too, not of brightness ${ground}`);
  }
  await look("api");
  assert.deepEqual(page.faults, [], "nothing is thrown that nobody catches");
} finally {
  await browser.close();
  rmSync(files, { recursive: true, force: true });
}
