// Walks through every page of a service whose every field holds markup and scripts; called by HostileWordsTest with:
//   node hostile-words.e2e.mjs ADDRESS KEY CHROMIUM QUERY-IMAGE OPERATOR-KEY FOLDER-FOR-PICTURES
// Ends with 0, or prints what ran or was not shown, and ends with 1.
import assert from "node:assert/strict";
import { launched, watched } from "./browser.e2e.mjs";

const [address, key, executablePath, image, operatorKey, folder] = process.argv.slice(2);
const browser = await launched(executablePath);
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 1000 } });
  const { elsewhere, faults } = watched(page, address);
  page.on("dialog", (dialog) => faults.push(`dialog: ${dialog.message()}`));
  // What a page asks for by itself because markup was taken for markup.
  page.on(
    "request",
    (request) => request.url() === `${address}x` && faults.push("a picture of the markup is asked for"),
  );

  /** Waits for a field's letters, and holds that nothing of it became an element or ran. */
  async function shown(...fields) {
    for (const field of fields) {
      const letters = page.getByText(`${field}'><img src=x`).filter({ visible: true }).first();
      await letters.waitFor({ timeout: 30_000 }).catch(() => assert.fail(`${field} is not shown on the page`));
    }
    const made = await page.evaluate(() => ({
      ran: window.ran ?? document.body.dataset.ran ?? null,
      markup: document.querySelectorAll('img[src="x"], [onload], [onerror], a[href^="javascript:"]').length,
    }));
    assert.deepEqual(made, { ran: null, markup: 0 }, `of ${fields}`);
  }

  await page.goto(address);
  await page.getByLabel("API key").fill(key);
  await page.getByRole("button", { name: "Sign in" }).click();

  await page.getByRole("button", { name: "Find the hotel" }).click();
  await page.setInputFiles("input[name=images]", image);
  await page.getByLabel("Case reference").fill("PAGE-1");
  await page.getByLabel("Purpose of this search").fill("<img src=x onerror=window.ran=1>");
  await page.locator(".mask canvas.painting").waitFor();
  await page.getByRole("button", { name: "Search hotels" }).click();
  const first = page.locator("ol.hotels > li").first();
  await first.waitFor({ timeout: 60_000 });
  await shown("hotel", "city", "address");
  await first.locator(".photos button").first().click();
  await first.locator(".compare svg").waitFor();
  await shown("hotel");
  await page.screenshot({ path: `${folder}/hostile-words.png`, fullPage: true });

  await page.getByRole("button", { name: "Links of an ad" }).click();
  const form = page.getByRole("form", { name: "Links of an ad" });
  await form.locator("select option").nth(1).waitFor({ state: "attached" });
  await form.locator("select").selectOption({ index: 1 });
  await form.getByRole("button", { name: "Find links" }).click();
  await page.getByRole("heading", { name: "Pictures and rooms" }).waitFor({ timeout: 60_000 });
  await shown("hotel", "title", "place");
  await page.screenshot({ path: `${folder}/hostile-words-links.png`, fullPage: true });

  await page.getByRole("button", { name: "Where photos are wanted" }).click();
  await page.locator("table.coverage tbody tr").first().waitFor();
  await shown("hotel");

  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("API key").fill(operatorKey);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator("ol.contributions > li").first().waitFor();
  await shown("given", "town");
  await page.screenshot({ path: `${folder}/hostile-words-queue.png`, fullPage: true });

  assert.deepEqual(elsewhere, [], "no page loads anything from another origin");
  assert.deepEqual(faults, [], "nothing ran");
} finally {
  await browser.close();
}
