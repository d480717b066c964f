import { useApp } from "../context";
import { Sign } from "../outlines";
import type { Submission } from "../outbox/state";
import { isSupported } from "../supported";
import { Notice, Title, useKept } from "../parts";

export function Home() {
  const app = useApp();
  const t = app.speaker;

  async function start() {
    const id = crypto.randomUUID();
    await app.store.put({ state: "DRAFT", id, createdAt: Date.now(), language: t.language });
    // Asks the browser not to clear the outbox when it tidies up.
    void navigator.storage?.persist?.();
    app.changed();
    app.go({ name: "HOTEL", id });
  }

  return (
    <>
      <div class="hero">
        <Title>{t.text("home.title")}</Title>
        <p class="lead">{t.text("home.lead")}</p>
        <button type="button" class="primary" disabled={!isSupported()} onClick={start}>
          <Sign name="camera" />
          {t.text("home.start")}
        </button>
        <p class="quiet">{t.text("home.minutes")}</p>
        {!isSupported() && (
          <Notice kind="warning">
            {t.text("page.unsupported")} <a href="./plain">{t.text("page.plain")}</a>
          </Notice>
        )}
      </div>
      {app.submissions.length > 0 && (
        <section aria-labelledby="outbox">
          <h2 id="outbox">{t.text("home.outbox")}</h2>
          <ul class="cards">
            {app.submissions.map((submission) => (
              <OutboxCard key={submission.id} submission={submission} />
            ))}
          </ul>
        </section>
      )}
      <ul class="promises">
        <li>
          <Sign name="room" />
          {t.text("home.promise.nobody")}
        </li>
        <li>
          <Sign name="shield" />
          {t.text("home.promise.hidden")}
        </li>
        <li>
          <Sign name="undo" />
          {t.text("home.promise.back")}
        </li>
      </ul>
      <nav class="rows">
        <button type="button" onClick={() => app.go({ name: "RECEIPT" })}>
          {t.text("home.receipt")}
          <Sign name="forward" />
        </button>
        <button type="button" onClick={() => app.go({ name: "ABOUT" })}>
          {t.text("home.about")}
          <Sign name="forward" />
        </button>
      </nav>
      <p class="quiet">{t.text("home.danger")}</p>
    </>
  );
}

const STATE_TEXTS = {
  DRAFT: "outbox.draft",
  READY: "outbox.ready",
  SENDING: "outbox.sending",
  SENT: "outbox.sent",
} as const;

function OutboxCard({ submission }: { submission: Submission }) {
  const { speaker: t, go, progress, store } = useApp();
  const kept = useKept(submission.id);
  const photos = submission.state === "SENT" ? submission.photos : (kept?.photos.length ?? 0);
  const name =
    submission.state === "SENT" ? t.month(submission.sentMonth) : (submission.hotel?.name ?? t.text("outbox.noHotel"));
  const mine = progress?.submissionId === submission.id ? progress : undefined;

  async function open() {
    if (submission.state !== "DRAFT") {
      go({ name: "STATUS", id: submission.id });
      return;
    }
    // Asked anew: who presses at once must not be led past photos that are only being read.
    const taken = await store.photos(submission.id);
    go(resume(submission.id, submission.hotel !== undefined, taken.length));
  }

  return (
    <li>
      <button type="button" class="card" onClick={() => void open()}>
        <span class={`badge ${submission.state.toLowerCase()}`}>
          {t.text(
            submission.state === "SENT" && submission.withdrawn
              ? "receipt.state.WITHDRAWN"
              : STATE_TEXTS[submission.state],
          )}
        </span>
        <strong>{name}</strong>
        <span class="quiet">
          {t.counted("outbox.photos", photos)}
          {submission.state === "SENDING" &&
            mine !== undefined &&
            mine.totalBytes > 0 &&
            `, ${t.text("outbox.progress", { percent: Math.floor((100 * mine.sentBytes) / mine.totalBytes) })}`}
        </span>
        <Sign name="forward" />
      </button>
    </li>
  );
}

/** Where a draft is taken up again: at the first thing that it lacks. */
function resume(id: string, hotelChosen: boolean, photos: number) {
  if (hotelChosen && photos === 0) {
    return { name: "DETAILS", id } as const;
  }
  return hotelChosen ? ({ name: "REVIEW", id } as const) : ({ name: "HOTEL", id } as const);
}
