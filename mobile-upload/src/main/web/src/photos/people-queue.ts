import type { Photo, Store } from "../outbox/store";
import { isReady, NotYet, showsPeople } from "./people";

/** A photo whose check takes longer is said to be looked through later, so that nobody waits for it. */
export const PENDING_MILLISECONDS = 8_000;
/** So long the last look before sending may take. */
const LAST_LOOK_MILLISECONDS = 10_000;
/** After this long a segmenter that did not come is asked for again. */
const AGAIN_MILLISECONDS = 30_000;

/** Checks photos for people one after the other, in the background, and again what could not be checked yet. */
export class PeopleQueue {
  private running = false;
  private again = false;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: Store,
    private readonly onChange: () => void,
    private readonly check: (picture: Blob) => Promise<boolean> = showsPeople,
    private readonly ready: () => boolean = isReady,
    private readonly now: () => number = Date.now,
  ) {}

  kick(): void {
    this.again = true;
    setTimeout(() => void this.postpone(), PENDING_MILLISECONDS);
    void this.run();
  }

  /** Looks through what was not looked through yet of a submission, if that takes moments only; never fails. */
  async lookBeforeSending(submissionId: string): Promise<void> {
    const end = this.now() + LAST_LOOK_MILLISECONDS;
    for (let first = true; this.ready() && this.now() < end; first = false) {
      const open = (await this.store.photosToCheck()).filter((photo) => photo.submissionId === submissionId);
      if (open.length === 0) {
        return;
      }
      if (first) {
        this.kick();
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  private async run(): Promise<void> {
    if (this.running) {
      return;
    }
    this.running = true;
    clearTimeout(this.retry);
    try {
      while (this.again) {
        this.again = false;
        for (const photo of await this.store.photosToCheck()) {
          const people = await this.answer(photo);
          await this.store.changePhoto(photo.id, (now) => ({ ...now, people }));
          this.onChange();
          if (people === "LATER") {
            // The others would fare no better.
            await this.postpone(0);
            this.retry = setTimeout(() => this.kick(), AGAIN_MILLISECONDS);
            break;
          }
        }
      }
    } finally {
      this.running = false;
    }
  }

  /** Says of what has waited long enough that it is looked through later. */
  private async postpone(milliseconds = PENDING_MILLISECONDS): Promise<void> {
    const late = (await this.store.photosToCheck()).filter(
      (photo) => photo.people === "PENDING" && (milliseconds === 0 || photo.addedAt <= this.now() - milliseconds),
    );
    for (const photo of late) {
      await this.store.changePhoto(photo.id, (now) => (now.people === "PENDING" ? { ...now, people: "LATER" } : now));
    }
    if (late.length > 0) {
      this.onChange();
    }
  }

  private async answer(photo: Photo): Promise<"FOUND" | "NONE" | "NOT_CHECKED" | "LATER"> {
    try {
      return (await this.check(await this.store.picture(photo))) ? "FOUND" : "NONE";
    } catch (problem) {
      // Said on the page: the person looks for themself.
      return problem instanceof NotYet ? "LATER" : "NOT_CHECKED";
    }
  }
}
