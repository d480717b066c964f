import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sha256, Store, type Photo } from "../outbox/store";
import { NotYet } from "./people";
import { PENDING_MILLISECONDS, PeopleQueue } from "./people-queue";

const PICTURE = new Uint8Array(10).buffer;
const SHA_256 = await sha256(PICTURE);

let store: Store;
let number = 0;
let now = 0;
let come: (ready: boolean) => void;
let ready: boolean;
let checked: number;

/** A segmenter that comes over a slow network: until then a check waits. */
let segmenter: Promise<boolean>;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  store = new Store(`people-${number++}`);
  now = 1_000;
  ready = false;
  checked = 0;
  segmenter = new Promise((resolve) => {
    come = (there) => {
      ready = there;
      resolve(there);
    };
  });
  await store.put({ state: "DRAFT", id: "s1", createdAt: 1, language: "en" });
  await store.putPhoto(photo("p1"), PICTURE);
  await store.putPhoto(photo("p2"), PICTURE);
});

afterEach(() => {
  vi.useRealTimers();
});

function photo(id: string): Photo {
  return {
    id,
    submissionId: "s1",
    label: "BED",
    addedAt: 1_000 + Number(id.slice(1)),
    size: PICTURE.byteLength,
    sha256: SHA_256,
    width: 4,
    height: 3,
    blurred: false,
    dark: false,
    people: "PENDING",
  };
}

function queue(check: () => Promise<boolean>): PeopleQueue {
  return new PeopleQueue(
    store,
    () => undefined,
    () => {
      checked++;
      return check();
    },
    () => ready,
    () => now,
  );
}

/** Lets this much time go by, and all that is written meanwhile be written. */
async function pass(milliseconds: number): Promise<void> {
  now += milliseconds;
  await vi.advanceTimersByTimeAsync(milliseconds);
  for (let i = 0; i < 60; i++) {
    await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(0);
  }
}

const people = async () => (await store.photos("s1")).map((one) => one.people);

test("photos wait some seconds for a segmenter that comes slowly, and are looked through when it has come", async () => {
  queue(() => segmenter.then(() => true)).kick();
  await pass(PENDING_MILLISECONDS - 1_000);
  expect(await people()).toEqual(["PENDING", "PENDING"]);
  await pass(1_100);
  expect(await people()).toEqual(["LATER", "LATER"]);
  await pass(120_000);
  come(true);
  await pass(0);
  expect(await people()).toEqual(["FOUND", "FOUND"]);
});

test("a segmenter that did not come is asked for again by itself", async () => {
  let there = false;
  queue(() => (there ? Promise.resolve(false) : Promise.reject(new NotYet()))).kick();
  await pass(0);
  expect(await people()).toEqual(["LATER", "LATER"]);
  expect(checked).toBe(1);
  there = true;
  await pass(30_000);
  expect(await people()).toEqual(["NONE", "NONE"]);
});

test("a phone that cannot look is not asked again", async () => {
  const works = queue(() => Promise.reject(new Error("This browser has no WebGL.")));
  works.kick();
  await pass(0);
  works.kick();
  await pass(60_000);
  expect(await people()).toEqual(["NOT_CHECKED", "NOT_CHECKED"]);
  expect(checked).toBe(2);
});

test("before sending it is looked again where the segmenter is here, and sending never waits for one that is not", async () => {
  const works = queue(() => segmenter.then(() => true));
  works.kick();
  await pass(PENDING_MILLISECONDS + 100);
  await works.lookBeforeSending("s1");
  expect(await people()).toEqual(["LATER", "LATER"]);
  come(true);
  const looked = works.lookBeforeSending("s1");
  for (let i = 0; i < 5; i++) {
    await pass(100);
  }
  await looked;
  expect(await people()).toEqual(["FOUND", "FOUND"]);
});

test("a look before sending that takes too long is given up", async () => {
  ready = true;
  const works = queue(() => new Promise<boolean>(() => undefined));
  const looked = works.lookBeforeSending("s1");
  for (let i = 0; i < 12; i++) {
    await pass(1_000);
  }
  await looked;
});
