import { defineConfig } from "vitest/config";

// Maven gives the folder inside the jar; without it the page is built beside its sources.
export default defineConfig({
  base: "./",
  logLevel: "warn",
  build: {
    outDir: process.env["ROOMPRINT_PAGES_OUT"] ?? "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
  },
  test: { environment: "happy-dom" },
});
