// One way to drive a page in three engines, for the tests of all pages:
//
//   const browser = await launch("webkit", { width: 390, height: 780, dark: true, inPrivate: false });
//   const page = await browser.open("http://localhost:8080/");
//   await page.click("button.primary");            // waits for it, as every call with a selector does
//   await page.fill("#name", "Larkspur");
//   await page.setFiles("input[type=file]", ["/tmp/a.jpg", "/tmp/b.jpg"]);
//   await page.waitFor(".cards .card");             // in the page; waitForNo waits until it is gone
//   await page.waitUntil((least) => document.querySelectorAll("img").length >= least, 3);
//   const text = await page.eval(() => document.title);
//   await page.press("Tab");
//   await page.screenshot("/tmp/now.png");
//   await browser.close();
//
// "chromium" and "firefox" are driven by puppeteer-core (DevTools, WebDriver BiDi), "webkit" is WebKitGTK by W3C
// WebDriver on a screen of its own (Xvfb). Each launch is a new profile; colours, size and privacy are its options.
// missing() says what is to be installed. Nothing of an engine is used that the others lack: a network that fails is
// made outside of them, see flaky-network.mjs.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

export const ENGINES = ["chromium", "firefox", "webkit"];

/** How long a call waits for what it needs, in milliseconds. */
const PATIENCE = 120_000;
/** How long a click may be on its way, in milliseconds. */
const CLICK_ARRIVES = 5_000;
/** Between two looks at a page, in milliseconds. */
const PAUSE = 50;

const PROGRAMS = {
  chromium: [
    process.env.CHROMIUM,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ],
  firefox: [
    process.env.FIREFOX,
    "/usr/bin/firefox-esr",
    "/usr/bin/firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
  ],
  webkit: [process.env.WEBKIT_DRIVER, "/usr/bin/WebKitWebDriver"],
};
const WEBKIT_LIBRARIES = ["lib/x86_64-linux-gnu", "lib/aarch64-linux-gnu", "lib64", "lib"].map(
  (folder) => `/usr/${folder}/libwebkit2gtk-4.1.so.0`,
);
/** What shows the page in WebKitGTK; the project needs a JDK anyway. */
const WINDOW = fileURLToPath(new URL("WebKitWindow.java", import.meta.url));
const JAVA = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/java") : "java";

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const firstOf = (paths) => paths.find((path) => path && existsSync(path));

/** What an engine needs and this machine lacks, as one sentence; nothing if it can be driven. */
export function missing(engine) {
  switch (engine) {
    case "chromium":
      return firstOf(PROGRAMS.chromium) ? undefined : "Chromium is not installed (package chromium)";
    case "firefox":
      return firstOf(PROGRAMS.firefox) ? undefined : "Firefox is not installed (package firefox-esr)";
    case "webkit":
      if (!firstOf(PROGRAMS.webkit) || !firstOf(WEBKIT_LIBRARIES)) {
        return "WebKitGTK is not installed (packages webkit2gtk-driver and libwebkit2gtk-4.1-0)";
      }
      if (!/^openjdk (2[5-9]|[3-9]\d)/.test(spawnSync(JAVA, ["--version"], { encoding: "utf8" }).stdout ?? "")) {
        return "WebKitGTK's window needs Java 25 or newer: set JAVA_HOME to where it is";
      }
      return spawnSync("Xvfb", ["-help"]).error ? "Xvfb is not installed (package xvfb)" : undefined;
    default:
      throw new Error(`There is no engine ${engine}, only ${ENGINES.join(", ")}.`);
  }
}

/** Starts an engine with a new profile. */
export async function launch(engine, options = {}) {
  const lacking = missing(engine);
  if (lacking !== undefined) {
    throw new Error(lacking);
  }
  const wanted = { width: 390, height: 780, dark: false, inPrivate: false, language: "en-US", ...options };
  return engine === "webkit" ? WebKit.launch(wanted) : Puppet.launch(engine, wanted);
}

/** What all engines have in common: waiting, and what can be said in a page's own language. */
class Page {
  async waitUntil(condition, ...args) {
    const until = Date.now() + PATIENCE;
    for (;;) {
      const value = await this.eval(condition, ...args).catch((problem) => {
        // A page that is just being left answers nothing.
        if (Date.now() > until) {
          throw problem;
        }
      });
      if (value) {
        return value;
      }
      if (Date.now() > until) {
        const seen = await this.eval(() => document.body.innerText.slice(0, 2000)).catch(String);
        throw new Error(`Not within ${PATIENCE} ms: ${condition} ${JSON.stringify(args)}\nSeen: ${seen}`);
      }
      await pause(PAUSE);
    }
  }

  /** Waits for an element that is shown and enabled. */
  waitFor(selector) {
    return this.waitUntil(
      (one) => [...document.querySelectorAll(one)].some((element) => element.checkVisibility()),
      selector,
    );
  }

  waitForNo(selector) {
    return this.waitUntil((one) => document.querySelector(one) === null, selector);
  }

  async count(selector) {
    return this.eval((one) => document.querySelectorAll(one).length, selector);
  }

  async text(selector) {
    await this.waitFor(selector);
    return this.eval((one) => document.querySelector(one).textContent.trim(), selector);
  }

  /**
   * Clicks the first element that fits, once it is enabled; again if it was replaced or moved meanwhile. An engine aims
   * at where the element was: on a busy machine the page can move under the pointer, so it is the page that says whether
   * the click arrived.
   */
  async click(selector) {
    await this.retry(selector, async (element) => {
      await this.eval((one) => {
        const mark = { arrived: false };
        window.awaitedClick = mark;
        const listener = (event) => {
          mark.arrived ||= event.target instanceof Element && event.target.closest(one) !== null;
        };
        addEventListener("click", listener, { capture: true });
        setTimeout(() => removeEventListener("click", listener, { capture: true }), 60_000);
      }, selector);
      await this.clickOn(element);
      const until = Date.now() + CLICK_ARRIVES;
      // A page that was left by the click knows nothing of it any more.
      while (!(await this.eval(() => window.awaitedClick?.arrived ?? true).catch(() => true))) {
        if (Date.now() > until) {
          throw new Error(`The click on ${selector} did not arrive`);
        }
        await pause(PAUSE);
      }
    });
  }

  async fill(selector, text) {
    await this.retry(selector, (element) => this.fillIn(element, text));
  }

  /** Chooses an option of a select, as a person does. */
  async select(selector, value) {
    await this.waitFor(selector);
    await this.eval(
      (one, chosen) => {
        const element = document.querySelector(one);
        element.value = chosen;
        element.dispatchEvent(new Event("input", { bubbles: true }));
        element.dispatchEvent(new Event("change", { bubbles: true }));
      },
      selector,
      value,
    );
  }

  async setFiles(selector, paths) {
    const until = Date.now() + PATIENCE;
    for (;;) {
      try {
        const element = await this.find(selector);
        if (element && (await this.eval((one) => !document.querySelector(one)?.disabled, selector))) {
          return await this.give(element, paths);
        }
      } catch (problem) {
        if (Date.now() > until) {
          throw problem;
        }
      }
      if (Date.now() > until) {
        throw new Error(`There is no field for files: ${selector}`);
      }
      await pause(PAUSE);
    }
  }

  async retry(selector, act) {
    const until = Date.now() + PATIENCE;
    for (;;) {
      try {
        const enabled = await this.eval((one) => {
          const element = document.querySelector(one);
          return element !== null && element.checkVisibility() && !element.disabled;
        }, selector);
        const element = enabled ? await this.find(selector) : undefined;
        if (element) {
          return await act(element);
        }
      } catch (problem) {
        if (Date.now() > until) {
          throw problem;
        }
      }
      if (Date.now() > until) {
        const seen = await this.eval(() => document.body.innerText.slice(0, 2000)).catch(String);
        throw new Error(`There is nothing to act on: ${selector}\nSeen: ${seen}`);
      }
      await pause(PAUSE);
    }
  }
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => process.exit(1));
}

class Puppet {
  static async launch(engine, { width, height, dark, inPrivate, language, args = [] }) {
    const browser = await puppeteer.launch({
      browser: engine === "firefox" ? "firefox" : "chrome",
      executablePath: firstOf(PROGRAMS[engine]),
      headless: true,
      timeout: PATIENCE,
      args: engine === "firefox" ? args : [...CHROMIUM_ARGUMENTS, `--accept-lang=${language}`, ...args],
      ...(engine === "firefox" && {
        extraPrefsFirefox: {
          "layout.css.prefers-color-scheme.content-override": dark ? 0 : 1,
          "intl.accept_languages": language,
          "browser.privatebrowsing.autostart": inPrivate,
          "ui.prefersReducedMotion": 1,
          // A graphics library in software: MediaPipe needs WebGL.
          "webgl.force-enabled": true,
          "app.update.disabledForTesting": true,
          "network.captive-portal-service.enabled": false,
          "network.connectivity-service.enabled": false,
        },
      }),
      defaultViewport: null,
    });
    const context =
      engine === "chromium" && inPrivate ? await browser.createBrowserContext() : browser.defaultBrowserContext();
    return new Puppet(engine, browser, context, { width, height, dark });
  }

  constructor(engine, browser, context, how) {
    Object.assign(this, { engine, browser, context, how });
  }

  async open(address) {
    const page = await this.context.newPage();
    page.setDefaultTimeout(PATIENCE);
    page.setDefaultNavigationTimeout(PATIENCE);
    const { width, height, dark } = this.how;
    if (this.engine === "chromium") {
      await page.setViewport({ width, height, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
      await page.emulateMediaFeatures([
        { name: "prefers-color-scheme", value: dark ? "dark" : "light" },
        { name: "prefers-reduced-motion", value: "reduce" },
      ]);
    } else {
      await page.setViewport({ width, height, deviceScaleFactor: 2 });
    }
    const puppet = new PuppetPage(this, page);
    await puppet.goto(address);
    return puppet;
  }

  async close() {
    await this.browser.close();
  }
}

class PuppetPage extends Page {
  /** What the page threw and nobody caught. */
  faults = [];

  constructor(browser, page) {
    super();
    this.browser = browser;
    this.page = page;
    page.on("pageerror", (problem) => this.faults.push(String(problem)));
  }

  async goto(address) {
    await this.page.goto(address);
  }

  /** The page is loaded again, whatever it was doing. */
  async reload() {
    await this.page.reload();
  }

  async back() {
    await this.page.evaluate(() => history.back());
  }

  eval(work, ...args) {
    return this.page.evaluate(work, ...args);
  }

  find(selector) {
    return this.page.$(selector);
  }

  /** What lies under the bar at the lower edge is scrolled to first, as a person does. */
  async clickOn(element) {
    await element.evaluate((one) => one.scrollIntoView({ block: "center", behavior: "instant" }));
    await element.click();
  }

  async fillIn(element, text) {
    await element.evaluate((field) => {
      field.focus();
      field.select?.();
    });
    await this.page.keyboard.press("Backspace");
    await this.page.keyboard.type(text);
  }

  async give(element, paths) {
    await element.uploadFile(...paths);
  }

  async press(key) {
    await this.page.keyboard.press(key);
  }

  async resize(width, height) {
    await this.page.setViewport({ ...this.page.viewport(), width, height });
  }

  async screenshot(path) {
    await this.page.screenshot({ path });
  }

  async close() {
    await this.page.close();
  }
}

const CHROMIUM_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--enable-unsafe-swiftshader",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The key under which W3C WebDriver gives the id of an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const KEYS = { Tab: "\uE004", Enter: "\uE007", Escape: "\uE00C", Backspace: "\uE003", Space: " " };
/** Larger than any window that is asked for. */
const SCREEN = "1400x1400x24";

/** One WebKitWebDriver with its screen and one window. */
class WebKit {
  static async launch(how) {
    const home = mkdtempSync(join(tmpdir(), "roomprint-webkit-"));
    const started = [];
    const end = () => {
      process.off("exit", end);
      started.reverse().forEach((one) => one.kill());
      rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    };
    // Whatever ends this program ends the engine with it.
    process.on("exit", end);
    try {
      const screen = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", SCREEN, "-nolisten", "tcp"], {
        stdio: ["ignore", "ignore", "ignore", "pipe"],
      });
      started.push(screen);
      const display = await new Promise((resolve, reject) => {
        let said = "";
        screen.stdio[3].on("data", (data) => {
          said += data;
          if (said.includes("\n")) {
            resolve(`:${said.trim()}`);
          }
        });
        screen.on("exit", () => reject(new Error("Xvfb ended before it had a screen.")));
      });
      const log = join(home, "window.log");
      writeFileSync(log, "");
      // The driver starts a program without its own words; this one names them.
      const program = join(home, "webkit-window");
      const words = ["--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-Xmx64m", WINDOW];
      writeFileSync(
        program,
        `#!/bin/sh\nexec ${[JAVA, ...words, ...(how.inPrivate ? [] : [home])].map(quoted).join(" ")} 2>>${quoted(log)}\n`,
        { mode: 0o700 },
      );
      const port = await freePort();
      const driver = spawn(firstOf(PROGRAMS.webkit), [`--port=${port}`], {
        stdio: "ignore",
        env: {
          ...process.env,
          DISPLAY: display,
          GDK_BACKEND: "x11",
          HOME: home,
          XDG_DATA_HOME: join(home, "data"),
          XDG_CACHE_HOME: join(home, "cache"),
          XDG_CONFIG_HOME: join(home, "config"),
          LC_ALL: `${how.language.replace("-", "_")}.UTF-8`,
          NO_AT_BRIDGE: "1",
          ...(how.dark && { GTK_THEME: "Adwaita:dark" }),
        },
      });
      started.push(driver);
      const address = `http://127.0.0.1:${port}`;
      await answers(address);
      const browser = new WebKit(address, how, end);
      await browser.begin(program).catch((problem) => {
        throw new Error(`No WebKit window opened: ${problem.message}\n${readFileSync(log, "utf8")}`);
      });
      return browser;
    } catch (problem) {
      end();
      throw problem;
    }
  }

  engine = "webkit";

  constructor(address, how, end) {
    Object.assign(this, { address, how, end });
  }

  async begin(program) {
    const { sessionId } = await this.ask("POST", "/session", {
      capabilities: {
        alwaysMatch: {
          "webkitgtk:browserOptions": { binary: program, args: [] },
          timeouts: { script: PATIENCE, pageLoad: PATIENCE, implicit: 0 },
        },
      },
    });
    this.session = `/session/${sessionId}`;
  }

  async ask(method, path, body) {
    const response = await fetch(this.address + path, {
      method,
      signal: AbortSignal.timeout(2 * PATIENCE),
      ...(body !== undefined && { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
    });
    const { value } = await response.json();
    if (!response.ok) {
      throw new Error(`${value?.error}: ${value?.message}`);
    }
    return value;
  }

  call(method, path, body) {
    return this.ask(method, this.session + path, body);
  }

  async open(address) {
    const page = new WebKitPage(this);
    await page.resize(this.how.width, this.how.height);
    await page.goto(address);
    return page;
  }

  async close() {
    await this.ask("DELETE", this.session).catch(() => undefined);
    this.end();
  }
}

/** The one page of a WebKitGTK window: opening another address leads it there. */
class WebKitPage extends Page {
  faults = [];

  constructor(browser) {
    super();
    this.browser = browser;
  }

  call(path, body = {}) {
    return this.browser.call("POST", path, body);
  }

  async goto(address) {
    await this.call("/url", { url: address });
  }

  async reload() {
    await this.call("/refresh");
  }

  async back() {
    await this.eval(() => history.back());
  }

  async eval(work, ...args) {
    const script = `
      const done = arguments[arguments.length - 1];
      const given = Array.prototype.slice.call(arguments, 0, -1);
      (async () => (${work}).apply(null, given))().then(
        (value) => done({ value: value === undefined ? null : value }),
        (problem) => done({ problem: String(problem) }));`;
    const answer = await this.call("/execute/async", { script, args });
    if (answer.problem !== undefined) {
      throw new Error(answer.problem);
    }
    return answer.value;
  }

  async find(selector) {
    const found = await this.call("/elements", { using: "css selector", value: selector });
    return found[0]?.[ELEMENT];
  }

  async clickOn(element) {
    await this.call(`/element/${element}/click`);
  }

  async fillIn(element, text) {
    await this.call(`/element/${element}/clear`);
    await this.call(`/element/${element}/value`, { text });
  }

  async give(element, paths) {
    await this.call(`/element/${element}/value`, { text: paths.join("\n") });
  }

  async press(key) {
    const value = KEYS[key] ?? key;
    await this.call("/actions", {
      actions: [
        {
          type: "key",
          id: "keyboard",
          actions: [
            { type: "keyDown", value },
            { type: "keyUp", value },
          ],
        },
      ],
    });
  }

  /** The size of what shows the page, without the window's own bars. */
  async resize(width, height) {
    let asked = { width, height };
    for (let attempt = 0; attempt < 3; attempt++) {
      await this.call("/window/rect", { x: 0, y: 0, ...asked });
      await pause(300);
      const [w, h] = await this.eval(() => [innerWidth, innerHeight]);
      if (w === width && h === height) {
        return;
      }
      asked = { width: asked.width + width - w, height: asked.height + height - h };
    }
    const seen = await this.eval(() => [innerWidth, innerHeight]);
    if (seen[0] !== width) {
      throw new Error(`The page is ${seen.join(" by ")} pixels large, not ${width} by ${height}.`);
    }
  }

  async screenshot(path) {
    // What was changed last is to be drawn first.
    await this.eval(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)) && setTimeout(done, 1_000)),
    );
    writeFileSync(path, Buffer.from(await this.browser.call("GET", "/screenshot"), "base64"));
  }
}

const quoted = (word) => `'${word.replaceAll("'", "'\\''")}'`;

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(address) {
  const until = Date.now() + PATIENCE;
  for (;;) {
    try {
      await fetch(`${address}/status`);
      return;
    } catch (problem) {
      if (Date.now() > until) {
        throw problem;
      }
      await pause(PAUSE);
    }
  }
}
