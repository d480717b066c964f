import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const SEGMENTER = dirname(createRequire(import.meta.url).resolve("@mediapipe/selfie_segmentation/package.json"));
/** Its square model; the one for landscape video is left out. */
const WANTED_OF_SEGMENTER = /^selfie_segmentation(_solution.*)?\.(js|wasm|data|binarypb|tflite)$/;

/** All that is loaded before the first photo is looked through for people, as it lies in the jar. */
const BUDGET_BYTES = 200 * 1024;

/** Asked for by a phone's own screen when the page is installed, never by the page. */
const INSTALLED_ICON = /^icon-.*\.png$/;

const CSP = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
].join("; ");

/** Puts the segmenter's files, unchanged, beside the page: it asks for them by name, and only when it is needed. */
function segmenterFiles(): Plugin {
  return {
    name: "segmenter-files",
    configureServer(server) {
      server.middlewares.use("/people", (request, response, next) => {
        const name = request.url?.slice(1) ?? "";
        if (WANTED_OF_SEGMENTER.test(name)) {
          response.setHeader("Content-Type", name.endsWith(".wasm") ? "application/wasm" : "text/javascript");
          response.end(readFileSync(join(SEGMENTER, name)));
        } else {
          next();
        }
      });
    },
    generateBundle() {
      for (const name of readdirSync(SEGMENTER)) {
        if (WANTED_OF_SEGMENTER.test(name)) {
          this.emitFile({
            type: "asset",
            fileName: `people/${name}`,
            source: readFileSync(join(SEGMENTER, name)),
          });
        }
      }
    },
  };
}

/** Tells the service worker what to keep for a start without network, and holds the size of that within its budget. */
function offlineFiles(): Plugin {
  return {
    name: "offline-files",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const contents = new Map<string, string | Uint8Array>();
        for (const [name, file] of Object.entries(bundle)) {
          if (!name.startsWith("people/") && name !== "service-worker.js") {
            contents.set(name, file.type === "chunk" ? file.code : file.source);
          }
        }
        for (const name of readdirSync("public").filter((one) => !INSTALLED_ICON.test(one))) {
          contents.set(name, readFileSync(join("public", name)));
        }
        const names = [...contents.keys()].sort();
        const worker = bundle["service-worker.js"];
        if (worker?.type !== "chunk") {
          throw new Error("The build has no service worker.");
        }
        const hash = createHash("sha256");
        names.forEach((name) => hash.update(name).update(contents.get(name)!));
        worker.code = worker.code
          .replace("__FILES__", JSON.stringify(names))
          .replace("__VERSION__", JSON.stringify(hash.digest("hex").slice(0, 16)));
        const bytes = names.reduce((sum, name) => sum + Buffer.byteLength(contents.get(name)!), worker.code.length);
        if (bytes > BUDGET_BYTES) {
          throw new Error(`The page has ${bytes} bytes before the segmenter; at most ${BUDGET_BYTES} are allowed.`);
        }
      },
    },
  };
}

// The service sends the same rules as a header; the page keeps them wherever it is served from.
function contentSecurityPolicy(): Plugin {
  return {
    name: "content-security-policy",
    apply: "build",
    transformIndexHtml: () => [
      { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: CSP }, injectTo: "head-prepend" },
    ],
  };
}

// Maven gives the folder inside the jar; without it the page is built beside its sources.
export default defineConfig({
  base: "./",
  logLevel: "warn",
  plugins: [segmenterFiles(), contentSecurityPolicy(), offlineFiles()],
  worker: { format: "es" },
  build: {
    outDir: process.env["ROOMPRINT_PAGES_OUT"] ?? "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: "index.html", "service-worker": "src/service-worker.ts" },
      output: {
        entryFileNames: (chunk) => (chunk.name === "service-worker" ? "service-worker.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  test: { environment: "node" },
});
