import type { Prepared } from "./prepare";
import { Incomplete } from "./whole";

/** The browser could not read the file as a picture. */
export class Unreadable extends Error {}

/** A prepared picture as bytes, which outlive the worker and can be kept in every browser. */
export type PreparedPhoto = Omit<Prepared, "blob"> & { bytes: ArrayBuffer };

interface Waiting {
  resolve: (prepared: PreparedPhoto) => void;
  reject: (problem: Error) => void;
}

let worker: Worker | undefined;
let count = 0;
const waiting = new Map<number, Waiting>();

/** Starts the worker, so that its file is there before the network goes or a newer page takes this one's place. */
export function startPreparing(): void {
  worker ??= started();
}

/** Prepares a picture in the worker, or rejects with Unreadable or Incomplete; one after the other, a phone has little memory. */
export function prepareInWorker(file: Blob): Promise<PreparedPhoto> {
  worker ??= started();
  const number = count++;
  return new Promise((resolve, reject) => {
    waiting.set(number, { resolve, reject });
    worker!.postMessage({ number, file });
  });
}

function started(): Worker {
  const made = new Worker(new URL("./prepare.worker.ts", import.meta.url), { type: "module" });
  made.addEventListener(
    "message",
    (event: MessageEvent<{ number: number; prepared?: PreparedPhoto; problem?: string; incomplete?: boolean }>) => {
      const { number, prepared, problem, incomplete } = event.data;
      const caller = waiting.get(number);
      waiting.delete(number);
      if (prepared !== undefined) {
        caller?.resolve(prepared);
      } else {
        caller?.reject(incomplete ? new Incomplete() : new Unreadable(problem));
      }
    },
  );
  made.addEventListener("error", () => {
    worker = undefined;
    for (const caller of waiting.values()) {
      caller.reject(new Unreadable("The worker ended."));
    }
    waiting.clear();
  });
  return made;
}
