import { expect, test } from "vitest";
import { allWhole, ImpossibleStep, isDue, monthOf, next, type Event, type Sending, type Submission } from "./state";

const DRAFT: Submission = {
  state: "DRAFT",
  id: "s1",
  createdAt: 1,
  language: "en",
  hotel: { kind: "KNOWN", hotelId: "h01", name: "Sample" },
  room: "412",
  place: { latitude: 1, longitude: 2 },
};
const EVENTS: Event[] = [
  { type: "FINISHED", sendAfter: 1000 },
  { type: "REOPENED" },
  { type: "SEND_NOW", now: 500 },
  { type: "DUE", now: 2000 },
  { type: "ANNOUNCED", submissionId: "n1", uploads: [{ photoId: "p1", url: "/u/1" }] },
  { type: "PHOTO_WHOLE", photoId: "p1" },
  { type: "PHOTOS_MISSING" },
  { type: "FORGOTTEN", newId: "s2" },
  { type: "REFUSED", problem: "about:too-many", newId: "s2" },
  { type: "ACKNOWLEDGED", receipt: "AAAA-BBBB-CCCC-DDDD", photos: 1, month: "2026-11" },
];
const event = (type: Event["type"]) => EVENTS.find((one) => one.type === type)!;
const through = (...types: Event["type"][]) => types.reduce<Submission>((now, type) => next(now, event(type)), DRAFT);

test("goes from draft to sent, and keeps nothing of hotel, room and place then", () => {
  const sent = through("FINISHED", "DUE", "ANNOUNCED", "PHOTO_WHOLE", "ACKNOWLEDGED");
  expect(sent).toEqual({
    state: "SENT",
    id: "s1",
    createdAt: 1,
    receipt: "AAAA-BBBB-CCCC-DDDD",
    photos: 1,
    sentMonth: "2026-11",
  });
});

test("is not sent without every photo whole", () => {
  const announced = through("FINISHED", "DUE", "ANNOUNCED");
  expect(allWhole(announced as Sending)).toBe(false);
  expect(() => next(announced, event("ACKNOWLEDGED"))).toThrow(ImpossibleStep);
  expect(() => next(through("FINISHED", "DUE"), event("ACKNOWLEDGED"))).toThrow(ImpossibleStep);
  const missing = next(through("FINISHED", "DUE", "ANNOUNCED", "PHOTO_WHOLE"), event("PHOTOS_MISSING"));
  expect(() => next(missing, event("ACKNOWLEDGED"))).toThrow(ImpossibleStep);
});

test("waits for its time, and for the person after a refusal", () => {
  const ready = through("FINISHED");
  expect(isDue(ready, 999)).toBe(false);
  expect(isDue(ready, 1000)).toBe(true);
  expect(() => next(ready, { type: "DUE", now: 999 })).toThrow(ImpossibleStep);
  expect(isDue(next(ready, event("SEND_NOW")), 500)).toBe(true);
  const refused = next(through("FINISHED", "DUE", "ANNOUNCED"), event("REFUSED"));
  expect(refused).toMatchObject({ state: "READY", id: "s2", refused: "about:too-many" });
  expect(refused).not.toHaveProperty("submissionId");
  expect(isDue(refused, 9999)).toBe(false);
  expect(isDue(next(refused, event("SEND_NOW")), 9999)).toBe(true);
});

test("takes another key when the service has forgotten it, and is announced anew", () => {
  const forgotten = through("FINISHED", "DUE", "ANNOUNCED", "PHOTO_WHOLE", "FORGOTTEN");
  expect(forgotten).toMatchObject({ state: "SENDING", id: "s2" });
  expect(forgotten).not.toHaveProperty("uploads");
  expect(isDue(forgotten, 0)).toBe(true);
});

test("becomes a draft again only before sending has begun", () => {
  const reopened = through("FINISHED", "REOPENED");
  expect(reopened).toEqual(DRAFT);
  expect(() => next(through("FINISHED", "DUE"), event("REOPENED"))).toThrow(ImpossibleStep);
});

test("a draft without a hotel cannot be finished", () => {
  const { hotel: _, ...bare } = DRAFT as Extract<Submission, { state: "DRAFT" }>;
  expect(() => next(bare, event("FINISHED"))).toThrow("without a hotel");
});

test("takes no event that has no meaning in its state", () => {
  const meant: Record<Submission["state"], Event["type"][]> = {
    DRAFT: ["FINISHED"],
    READY: ["REOPENED", "SEND_NOW", "DUE"],
    SENDING: ["ANNOUNCED", "PHOTO_WHOLE", "PHOTOS_MISSING", "FORGOTTEN", "REFUSED", "ACKNOWLEDGED"],
    SENT: [],
  };
  const states = [
    DRAFT,
    through("FINISHED"),
    through("FINISHED", "DUE", "ANNOUNCED", "PHOTO_WHOLE"),
    through("FINISHED", "DUE", "ANNOUNCED", "PHOTO_WHOLE", "ACKNOWLEDGED"),
  ];
  for (const submission of states) {
    for (const one of EVENTS) {
      if (meant[submission.state].includes(one.type)) {
        expect(() => next(submission, one)).not.toThrow();
      } else {
        expect(() => next(submission, one), `${submission.state} ${one.type}`).toThrow(ImpossibleStep);
      }
    }
  }
});

test("a photo that was never announced is an error, not a success", () => {
  const announced = through("FINISHED", "DUE", "ANNOUNCED");
  expect(() => next(announced, { type: "PHOTO_WHOLE", photoId: "other" })).toThrow(ImpossibleStep);
});

test("a month has no day", () => {
  expect(monthOf(new Date(2026, 0, 31, 23, 59))).toBe("2026-01");
});
