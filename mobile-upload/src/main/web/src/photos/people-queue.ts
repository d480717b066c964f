import type { Store } from "../outbox/store";
import { showsPeople } from "./people";

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
    try {
      return (await this.check(picture)) ? "FOUND" : "NONE";
    } catch {
      // Said on the page: the person looks for themself.
      return "NOT_CHECKED";
    }
  }
}
