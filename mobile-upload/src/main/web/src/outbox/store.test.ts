import "fake-indexeddb/auto";
import { IDBFactory, IDBObjectStore } from "fake-indexeddb";
import { openDB } from "idb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Draft } from "./state";
import { PhotoLost, sha256, Store, type Keeps, type Photo } from "./store";

const DRAFT: Draft = { state: "DRAFT", id: "s1", createdAt: 1, language: "en" };
const PICTURE = new Uint8Array([0xff, 0xd8, 1, 2, 3, 0xff, 0xd9]).buffer;
const SHA_256 = await sha256(PICTURE);

function photo(id: string, submissionId = "s1"): Photo {
  return {
    id,
    submissionId,
    label: "BED",
    addedAt: 1,
    size: PICTURE.byteLength,
    sha256: SHA_256,
    width: 4,
    height: 3,
    blurred: false,
    dark: false,
    people: "PENDING",
  };
}

async function bytes(store: Store, id: string): Promise<Uint8Array> {
  return new Uint8Array(await (await store.picture(photo(id))).arrayBuffer());
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

afterEach(() => {
  vi.restoreAllMocks();
});

test("keeps bytes, not Blobs, and writes them once whatever is said of the photo later", async () => {
  const put = vi.spyOn(IDBObjectStore.prototype, "put");
  const store = new Store();
  await store.put(DRAFT);
  await store.putPhoto(photo("p1"), PICTURE);
  await store.changePhoto("p1", (now) => ({ ...now, people: "NONE" }));
  await store.changePhoto("p1", (now) => ({ ...now, label: "LAMP" }));
  await store.change("s1", (now) => ({ ...now, id: "s2" }));
  const heavy = put.mock.contexts.filter((table) => (table as IDBObjectStore).name === "pictures");
  expect(heavy).toHaveLength(1);
  expect(put.mock.calls.flat().filter((value) => value instanceof Blob || hasBlob(value))).toEqual([]);
  expect(await store.photos("s2")).toMatchObject([{ id: "p1", people: "NONE", label: "LAMP" }]);
  expect(await bytes(new Store(), "p1")).toEqual(new Uint8Array(PICTURE));
});

function hasBlob(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.values(value).some((one) => one instanceof Blob);
}

/** A database as the first version of the page made it. */
async function firstVersion(pictures: Record<string, Blob>): Promise<void> {
  const database = await openDB("roomprint", 1, {
    upgrade(made) {
      made.createObjectStore("submissions", { keyPath: "id" });
      made.createObjectStore("photos", { keyPath: "id" }).createIndex("submission", "submissionId");
      made.createObjectStore("settings");
    },
  });
  await database.put("submissions", DRAFT);
  await database.put("settings", "0123", "deviceToken");
  for (const [id, blob] of Object.entries(pictures)) {
    const { size: _, ...facts } = photo(id);
    await database.put("photos", { ...facts, blob });
  }
  database.close();
}

test("an outbox of the first version outlives the change to bytes", async () => {
  await firstVersion({ p1: new Blob([PICTURE]), p2: new Blob([PICTURE]) });
  const store = new Store();
  expect(await store.submissions()).toEqual([DRAFT]);
  expect(await store.photos("s1")).toEqual([photo("p1"), photo("p2")]);
  expect(await bytes(store, "p2")).toEqual(new Uint8Array(PICTURE));
  expect(await store.deviceToken()).toBe("0123");
  expect(await store.findLost("s1")).toEqual([]);
  expect(store.keeps).toBe("DISK");
});

test("a photo of the first version whose Blob cannot be read is named, and the others are kept", async () => {
  await firstVersion({ p1: new Blob([PICTURE]), p2: new Blob([PICTURE]) });
  let broken: Blob | undefined;
  vi.spyOn(Blob.prototype, "arrayBuffer").mockImplementation(async function (this: Blob) {
    broken ??= this;
    if (this === broken) {
      throw new DOMException("The object can not be found here.", "NotFoundError");
    }
    return PICTURE;
  });
  const store = new Store();
  expect(await store.photos("s1")).toMatchObject([{ id: "p1", lost: true }, { id: "p2" }]);
  expect((await store.findLost("s1")).map((one) => one.id)).toEqual(["p1"]);
});

test("a picture that is not what was kept is lost, and marked so", async () => {
  const store = new Store();
  await store.putPhoto(photo("p1"), PICTURE);
  await store.putPhoto(photo("p2"), PICTURE);
  await store.putPhoto(photo("p3"), PICTURE);
  const database = await openDB("roomprint");
  await database.put("pictures", new Uint8Array(PICTURE.byteLength).buffer, "p1");
  await database.delete("pictures", "p2");
  await expect(store.picture(photo("p2"))).rejects.toThrow(PhotoLost);
  expect((await store.findLost("s1")).map((one) => one.id)).toEqual(["p1", "p2"]);
  expect((await store.photos("s1")).map((one) => one.lost)).toEqual([true, true, undefined]);
});

test("a picture that the browser never gives is lost too", async () => {
  const store = new Store("roomprint", 20);
  await store.putPhoto(photo("p1"), PICTURE);
  vi.spyOn(IDBObjectStore.prototype, "get").mockReturnValue({ addEventListener: () => undefined } as never);
  await expect(store.picture(photo("p1"))).rejects.toThrow(PhotoLost);
});

/** All that the page does with an outbox works, from memory, and what it says is told. */
async function worksFromMemory(store: Store, expected: Keeps): Promise<void> {
  const said: Keeps[] = [];
  store.onKeeps = (keeps) => said.push(keeps);
  await store.put({ ...DRAFT, id: "s9" });
  await store.putPhoto(photo("p9", "s9"), PICTURE);
  await store.changePhoto("p9", (now) => ({ ...now, people: "NONE" }));
  expect(await store.photos("s9")).toMatchObject([{ id: "p9", people: "NONE" }]);
  expect(await bytes(store, "p9")).toEqual(new Uint8Array(PICTURE));
  expect(await store.findLost("s9")).toEqual([]);
  expect(await store.deviceToken()).toBe(await store.deviceToken());
  await store.remove("s9");
  expect(await store.submission("s9")).toBeUndefined();
  expect(said).toEqual([expected]);
  expect(store.keeps).toBe(expected);
}

test("where there is no IndexedDB it works from memory and says that nothing is kept", async () => {
  delete (globalThis as { indexedDB?: unknown }).indexedDB;
  await worksFromMemory(new Store(), "NOTHING");
});

test("where IndexedDB cannot be opened it works from memory and says that nothing is kept", async () => {
  vi.spyOn(IDBFactory.prototype, "open").mockImplementation(() => {
    throw new DOMException("denied", "SecurityError");
  });
  await worksFromMemory(new Store(), "NOTHING");
});

test.each([
  ["QuotaExceededError", "FULL"],
  ["UnknownError", "NOTHING"],
  ["DataCloneError", "NOTHING"],
] as const)("a %s when something is kept is told as %s, and it goes on from memory", async (name, keeps) => {
  const store = new Store();
  await store.put(DRAFT);
  await store.putPhoto(photo("p1"), PICTURE);
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("no", name);
  });
  await worksFromMemory(store, keeps);
  // What was kept before is still there.
  expect(await store.submissions()).toEqual([DRAFT]);
  expect(await bytes(store, "p1")).toEqual(new Uint8Array(PICTURE));
});

test("a picture that cannot be read back right after it was kept is held in memory", async () => {
  const store = new Store("roomprint", 20);
  await store.put(DRAFT);
  const get = IDBObjectStore.prototype.get;
  vi.spyOn(IDBObjectStore.prototype, "get").mockImplementation(function (this: IDBObjectStore, key) {
    return this.name === "pictures" ? get.call(this, "another") : get.call(this, key);
  });
  await store.putPhoto(photo("p1"), PICTURE);
  expect(store.keeps).toBe("NOTHING");
  expect(await bytes(store, "p1")).toEqual(new Uint8Array(PICTURE));
});

test("an older page that holds the outbox is said to, and this page works meanwhile", async () => {
  await firstVersion({});
  const older = await openDB("roomprint", 1);
  const store = new Store();
  await store.put({ ...DRAFT, id: "s9" });
  expect(store.keeps).toBe("BLOCKED");
  older.close();
});

test("work that fails by itself changes nothing and does not blame the storage", async () => {
  const store = new Store();
  await store.put(DRAFT);
  await expect(
    store.change("s1", () => {
      throw new Error("not possible");
    }),
  ).rejects.toThrow("not possible");
  expect(await store.submissions()).toEqual([DRAFT]);
  expect(store.keeps).toBe("DISK");
});
