// Decoding, scaling and measuring off the page's own thread, so that the page stays alive meanwhile.
import { prepare } from "./prepare";
import { Incomplete } from "./whole";

self.addEventListener("message", async (event: MessageEvent<{ number: number; file: Blob }>) => {
  const { number, file } = event.data;
  try {
    const { blob, ...facts } = await prepare(file);
    const bytes = await blob.arrayBuffer();
    self.postMessage({ number, prepared: { ...facts, bytes } }, { transfer: [bytes] });
  } catch (problem) {
    self.postMessage({ number, problem: String(problem), incomplete: problem instanceof Incomplete });
  }
});
