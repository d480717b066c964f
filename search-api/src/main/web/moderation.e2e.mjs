// Drives the moderation pages in a real Chromium as an operator would; called by ModerationPagesTest with:
//   node moderation.e2e.mjs ADDRESS KEY CHROMIUM FOLDER-FOR-PICTURES
// The queue holds a contribution of a new hotel and one of a known hotel, in this order.
// Ends with 0, or prints what was expected and what was seen, and ends with 1.
import assert from "node:assert/strict";
import { assertAccessible, launched, watched } from "./browser.e2e.mjs";

const [address, key, executablePath, folder] = process.argv.slice(2);

const browser = await launched(executablePath);
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 1000 } });
  const { elsewhere, faults } = watched(page, address);
  await page.goto(address);
  await page.getByLabel("API key").fill(key);
  await page.getByRole("button", { name: "Sign in" }).click();

  const items = page.locator("ol.contributions > li");
  await items.nth(1).waitFor();
  const fresh = items.nth(0);
  const known = items.nth(1);
  await fresh.locator("img").first().waitFor();
  await fresh.getByText("The hotel is not in the catalog.").waitFor();
  await known.getByText(/The sender was 5\d\d km from the hotel/).waitFor();
  await known.getByText("Compare with known photos of this hotel").click();
  await known.locator(".known img").nth(3).waitFor();
  await page.screenshot({ path: `${folder}/moderation.png`, fullPage: true });
  await assertAccessible(page, "the queue");
  assert.equal(await page.getByRole("button", { name: "Find the hotel" }).count(), 0, "an operator does not search");

  await fresh.getByText("It is another hotel…").click();
  await fresh.getByLabel("Name of a known hotel").fill("larkspur hal");
  await fresh.getByRole("button", { name: "Look for it" }).click();
  await fresh.getByRole("button", { name: /Merge into Larkspur Inn Halifax/ }).click();
  await fresh.locator("strong", { hasText: "Accepted" }).waitFor();
  await fresh.getByRole("heading", { name: "Larkspur Inn Halifax" }).waitFor();
  await fresh.getByRole("button", { name: "Undo" }).click();
  await fresh.locator("strong", { hasText: "Waits" }).waitFor();

  await known.getByRole("button", { name: "Refuse" }).click();
  await known.locator("strong", { hasText: "Refused" }).waitFor();
  await known.getByRole("button", { name: "Undo" }).click();
  await known.locator("strong", { hasText: "Waits" }).waitFor();
  await known.getByRole("button", { name: "Accept", exact: true }).click();
  await known.locator("strong", { hasText: "Accepted" }).waitFor();
  await page.getByLabel("Show").selectOption("WAITING");
  await page.locator('ol.contributions > li[data-state="WAITING"]').waitFor();

  await page.getByRole("button", { name: "Where photos are wanted" }).click();
  await page.locator("table.coverage tbody tr").first().waitFor();
  const map = page.locator(".map > svg");
  await page.locator('.map .land[d^="M"]').waitFor();
  await page.getByText("24 hotels shown, photos wanted at 24").waitFor();
  await page.screenshot({ path: `${folder}/coverage.png` });
  await assertAccessible(page, "the map");
  await page.getByLabel("Area on the map").selectOption({ label: "Halifax, CA" });
  await page.getByText(/^1 hotel shown/).waitFor();
  await page.getByRole("button", { name: "Farther" }).click();
  await map.screenshot({ path: `${folder}/coverage-near.png` });
  assert.equal(await page.getByText(/case|investigat|search/i).count(), 0, "not a word about cases");
  await page.emulateMedia({ colorScheme: "dark" });
  await assertAccessible(page, "the map in the dark");
  await page.setViewportSize({ width: 360, height: 740 });
  // It fits a phone, once the map is drawn anew.
  await page.waitForFunction(() => document.documentElement.scrollWidth === 360);
  await page.screenshot({ path: `${folder}/coverage-phone.png` });
  assert.deepEqual(elsewhere, [], "no page asks another origin");
  assert.deepEqual(faults, [], "no page breaks its own rules");
} finally {
  await browser.close();
}
