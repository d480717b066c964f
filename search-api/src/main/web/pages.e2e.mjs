// Drives the search page in a real Chromium as an investigator would; called by PagesTest with:
//   node pages.e2e.mjs ADDRESS KEY CHROMIUM QUERY-IMAGE EXPECTED-HOTEL FOLDER-FOR-PICTURES
// Ends with 0, or prints what was expected and what was seen, and ends with 1.
import assert from "node:assert/strict";
import { assertAccessible, launched, watched } from "./browser.e2e.mjs";

const [address, key, executablePath, image, hotel, folder] = process.argv.slice(2);
const browser = await launched(executablePath);
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 1000 } });
  const { elsewhere, faults } = watched(page, address);

  await page.goto(address);
  await page.getByLabel("API key").fill("rp_000000000000_" + "x".repeat(43));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").getByText("not known").waitFor();
  await page.getByLabel("API key").fill(key);
  await page.getByRole("button", { name: "Sign in" }).click();

  const search = page.getByRole("button", { name: "Search hotels" });
  await search.waitFor();
  await page.setInputFiles("input[name=images]", image);
  assert.equal(await search.isDisabled(), true, "a search without case and purpose cannot be sent");
  await page.getByLabel("Case reference").fill("PAGE-1");
  await page.getByLabel("Purpose of this search").fill("testing the page");
  const canvas = page.locator(".mask canvas.painting");
  await canvas.waitFor();
  async function paint(fromX, fromY, toX, toY) {
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    await page.mouse.move(box.x + box.width * fromX, box.y + box.height * fromY);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * toX, box.y + box.height * toY, { steps: 5 });
    await page.mouse.up();
  }
  await paint(0.1, 0.8, 0.25, 0.95);
  await page.screenshot({ path: `${folder}/search.png` });
  /** Searches, and waits for the new answer; the former one stays until then. */
  async function searched() {
    await page.evaluate(() => document.querySelectorAll(".results").forEach((one) => (one.dataset.former = "")));
    await search.click();
    await page.locator(".results:not([data-former])").waitFor({ timeout: 60_000 });
  }
  /** The form folds once it is answered. */
  const unfold = () => page.locator("details.fold:not([open]) > summary").click();
  await searched();

  const first = page.locator("ol.hotels > li").first();
  await first.waitFor({ timeout: 60_000 });
  assert.equal(await first.getAttribute("data-hotel"), hotel, "the right hotel comes first");
  await page.locator("ol.hotels img").first().waitFor();
  await page.getByText("of the picture was looked at").waitFor();
  await assertAccessible(page, "the results");
  await page.screenshot({ path: `${folder}/results.png`, fullPage: true });
  await first.locator(".photos button").first().click();
  await first.locator(".compare svg").waitFor();
  await first.locator(".compare img").nth(1).waitFor();
  await assertAccessible(page, "a comparison");
  await page.screenshot({ path: `${folder}/compare.png` });
  await first.getByRole("button", { name: "What looks alike" }).click();
  await first.locator(".compare .heat rect").first().waitFor();
  await page.screenshot({ path: `${folder}/heat.png` });

  await unfold();
  const sizeOf = () => canvas.evaluate((painted) => [painted.width, painted.height]);
  const [width, height] = await sizeOf();
  async function turn() {
    const [wide, high] = await sizeOf();
    await page.getByRole("button", { name: "Turn" }).click();
    await page.waitForFunction(
      ([w, h]) => {
        const painted = document.querySelector(".mask canvas.painting");
        return painted.width === w && painted.height === h;
      },
      [high, wide],
    );
  }
  await turn();
  assert.notDeepEqual([width, height], await sizeOf(), "a turned picture lies on its side");
  await searched();
  await page.locator("ol.hotels > li .photos button").first().click({ timeout: 60_000 });
  const query = page.locator(".compare").getByAltText("Query image");
  await query.waitFor();
  const shown = await query.evaluate(async (picture) => {
    await picture.decode();
    return picture.naturalWidth < picture.naturalHeight;
  });
  assert.equal(shown, width > height, "what was searched is shown as it was turned");
  await page.screenshot({ path: `${folder}/turned.png` });
  await unfold();
  for (let i = 0; i < 3; i++) {
    await turn();
  }

  await page.locator(".mask select").selectOption("only");
  await paint(0.3, 0.5, 0.7, 0.6);
  await page.screenshot({ path: `${folder}/thing.png` });
  await searched();
  await page.getByRole("status").getByText("no probabilities are stated").waitFor({ timeout: 60_000 });
  await page.locator("ol.hotels img").first().waitFor();
  assert.equal(await page.locator(".probability").count(), 0, "no probability where none was measured");
  await page.screenshot({ path: `${folder}/thing-results.png`, fullPage: true });

  await page.getByRole("button", { name: "Look a picture up" }).click();
  await page.getByLabel(/or a hash/).fill("abc");
  await page.getByRole("button", { name: "Look up" }).click();
  await page.getByRole("alert").getByText("this text has 3 characters").waitFor();

  await page.getByRole("button", { name: "Find the hotel" }).click();
  await unfold();
  await page.setInputFiles("input[name=images]", Array(9).fill(image));
  await page.getByRole("alert").getByText("Only 8 can be searched at once").waitFor();
  await page.locator(".mask canvas.painting").nth(7).waitFor();
  const chosen = await page.locator(".chosen").boundingBox();
  assert.ok(chosen.height < 1800, `eight pictures stand beside one another, not ${chosen.height} px high`);
  await page.getByText("Narrow the gallery").click();
  await page.getByLabel("Latitude").fill("25,5");
  await page.getByLabel("Longitude").fill("1");
  await search.click();
  await page.getByRole("alert").getByText('"25,5" is no number').waitFor();
  await assertAccessible(page, "the form with what is wrong with it");
  await page.screenshot({ path: `${folder}/eight.png`, fullPage: true });

  await page.getByRole("button", { name: "Links of an ad" }).click();
  const form = page.getByRole("form", { name: "Links of an ad" });
  const ad = form.locator("select");
  const compare = page.getByRole("button", { name: "Lay both side by side" });
  await ad.locator("option").nth(1).waitFor({ state: "attached" });
  for (let i = 1; i <= 10 && (await compare.count()) === 0; i++) {
    await ad.selectOption({ index: i });
    await form.getByRole("button", { name: "Find links" }).click();
    await page.getByRole("heading", { name: "Pictures and rooms" }).waitFor({ timeout: 60_000 });
  }
  const [select, id] = [await ad.boundingBox(), await form.getByLabel("or its id").boundingBox()];
  assert.ok(select.x + select.width <= id.x || select.y + select.height <= id.y, "one field lies over another");
  await compare.first().click();
  await page.locator(".compare img").nth(1).waitFor();
  await assertAccessible(page, "the links of an ad");
  await page.screenshot({ path: `${folder}/links.png`, fullPage: true });

  await page.getByRole("button", { name: "Where photos are wanted" }).click();
  await page.locator(".bar-of-wanted").first().waitFor();
  await assertAccessible(page, "where photos are wanted");

  const description = page.getByRole("link", { name: "API" });
  assert.equal(await description.getAttribute("target"), "_blank", "the key and the answer stay where they are");
  await page.goto(`${address}api.html`);
  await page.getByText("/api/v1/hotel-searches").first().waitFor();
  await page.screenshot({ path: `${folder}/api.png` });

  assert.deepEqual(elsewhere, [], "no page loads anything from another origin");
  assert.deepEqual(faults, [], "no page breaks its own rules");
} finally {
  await browser.close();
}
