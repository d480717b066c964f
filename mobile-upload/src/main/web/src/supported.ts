/** Whether this browser can do what the page needs: keep photos, work on them off the page's thread, check their bytes. */
export function isSupported(): boolean {
  return (
    globalThis.isSecureContext &&
    typeof indexedDB !== "undefined" &&
    typeof OffscreenCanvas !== "undefined" &&
    typeof createImageBitmap === "function" &&
    typeof crypto.randomUUID === "function"
  );
}
