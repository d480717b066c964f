// Drives the phone page in a real Chromium with a phone's profile; called by PhonePageTest with:
//   node phone.e2e.mjs ADDRESS CHROMIUM FOLDER-OF-A-SAMPLE-ROOM NAME-OF-A-LISTED-HOTEL FOLDER-FOR-PICTURES [SCENARIO…]
// Ends with 0 and prints one line of JSON per scenario, or says what was expected and seen, and ends with 1.
import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { drawnPerson, jpegWithWords } from "./phone.pictures.mjs";

const [address, executablePath, room, hotel, folder, ...wanted] = process.argv.slice(2);
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PATIENCE = 120_000;
const BUDGET_BYTES = 200 * 1024;
const SHOTS = ["1.jpg", "2.jpg", "3.jpg", "4.jpg"].map((name) => join(room, name));

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "said.jsonl"), "");
// What the fake camera shows: the bed, as a phone held upright sees it.
const camera = join(mkdtempSync(join(tmpdir(), "roomprint-camera-")), "camera.mjpeg");

const launch = {
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
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${camera}`,
  ],
};
const browser = await chromium.launch(launch);
// Where pictures are spoilt for the tests, and screenshots made small for the documentation.
const converter = await (await browser.newContext()).newPage();
writeFileSync(camera, Buffer.concat(Array(4).fill(await changed(SHOTS[2], { width: 576, height: 768 }))));

/** A phone with nothing on it yet. */
async function phone({ language = "en-US", width = 360, height = 740, colorScheme = "light", place = false } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: language,
    colorScheme,
    reducedMotion: "reduce",
    ...(place && { geolocation: { latitude: 44.65, longitude: -63.58 }, permissions: ["geolocation"] }),
  });
  const elsewhere = [];
  const faults = [];
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith(`blob:${address}`) && !url.startsWith("data:")) {
      elsewhere.push(url);
    }
  });
  context.on("weberror", (error) => faults.push(String(error.error())));
  context.on("console", (message) => {
    if (message.type() === "error" && message.text().includes("Content Security Policy")) {
      faults.push(message.text());
    }
  });
  return {
    context,
    async open() {
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE);
      await page.goto(address);
      await page.locator("main[data-screen]").waitFor();
      return page;
    },
    async end() {
      await context.close();
      assert.deepEqual(elsewhere, [], "no request goes to another origin");
      assert.deepEqual(faults, [], "the page keeps its own rules and throws nothing");
    },
  };
}

/** Waits until a screen is there with what it shows, which most of them read from the phone's store first. */
async function screenIs(page, name) {
  await page.locator(`main[data-screen=${name}] h1`).waitFor();
}

/** Waits until there are so many, since a page shows what it keeps only once it has read it. */
async function countIs(page, selector, count) {
  const all = page.locator(selector);
  await page
    .waitForFunction(([one, wanted]) => document.querySelectorAll(one).length === wanted, [selector, count])
    .catch(async () => assert.equal(await all.count(), count, `there are as many of ${selector} as there should be`));
}

const press = (page, selector) => page.locator(selector).click();
const primary = (page) => press(page, ".actions .primary");

/** Everything that must hold on every screen. */
async function check(page, what) {
  await page.evaluate(AXE);
  // All rules, WCAG 2.2's target size with them, which axe leaves out unless it is asked for.
  const options = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
  const { violations } = await page.evaluate((how) => window.axe.run(document, how), options);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  assert.deepEqual(found, [], `axe finds nothing on ${what}`);
  // Not innerWidth: a phone zooms out until a page that is too wide fits.
  const over = (await page.evaluate(() => document.documentElement.scrollWidth)) - page.viewportSize().width;
  assert.ok(over <= 0, `${what} is ${over} pixels wider than the phone`);
}

/** Leaves a small picture of the screen for the documentation. */
async function picture(page, name) {
  const png = await page.screenshot();
  const webp = await converter.evaluate(async (base64) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(bitmap.width * 0.75, bitmap.height * 0.75);
    const context = canvas.getContext("2d");
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const made = await (await canvas.convertToBlob({ type: "image/webp", quality: 0.8 })).arrayBuffer();
    return btoa(Array.from(new Uint8Array(made), (byte) => String.fromCharCode(byte)).join(""));
  }, png.toString("base64"));
  writeFileSync(join(folder, `${name}.webp`), Buffer.from(webp, "base64"));
}

/** How a tour looks at a screen: checks it, and leaves a picture of it under the name that it gives to the screen. */
function looking(nameOf) {
  let number = 0;
  return async (page, what) => {
    await check(page, what);
    const name = nameOf(what, String(++number).padStart(2, "0"));
    if (name !== undefined) {
      await picture(page, name);
    }
  };
}

/** Waits until no photo is being prepared or looked through. */
async function settled(page) {
  await page.locator(".busy").first().waitFor({ state: "detached" });
}

async function choosePhoto(page, file) {
  await page.setInputFiles("input[type=file]", file);
  await page.locator(".shown img").waitFor();
  await settled(page);
}

const usePhoto = (page) => press(page, ".actions .pair button:nth-child(2)");

/** From the start to the review with some photos, by the shortest way. */
async function untilReview(page, files = SHOTS.slice(0, 2)) {
  await press(page, ".hero .primary");
  await page.fill("#hotel-name", hotel);
  await press(page, ".joined button");
  await press(page, ".cards .card");
  await screenIs(page, "DETAILS");
  await primary(page);
  for (let i = 0; i < 4; i++) {
    await screenIs(page, "SHOT");
    if (files[i] === undefined) {
      await press(page, ".actions .link");
    } else {
      await choosePhoto(page, files[i]);
      await usePhoto(page);
    }
  }
  await screenIs(page, "CLOSE_UPS");
  await primary(page);
  await screenIs(page, "REVIEW");
  await settled(page);
}

async function sendNow(page) {
  await page.locator("input[name=when]").nth(1).check();
  await primary(page);
  await screenIs(page, "STATUS");
}

async function receiptOf(page) {
  const code = page.locator("[data-receipt]");
  await code.waitFor();
  return (await code.textContent()).trim();
}

/** What the service says of a receipt, asked outside of the page. */
async function asked(receipt) {
  const response = await fetch(new URL("api/v1/receipt-lookups", address), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ receipt }),
  });
  assert.equal(response.status, 200, "the receipt is known to the service");
  return response.json();
}

/** The whole way, looking at every screen. */
async function tour(options, nameOf) {
  const look = looking(nameOf);
  const device = await phone({ ...options, place: true });
  const page = await device.open();
  await look(page, "start");
  await press(page, ".hero .primary");
  await screenIs(page, "HOTEL");
  await look(page, "hotel");
  await press(page, "main > button.wide");
  await page.locator(".cards .card").first().waitFor();
  await look(page, "hotels-near");
  await press(page, "main > button.link");
  await press(page, ".sheet .primary");
  await page.locator(".error").scrollIntoViewIfNeeded();
  await look(page, "hotel-missing");
  await press(page, ".cards .card >> nth=0");
  await screenIs(page, "DETAILS");
  await page.fill("#room", "412");
  await look(page, "room");
  await primary(page);
  for (const [i, name] of ["corner", "opposite-corner", "bed", "bathroom"].entries()) {
    await screenIs(page, "SHOT");
    await page.locator(".guide").waitFor();
    await look(page, `guide-${name}`);
    if (name === "bathroom") {
      await press(page, ".actions .link"); // the sample has no bathrooms
      continue;
    }
    if (name === "bed") {
      await press(page, ".actions .pair button");
      await page.locator(".camera .take:enabled").waitFor();
      await look(page, "camera");
      await press(page, ".camera .take");
      await page.locator(".shown img").waitFor();
      await settled(page);
    } else {
      await choosePhoto(page, SHOTS[i]);
      if (i === 0) {
        await look(page, "photo");
      }
    }
    await usePhoto(page);
  }
  await screenIs(page, "CLOSE_UPS");
  await look(page, "close-ups");
  await press(page, ".tiles button >> nth=3");
  await screenIs(page, "SHOT");
  await look(page, "close-up");
  await choosePhoto(page, chosen(await changed(SHOTS[3], { filter: "blur(9px)" })));
  await page.locator(".notice.warning").waitFor();
  await look(page, "blurred");
  await page.goBack();
  await screenIs(page, "CLOSE_UPS");
  await page.setInputFiles("input[type=file]", [
    chosen(await changed(SHOTS[3], { filter: "brightness(0.12)" })),
    chosen(await changed(SHOTS[3], {})),
  ]);
  await page.locator(".taken li").nth(2).waitFor();
  await press(page, ".taken li:last-child .chips button >> nth=0");
  await page.locator(".taken li:last-child [aria-pressed=true]").waitFor();
  await settled(page);
  await page.locator(".taken").scrollIntoViewIfNeeded();
  await look(page, "close-ups-labelled");
  for (const _ of [1, 2]) {
    const before = await page.locator(".taken li").count();
    await press(page, ".taken .remove >> nth=0");
    await page
      .locator(".taken li")
      .nth(before - 1)
      .waitFor({ state: "detached" });
  }
  await primary(page);
  await screenIs(page, "REVIEW");
  await settled(page);
  await look(page, "review");
  await page.locator(".when").scrollIntoViewIfNeeded();
  await look(page, "review-when");
  await primary(page);
  await screenIs(page, "STATUS");
  await look(page, "waiting");
  await page.locator("main > .link").first().click();
  await page.locator(".sure").waitFor();
  await look(page, "waiting-delete");
  await press(page, ".sure .pair button >> nth=0");
  const net = await network(device, page);
  await net.slow(200);
  await press(page, "main > .pair button >> nth=1");
  await page.locator(".bar progress").waitFor();
  await page.waitForFunction(() => document.querySelector(".bar progress")?.value > 20);
  await look(page, "sending");
  await net.fast();
  const receipt = await receiptOf(page);
  await look(page, "sent");
  assert.match(receipt, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  assert.equal((await asked(receipt)).photos, 4);
  await press(page, ".actions .primary");
  await screenIs(page, "HOME");
  await page.locator(".cards").scrollIntoViewIfNeeded();
  await look(page, "start-with-outbox");
  await press(page, ".rows button >> nth=1");
  await screenIs(page, "ABOUT");
  await look(page, "about");
  await page.goBack();
  await press(page, ".rows button >> nth=0");
  await screenIs(page, "RECEIPT");
  await page.fill("#code", "0000 0000 0000 0000");
  await press(page, "form .primary");
  await page.locator(".notice.warning").waitFor();
  await look(page, "receipt-unknown");
  await page.fill("#code", receipt.toLowerCase().replaceAll("-", " "));
  await press(page, "form .primary");
  await page.locator("[data-state]").waitFor();
  await look(page, "receipt");
  await press(page, "main > button.wide");
  await page.locator(".sure").waitFor();
  await look(page, "receipt-take-back");
  await press(page, ".danger");
  await page.locator("[data-state=WITHDRAWN]").waitFor();
  await look(page, "receipt-taken-back");
  assert.equal((await asked(receipt)).state, "WITHDRAWN");
  await device.end();
  return { receipt, photos: 4, withdrawn: true };
}

/** The picture drawn anew: cut from its middle to another shape, scaled, spoilt. */
async function changed(file, { width, height, filter = "none" }) {
  const base64 = await converter.evaluate(
    async ([bytes, wantedWidth, wantedHeight, how]) => {
      const bitmap = await createImageBitmap(
        new Blob([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))]),
      );
      const canvas = new OffscreenCanvas(wantedWidth ?? bitmap.width, wantedHeight ?? bitmap.height);
      const scale = Math.max(canvas.width / bitmap.width, canvas.height / bitmap.height);
      const [w, h] = [bitmap.width * scale, bitmap.height * scale];
      const context = canvas.getContext("2d");
      context.filter = how;
      context.drawImage(bitmap, (canvas.width - w) / 2, (canvas.height - h) / 2, w, h);
      const made = await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.95 })).arrayBuffer();
      return btoa(Array.from(new Uint8Array(made), (byte) => String.fromCharCode(byte)).join(""));
    },
    [readFileSync(file).toString("base64"), width, height, filter],
  );
  return Buffer.from(base64, "base64");
}

/** A file as a file chooser gives it. */
function chosen(buffer, name = "photo.jpg") {
  return { name, mimeType: "image/jpeg", buffer };
}

/** The network of one page, to be made slow and taken away. */
async function network(device, page) {
  const cdp = await device.context.newCDPSession(page);
  await cdp.send("Network.enable");
  const set = (offline, uploadThroughput) =>
    cdp.send("Network.emulateNetworkConditions", { offline, latency: 20, downloadThroughput: -1, uploadThroughput });
  return {
    slow: (kilobytesPerSecond) => set(false, kilobytesPerSecond * 1024),
    off: () => set(true, 0),
    fast: () => set(false, -1),
  };
}

async function waitForPercent(page, percent) {
  await page.waitForFunction((least) => document.querySelector(".bar progress")?.value >= least, percent);
}

/** Network off in the middle of sending and on again, as often as percentages are given: one submission, complete. */
async function networkLost(...percentages) {
  const device = await phone();
  const page = await device.open();
  await untilReview(page, SHOTS);
  const net = await network(device, page);
  await net.slow(150);
  await sendNow(page);
  const interruptedAtPercent = [];
  for (const percent of percentages) {
    await waitForPercent(page, percent);
    await net.off();
    await page.locator(".notice.info").waitFor();
    const reached = Number(await page.locator(".bar progress").getAttribute("value"));
    assert.ok(reached < 100, `sending was interrupted at ${reached} %`);
    interruptedAtPercent.push(reached);
    await page.waitForTimeout(1_000);
    assert.equal(await page.locator("[data-receipt]").count(), 0, "no receipt without network");
    await net.slow(150);
  }
  await net.fast();
  const receipt = await receiptOf(page);
  assert.equal((await asked(receipt)).photos, 4);
  await device.end();
  return { receipt, photos: 4, interruptedAtPercent };
}

/** The page closed while sending, and opened again: one submission, complete. */
async function pageClosed() {
  const device = await phone();
  let page = await device.open();
  await untilReview(page, SHOTS.slice(0, 3));
  // A draft outlives the page.
  await page.close();
  page = await device.open();
  await countIs(page, ".cards .badge.draft", 1);
  await press(page, ".cards .card");
  await screenIs(page, "REVIEW");
  await settled(page);
  await countIs(page, ".gallery img", 3);
  await (await network(device, page)).slow(100);
  await sendNow(page);
  await waitForPercent(page, 30);
  await page.close();
  page = await device.open();
  await press(page, ".cards .card");
  const receipt = await receiptOf(page);
  assert.equal((await asked(receipt)).photos, 3);
  await device.end();
  return { receipt, photos: 3 };
}

/** Without any network: the page starts, takes photos, and keeps them until the network is there. */
async function offline() {
  const device = await phone();
  let page = await device.open();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.close();
  await device.context.setOffline(true);
  page = await device.open();
  await page.locator(".strip").waitFor();
  await press(page, ".hero .primary");
  await page.fill("#hotel-name", "Pension Nowhere");
  await press(page, ".joined button");
  await page.locator(".sheet").waitFor();
  await page.locator(".sheet select").selectOption("ES");
  await check(page, "hotel without network");
  await press(page, ".sheet .primary");
  await screenIs(page, "DETAILS");
  await primary(page);
  await screenIs(page, "SHOT");
  await choosePhoto(page, SHOTS[0]);
  // The segmenter was never needed before, so it is not there: said, not hidden.
  await page.locator(".notice.info").waitFor();
  await check(page, "photo that could not be looked through");
  await usePhoto(page);
  for (let i = 0; i < 3; i++) {
    await screenIs(page, "SHOT");
    await press(page, ".actions .link");
  }
  await screenIs(page, "CLOSE_UPS");
  await primary(page);
  await screenIs(page, "REVIEW");
  await sendNow(page);
  await page.locator(".notice.info").waitFor();
  await check(page, "sending without network");
  await page.reload();
  await page.locator(".bar").waitFor();
  await device.context.setOffline(false);
  const receipt = await receiptOf(page);
  assert.equal((await asked(receipt)).photos, 1);
  await device.end();
  return { receipt, photos: 1 };
}

/** What the page loads before the first photo, and whether it can be installed. */
async function size() {
  const device = await phone();
  let bytes = 0;
  const files = new Map();
  device.context.on("response", async (response) => {
    const body = await response.body().catch(() => Buffer.alloc(0));
    files.set(new URL(response.url()).pathname, body.length);
  });
  const page = await device.open();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await press(page, ".hero .primary");
  await page.waitForTimeout(500);
  const kept = await page.evaluate(async () => {
    const sizes = {};
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) {
        const response = await (await caches.open(name)).match(request);
        sizes[new URL(request.url).pathname] = (await response.arrayBuffer()).byteLength;
      }
    }
    return sizes;
  });
  for (const [path, length] of Object.entries(kept)) {
    files.set(path, length);
  }
  files.delete("/index.html"); // the same as "/"
  for (const length of files.values()) {
    bytes += length;
  }
  assert.equal(
    [...files.keys()].filter((path) => path.startsWith("/people/")).length,
    0,
    "no segmenter before a photo",
  );
  assert.ok(bytes > 50_000 && bytes <= BUDGET_BYTES, `${bytes} bytes before the segmenter`);
  const cdp = await device.context.newCDPSession(page);
  const { installabilityErrors } = await cdp.send("Page.getInstallabilityErrors");
  const reasons = installabilityErrors.map((error) => error.errorId).filter((id) => id !== "in-incognito");
  assert.deepEqual(reasons, [], "the page can be installed");
  const { data } = await cdp.send("Page.getAppManifest");
  assert.equal(JSON.parse(data).display, "standalone");
  await device.end();
  return { bytesBeforeSegmenter: bytes };
}

/** What is kept to be sent: small, upright, and nothing in it but a picture. People are warned of. */
async function content() {
  const device = await phone();
  const page = await device.open();
  const words = "GPS-44.6502-LARKSPUR-SECRET";
  const large = await changed(SHOTS[0], { width: 4000, height: 3000 });
  const told = chosen(jpegWithWords(large, words), "IMG_SECRET.jpg");
  assert.ok(told.buffer.includes(words));
  await untilReview(page, [told]);
  const [photo] = await keptPhotos(page);
  // Orientation 6: the file lies on its side, what leaves the phone stands upright.
  assert.deepEqual([photo.width, photo.height], [1536, 2048]);
  const bytes = Buffer.from(photo.base64, "base64");
  assert.ok(!bytes.includes("SECRET") && !bytes.includes("Exif"), "no words of the file are left");
  assert.deepEqual(
    photo.markers.filter((marker) => (marker > 0xe0 && marker <= 0xef) || marker === 0xfe),
    [],
    "no metadata segment is left",
  );
  // A file that breaks off is refused, and the page says why.
  await press(page, ".gallery button >> nth=0");
  await press(page, ".actions .pair button >> nth=0");
  await page.setInputFiles("input[type=file]", chosen(told.buffer.subarray(0, told.buffer.length * 0.6)));
  await page.locator(".notice.warning", { hasText: "Part of this picture is missing" }).waitFor();
  // A drawn person is warned of, and can be sent all the same after looking.
  await choosePhoto(page, {
    name: "person.jpg",
    mimeType: "image/jpeg",
    buffer: await drawnPerson(converter, SHOTS[0]),
  });
  await page.locator(".notice.warning").waitFor();
  const [warned] = await keptPhotos(page);
  assert.equal(warned.people, "FOUND", "a drawn person is warned of");
  await check(page, "warning of a person");
  await picture(page, "person");
  await usePhoto(page);
  const sent = page.waitForRequest((request) => request.url().endsWith("/api/v1/submissions"));
  await sendNow(page);
  const announced = (await sent).postDataJSON();
  assert.equal(announced.photos[0].peopleWarning, true);
  assert.deepEqual(Object.keys(announced).sort(), ["deviceToken", "hotelId", "language", "photos", "takenMonth"]);
  assert.ok(!JSON.stringify(announced).includes("SECRET"), "no file name is sent");
  const receipt = await receiptOf(page);
  assert.deepEqual(await keptPhotos(page), [], "a sent photo is no longer on the phone");
  await device.end();
  return { receipt, photos: 1 };
}

/** Where a browser keeps nothing, or no more, it is sent all the same, and what holds is said. */
async function nothingKept(keeps) {
  const faults = {
    NOTHING: () => Object.defineProperty(window, "indexedDB", { value: undefined }),
    FULL: () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
      };
    },
  };
  const device = await phone({ width: 320, height: 640 });
  await device.context.addInitScript(faults[keeps]);
  const page = await device.open();
  await untilReview(page, SHOTS.slice(0, 2));
  const strip = page.locator(`[data-keeps=${keeps}]`);
  await strip.waitFor();
  assert.equal(/no room/.test(await strip.textContent()), keeps === "FULL", "only a full phone is said to be full");
  assert.match(await strip.locator("a").getAttribute("href"), /plain$/);
  assert.equal(await page.locator("input[name=when]").count(), 0, "what is not kept cannot wait");
  await page.evaluate(() => scrollTo(0, 0));
  await check(page, `review where ${keeps} is kept`);
  await picture(page, `keeps-${keeps.toLowerCase()}`);
  await primary(page);
  const receipt = await receiptOf(page);
  assert.equal((await asked(receipt)).photos, 2);
  await device.end();
  return { receipt, photos: 2 };
}

/** What this phone cannot read any more is named where it can be taken again, and the others are sent. */
async function photoLost() {
  const device = await phone();
  const page = await device.open();
  await untilReview(page, SHOTS.slice(0, 3));
  await losePicture(page);
  await page.reload();
  await screenIs(page, "REVIEW");
  const notice = page.locator(".notice.warning", { hasText: "cannot read 1 photo" });
  await notice.waitFor();
  assert.match(await notice.textContent(), /take it again.*The others can be sent/s);
  await page.locator(".gallery .lost").waitFor();
  await check(page, "review with a lost photo");
  await picture(page, "lost");
  await page.locator(".thumb:has(.lost)").click();
  await screenIs(page, "SHOT");
  await page.locator(".notice.warning").waitFor();
  await check(page, "a lost photo");
  await press(page, ".actions .pair button >> nth=0");
  await choosePhoto(page, SHOTS[3]);
  await usePhoto(page);
  await screenIs(page, "REVIEW");
  await countIs(page, ".gallery img[src]", 3);
  await notice.waitFor({ state: "detached" });
  // Another is lost while the page is open: named when it is to be sent, and left out the second time.
  await losePicture(page);
  await page.locator("input[name=when]").nth(1).check();
  // The screen looks itself when it is opened; where it has seen this loss too, pressing would send at once.
  if (!(await notice.isVisible())) {
    await primary(page);
  }
  await notice.waitFor();
  await screenIs(page, "REVIEW");
  await primary(page);
  const receipt = await receiptOf(page);
  await page.locator(".notice.warning", { hasText: "could not read these photos" }).waitFor();
  await check(page, "sent without a lost photo");
  assert.equal((await asked(receipt)).photos, 2);
  await device.end();
  return { receipt, photos: 2 };
}

/** Takes away the bytes of the first kept picture, as a browser that loses them. */
async function losePicture(page) {
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open("roomprint");
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const work = request.result.transaction("pictures", "readwrite");
          const table = work.objectStore("pictures");
          table.getAllKeys().onsuccess = (event) => table.delete(event.target.result[0]);
          work.oncomplete = () => {
            request.result.close();
            resolve();
          };
        };
      }),
  );
}

/** A segmenter that comes over a slow network: nobody waits for it, and it looks through the photos when it has come. */
async function segmenterLate() {
  const device = await phone();
  let come;
  const there = new Promise((resolve) => (come = resolve));
  await device.context.route("**/people/**", async (route) => {
    await there;
    await route.continue();
  });
  const page = await device.open();
  await untilReview(page, [SHOTS[0]]);
  assert.equal((await keptPhotos(page))[0].people, "LATER");
  assert.ok(await page.locator(".actions .primary").isEnabled(), "sending is not held up");
  await press(page, ".gallery button >> nth=0");
  await page.locator(".notice.info", { hasText: "not done yet" }).waitFor();
  await check(page, "photo that is looked through later");
  come();
  await page.locator(".notice.good").waitFor();
  assert.equal((await keptPhotos(page))[0].people, "NONE");
  await device.end();
  return {};
}

/** Without JavaScript there is a plain form, which keeps the same rules. */
async function plainForm() {
  const bare = await browser.newContext({ javaScriptEnabled: false, locale: "en-US" });
  const page = await bare.newPage();
  await page.goto(address);
  await page.getByRole("link").first().click();
  await page.waitForURL((url) => url.pathname === "/plain");
  await page.locator("form").first().waitFor();
  await bare.close();
  const device = await phone({ width: 320, height: 640 });
  const form = await device.context.newPage();
  for (const language of ["en", "es"]) {
    await form.goto(new URL(`plain?language=${language}`, address).href);
    assert.equal(await form.evaluate(() => document.documentElement.lang), language);
    await check(form, `plain form, ${language}`);
  }
  await device.end();
  return {};
}

async function keptPhotos(page) {
  return page.evaluate(async () => {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open("roomprint");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const all = (table) =>
      new Promise((resolve) => {
        const request = database.transaction(table).objectStore(table).getAll();
        request.onsuccess = () => resolve(request.result);
      });
    // Both tables are in the order of the photos' ids.
    const [photos, pictures] = [await all("photos"), await all("pictures")];
    database.close();
    return Promise.all(
      photos.map(async (photo, i) => {
        const bytes = new Uint8Array(pictures[i]);
        const markers = [];
        for (let at = 2; bytes[at] === 0xff; at += 2 + (bytes[at + 2] << 8) + bytes[at + 3]) {
          markers.push(bytes[at + 1]);
          if (bytes[at + 1] === 0xda) {
            break;
          }
        }
        return {
          width: photo.width,
          height: photo.height,
          people: photo.people,
          markers,
          base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")),
        };
      }),
    );
  });
}

/** Those of every run first. */
const SCENARIOS = {
  "tour-english": () => tour({ language: "en-US" }, (what, number) => `${number}-${what}`),
  size,
  "network-lost": () => networkLost(30),
  "page-closed": pageClosed,
  offline,
  content,
  "photo-lost": photoLost,
  "plain-form": plainForm,
  "tour-spanish-320-dark": () =>
    tour({ language: "es-MX", width: 320, height: 640, colorScheme: "dark" }, (what) =>
      ["start", "guide-corner", "review-when"].includes(what) ? `spanish-dark-320-${what}` : undefined,
    ),
  "network-lost-three-times": () => networkLost(20, 45, 70),
  "nothing-kept": () => nothingKept("NOTHING"),
  "phone-full": () => nothingKept("FULL"),
  "segmenter-late": segmenterLate,
};
/** So many phones at once: most of what one does is waiting. */
const PHONES = 2;

async function play(name) {
  const begun = Date.now();
  const found = await SCENARIOS[name]();
  const seconds = Math.round((Date.now() - begun) / 1000);
  const said = `${JSON.stringify({ scenario: name, ...found, seconds })}\n`;
  process.stdout.write(said);
  appendFileSync(join(folder, "said.jsonl"), said);
}

try {
  const left = Object.keys(SCENARIOS).filter((name) => wanted.length === 0 || wanted.includes(name));
  await Promise.all(
    Array.from({ length: PHONES }, async () => {
      for (let name = left.shift(); name !== undefined; name = left.shift()) {
        await play(name);
      }
    }),
  );
} finally {
  await browser.close();
}
