import { MemoryGround, openDisk, type Ground, type Mode, type Work } from "./ground";
import type { Label, Submission } from "./state";

/**
 * Whether people were looked for in a photo, and what was said. LATER: the segmenter has not come over the network yet, so
 * it is looked again; NOT_CHECKED: this phone cannot.
 */
export type PeopleCheck = "PENDING" | "LATER" | "NONE" | "FOUND" | "NOT_CHECKED";

/** What is known of a photograph that is to be sent, without its bytes. */
export interface Photo {
  id: string;
  submissionId: string;
  label: Label;
  /** Milliseconds since 1970; photos of one label are shown in this order. */
  addedAt: number;
  /** Bytes of the picture. */
  size: number;
  sha256: string;
  width: number;
  height: number;
  blurred: boolean;
  dark: boolean;
  people: PeopleCheck;
  /** This phone could not read the picture any more; it is to be taken again. */
  lost?: true;
}

/**
 * What outlives the page: everything, or nothing, since the phone is full, or keeps nothing at all, or since an older page
 * of ours is open and holds what is kept.
 */
export type Keeps = "DISK" | "FULL" | "NOTHING" | "BLOCKED";

/** A picture is not here any more, or not what was put here. */
export class PhotoLost extends Error {
  constructor(readonly photoId: string) {
    super(`The picture of photo ${photoId} cannot be read on this phone.`);
  }
}

/** Reading a picture takes a moment; after this long it is taken for lost. */
const READING_MILLISECONDS = 30_000;

/**
 * The outbox on this phone. What a call wrote is there when its promise is kept, and outlives the page where the browser
 * keeps anything; where it does not, everything works from memory and `keeps` says so.
 */
export class Store {
  /** Told of when it changes; see Keeps. */
  onKeeps: (keeps: Keeps) => void = () => undefined;
  keeps: Keeps = "DISK";

  private readonly disk: Promise<Ground | undefined>;
  private memory: Promise<MemoryGround> | undefined;

  constructor(
    name = "roomprint",
    private readonly readingMilliseconds = READING_MILLISECONDS,
  ) {
    this.disk = openDisk(name).catch((problem: unknown) => {
      this.fallBack(problem);
      return undefined;
    });
  }

  /** All submissions, the youngest first. */
  async submissions(): Promise<Submission[]> {
    const all = await this.read((work) => work.all("submissions"));
    return all.sort((one, other) => other.createdAt - one.createdAt);
  }

  async submission(id: string): Promise<Submission | undefined> {
    return this.read((work) => work.get("submissions", id));
  }

  async put(submission: Submission): Promise<void> {
    await this.work((work) => work.put("submissions", submission.id, submission));
  }

  /**
   * Changes a submission in one step with reading it, so that two pages cannot undo each other's work. When it takes
   * another id its photos follow; when it is sent its photos are deleted from the phone.
   */
  async change(id: string, change: (now: Submission) => Submission): Promise<Submission> {
    return this.work(async (work) => {
      const before = await work.get("submissions", id);
      if (before === undefined) {
        throw new Error(`Submission ${id} is not in the outbox any more.`);
      }
      const after = change(before);
      if (after.id !== id) {
        await work.delete("submissions", id);
      }
      await work.put("submissions", after.id, after);
      if (after.state === "SENT" || after.id !== id) {
        for (const photo of await photosOf(work, id)) {
          if (after.state === "SENT") {
            await deletePhoto(work, photo.id);
          } else {
            await work.put("photos", photo.id, { ...photo, submissionId: after.id });
          }
        }
      }
      return after;
    });
  }

  /** Deletes a submission and its photos from this phone. */
  async remove(id: string): Promise<void> {
    await this.work(async (work) => {
      await work.delete("submissions", id);
      for (const photo of await photosOf(work, id)) {
        await deletePhoto(work, photo.id);
      }
    });
  }

  async photos(submissionId: string): Promise<Photo[]> {
    const all = await this.read((work) => photosOf(work, submissionId));
    return all.sort((one, other) => one.addedAt - other.addedAt);
  }

  /** Keeps a photo: its bytes once, in a record that is never written again, and reads them back. */
  async putPhoto(photo: Photo, bytes: ArrayBuffer): Promise<void> {
    const write = async (work: Work) => {
      await work.put("photos", photo.id, photo);
      await work.put("pictures", photo.id, bytes);
    };
    await this.work(write);
    if (this.memory === undefined && !(await this.isWhole(photo))) {
      this.fallBack(new PhotoLost(photo.id));
      await this.work(write);
    }
  }

  /** The picture, made of the kept bytes; PhotoLost if they cannot be read. */
  async picture(photo: Photo): Promise<Blob> {
    return new Blob([await this.bytes(photo)], { type: "image/jpeg" });
  }

  private async bytes(photo: Photo): Promise<ArrayBuffer> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tooLate = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), this.readingMilliseconds);
    });
    try {
      const read = this.read((work) => work.get("pictures", photo.id)).catch(() => undefined);
      const bytes = await Promise.race([read, tooLate]);
      if (bytes === undefined || bytes.byteLength !== photo.size) {
        throw new PhotoLost(photo.id);
      }
      return bytes;
    } finally {
      clearTimeout(timer);
    }
  }

  private async isWhole(photo: Photo): Promise<boolean> {
    try {
      return (await sha256(await this.bytes(photo))) === photo.sha256;
    } catch {
      return false;
    }
  }

  /** Reads these photos of a submission back, all unless some are named, and marks those that are lost. Gives the lost. */
  async findLost(submissionId: string, wanted: (photo: Photo) => boolean = () => true): Promise<Photo[]> {
    const lost: Photo[] = [];
    for (const photo of (await this.photos(submissionId)).filter(wanted)) {
      if (photo.lost || !(await this.isWhole(photo))) {
        lost.push(photo);
        await this.changePhoto(photo.id, (now) => ({ ...now, lost: true }));
      }
    }
    return lost;
  }

  /** Changes what is known of a photo if it is still there; its bytes are not touched. */
  async changePhoto(id: string, change: (now: Photo) => Photo): Promise<void> {
    await this.work(async (work) => {
      const photo = await work.get("photos", id);
      if (photo !== undefined) {
        await work.put("photos", id, change(photo));
      }
    });
  }

  async removePhoto(id: string): Promise<void> {
    await this.work((work) => deletePhoto(work, id));
  }

  async photosToCheck(): Promise<Photo[]> {
    const all = await this.read((work) => work.all("photos"));
    return all.filter((photo) => !photo.lost && (photo.people === "PENDING" || photo.people === "LATER"));
  }

  /** Random, made on first use, never leaves this phone except with a submission; forgotten with everything else. */
  async deviceToken(): Promise<string> {
    return this.work(async (work) => {
      let token = await work.get("settings", "deviceToken");
      if (token === undefined) {
        token = [...crypto.getRandomValues(new Uint8Array(16))]
          .map((byte) => byte.toString(16).padStart(2, "0"))
          .join("");
        await work.put("settings", "deviceToken", token);
      }
      return token;
    });
  }

  /** Leaves nothing on the phone: submissions, photos, receipts, the device's token. */
  async forgetEverything(): Promise<void> {
    await this.work((work) => work.clear());
  }

  private read<T>(steps: (work: Work) => Promise<T>): Promise<T> {
    return this.work(steps, "readonly");
  }

  /** All at once or nothing of it; from memory once the disk has failed. */
  private async work<T>(steps: (work: Work) => Promise<T>, mode: Mode = "readwrite"): Promise<T> {
    const disk = await this.disk;
    if (this.memory === undefined && disk !== undefined) {
      try {
        return await disk.work(mode, steps);
      } catch (problem) {
        if (!isOfStorage(problem)) {
          throw problem;
        }
        this.fallBack(problem);
      }
    }
    const result = await (await this.memory!).work(mode, steps);
    if (mode === "readwrite") {
      // What the disk still takes, e.g. that something was sent or deleted, it is told.
      void disk?.work(mode, steps).catch(() => undefined);
    }
    return result;
  }

  /** From now on everything is held in memory, with what the disk still gives. */
  private fallBack(problem: unknown): void {
    if (this.memory === undefined) {
      this.memory = (async () => new MemoryGround(await (await this.disk)?.everything().catch(() => undefined)))();
      this.keeps = whyNot(problem);
      this.onKeeps(this.keeps);
    }
  }
}

function whyNot(problem: unknown): Keeps {
  const name = problem instanceof Error || problem instanceof DOMException ? problem.name : "";
  return name === "QuotaExceededError" ? "FULL" : name === "VersionError" || name === "Blocked" ? "BLOCKED" : "NOTHING";
}

/** Whether the browser's storage failed, and not the work that was to be done in it. */
function isOfStorage(problem: unknown): boolean {
  return problem instanceof DOMException;
}

async function photosOf(work: Work, submissionId: string): Promise<Photo[]> {
  return (await work.all("photos")).filter((photo) => photo.submissionId === submissionId);
}

async function deletePhoto(work: Work, id: string): Promise<void> {
  await work.delete("photos", id);
  await work.delete("pictures", id);
}

export async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
