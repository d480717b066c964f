// What a submission is, and which way it may go: Draft → Ready → Sending → Sent. Everything here is plain data and pure
// functions; keeping and sending are elsewhere.

import type { NewSubmission } from "../openapi";

/** What a photo shows. */
export type Label = NewSubmission["photos"][number]["label"];
/** The four that the page guides to, and what is asked for from near. */
export const GUIDED = ["CORNER", "OPPOSITE_CORNER", "BED", "BATHROOM"] as const satisfies readonly Label[];
export const CLOSE_UPS = [
  "ARTWORK",
  "CARPET",
  "CURTAIN",
  "LAMP",
  "FURNITURE",
  "VIEW",
] as const satisfies readonly Label[];

export type Place = NonNullable<NewSubmission["place"]>;

export type ChosenHotel =
  | { kind: "KNOWN"; hotelId: string; name: string; town?: string }
  | { kind: "NEW"; name: string; town?: string; country?: string };

interface Given {
  /** Random; also the Idempotency-Key, so that the service never counts a submission twice. */
  id: string;
  createdAt: number;
  language: string;
  hotel?: ChosenHotel;
  room?: string;
  takenMonth?: string;
  place?: Place;
}

export interface Upload {
  photoId: string;
  url: string;
  whole: boolean;
}

export interface Draft extends Given {
  state: "DRAFT";
}

export interface Ready extends Given {
  state: "READY";
  hotel: ChosenHotel;
  /** Milliseconds since 1970; not sent before. */
  sendAfter: number;
  /** Why the service did not take it, by its problem type; nothing more is tried until the person says so. */
  refused?: string;
}

export interface Sending extends Given {
  state: "SENDING";
  hotel: ChosenHotel;
  sendAfter: number;
  /** What the service answered to the announcement; absent until it did. */
  submissionId?: string;
  uploads?: Upload[];
}

/** What is kept of a sent submission: no hotel, no room, no picture. */
export interface Sent {
  state: "SENT";
  id: string;
  createdAt: number;
  receipt: string;
  photos: number;
  sentMonth: string;
  /** What the photos showed that this phone could not read any more, and that therefore were not sent. */
  lost?: Label[];
  /** Known to be taken back, here or elsewhere. */
  withdrawn?: true;
}

export type Submission = Draft | Ready | Sending | Sent;

export type Event =
  | { type: "FINISHED"; sendAfter: number }
  | { type: "REOPENED" }
  | { type: "SEND_NOW"; now: number }
  | { type: "DUE"; now: number }
  | { type: "ANNOUNCED"; submissionId: string; uploads: { photoId: string; url: string }[] }
  | { type: "PHOTO_WHOLE"; photoId: string }
  | { type: "PHOTOS_MISSING" }
  | { type: "FORGOTTEN"; newId: string }
  | { type: "REFUSED"; problem: string; newId: string }
  | { type: "ACKNOWLEDGED"; receipt: string; photos: number; month: string; lost?: Label[] }
  | { type: "WITHDRAWN" };

export class ImpossibleStep extends Error {
  constructor(state: string, event: string) {
    super(`A submission that is ${state} does not take ${event}.`);
  }
}

/** The submission after the event; throws ImpossibleStep where the event makes no sense in this state. */
export function next(submission: Submission, event: Event): Submission {
  switch (submission.state) {
    case "DRAFT":
      return nextOfDraft(submission, event);
    case "READY":
      return nextOfReady(submission, event);
    case "SENDING":
      return nextOfSending(submission, event);
    case "SENT":
      if (event.type === "WITHDRAWN") {
        return { ...submission, withdrawn: true };
      }
      throw new ImpossibleStep(submission.state, event.type);
  }
}

function nextOfDraft(draft: Draft, event: Event): Submission {
  if (event.type === "FINISHED" && draft.hotel !== undefined) {
    return { ...draft, state: "READY", hotel: draft.hotel, sendAfter: event.sendAfter };
  }
  throw new ImpossibleStep(draft.hotel === undefined ? "DRAFT without a hotel" : draft.state, event.type);
}

function nextOfReady(ready: Ready, event: Event): Submission {
  switch (event.type) {
    case "REOPENED": {
      const { sendAfter: _, refused: __, ...given } = ready;
      return { ...given, state: "DRAFT" };
    }
    case "SEND_NOW": {
      const { refused: _, ...rest } = ready;
      return { ...rest, sendAfter: event.now };
    }
    case "DUE":
      if (ready.refused === undefined && event.now >= ready.sendAfter) {
        return { ...ready, state: "SENDING" };
      }
      throw new ImpossibleStep("READY for later or refused", event.type);
    default:
      throw new ImpossibleStep(ready.state, event.type);
  }
}

function nextOfSending(sending: Sending, event: Event): Submission {
  switch (event.type) {
    case "ANNOUNCED":
      return {
        ...sending,
        submissionId: event.submissionId,
        uploads: event.uploads.map((upload) => ({ ...upload, whole: false })),
      };
    case "PHOTO_WHOLE":
      if (sending.uploads?.some((upload) => upload.photoId === event.photoId)) {
        return {
          ...sending,
          uploads: sending.uploads.map((one) => (one.photoId === event.photoId ? { ...one, whole: true } : one)),
        };
      }
      throw new ImpossibleStep("SENDING without this photo", event.type);
    case "PHOTOS_MISSING":
      return {
        ...sending,
        ...(sending.uploads && { uploads: sending.uploads.map((one) => ({ ...one, whole: false })) }),
      };
    case "FORGOTTEN": {
      const { submissionId: _, uploads: __, ...given } = sending;
      return { ...given, id: event.newId };
    }
    case "REFUSED": {
      const { submissionId: _, uploads: __, ...given } = sending;
      // What is sent after a change is another submission: the old key would be refused for it.
      return { ...given, id: event.newId, state: "READY", refused: event.problem };
    }
    case "ACKNOWLEDGED":
      if (allWhole(sending)) {
        return {
          state: "SENT",
          id: sending.id,
          createdAt: sending.createdAt,
          receipt: event.receipt,
          photos: event.photos,
          sentMonth: event.month,
          ...(event.lost !== undefined && event.lost.length > 0 && { lost: event.lost }),
        };
      }
      throw new ImpossibleStep("SENDING with photos not whole", event.type);
    default:
      throw new ImpossibleStep(sending.state, event.type);
  }
}

export function allWhole(sending: Sending): boolean {
  return sending.uploads !== undefined && sending.uploads.every((upload) => upload.whole);
}

/** Whether sending should be tried at this moment. */
export function isDue(submission: Submission, now: number): boolean {
  switch (submission.state) {
    case "DRAFT":
    case "SENT":
      return false;
    case "READY":
      return submission.refused === undefined && now >= submission.sendAfter;
    case "SENDING":
      return true;
  }
}

/** Year and month, without the day, in the phone's own calendar. */
export function monthOf(when: Date): string {
  return `${when.getFullYear()}-${String(when.getMonth() + 1).padStart(2, "0")}`;
}
