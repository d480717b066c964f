import { defineConfig } from "vitest/config";

// Maven gives the folder inside the jar; without it the pages are built beside their sources.
export default defineConfig({
  base: "./",
  logLevel: "warn",
  build: {
    outDir: process.env["ROOMPRINT_PAGES_OUT"] ?? "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // The API viewer is one large library, loaded on its own page only.
    chunkSizeWarningLimit: 2000,
    rollupOptions: { input: ["index.html", "api.html"] },
  },
  test: { environment: "happy-dom" },
});
