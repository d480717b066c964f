import "fake-indexeddb/auto";
import { openDB } from "idb";
import { beforeEach, expect, test, vi } from "vitest";
import { ServiceProblem, Unreachable, type NewSubmission, type Service } from "../api";
import { ALL_LOST, Sender, STALL_MILLISECONDS, type Progress } from "./sender";
import type { SendPhoto } from "./photo-upload";
import type { Ready } from "./state";
import { sha256, Store, type Photo } from "./store";

const READY: Ready = {
  state: "READY",
  id: "5f7d7d6e-0000-4000-8000-000000000001",
  createdAt: 1,
  language: "en",
  hotel: { kind: "NEW", name: "Hotel Sample", town: "Sampleton" },
  room: "7",
  sendAfter: 1000,
};

/** A service in memory that counts what it is asked, with faults to be thrown in their order. */
class FakeService {
  readonly announced = new Map<string, NewSubmission>();
  readonly bytes = new Map<string, number>();
  readonly receipts: string[] = [];
  readonly abandoned: string[] = [];
  announcements = 0;
  faults: { announce?: Error[]; upload?: Error[]; complete?: Error[] } = {};

  service = {
    announce: async (key: string, submission: NewSubmission) => {
      this.announcements++;
      this.announced.set(key, submission);
      throwNext(this.faults.announce);
      return {
        submissionId: `n-${key}`,
        uploads: submission.photos.map((photo) => ({ photoId: photo.id, url: `/u/${key}/${photo.id}` })),
      };
    },
    complete: async (submissionId: string) => {
      const receipt = `R-${submissionId}`;
      if (!this.receipts.includes(receipt)) {
        this.receipts.push(receipt);
      }
      throwNext(this.faults.complete);
      return { receipt };
    },
  } as unknown as Service;

  sendPhoto: SendPhoto = async (url, photo, onProgress) => {
    throwNext(this.faults.upload);
    this.bytes.set(url, photo.size);
    onProgress(photo.size);
  };
}

function throwNext(faults: Error[] | undefined): void {
  const fault = faults?.shift();
  if (fault !== undefined) {
    throw fault;
  }
}

function photo(id: string, submissionId = READY.id): Photo {
  return {
    id,
    submissionId,
    label: "BED",
    addedAt: Number(id.slice(1)),
    size: PICTURE.byteLength,
    sha256: SHA_256,
    width: 4,
    height: 3,
    blurred: false,
    dark: false,
    people: "NONE",
  };
}

const PICTURE = new Uint8Array(100).buffer;
const SHA_256 = await sha256(PICTURE);

let store: Store;
let fake: FakeService;
let said: (Progress | undefined)[];
let number = 0;
let stands: boolean;

beforeEach(async () => {
  store = new Store(`sender-${number++}`);
  fake = new FakeService();
  said = [];
  stands = false;
  await store.put(READY);
  await store.putPhoto(photo("p1"), PICTURE);
  await store.putPhoto(photo("p2"), PICTURE);
});

function sender(now = 2000): Sender {
  return new Sender(
    store,
    fake.service,
    fake.sendPhoto,
    async (url) => void fake.abandoned.push(url),
    (progress) => said.push(progress),
    () => now,
    (work) => work(),
  );
}

async function settled(works: Sender): Promise<void> {
  works.kick();
  for (let i = 0; i < 200; i++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  works.stop();
}

test("sends what is due, keeps the receipt and deletes the photos from the phone", async () => {
  await settled(sender());
  expect((await store.submissions())[0]).toMatchObject({ state: "SENT", receipt: `R-n-${READY.id}`, photos: 2 });
  expect(await store.photos(READY.id)).toEqual([]);
  expect(fake.announced.get(READY.id)).toMatchObject({
    newHotel: { name: "Hotel Sample", town: "Sampleton" },
    room: "7",
    language: "en",
    deviceToken: expect.stringMatching(/^[0-9a-f]{32}$/),
    photos: [
      { id: "p1", label: "BED", bytes: 100 },
      { id: "p2", label: "BED", bytes: 100 },
    ],
  });
});

test("sends nothing before its time", async () => {
  await settled(sender(999));
  expect(fake.announcements).toBe(0);
  expect((await store.submission(READY.id))?.state).toBe("READY");
});

test("goes on after the network was lost, under the same key and without sending whole photos again", async () => {
  fake.faults.upload = [undefined as unknown as Error, new Unreachable("gone")];
  await settled(sender());
  const halfway = await store.submission(READY.id);
  expect(halfway).toMatchObject({ state: "SENDING", uploads: [{ whole: true }, { whole: false }] });
  expect(said.at(-1)).toMatchObject({ waiting: "NETWORK" });
  fake.bytes.clear();
  await settled(sender());
  expect([...fake.bytes.keys()]).toEqual([`/u/${READY.id}/p2`]);
  expect(fake.announcements).toBe(1);
  expect(fake.receipts).toHaveLength(1);
  expect((await store.submission(READY.id))?.state).toBe("SENT");
});

test.each(["announce", "complete"] as const)(
  "an answer to %s that was lost does not make two submissions",
  async (step) => {
    fake.faults[step] = [new Unreachable("answer lost")];
    await settled(sender());
    expect((await store.submission(READY.id))?.state).toBe("SENDING");
    await settled(sender());
    expect((await store.submission(READY.id))?.state).toBe("SENT");
    expect(fake.announced.size).toBe(1);
    expect(fake.receipts).toHaveLength(1);
  },
);

test("is announced anew when the service gave the unfinished submission up", async () => {
  fake.faults.upload = [new ServiceProblem(404, "upload")];
  await settled(sender());
  const [renamed] = await store.submissions();
  expect(renamed?.id).not.toBe(READY.id);
  expect(await store.photos(renamed!.id)).toHaveLength(2);
  await settled(sender());
  expect((await store.submissions())[0]?.state).toBe("SENT");
  expect(fake.announced.size).toBe(2);
});

test("asks the person when the service refuses, and waits when it is only busy", async () => {
  fake.faults.announce = [new ServiceProblem(429, "busy")];
  await settled(sender());
  expect(said.at(-1)).toMatchObject({ waiting: "SERVICE" });
  expect((await store.submission(READY.id))?.state).toBe("SENDING");
  fake.faults.announce = [new ServiceProblem(422, "about:label")];
  await settled(sender());
  const [refused] = await store.submissions();
  expect(refused).toMatchObject({ state: "READY", refused: "about:label" });
  expect(refused?.id).not.toBe(READY.id);
  expect(await store.photos(refused!.id)).toHaveLength(2);
});

test("sends photos again that the service misses, but not for ever", async () => {
  fake.faults.complete = [new ServiceProblem(409, "incomplete")];
  await settled(sender());
  expect((await store.submission(READY.id))?.state).toBe("SENT");
});

test("a photo that the service always misses ends in a refusal", async () => {
  fake.faults.complete = Array.from({ length: 9 }, () => new ServiceProblem(409, "incomplete"));
  await settled(sender());
  expect((await store.submissions())[0]).toMatchObject({ state: "READY", refused: "incomplete" });
});

test("what the person deletes while it is being sent stays deleted, and the service is told", async () => {
  fake.faults.upload = [undefined as unknown as Error, new Unreachable("gone")];
  const works = sender();
  await settled(works);
  await works.remove(READY.id);
  await settled(works);
  expect(fake.abandoned).toEqual([`/u/${READY.id}/p1`, `/u/${READY.id}/p2`]);
  expect(await store.submissions()).toEqual([]);
  expect(await store.photos(READY.id)).toEqual([]);
});

/** What a browser has lost of a kept picture: its facts are there, its bytes are not. */
async function lose(photoId: string): Promise<void> {
  const database = await openDB(`sender-${number - 1}`);
  await database.put("pictures", new ArrayBuffer(0), photoId);
  database.close();
}

test("a photo that the phone cannot read any more is named, and the others are sent", async () => {
  await lose("p1");
  await settled(sender());
  expect((await store.submissions())[0]).toMatchObject({ state: "SENT", photos: 1, lost: ["BED"] });
  expect(fake.announced.get(READY.id)?.photos.map((one) => one.id)).toEqual(["p2"]);
});

test("a photo that is lost after it was announced is left out of a new announcement", async () => {
  fake.faults.upload = [undefined as unknown as Error, new Unreachable("gone")];
  await settled(sender());
  await lose("p2");
  const works = sender();
  works.kick();
  await vi.waitFor(async () => expect((await store.submissions())[0]?.state).toBe("SENT"), { timeout: 5_000 });
  works.stop();
  expect((await store.submissions())[0]).toMatchObject({ photos: 1, lost: ["BED"] });
  expect(fake.abandoned).toEqual([`/u/${READY.id}/p1`, `/u/${READY.id}/p2`]);
  expect([...fake.announced.keys()]).toHaveLength(2);
});

test("where no photo can be read any more nothing is announced, and the person is asked", async () => {
  await lose("p1");
  await lose("p2");
  await settled(sender());
  expect((await store.submissions())[0]).toMatchObject({ state: "READY", refused: ALL_LOST });
  expect(fake.announcements).toBe(0);
  expect((await store.photos((await store.submissions())[0]!.id)).map((one) => one.lost)).toEqual([true, true]);
});

test.each([
  ["the phone", "PHONE", () => (store.picture = never)],
  ["the network", "NETWORK", () => (fake.sendPhoto = never)],
  ["the service", "SERVICE", () => (fake.service.announce = never)],
] as const)("sending that stands still for half a minute says that it waits for %s", async (_, stalled, stop) => {
  stop();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const works = sender();
    works.kick();
    // IndexedDB in memory goes on by setImmediate, which is left as it is.
    while (!stands) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(said.filter((one) => one?.stalled !== undefined)).toEqual([]);
    await vi.advanceTimersByTimeAsync(STALL_MILLISECONDS);
    expect(said.at(-1)).toMatchObject({ submissionId: READY.id, stalled });
    works.stop();
  } finally {
    vi.useRealTimers();
  }
});

function never<T>(): Promise<T> {
  stands = true;
  return new Promise(() => undefined);
}

test("a phone that cannot read its outbox blames neither the network nor the service", async () => {
  store.findLost = () => Promise.reject(new DOMException("broken", "UnknownError"));
  await settled(sender());
  expect(said.at(-1)).toMatchObject({ waiting: "PHONE" });
});

test("a page that waits for another page of this phone says so", async () => {
  let free: () => void = () => undefined;
  const works = new Sender(
    store,
    fake.service,
    fake.sendPhoto,
    async () => undefined,
    (progress) => said.push(progress),
    () => 2000,
    async (work, onOther) => {
      onOther();
      await new Promise<void>((resolve) => (free = resolve));
      await work();
    },
  );
  works.kick();
  await vi.waitFor(() => expect(said.at(-1)).toMatchObject({ submissionId: READY.id, waiting: "OTHER_PAGE" }));
  free();
  await vi.waitFor(async () => expect((await store.submissions())[0]?.state).toBe("SENT"));
});

test("forgetting everything leaves nothing and makes another device of it", async () => {
  const before = await store.deviceToken();
  expect(await store.deviceToken()).toBe(before);
  await store.forgetEverything();
  expect(await store.submissions()).toEqual([]);
  expect(await store.photosToCheck()).toEqual([]);
  expect(await store.deviceToken()).not.toBe(before);
});
