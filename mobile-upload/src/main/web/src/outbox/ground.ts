// Where the outbox lies: IndexedDB, or memory where a browser keeps nothing.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Submission } from "./state";
import type { Photo } from "./store";

/** What lies in each table, by its key. */
export interface Contents {
  submissions: Submission;
  /** What is known of photos; written again whenever it changes. */
  photos: Photo;
  /**
   * The photos' bytes, each written once. Bytes and not Blobs: WebKit loses a Blob whose record is read and put again, and
   * takes none in private mode.
   */
  pictures: ArrayBuffer;
  settings: string;
}

export type Table = keyof Contents;

const TABLES: readonly Table[] = ["submissions", "photos", "pictures", "settings"];

/** Reading and writing within one piece of work. Nothing but these calls may be waited for meanwhile. */
export interface Work {
  get<T extends Table>(table: T, key: string): Promise<Contents[T] | undefined>;
  all<T extends Table>(table: T): Promise<Contents[T][]>;
  put<T extends Table>(table: T, key: string, value: Contents[T]): Promise<void>;
  delete(table: Table, key: string): Promise<void>;
  clear(): Promise<void>;
}

export type Mode = "readonly" | "readwrite";

type Copy = { [T in Table]: Map<string, Contents[T]> };

export interface Ground {
  /** Does all steps or, if one throws, none of them. */
  work<T>(mode: Mode, steps: (work: Work) => Promise<T>): Promise<T>;
  /** All that can still be read. */
  everything(): Promise<Copy>;
}

function nothing(): Copy {
  return { submissions: new Map(), photos: new Map(), pictures: new Map(), settings: new Map() };
}

/** Lives as long as the page. */
export class MemoryGround implements Ground {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private copy: Copy = nothing()) {}

  work<T>(_: Mode, steps: (work: Work) => Promise<T>): Promise<T> {
    const mine = this.last.then(async () => {
      const draft = await this.everything();
      const table = <N extends Table>(name: N) => draft[name] as Map<string, Contents[N]>;
      const result = await steps({
        get: async (name, key) => table(name).get(key),
        all: async (name) => [...table(name).values()],
        put: async (name, key, value) => void table(name).set(key, value),
        delete: async (name, key) => void table(name).delete(key),
        clear: async () => TABLES.forEach((name) => table(name).clear()),
      });
      this.copy = draft;
      return result;
    });
    this.last = mine.catch(() => undefined);
    return mine;
  }

  async everything(): Promise<Copy> {
    const { submissions, photos, pictures, settings } = this.copy;
    return {
      submissions: new Map(submissions),
      photos: new Map(photos),
      pictures: new Map(pictures),
      settings: new Map(settings),
    };
  }
}

interface Tables extends DBSchema {
  submissions: { key: string; value: Submission };
  photos: { key: string; value: Photo | PhotoOfFirstVersion };
  pictures: { key: string; value: ArrayBuffer };
  settings: { key: string; value: string };
}

/** The first version kept a Blob within the photo. */
type PhotoOfFirstVersion = Omit<Photo, "size"> & { blob: Blob };

const VERSION = 2;
/** A browser whose storage is broken may never answer. */
const OPENING_MILLISECONDS = 10_000;
/** Reading a Blob of the first version is tried this many times before the photo is called lost. */
const ATTEMPTS_TO_READ = 3;
const PAUSE_MILLISECONDS = 300;

/** Opens IndexedDB and moves there what an older version kept; throws where that cannot be had. */
export async function openDisk(name: string): Promise<Ground> {
  if (typeof indexedDB === "undefined") {
    throw new Error("This browser has no IndexedDB.");
  }
  const ground = new DiskGround(name, await open(name));
  await ground.moveBlobs();
  return ground;
}

async function open(name: string): Promise<IDBPDatabase<Tables>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const giveUp = new Promise<never>((_, reject) => {
    const late = () => reject(new Error(`IndexedDB did not open within ${OPENING_MILLISECONDS} ms.`));
    timer = setTimeout(late, OPENING_MILLISECONDS);
  });
  let blocked: () => void = () => undefined;
  const held = new Promise<never>((_, reject) => {
    blocked = () => reject(Object.assign(new Error("An older page holds the outbox."), { name: "Blocked" }));
  });
  const opening = openDB<Tables>(name, VERSION, {
    upgrade(database, from) {
      if (from < 1) {
        database.createObjectStore("submissions", { keyPath: "id" });
        database.createObjectStore("photos", { keyPath: "id" });
        database.createObjectStore("settings");
      }
      if (from < 2) {
        database.createObjectStore("pictures");
      }
    },
    blocked,
    // A newer page wants to change the tables: this one makes room, and works from memory if it is still used.
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
  });
  // If it opens too late after all it must not hold back other pages.
  const inTime = Promise.race([opening, giveUp, held]);
  inTime.catch(() => void opening.then((database) => database.close()).catch(() => undefined));
  try {
    return await inTime;
  } finally {
    clearTimeout(timer);
  }
}

class DiskGround implements Ground {
  constructor(
    private readonly name: string,
    private database: IDBPDatabase<Tables>,
  ) {}

  async work<T>(mode: Mode, steps: (work: Work) => Promise<T>): Promise<T> {
    try {
      return await this.once(mode, steps);
    } catch (problem) {
      // Safari closes the connection of a page that was in the background; opened anew it goes on.
      const closed = problem instanceof DOMException && ["InvalidStateError", "UnknownError"].includes(problem.name);
      if (!closed) {
        throw problem;
      }
      this.database.close();
      this.database = await open(this.name).catch((second: unknown) => {
        throw second instanceof DOMException ? second : problem;
      });
      return this.once(mode, steps);
    }
  }

  private async once<T>(mode: Mode, steps: (work: Work) => Promise<T>): Promise<T> {
    // Told as writing where it is reading, so that the type has all that a step may call.
    const transaction = this.database.transaction(TABLES, mode as "readwrite", { durability: "strict" });
    // What went wrong is told below; an abort that nobody listens to would be told again as unhandled.
    const done = transaction.done.catch((problem: unknown) => problem ?? new DOMException("Aborted.", "AbortError"));
    const table = (name: Table) => transaction.objectStore(name);
    try {
      const result = await steps({
        get: (name, key) => table(name).get(key) as Promise<never>,
        all: (name) => table(name).getAll() as Promise<never>,
        put: async (name, key, value) => {
          // Two tables take the key from the value.
          await (name === "submissions" || name === "photos"
            ? table(name).put(value as never)
            : table(name).put(value as never, key));
        },
        delete: (name, key) => table(name).delete(key),
        clear: async () => void (await Promise.all(TABLES.map((name) => table(name).clear()))),
      });
      const failed = await done;
      if (failed !== undefined) {
        throw failed;
      }
      return result;
    } catch (problem) {
      try {
        transaction.abort();
      } catch {
        // It has ended by itself.
      }
      const failed = await done;
      // What was asked last is only told that everything was undone; the reason is told to the whole.
      const undone = problem instanceof DOMException && problem.name === "AbortError" && failed instanceof DOMException;
      throw undone ? failed : problem;
    }
  }

  async everything(): Promise<Copy> {
    const copy = nothing();
    await Promise.all(
      TABLES.map(async (name) => {
        const keys = await this.database.getAllKeys(name);
        for (const key of keys) {
          const value = await this.database.get(name, key).catch(() => undefined);
          if (value !== undefined) {
            (copy[name] as Map<string, unknown>).set(key, value);
          }
        }
      }),
    );
    return copy;
  }

  /** Makes bytes of the Blobs that the first version kept; a photo whose Blob cannot be read is marked as lost. */
  async moveBlobs(): Promise<void> {
    for (const id of await this.database.getAllKeys("photos")) {
      const photo = await this.database.get("photos", id);
      if (photo === undefined || !("blob" in photo)) {
        continue;
      }
      const { blob, ...facts } = photo;
      const bytes = await bytesOf(blob);
      await this.work("readwrite", async (work) => {
        if (bytes === undefined) {
          await work.put("photos", id, { ...facts, size: blob.size, lost: true });
        } else {
          await work.put("pictures", id, bytes);
          await work.put("photos", id, { ...facts, size: bytes.byteLength });
        }
      });
    }
  }
}

async function bytesOf(blob: Blob): Promise<ArrayBuffer | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      const bytes = await blob.arrayBuffer();
      if (bytes.byteLength === blob.size) {
        return bytes;
      }
    } catch {
      // Below.
    }
    if (attempt === ATTEMPTS_TO_READ) {
      return undefined;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
  }
}
