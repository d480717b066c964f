/** Whether this browser can do what the page needs: work on photos off the page's thread, check their bytes. */
export function isSupported(): boolean {
  return (
    globalThis.isSecureContext &&
    typeof OffscreenCanvas !== "undefined" &&
    typeof createImageBitmap === "function" &&
    typeof crypto.randomUUID === "function"
  );
}
