// Sends a photo with ordinary tus clients: node tus-clients.e2e.mjs ADDRESS FILE. Prints one JSON line per client.
import { readFile } from "node:fs/promises";
import Uppy from "@uppy/core";
import UppyTus from "@uppy/tus";
import * as tus from "tus-js-client";

const [address, file] = process.argv.slice(2);
const endpoint = new URL("api/v1/uploads", address).href;
const bytes = await readFile(file);
const metadata = { hotelId: "h-1", label: "BED", filename: "IMG_0001.jpg", filetype: "image/jpeg" };

/** Receipts come in a header of the last answer. */
const receiptOf = (response) => response.getHeader("Roomprint-Receipt");

async function withTusJs(options) {
  let receipt;
  await new Promise((resolve, reject) => {
    const upload = new tus.Upload(bytes, {
      endpoint,
      metadata,
      ...options,
      onAfterResponse: (_, response) => {
        receipt = receiptOf(response) || receipt;
      },
      onError: reject,
      onSuccess: resolve,
    });
    upload.start();
  });
  return receipt;
}

async function withUppy() {
  let receipt;
  const uppy = new Uppy({ autoProceed: false }).use(UppyTus, {
    endpoint,
    chunkSize: 30_000,
    retryDelays: [100],
    storeFingerprintForResuming: false,
    onAfterResponse: (_, response) => {
      receipt = receiptOf(response) || receipt;
    },
  });
  // Under Node the client reads a Buffer; Uppy wants to know its size.
  uppy.addFile({
    name: "IMG_0002.jpg",
    type: "image/jpeg",
    data: Object.assign(Buffer.from(bytes), { size: bytes.length }),
    meta: metadata,
  });
  const result = await uppy.upload();
  if (result.failed.length > 0) {
    throw result.failed[0].error;
  }
  return receipt;
}

const clients = {
  "tus-js-client": () => withTusJs({}),
  "tus-js-client in pieces": () => withTusJs({ chunkSize: 20_000 }),
  "tus-js-client, bytes with the creation": () => withTusJs({ uploadDataDuringCreation: true }),
  Uppy: withUppy,
};
for (const [client, send] of Object.entries(clients)) {
  try {
    console.log(JSON.stringify({ client, receipt: (await send()) ?? null }));
  } catch (problem) {
    console.log(JSON.stringify({ client, problem: String(problem) }));
  }
}
process.exit(0);
