import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Label, Submission } from "./state";

/** Whether people were looked for in a photo, and what was said. */
export type PeopleCheck = "PENDING" | "NONE" | "FOUND" | "NOT_CHECKED";

/** A photograph as it will be sent: already small, without metadata. */
export interface Photo {
  id: string;
  submissionId: string;
  label: Label;
  /** Milliseconds since 1970; photos of one label are shown in this order. */
  addedAt: number;
  blob: Blob;
  sha256: string;
  width: number;
  height: number;
  blurred: boolean;
  dark: boolean;
  people: PeopleCheck;
}

interface Tables extends DBSchema {
  submissions: { key: string; value: Submission };
  photos: { key: string; value: Photo; indexes: { submission: string } };
  settings: { key: string; value: string };
}

/** The outbox on this phone. It outlives the page; what a call wrote is there when its promise is kept. */
export class Store {
  private readonly database: Promise<IDBPDatabase<Tables>>;

  constructor(name = "roomprint") {
    this.database = openDB<Tables>(name, 1, {
      upgrade(database) {
        database.createObjectStore("submissions", { keyPath: "id" });
        database.createObjectStore("photos", { keyPath: "id" }).createIndex("submission", "submissionId");
        database.createObjectStore("settings");
      },
    });
  }

  /** All submissions, the youngest first. */
  async submissions(): Promise<Submission[]> {
    const all = await (await this.database).getAll("submissions");
    return all.sort((one, other) => other.createdAt - one.createdAt);
  }

  async submission(id: string): Promise<Submission | undefined> {
    return (await this.database).get("submissions", id);
  }

  async put(submission: Submission): Promise<void> {
    await (await this.database).put("submissions", submission);
  }

  /**
   * Changes a submission in one step with reading it, so that two pages cannot undo each other's work. When it takes
   * another id its photos follow; when it is sent its photos are deleted from the phone.
   */
  async change(id: string, change: (now: Submission) => Submission): Promise<Submission> {
    const work = (await this.database).transaction(["submissions", "photos"], "readwrite", { durability: "strict" });
    const submissions = work.objectStore("submissions");
    const photos = work.objectStore("photos");
    const before = await submissions.get(id);
    if (before === undefined) {
      work.abort();
      await work.done.catch(() => undefined);
      throw new Error(`Submission ${id} is not in the outbox any more.`);
    }
    let after: Submission;
    try {
      after = change(before);
    } catch (problem) {
      work.abort();
      await work.done.catch(() => undefined);
      throw problem;
    }
    if (after.id !== id) {
      await submissions.delete(id);
    }
    await submissions.put(after);
    if (after.state === "SENT" || after.id !== id) {
      for (const photo of await photos.index("submission").getAll(id)) {
        if (after.state === "SENT") {
          await photos.delete(photo.id);
        } else {
          await photos.put({ ...photo, submissionId: after.id });
        }
      }
    }
    await work.done;
    return after;
  }

  /** Deletes a submission and its photos from this phone. */
  async remove(id: string): Promise<void> {
    const work = (await this.database).transaction(["submissions", "photos"], "readwrite");
    const photos = work.objectStore("photos");
    await work.objectStore("submissions").delete(id);
    for (const key of await photos.index("submission").getAllKeys(id)) {
      await photos.delete(key);
    }
    await work.done;
  }

  async photos(submissionId: string): Promise<Photo[]> {
    const all = await (await this.database).getAllFromIndex("photos", "submission", submissionId);
    return all.sort((one, other) => one.addedAt - other.addedAt);
  }

  async putPhoto(photo: Photo): Promise<void> {
    await (await this.database).put("photos", photo);
  }

  /** Changes a photo if it is still there. */
  async changePhoto(id: string, change: (now: Photo) => Photo): Promise<void> {
    const work = (await this.database).transaction("photos", "readwrite");
    const photo = await work.store.get(id);
    if (photo !== undefined) {
      await work.store.put(change(photo));
    }
    await work.done;
  }

  async removePhoto(id: string): Promise<void> {
    await (await this.database).delete("photos", id);
  }

  async photosToCheck(): Promise<Photo[]> {
    return (await (await this.database).getAll("photos")).filter((photo) => photo.people === "PENDING");
  }

  /** Random, made on first use, never leaves this phone except with a submission; forgotten with everything else. */
  async deviceToken(): Promise<string> {
    const work = (await this.database).transaction("settings", "readwrite");
    let token = await work.store.get("deviceToken");
    if (token === undefined) {
      token = [...crypto.getRandomValues(new Uint8Array(16))]
        .map((byte) => byte.toString(16).padStart(2, "0"))
        .join("");
      await work.store.put(token, "deviceToken");
    }
    await work.done;
    return token;
  }

  /** Leaves nothing on the phone: submissions, photos, receipts, the device's token. */
  async forgetEverything(): Promise<void> {
    const work = (await this.database).transaction(["submissions", "photos", "settings"], "readwrite");
    await Promise.all([
      work.objectStore("submissions").clear(),
      work.objectStore("photos").clear(),
      work.objectStore("settings").clear(),
    ]);
    await work.done;
  }
}
