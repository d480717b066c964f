import { ServiceProblem, Unreachable, type NewSubmission, type Service } from "../api";
import type { AbandonUpload, SendPhoto } from "./photo-upload";
import { allWhole, isDue, monthOf, next, type Sending, type Submission } from "./state";
import { PhotoLost, type Photo, type Store } from "./store";

/** What sending waits for: this phone (reading and keeping), the network, the service's answer. */
export type WaitsFor = "PHONE" | "NETWORK" | "SERVICE";

/** How sending goes at this moment; kept in memory only. */
export interface Progress {
  submissionId: string;
  sentBytes: number;
  totalBytes: number;
  /** Set while nothing is tried: no network, the service asked to wait, the phone failed, another page is sending. */
  waiting?: WaitsFor | "OTHER_PAGE";
  /** Set when nothing has moved for STALL_MILLISECONDS although it is tried: what is waited for. */
  stalled?: WaitsFor;
}

/** Sending that stands still for so long says so, and why. */
export const STALL_MILLISECONDS = 30_000;
/** The refusal that this page makes itself: no photo is left that the phone can read. */
export const ALL_LOST = "photos-lost";

const FIRST_WAIT_MILLISECONDS = 2_000;
const LONGEST_WAIT_MILLISECONDS = 60_000;
/** A photo that the service calls missing is sent again this many times before the person is told. */
const ROUNDS_FOR_MISSING_PHOTOS = 3;

/** Sends what is due, one submission after the other, and goes on by itself after an interruption. */
export class Sender {
  private stopping = new AbortController();
  private running = false;
  private again = false;
  private wait = FIRST_WAIT_MILLISECONDS;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stall: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: Store,
    private readonly service: Service,
    private readonly sendPhoto: SendPhoto,
    private readonly abandon: AbandonUpload,
    private readonly onChange: (progress?: Progress) => void,
    private readonly now: () => number = Date.now,
    /** Runs the work only if no other page of this phone is sending. */
    private readonly alone: (work: () => Promise<void>, onOther: () => void) => Promise<void> = aloneAmongPages,
    /** Uses the last moment before a submission is announced to look for people in what was not looked through yet. */
    private readonly lookThrough: (submissionId: string) => Promise<void> = async () => undefined,
  ) {}

  /** Looks for work now: after a change, when the network is back, when the page is shown again. */
  kick(): void {
    clearTimeout(this.timer);
    this.wait = FIRST_WAIT_MILLISECONDS;
    this.again = true;
    void this.run();
  }

  /** Stops what is being sent, e.g. because it is to be deleted; a kick starts again. */
  stop(): void {
    clearTimeout(this.timer);
    this.stopping.abort();
    this.stopping = new AbortController();
  }

  /**
   * Deletes a submission from this phone, sending or not. What of it has arrived is given up at the service as well if it
   * can be reached, and by the service itself after a while if not.
   */
  async remove(id: string): Promise<void> {
    const submission = await this.store.submission(id);
    this.stop();
    await this.store.remove(id);
    if (submission?.state === "SENDING") {
      await Promise.allSettled((submission.uploads ?? []).map((upload) => this.abandon(upload.url)));
    }
    this.kick();
  }

  private async run(): Promise<void> {
    if (this.running) {
      return;
    }
    this.running = true;
    try {
      while (this.again) {
        this.again = false;
        await this.alone(
          () => this.sendAllDue(),
          () => void this.sayOtherPage(),
        );
      }
    } finally {
      this.running = false;
    }
  }

  private async sayOtherPage(): Promise<void> {
    const due = (await this.store.submissions()).reverse().find((one) => isDue(one, this.now()));
    if (due !== undefined) {
      this.say({ submissionId: due.id, sentBytes: 0, totalBytes: 0, waiting: "OTHER_PAGE" });
    }
  }

  /** Tells how it goes; and again, with the reason, if nothing more is told for a while. */
  private say(progress?: Progress, waitsFor?: WaitsFor): void {
    clearTimeout(this.stall);
    if (progress === undefined) {
      this.onChange();
      return;
    }
    const { stalled: _, ...now } = progress;
    this.onChange(now);
    if (now.waiting === undefined && waitsFor !== undefined) {
      this.stall = setTimeout(() => this.onChange({ ...now, stalled: waitsFor }), STALL_MILLISECONDS);
    }
  }

  private async sendAllDue(): Promise<void> {
    for (const submission of (await this.store.submissions()).reverse()) {
      if (!isDue(submission, this.now())) {
        continue;
      }
      const outcome = await this.sendOne(submission);
      if (outcome !== "DONE") {
        this.tryLater(outcome);
        return;
      }
    }
    await this.scheduleNext();
  }

  private async scheduleNext(): Promise<void> {
    const later = (await this.store.submissions()).flatMap((one) =>
      one.state === "READY" && one.refused === undefined && one.sendAfter > this.now() ? [one.sendAfter] : [],
    );
    if (later.length > 0) {
      // Timers longer than a day are not to be trusted on a phone; look again then.
      this.timer = setTimeout(() => this.kick(), Math.min(Math.min(...later) - this.now() + 500, 24 * 3600_000));
    }
  }

  private tryLater(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => {
        const longer = Math.min(this.wait * 2, LONGEST_WAIT_MILLISECONDS);
        this.kick();
        this.wait = longer;
      },
      Math.max(milliseconds, this.wait),
    );
  }

  /** Done (sent, refused or gone), or the least time to wait before the next try. */
  private async sendOne(submission: Submission): Promise<"DONE" | number> {
    const progress: Progress = { submissionId: submission.id, sentBytes: 0, totalBytes: 0 };
    this.say(progress, "PHONE");
    try {
      const due =
        submission.state === "READY"
          ? await this.step(submission.id, (now) => next(now, { type: "DUE", now: this.now() }))
          : submission;
      if (due.state !== "SENDING") {
        return "DONE";
      }
      await this.deliver(due, progress);
      this.say();
      return "DONE";
    } catch (problem) {
      try {
        return await this.afterProblem(progress, problem);
      } catch {
        // The outbox itself can be neither read nor written just now.
        this.say({ ...progress, waiting: "PHONE" });
        return 0;
      }
    }
  }

  private async deliver(start: Sending, progress: Progress): Promise<void> {
    const signal = this.stopping.signal;
    const arrived = (photo: Photo) => start.uploads?.some((one) => one.photoId === photo.id && one.whole) ?? false;
    const lost = await this.store.findLost(start.id, (photo) => !arrived(photo));
    if (lost.some((photo) => start.uploads?.some((one) => one.photoId === photo.id))) {
      throw new PhotoLost(lost[0]!.id);
    }
    if (start.uploads === undefined) {
      await this.lookThrough(start.id);
    }
    const photos = (await this.store.photos(start.id)).filter((photo) => arrived(photo) || !photo.lost);
    if (photos.length === 0) {
      throw new ServiceProblem(422, ALL_LOST);
    }
    progress.totalBytes = photos.reduce((sum, photo) => sum + photo.size, 0);
    let sending = start;
    if (sending.uploads === undefined) {
      const announcement = await this.announcement(sending, photos);
      this.say(progress, "SERVICE");
      const answer = await this.service.announce(sending.id, announcement);
      this.say(progress, "PHONE");
      sending = await this.sendingStep(sending.id, { type: "ANNOUNCED", ...answer });
    }
    for (let round = 1; ; round++) {
      sending = await this.sendPhotos(sending, photos, progress, signal);
      try {
        this.say(progress, "SERVICE");
        const { receipt } = await this.service.complete(sending.submissionId!, sending.id);
        this.say(progress, "PHONE");
        const left = await this.store.findLost(sending.id, (photo) => photo.lost === true);
        await this.step(sending.id, (now) =>
          next(now, {
            type: "ACKNOWLEDGED",
            receipt,
            photos: photos.length,
            month: monthOf(new Date(this.now())),
            lost: left.filter((photo) => !arrived(photo)).map((photo) => photo.label),
          }),
        );
        return;
      } catch (problem) {
        if (!(problem instanceof ServiceProblem && problem.status === 409) || round === ROUNDS_FOR_MISSING_PHOTOS) {
          throw problem;
        }
        sending = await this.sendingStep(sending.id, { type: "PHOTOS_MISSING" });
      }
    }
  }

  private async sendPhotos(start: Sending, photos: Photo[], progress: Progress, signal: AbortSignal): Promise<Sending> {
    let sending = start;
    let before = 0;
    for (const photo of photos) {
      const upload = sending.uploads!.find((one) => one.photoId === photo.id);
      if (upload !== undefined && !upload.whole) {
        this.say(progress, "PHONE");
        const picture = await this.store.picture(photo);
        this.say(progress, "NETWORK");
        await this.sendPhoto(
          upload.url,
          picture,
          (sent) => {
            progress.sentBytes = before + sent;
            delete progress.waiting;
            this.wait = FIRST_WAIT_MILLISECONDS;
            this.say(progress, "NETWORK");
          },
          signal,
        );
        this.say(progress, "PHONE");
        sending = await this.sendingStep(sending.id, { type: "PHOTO_WHOLE", photoId: photo.id });
      }
      before += photo.size;
      progress.sentBytes = before;
      this.say(progress, "PHONE");
    }
    if (!allWhole(sending)) {
      throw new ServiceProblem(409, "photos-unknown");
    }
    return sending;
  }

  private async afterProblem(progress: Progress, problem: unknown): Promise<"DONE" | number> {
    const id = progress.submissionId;
    const now = await this.store.submission(id);
    if (now === undefined) {
      this.say();
      return "DONE";
    }
    if (problem instanceof Unreachable) {
      this.say({ ...progress, waiting: "NETWORK" });
      return 0;
    }
    if (problem instanceof PhotoLost && now.state === "SENDING") {
      // A submission is complete or it is nothing: what was announced with this photo is announced anew without it.
      await this.store.findLost(id, (photo) => photo.id === problem.photoId);
      await this.step(id, (one) => next(one, { type: "FORGOTTEN", newId: crypto.randomUUID() }));
      this.say();
      void Promise.allSettled((now.uploads ?? []).map((upload) => this.abandon(upload.url)));
      return 0;
    }
    if (problem instanceof ServiceProblem) {
      if (problem.passes) {
        // A service that got nothing to read says so by 408: that is the way to it, not the service.
        this.say({ ...progress, waiting: problem.status === 408 ? "NETWORK" : "SERVICE" });
        return (problem.retryAfterSeconds ?? 0) * 1000;
      }
      const announced = now.state === "SENDING" && now.submissionId !== undefined;
      if (announced && (problem.status === 404 || problem.status === 410)) {
        // The service has given an unfinished submission up; it is announced anew under another key.
        await this.step(id, (one) => next(one, { type: "FORGOTTEN", newId: crypto.randomUUID() }));
        this.say();
        return FIRST_WAIT_MILLISECONDS;
      }
      await this.step(id, (one) => next(one, { type: "REFUSED", problem: problem.type, newId: crypto.randomUUID() }));
      this.say();
      return "DONE";
    }
    throw problem;
  }

  private async announcement(sending: Sending, photos: Photo[]): Promise<NewSubmission> {
    const hotel = sending.hotel;
    return {
      ...(hotel.kind === "KNOWN"
        ? { hotelId: hotel.hotelId }
        : {
            newHotel: {
              name: hotel.name,
              ...(hotel.town && { town: hotel.town }),
              ...(hotel.country && { country: hotel.country }),
            },
          }),
      ...(sending.room && { room: sending.room }),
      ...(sending.takenMonth && { takenMonth: sending.takenMonth }),
      ...(sending.place && { place: sending.place }),
      deviceToken: await this.store.deviceToken(),
      language: sending.language,
      photos: photos.map((photo) => ({
        id: photo.id,
        label: photo.label,
        bytes: photo.size,
        sha256: photo.sha256,
        ...(photo.people === "FOUND" && { peopleWarning: true }),
      })),
    };
  }

  private step(id: string, change: (now: Submission) => Submission): Promise<Submission> {
    return this.store.change(id, change);
  }

  private async sendingStep(id: string, event: Parameters<typeof next>[1]): Promise<Sending> {
    const after = await this.step(id, (now) => next(now, event));
    if (after.state !== "SENDING") {
      throw new Error(`Submission ${id} is not being sent any more.`);
    }
    return after;
  }
}

async function aloneAmongPages(work: () => Promise<void>, onOther: () => void): Promise<void> {
  if (!("locks" in navigator)) {
    return work();
  }
  const name = "roomprint-sending";
  const free = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock !== null) {
      await work();
    }
    return lock !== null;
  });
  if (!free) {
    onOther();
    await navigator.locks.request(name, work);
  }
}
