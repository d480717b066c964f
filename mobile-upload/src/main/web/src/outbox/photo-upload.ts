import { DetailedError, Upload } from "tus-js-client";
import { ServiceProblem, Unreachable } from "../api";

/** Bytes sent in one request; after each the service has them safe on disk. */
const PIECE_BYTES = 512 * 1024;

/** Another request is at the same upload, or a piece was damaged on its way: asking again where it goes on settles it. */
const SETTLED_BY_ASKING = [409, 423, 460];
/** A network that lets nothing through for so long is taken for none. */
const SILENCE_MILLISECONDS = 45_000;

/** Puts one photo at its address, going on from where the service says it stopped. */
export type SendPhoto = (
  url: string,
  photo: Blob,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
) => Promise<void>;

/** Sends by tus 1.0. */
export const sendPhotoByTus: SendPhoto = (url, photo, onProgress, signal) =>
  new Promise((resolve, reject) => {
    let silence: ReturnType<typeof setTimeout> | undefined;
    const end = () => clearTimeout(silence);
    const giveUp = (why: string) => {
      end();
      void upload.abort();
      reject(new Unreachable(why));
    };
    const heard = () => {
      end();
      silence = setTimeout(() => giveUp("Nothing moves."), SILENCE_MILLISECONDS);
    };
    const upload = new Upload(photo, {
      uploadUrl: new URL(url, document.baseURI).href,
      chunkSize: PIECE_BYTES,
      // Trying again is the outbox's business, which also knows the other photos and the network.
      retryDelays: null,
      storeFingerprintForResuming: false,
      onProgress: (sent) => {
        heard();
        onProgress(sent);
      },
      onSuccess: () => {
        end();
        resolve();
      },
      onError: (error) => {
        end();
        const status = error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0;
        reject(
          status > 0 && !SETTLED_BY_ASKING.includes(status)
            ? new ServiceProblem(status, "upload")
            : new Unreachable("Sending broke off."),
        );
      },
    });
    signal.addEventListener("abort", () => giveUp("Sending was stopped."));
    if (signal.aborted) {
      reject(new Unreachable("Sending was stopped."));
    } else {
      heard();
      upload.start();
    }
  });

/** Tells the service that an unfinished upload will not go on. */
export type AbandonUpload = (url: string) => Promise<void>;

export const abandonUploadByTus: AbandonUpload = (url) => Upload.terminate(new URL(url, document.baseURI).href);
