import { useEffect, useState } from "preact/hooks";
import { useApp } from "../context";
import { ALL_LOST, STALL_MILLISECONDS, type Progress } from "../outbox/sender";
import { next, type Event as Step, type Ready, type Sending, type Sent } from "../outbox/state";
import type { Photo } from "../outbox/store";
import { Actions, Confirmed, Notice, Title, useKept, useLabels } from "../parts";
import type { TextKey } from "../texts";

/** One submission on its way, and its receipt at the end. */
export function Status({ id }: { id: string }) {
  const { go } = useApp();
  const kept = useKept(id);
  const submission = kept?.submission;
  const gone = kept !== undefined && (submission === undefined || submission.state === "DRAFT");
  useEffect(() => {
    if (gone) {
      go({ name: "HOME" }, true);
    }
  }, [gone]);
  if (kept === undefined || submission === undefined) {
    return null;
  }
  switch (submission.state) {
    case "DRAFT":
      return null;
    case "READY":
      return <Waiting ready={submission} photos={kept.photos} />;
    case "SENDING":
      return <UnderWay sending={submission} photos={kept.photos} />;
    case "SENT":
      return <Receipt sent={submission} />;
  }
}

function useRemove(id: string): () => Promise<void> {
  const app = useApp();
  return async () => {
    const removed = app.sender.remove(id);
    app.go({ name: "HOME" }, true);
    await removed;
    app.changed();
  };
}

function Waiting({ ready, photos }: { ready: Ready; photos: readonly Photo[] }) {
  const app = useApp();
  const t = app.speaker;
  const remove = useRemove(ready.id);

  async function step(event: Step) {
    await app.store.change(ready.id, (now) => next(now, event));
    if (event.type === "REOPENED") {
      app.go({ name: "REVIEW", id: ready.id }, true);
    }
    app.changed();
    app.sender.kick();
  }

  const now = () => void step({ type: "SEND_NOW", now: Date.now() });
  const change = () => void step({ type: "REOPENED" });
  return (
    <>
      <Title>{t.text("queued.title")}</Title>
      {ready.refused === undefined ? (
        <>
          <p class="lead">{t.text("queued.lead", { when: t.moment(ready.sendAfter) })}</p>
          <p>{t.text("queued.next")}</p>
        </>
      ) : (
        <div role="alert">
          <Notice kind="warning">
            {ready.refused === ALL_LOST
              ? t.text("outbox.allLost")
              : t.text("outbox.refused", { reason: lastWord(ready.refused) })}
          </Notice>
        </div>
      )}
      <Summary name={ready.hotel.name} photos={photos.length} />
      <Found photos={photos} />
      <Lost photos={photos} />
      <div class="pair">
        <button type="button" onClick={change}>
          {t.text("outbox.change")}
        </button>
        {ready.refused !== ALL_LOST && (
          <button type="button" onClick={now}>
            {t.text(ready.refused === undefined ? "outbox.sendNow" : "outbox.tryAgain")}
          </button>
        )}
      </div>
      <Confirmed
        label={t.text("outbox.delete")}
        question={t.text("outbox.deleteSure")}
        yes={t.text("outbox.deleteYes")}
        onYes={() => void remove()}
      />
      <Actions>
        <button type="button" class="primary" onClick={() => app.go({ name: "HOME" }, true)}>
          {t.text("sent.done")}
        </button>
      </Actions>
    </>
  );
}

/** The readable end of a problem type, such as photo-too-large. */
function lastWord(type: string): string {
  return type.split(/[/:#]/).at(-1) ?? type;
}

function Summary({ name, photos }: { name: string; photos: number }) {
  const { speaker: t } = useApp();
  return (
    <p class="summary">
      <strong>{name}</strong>
      <span class="quiet">{t.counted("outbox.photos", photos)}</span>
    </p>
  );
}

/** What this phone could not read any more is named. */
function Lost({ photos }: { photos: readonly Photo[] }) {
  const { speaker: t } = useApp();
  const labels = useLabels();
  const lost = photos.filter((photo) => photo.lost).map((photo) => photo.label);
  return (
    <div role="status">
      {lost.length > 0 && <Notice kind="warning">{t.text("outbox.lost", { labels: labels(lost) })}</Notice>}
    </div>
  );
}

/** People that were found after the photos were put into the outbox. */
function Found({ photos }: { photos: readonly Photo[] }) {
  const { speaker: t } = useApp();
  const labels = useLabels();
  const found = photos.filter((photo) => photo.people === "FOUND").map((photo) => photo.label);
  return (
    <div role="status">
      {found.length > 0 && <Notice kind="warning">{t.text("outbox.found", { labels: labels(found) })}</Notice>}
    </div>
  );
}

const WAITING = {
  NETWORK: "outbox.waitingNetwork",
  SERVICE: "outbox.waitingService",
  PHONE: "outbox.waitingPhone",
  OTHER_PAGE: "outbox.waitingPage",
} as const satisfies Record<NonNullable<Progress["waiting"]>, TextKey>;

const STALLED = {
  NETWORK: "outbox.stalledNetwork",
  SERVICE: "outbox.stalledService",
  PHONE: "outbox.stalledPhone",
} as const satisfies Record<NonNullable<Progress["stalled"]>, TextKey>;

/** Why sending stands still, if it does. */
function useStandstill(progress: Progress | undefined): TextKey | undefined {
  const { online } = useApp();
  const [silent, setSilent] = useState(false);
  useEffect(() => {
    setSilent(false);
    // Even sending that never begins is said, and it can only be the phone that holds it up.
    const timer = setTimeout(() => setSilent(true), STALL_MILLISECONDS + 1_000);
    return () => clearTimeout(timer);
  }, [progress]);
  const waiting = progress?.waiting ?? (online ? undefined : "NETWORK");
  if (waiting !== undefined) {
    return WAITING[waiting];
  }
  const stalled = progress?.stalled ?? (silent ? "PHONE" : undefined);
  return stalled && STALLED[stalled];
}

function UnderWay({ sending, photos }: { sending: Sending; photos: readonly Photo[] }) {
  const app = useApp();
  const t = app.speaker;
  const remove = useRemove(sending.id);
  const progress = app.progress?.submissionId === sending.id ? app.progress : undefined;
  const percent =
    progress === undefined || progress.totalBytes === 0
      ? 0
      : Math.floor((100 * progress.sentBytes) / progress.totalBytes);
  const standstill = useStandstill(progress);
  return (
    <>
      <Title>{t.text("sending.title")}</Title>
      <Summary name={sending.hotel.name} photos={photos.length} />
      <Lost photos={photos} />
      <div class="bar">
        <progress max={100} value={percent} aria-label={t.text("sending.title")} />
        <span>{t.text("outbox.progress", { percent })}</span>
      </div>
      <div role="status">
        {standstill === undefined ? (
          <p class="help">{t.text("outbox.keepOpen")}</p>
        ) : (
          <Notice kind="info">{t.text(standstill)}</Notice>
        )}
      </div>
      <Confirmed
        label={t.text("outbox.delete")}
        question={t.text("outbox.deleteSureSending")}
        yes={t.text("outbox.deleteYes")}
        onYes={() => void remove()}
      />
    </>
  );
}

function Receipt({ sent }: { sent: Sent }) {
  const app = useApp();
  const t = app.speaker;
  const remove = useRemove(sent.id);
  const labels = useLabels();
  const [copied, setCopied] = useState(false);

  async function copy() {
    try {
      await navigator.clipboard.writeText(sent.receipt);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  }

  return (
    <>
      <Title>{t.text(sent.withdrawn ? "receipt.state.WITHDRAWN" : "sent.title")}</Title>
      <div role="status">
        <Notice kind="good">{t.text(sent.withdrawn ? "receipt.stateHelp.WITHDRAWN" : "sent.lead")}</Notice>
        {sent.lost && <Notice kind="warning">{t.text("outbox.lost", { labels: labels(sent.lost) })}</Notice>}
      </div>
      <section class="receipt" aria-labelledby="receipt">
        <h2 id="receipt">{t.text("sent.receipt")}</h2>
        <p class="code" data-receipt>
          {sent.receipt}
        </p>
        <button type="button" onClick={() => void copy()}>
          {t.text("sent.copy")}
        </button>
        <span role="status">{copied && t.text("sent.copied")}</span>
      </section>
      {!sent.withdrawn && <p>{t.text("sent.receiptHelp")}</p>}
      <p class="help">{t.text("outbox.sentMonth", { month: t.month(sent.sentMonth) })}</p>
      <button type="button" class="wide" onClick={() => app.go({ name: "RECEIPT", receipt: sent.receipt })}>
        {t.text(sent.withdrawn ? "receipt.show" : "outbox.state")}
      </button>
      <Confirmed
        label={t.text("sent.forget")}
        question={t.text("outbox.deleteSureReceipt")}
        yes={t.text("outbox.deleteYes")}
        onYes={() => void remove()}
      />
      <Actions>
        <button type="button" class="primary" onClick={() => app.go({ name: "HOME" }, true)}>
          {t.text("sent.done")}
        </button>
      </Actions>
    </>
  );
}
