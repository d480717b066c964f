import { ServiceProblem, Unreachable, type NewSubmission, type Service } from "../api";
import type { AbandonUpload, SendPhoto } from "./photo-upload";
import { allWhole, isDue, monthOf, next, type Sending, type Submission } from "./state";
import type { Photo, Store } from "./store";

/** How sending goes at this moment; kept in memory only. */
export interface Progress {
  submissionId: string;
  sentBytes: number;
  totalBytes: number;
  /** Set while nothing moves: no network, or the service asked to wait. */
  waiting?: "NETWORK" | "SERVICE";
}

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

  constructor(
    private readonly store: Store,
    private readonly service: Service,
    private readonly sendPhoto: SendPhoto,
    private readonly abandon: AbandonUpload,
    private readonly onChange: (progress?: Progress) => void,
    private readonly now: () => number = Date.now,
    /** Runs the work only if no other page of this phone is sending. */
    private readonly alone: (work: () => Promise<void>) => Promise<void> = aloneAmongPages,
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
        await this.alone(() => this.sendAllDue());
      }
    } finally {
      this.running = false;
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
    try {
      const due =
        submission.state === "READY"
          ? await this.step(submission.id, (now) => next(now, { type: "DUE", now: this.now() }))
          : submission;
      if (due.state !== "SENDING") {
        return "DONE";
      }
      await this.deliver(due, progress);
      this.onChange();
      return "DONE";
    } catch (problem) {
      return this.afterProblem(progress, problem);
    }
  }

  private async deliver(start: Sending, progress: Progress): Promise<void> {
    const signal = this.stopping.signal;
    const photos = await this.store.photos(start.id);
    progress.totalBytes = photos.reduce((sum, photo) => sum + photo.blob.size, 0);
    this.onChange({ ...progress });
    let sending = start;
    if (sending.uploads === undefined) {
      const answer = await this.service.announce(sending.id, await this.announcement(sending, photos));
      sending = await this.sendingStep(sending.id, { type: "ANNOUNCED", ...answer });
    }
    for (let round = 1; ; round++) {
      sending = await this.sendPhotos(sending, photos, progress, signal);
      try {
        const { receipt } = await this.service.complete(sending.submissionId!);
        await this.step(sending.id, (now) =>
          next(now, {
            type: "ACKNOWLEDGED",
            receipt,
            photos: photos.length,
            month: monthOf(new Date(this.now())),
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
        await this.sendPhoto(
          upload.url,
          photo.blob,
          (sent) => {
            progress.sentBytes = before + sent;
            delete progress.waiting;
            this.wait = FIRST_WAIT_MILLISECONDS;
            this.onChange({ ...progress });
          },
          signal,
        );
        sending = await this.sendingStep(sending.id, { type: "PHOTO_WHOLE", photoId: photo.id });
      }
      before += photo.blob.size;
      progress.sentBytes = before;
      this.onChange({ ...progress });
    }
    if (!allWhole(sending)) {
      throw new ServiceProblem(409, "photos-unknown");
    }
    return sending;
  }

  private async afterProblem(progress: Progress, problem: unknown): Promise<"DONE" | number> {
    const id = progress.submissionId;
    if ((await this.store.submission(id)) === undefined) {
      this.onChange();
      return "DONE";
    }
    if (problem instanceof Unreachable) {
      this.onChange({ ...progress, waiting: "NETWORK" });
      return 0;
    }
    if (problem instanceof ServiceProblem) {
      if (problem.passes) {
        this.onChange({ ...progress, waiting: "SERVICE" });
        return (problem.retryAfterSeconds ?? 0) * 1000;
      }
      const now = await this.store.submission(id);
      const announced = now?.state === "SENDING" && now.submissionId !== undefined;
      if (announced && (problem.status === 404 || problem.status === 410)) {
        // The service has given an unfinished submission up; it is announced anew under another key.
        await this.step(id, (one) => next(one, { type: "FORGOTTEN", newId: crypto.randomUUID() }));
        this.onChange();
        return FIRST_WAIT_MILLISECONDS;
      }
      await this.step(id, (one) => next(one, { type: "REFUSED", problem: problem.type, newId: crypto.randomUUID() }));
      this.onChange();
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
        bytes: photo.blob.size,
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

async function aloneAmongPages(work: () => Promise<void>): Promise<void> {
  if (!("locks" in navigator)) {
    return work();
  }
  await navigator.locks.request("roomprint-sending", work);
}
