// The whole way of the phone page and of the plain form in one engine; called by PhonePageInEnginesTest with:
//   node engines.e2e.mjs PORT ENGINE FOLDER-OF-A-SAMPLE-ROOM NAME-OF-A-LISTED-HOTEL FOLDER-FOR-PICTURES [WAY…]
// A way is named by what it is walked with, such as 390-light, 320-dark-private. Ends with 0 and prints one line of JSON per
// way, or says what was expected and seen, and ends with 1.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { launch } from "./engines/engines.mjs";
import { relay } from "./engines/flaky-network.mjs";

const [port, engine, room, hotel, folder, ...ways] = process.argv.slice(2);
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SHOTS = ["1.jpg", "2.jpg", "3.jpg", "4.jpg"].map((name) => join(room, name));
const INTERRUPTIONS = 10;
/** Between two interruptions, in bytes; so few that ten fit into the smallest gift. */
const BYTES_BETWEEN = 40_000;
const HEIGHT = 740;

mkdirSync(folder, { recursive: true });

async function walk(way) {
  const [width, colours, ...rest] = way.split("-");
  const inPrivate = rest.includes("private");
  const network = await relay(Number(port));
  // On a machine without graphics WebKit takes minutes for it; Chromium's test has it.
  network.withheld = "/people/";
  const started = Date.now();
  const browser = await launch(engine, { width: Number(width), height: HEIGHT, dark: colours === "dark", inPrivate });
  try {
    const page = await browser.open(network.address);
    const guest = new Guest(page, network, `${engine}-${way}`, Number(width));
    const dark = await page.eval(() => matchMedia("(prefers-color-scheme: dark)").matches);
    assert.equal(dark, colours === "dark", "the colours are those asked for");
    const sent = await guest.gives();
    await guest.takesBack(sent.receipt);
    const offline = await guest.givesWithoutNetwork();
    const plain = await guest.givesByPlainForm();
    assert.deepEqual(page.faults, [], "the page throws nothing");
    return { engine, way, ...sent, offline, plain, seconds: Math.round((Date.now() - started) / 1000) };
  } finally {
    await browser.close();
    await network.close();
  }
}

/** Somebody with a phone. */
class Guest {
  constructor(page, network, name, width) {
    Object.assign(this, { page, network, name, width, number: 0 });
  }

  /** Waits for a screen and looks at it: the focus is at its heading, and it is no wider than the phone. */
  async sees(screen, { withAxe = false } = {}) {
    const { page } = this;
    await page.waitFor(`main[data-screen=${screen}] h1`);
    await page
      .waitUntil(() => document.activeElement === document.querySelector("main h1"))
      .catch(async () => {
        const at = await page.eval(() => document.activeElement?.outerHTML.slice(0, 200));
        assert.fail(`The focus is not at the heading of ${screen} but at ${at}`);
      });
    await this.looksAt(screen, withAxe);
  }

  async looksAt(what, withAxe = false) {
    const { page } = this;
    const over = await page.eval(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${what} is ${over} pixels wider than the phone`);
    if (withAxe) {
      // At the end of the page nothing lies half under the bar at the lower edge.
      await page.eval(() => scrollTo(0, document.body.scrollHeight));
      // As a function of its own: the page's rules allow no text to become a program.
      await page.eval(new Function(`${AXE};`));
      const found = await page.eval(async () => {
        const options = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
        const { violations } = await window.axe.run(document, options);
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
      });
      assert.deepEqual(found, [], `axe finds nothing on ${what}`);
      await page.eval(() => scrollTo(0, 0));
    }
    const number = String(++this.number).padStart(2, "0");
    await page.screenshot(join(folder, `${this.name}-${number}-${what.toLowerCase()}.png`));
  }

  async choosesPhotos(...files) {
    await this.page.setFiles("main input[type=file]", files);
  }

  async takesShot(file) {
    await this.sees("SHOT");
    await this.choosesPhotos(file);
    await this.page.waitFor(".shown img[src]");
    await this.isSettled();
    await this.page.waitUntil(() => document.querySelector(".shown img").naturalWidth > 0);
    // What was chosen is told from the top of the screen.
    await this.sees("SHOT");
    await this.page.click(".actions .pair button:nth-child(2)");
  }

  /** Waits until no photo is being prepared or looked through. */
  async isSettled() {
    await this.page.waitForNo(".busy");
  }

  /** Every photo that is shown is a picture. */
  async seesPictures(selector, count) {
    await this.page.waitUntil(
      (which, wanted) => {
        const pictures = [...document.querySelectorAll(which)];
        return pictures.length === wanted && pictures.every((one) => one.complete && one.naturalWidth > 0);
      },
      selector,
      count,
    );
  }

  async sendsNow() {
    const { page } = this;
    if ((await page.count("input[name=when]")) > 0) {
      await page.click(".choice:nth-of-type(2) input[name=when]");
    }
    await page.click(".actions .primary");
    await page.waitFor("main[data-screen=STATUS] h1");
  }

  async readsReceipt() {
    const receipt = await this.page.text("[data-receipt]");
    assert.match(receipt, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    return receipt;
  }

  /** Four photos and two close-ups, sent through ten interruptions. */
  async gives() {
    const { page, network } = this;
    await page.waitFor(".hero .primary");
    await this.looksAt("start", true);
    await page.click(".hero .primary");
    await this.sees("HOTEL", { withAxe: true });
    await page.fill("#hotel-name", hotel);
    await page.click(".joined button");
    await page.click(".cards .card");
    await this.sees("DETAILS");
    await page.fill("#room", "412");
    await page.click(".actions .primary");
    for (const shot of SHOTS) {
      await this.takesShot(shot);
    }
    await this.sees("CLOSE_UPS");
    await this.choosesPhotos(SHOTS[3], SHOTS[2]);
    await this.seesPictures(".taken img", 2);
    await page.click(".taken li:last-child .chips button");
    await page.waitFor(".taken li:last-child [aria-pressed=true]");
    await this.isSettled();
    await this.looksAt("close-ups-taken", true);
    // One is taken away and chosen again: the focus does not get lost with its button.
    await page.click(".taken li:first-child .remove");
    await this.seesPictures(".taken img", 1);
    await this.sees("CLOSE_UPS");
    await this.choosesPhotos(SHOTS[3]);
    await this.seesPictures(".taken img", 2);
    await page.click(".actions .primary");
    await this.sees("REVIEW");
    await this.isSettled();
    await this.seesPictures(".gallery img", SHOTS.length + 2);
    assert.equal(await page.count("[data-keeps]"), 0, "bytes can be kept in every engine, in private too");
    // A draft outlives the page.
    await page.reload();
    await page.waitFor("main[data-screen=REVIEW] h1");
    await this.seesPictures(".gallery img", SHOTS.length + 2);
    await this.looksAt("review", true);
    network.slow({ up: 200 });
    network.cutUploads(INTERRUPTIONS, BYTES_BETWEEN);
    await this.sendsNow();
    await page.waitFor(".bar progress");
    await this.sees("STATUS", { withAxe: true });
    const receipt = await this.readsReceipt();
    network.fast();
    assert.equal(network.cuts, INTERRUPTIONS, "the network was cut as often as it was meant to be");
    await this.sees("STATUS", { withAxe: true });
    assert.equal((await asked(receipt)).photos, SHOTS.length + 2, "all photos have arrived");
    return { receipt, photos: SHOTS.length + 2, interruptions: network.cuts };
  }

  async takesBack(receipt) {
    const { page } = this;
    await page.click("main > button.wide");
    await this.sees("RECEIPT");
    await page.waitFor("[data-state=RECEIVED]");
    await page.click("main > button.wide");
    await page.click(".sure .danger");
    await page.waitFor("[data-state=WITHDRAWN]");
    await this.sees("RECEIPT", { withAxe: true });
    assert.equal((await asked(receipt)).state, "WITHDRAWN");
    await page.back();
    await this.sees("STATUS");
    // Back says what is true: not that they have arrived.
    await page.waitUntil(() => {
      const said = document.querySelector("main").textContent;
      return !/arrived/i.test(said) && /taken back/i.test(said);
    });
    await page.click(".actions .primary");
    await this.sees("HOME");
    await page.waitUntil(() => /taken back/i.test(document.querySelector(".cards .badge")?.textContent));
  }

  /** No network from the choice of the hotel on; it comes back when all is waiting for it. */
  async givesWithoutNetwork() {
    const { page, network } = this;
    await page.click(".hero .primary");
    await this.sees("HOTEL");
    await network.off();
    await page.fill("#hotel-name", "Pension Nowhere");
    await page.click(".joined button");
    await page.waitFor(".sheet");
    await page.select(".sheet select", "ES");
    await page.click(".sheet .primary");
    await this.sees("DETAILS");
    await page.click(".actions .primary");
    await this.takesShot(SHOTS[0]);
    for (let i = 0; i < 3; i++) {
      await this.sees("SHOT");
      await page.click(".actions .link");
    }
    await this.sees("CLOSE_UPS");
    await page.click(".actions .primary");
    await this.sees("REVIEW");
    await this.isSettled();
    await this.sendsNow();
    await page.waitFor(".bar progress");
    await page.waitFor(".notice.info");
    await this.looksAt("waiting-for-network", true);
    await network.on();
    const receipt = await this.readsReceipt();
    assert.equal((await asked(receipt)).photos, 1);
    await this.sees("STATUS");
    return receipt;
  }

  async givesByPlainForm() {
    const { page, network } = this;
    await page.goto(new URL("plain?language=en", network.address).href);
    await this.looksAt("plain", true);
    await page.fill("#name", hotel);
    await page.click("main form button");
    await page.waitFor("form[enctype]");
    await this.looksAt("plain-form", true);
    await page.click("#hotel-0");
    await page.setFiles("#photo-corner, input[type=file]", [SHOTS[0]]);
    await page.click("main form button");
    await page.waitFor(".receipt");
    await this.looksAt("plain-sent", true);
    const receipt = await page.text(".receipt");
    assert.equal((await asked(receipt)).photos, 1);
    return receipt;
  }
}

/** What the service says of a receipt, asked outside of the page. */
async function asked(receipt) {
  const response = await fetch(`http://localhost:${port}/api/v1/receipt-lookups`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ receipt }),
  });
  assert.equal(response.status, 200, "the receipt is known to the service");
  return response.json();
}

for (const way of ways.length === 0 ? ["390-light"] : ways) {
  process.stdout.write(`${JSON.stringify(await walk(way))}\n`);
}
