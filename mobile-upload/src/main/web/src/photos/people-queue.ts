import type { Store } from "../outbox/store";
import { showsPeople } from "./people";

/** A check that takes longer than this is given up: the person looks for themself. */
const PATIENCE_MILLISECONDS = 60_000;

/** Checks photos for people one after the other, in the background. */
export class PeopleQueue {
  private running = false;
  private again = false;

  constructor(
    private readonly store: Store,
    private readonly onChange: () => void,
    private readonly check: (picture: Blob) => Promise<boolean> = showsPeople,
  ) {}

  kick(): void {
    this.again = true;
    void this.run();
  }

  private async run(): Promise<void> {
    if (this.running) {
      return;
    }
    this.running = true;
    try {
      while (this.again) {
        this.again = false;
        for (const photo of await this.store.photosToCheck()) {
          const people = await this.answer(photo.blob);
          await this.store.changePhoto(photo.id, (now) => ({ ...now, people }));
          this.onChange();
        }
      }
    } finally {
      this.running = false;
    }
  }

  private async answer(picture: Blob): Promise<"FOUND" | "NONE" | "NOT_CHECKED"> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("too late")), PATIENCE_MILLISECONDS);
    });
    try {
      return (await Promise.race([this.check(picture), late])) ? "FOUND" : "NONE";
    } catch {
      return "NOT_CHECKED";
    } finally {
      clearTimeout(timer);
    }
  }
}
