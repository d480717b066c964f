import { useState } from "preact/hooks";
import type { App } from "./context";
import type { Label } from "./outbox/state";
import type { Photo } from "./outbox/store";
import { Unreadable } from "./photos/preparer";
import { Incomplete } from "./photos/whole";
import type { TextKey } from "./texts";

export type AddOutcome = { photo: Photo } | { problem: TextKey; values?: Record<string, number> };

/** Prepares a file and keeps the result with the draft, in place of an earlier photo if one is named. */
export async function addPhoto(
  app: App,
  submissionId: string,
  file: Blob,
  label: Label,
  replaced?: string,
): Promise<AddOutcome> {
  const count = (await app.store.photos(submissionId)).filter((photo) => photo.id !== replaced).length;
  if (count >= app.settings.maxPhotosPerSubmission) {
    return { problem: "shot.too_many", values: { n: app.settings.maxPhotosPerSubmission } };
  }
  try {
    const { bytes, ...prepared } = await app.prepare(file);
    const photo: Photo = {
      ...prepared,
      size: bytes.byteLength,
      id: crypto.randomUUID(),
      submissionId,
      label,
      addedAt: Date.now(),
      people: "PENDING",
    };
    await app.store.putPhoto(photo, bytes);
    if (replaced !== undefined) {
      await app.store.removePhoto(replaced);
    }
    app.changed();
    app.people.kick();
    return { photo };
  } catch (problem) {
    if (problem instanceof Incomplete) {
      return { problem: "shot.incomplete" };
    }
    return { problem: problem instanceof Unreadable ? "shot.unreadable" : "shot.failed" };
  }
}

/** What a capturing screen shows while photos are prepared, and what went wrong. */
export function useAdding(): {
  busy: boolean;
  problem: { key: TextKey; values?: Record<string, number> } | undefined;
  run: (work: () => Promise<AddOutcome>) => Promise<Photo | undefined>;
} {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ key: TextKey; values?: Record<string, number> }>();
  return {
    busy,
    problem,
    async run(work) {
      setBusy(true);
      setProblem(undefined);
      const outcome = await work();
      setBusy(false);
      if ("photo" in outcome) {
        return outcome.photo;
      }
      setProblem({ key: outcome.problem, ...(outcome.values && { values: outcome.values }) });
      return undefined;
    },
  };
}
