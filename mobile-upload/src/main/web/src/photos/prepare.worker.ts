// Decoding, scaling and measuring off the page's own thread, so that the page stays alive meanwhile.
import { prepare } from "./prepare";

self.addEventListener("message", async (event: MessageEvent<{ number: number; file: Blob }>) => {
  const { number, file } = event.data;
  try {
    self.postMessage({ number, prepared: await prepare(file) });
  } catch (problem) {
    self.postMessage({ number, problem: String(problem) });
  }
});
