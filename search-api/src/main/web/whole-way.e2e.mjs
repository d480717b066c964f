// The whole way, from a phone to a search that finds the hotel, in one real Chromium and through the launcher:
//   node whole-way.e2e.mjs CHROMIUM FOLDER-FOR-PICTURES [REPORT.xml]
// ROOMPRINT names another launcher. Ends with 0, or says what was expected and seen, and ends with 1.
//
// A hotel that the list lacks is added on a phone with four photos of its room; the operator accepts it; a search with
// another picture of that room, hotel and room known to nobody before, finds it.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const [executablePath, folder, report] = process.argv.slice(2);
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../../../..");
const ROOMPRINT = process.env.ROOMPRINT ?? join(ROOT, "roomprint");
const SAMPLE = join(ROOT, "indexer/sample");
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PATIENCE = 240_000;
/** The hotel that nobody knows at first, the photos that the phone gives, and a picture of the same room. */
const HOTEL = "h07";
const SHOTS = ["1", "2", "3", "4"].map((view) => join(SAMPLE, `photos/h07/r1/${view}.jpg`));
const QUERY = join(SAMPLE, "queries/query-04.jpg");
const KNOWN = ["h01", "h02", "h03", "h08"];

mkdirSync(folder, { recursive: true });
const home = mkdtempSync(join(tmpdir(), "roomprint-whole-way-"));
const data = join(home, "data");
const started = [];
const begun = Date.now();

/** Runs a command of the launcher to its end; what it printed. */
async function roomprint(...words) {
  console.log(`roomprint ${words.join(" ")}`);
  const { stdout } = await promisify(execFile)(ROOMPRINT, [...words, "--data", data], { cwd: home });
  return stdout.trim();
}

/** Starts a service through the launcher; its address. */
function serving(...words) {
  console.log(`roomprint ${words.join(" ")}`);
  const process = spawn(ROOMPRINT, [...words, "--data", data], { cwd: home, stdio: ["ignore", "pipe", "inherit"] });
  started.push(process);
  return new Promise((found, failed) => {
    let said = "";
    process.stdout.on("data", (bytes) => {
      said += bytes;
      const address = /http:\/\/\S+:\d+\//.exec(said);
      if (address) {
        found(address[0]);
      }
    });
    process.on("exit", (code) => failed(new Error(`roomprint ${words[0]} ended with ${code}: ${said}`)));
  });
}

/** The sample's rows of these hotels, in a folder where their files are found. */
function rows(name, column, hotels) {
  const [head, ...lines] = readFileSync(join(SAMPLE, name), "utf8").trim().split("\n");
  const file = join(home, name);
  writeFileSync(file, [head, ...lines.filter((line) => hotels(line.split(",")[column]))].join("\n") + "\n");
  return file;
}

async function check(page, what) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } }),
  );
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  assert.deepEqual(found, [], `axe finds nothing on ${what}`);
}

let browser;
async function run() {
  // Copied: a link that leads out of the folder of its list is refused.
  cpSync(join(SAMPLE, "photos"), join(home, "photos"), { recursive: true });
  await roomprint(
    "import",
    "hotels",
    rows("hotels.csv", 0, (hotel) => hotel !== HOTEL),
  );
  await roomprint(
    "import",
    "photos",
    rows("photos.csv", 1, (hotel) => KNOWN.includes(hotel)),
  );
  const keyOf = async (role) =>
    /rp_\S+/.exec(await roomprint("keys", "create", "--label", "whole way", "--role", role, "--quiet"))[0];
  const operatorKey = await keyOf("OPERATOR");
  const investigatorKey = await keyOf("INVESTIGATOR");
  await roomprint("drain"); // publishes the list of hotels to the phone
  const publicAddress = await serving("receive", "--port", "0");
  const address = await serving("serve", "--port", "0");
  const [, name, , , , country, town] = readFileSync(join(SAMPLE, "hotels.csv"), "utf8")
    .split("\n")
    .find((line) => line.startsWith(HOTEL))
    .split(",");

  browser = await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--enable-unsafe-swiftshader",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const faults = [];
  const watched = (context, origin) => {
    context.setDefaultTimeout(PATIENCE);
    context.on("weberror", (error) => faults.push(String(error.error())));
    context.on("request", (request) => {
      const url = request.url();
      if (![origin, `blob:${origin}`, "data:"].some((mine) => url.startsWith(mine))) {
        faults.push(`asked ${url}`);
      }
    });
    return context;
  };
  const converter = await (await browser.newContext()).newPage();
  let number = 0;
  /** Leaves a small picture of the screen for the documentation, and has axe look at it. */
  async function look(page, what, fullPage = false) {
    const png = await page.screenshot({ fullPage });
    const webp = await converter.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const canvas = new OffscreenCanvas(bitmap.width * 0.75, bitmap.height * 0.75);
      const context = canvas.getContext("2d");
      context.imageSmoothingQuality = "high";
      context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      const made = await (await canvas.convertToBlob({ type: "image/webp", quality: 0.8 })).arrayBuffer();
      return btoa(Array.from(new Uint8Array(made), (byte) => String.fromCharCode(byte)).join(""));
    }, png.toString("base64"));
    writeFileSync(join(folder, `${String(++number).padStart(2, "0")}-${what}.webp`), Buffer.from(webp, "base64"));
    console.log(`seen: ${what}`);
    await check(page, what);
  }

  // On the phone.
  const phone = watched(
    await browser.newContext({
      viewport: { width: 360, height: 740 },
      deviceScaleFactor: 2,
      isMobile: true,
      hasTouch: true,
      locale: "en-US",
      reducedMotion: "reduce",
    }),
    publicAddress,
  );
  const phonePage = await phone.newPage();
  const screenIs = (screen) => phonePage.locator(`main[data-screen=${screen}] h1`).waitFor();
  const press = (selector) => phonePage.locator(selector).click();
  const settled = () => phonePage.locator(".busy").first().waitFor({ state: "detached" });
  await phonePage.goto(publicAddress);
  await press(".hero .primary");
  await screenIs("HOTEL");
  await phonePage.fill("#hotel-name", name);
  await press(".joined button");
  await settled();
  await press("main > button.link");
  await phonePage.locator(".sheet input").nth(1).fill(town);
  await phonePage.locator(".sheet select").selectOption(country);
  await look(phonePage, "phone-missing-hotel");
  await press(".sheet .primary");
  await screenIs("DETAILS");
  await phonePage.fill("#room", "12");
  await press(".actions .primary");
  for (const shot of SHOTS) {
    await screenIs("SHOT");
    await phonePage.setInputFiles("input[type=file]", shot);
    await phonePage.locator(".shown img").waitFor();
    await settled();
    await press(".actions .pair button:nth-child(2)");
  }
  await screenIs("CLOSE_UPS");
  await press(".actions .primary");
  await screenIs("REVIEW");
  await settled();
  await look(phonePage, "phone-review");
  await phonePage.locator("input[name=when]").nth(1).check();
  await press(".actions .primary");
  await screenIs("STATUS");
  const receipt = (await phonePage.locator("[data-receipt]").textContent()).trim();
  await look(phonePage, "phone-sent");

  // From the inbox to the queue.
  await roomprint("drain", "--no-delay");

  // The operator.
  const desk = watched(await browser.newContext({ viewport: { width: 1200, height: 900 } }), address);
  const signedIn = async (key) => {
    const page = await desk.newPage();
    await page.goto(address);
    await page.getByLabel("API key").fill(key);
    await page.getByRole("button", { name: "Sign in" }).click();
    return page;
  };
  const operator = await signedIn(operatorKey);
  const waiting = operator.locator("ol.contributions > li").first();
  await waiting.getByRole("heading", { name }).waitFor();
  await waiting.locator("img").nth(3).waitFor();
  await look(operator, "operator-queue");
  await waiting.getByRole("button", { name: "Accept as a new hotel" }).click();
  await waiting.locator("strong", { hasText: "Accepted" }).waitFor();
  await look(operator, "operator-accepted");
  await roomprint("drain", "--no-delay");
  await operator.getByLabel("Show").selectOption("RELEASED");
  await operator.locator('ol.contributions > li[data-state="RELEASED"]').getByText("unverified").first().waitFor();
  await look(operator, "operator-in-the-gallery");
  await operator.getByRole("button", { name: "Where photos are wanted" }).click();
  await operator.locator('.map .land[d^="M"]').waitFor();
  await look(operator, "operator-map");

  // What the receipt says now. Left first, since its own address leads nowhere from within the page.
  await phonePage.goto("about:blank");
  await phonePage.goto(publicAddress);
  await screenIs("HOME");
  await press(".rows button >> nth=0");
  await screenIs("RECEIPT");
  await phonePage.fill("#code", receipt);
  await press("form .primary");
  await phonePage.locator("[data-state=ACCEPTED], [data-state=PARTLY_ACCEPTED]").waitFor();
  await look(phonePage, "phone-receipt-accepted");

  // The investigator.
  const investigator = await signedIn(investigatorKey);
  await investigator.getByRole("button", { name: "Search hotels" }).waitFor();
  assert.equal(
    await investigator.getByRole("button", { name: "Links of an ad" }).count(),
    0,
    "an investigator is shown no page that the key does not permit",
  );
  await investigator.setInputFiles("input[name=images]", QUERY);
  await investigator.getByLabel("Case reference").fill("WHOLE-WAY-1");
  await investigator.getByLabel("Purpose of this search").fill("showing the whole way");
  await investigator.locator(".mask canvas.painting").waitFor();
  await look(investigator, "search-query");
  await investigator.getByRole("button", { name: "Search hotels" }).click();
  // No trusted photo shows the room: what the public gave stands above all that only looks alike, and says what it is.
  const lead = investigator.locator("[data-hotel]").first();
  await lead.getByRole("heading", { name }).waitFor();
  await lead.getByText("Unverified photos only").waitFor();
  await lead.locator("img").first().waitFor();
  await lead.scrollIntoViewIfNeeded();
  await look(investigator, "search-result", true);
  assert.deepEqual(faults, [], "no page asks another origin or breaks a rule");
}

let failure;
try {
  await run();
} catch (error) {
  failure = error;
  const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
  for (const [i, page] of pages.entries()) {
    await page.screenshot({ path: join(folder, `failed-${i}.png`) }).catch(() => undefined);
  }
} finally {
  await browser?.close();
  for (const process of started) {
    process.removeAllListeners("exit");
    const ended = new Promise((done) => process.on("exit", done));
    process.kill();
    await ended;
  }
  rmSync(home, { recursive: true, force: true });
}
const seconds = ((Date.now() - begun) / 1000).toFixed(0);
if (report) {
  const escaped = String(failure).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  writeFileSync(
    report,
    `<testsuite name="whole-way" tests="1" failures="${failure ? 1 : 0}" errors="0" skipped="0">` +
      `<testcase classname="whole-way" name="from a phone to a search that finds the hotel" time="${seconds}">` +
      (failure ? `<failure message="${escaped}"></failure>` : "") +
      `</testcase></testsuite>\n`,
  );
}
if (failure) {
  console.error(failure);
  process.exit(1);
}
console.log(`The whole way in ${seconds} s`);
