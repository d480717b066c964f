import { defineConfig } from "vitest/config";

// Maven gives the folder inside the jar; without it the pages are built beside their sources.
export default defineConfig({
  base: "./",
  build: {
    outDir: process.env["ROOMPRINT_PAGES_OUT"] ?? "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    rollupOptions: { input: ["index.html", "api.html"] },
  },
  test: { environment: "happy-dom" },
});
