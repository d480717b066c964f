import { useEffect, useState } from "preact/hooks";
import { useApp } from "../context";
import { GUIDED, next, type Label } from "../outbox/state";
import type { Photo } from "../outbox/store";
import { Sign } from "../outlines";
import { Actions, hasWarning, Notice, Picture, Title, useDraft, useLabels } from "../parts";
import { isCloseUp } from "./close-ups";

/** Hour of the day at which rooms are usually left. */
const CHECK_OUT_HOUR = 12;

/** The day in the phone's calendar as a date input wants it: 2026-11-23. */
export function dayOf(when: Date): string {
  const part = (n: number) => String(n).padStart(2, "0");
  return `${when.getFullYear()}-${part(when.getMonth() + 1)}-${part(when.getDate())}`;
}

/** The moment from which photos of a room left on this day may be sent. */
export function afterCheckOut(day: string, delayHours: number): number {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(year!, month! - 1, date!, CHECK_OUT_HOUR + delayHours).getTime();
}

export function Review({ id }: { id: string }) {
  const app = useApp();
  const t = app.speaker;
  const kept = useDraft(id);
  const labels = useLabels();
  // Where nothing outlives the page there is no later.
  const keeps = app.keeps === "DISK";
  const [chosen, setWhen] = useState<"LATER" | "NOW">("LATER");
  const when = keeps ? chosen : "NOW";
  const [day, setDay] = useState(() => dayOf(new Date(Date.now() + 24 * 3600_000)));
  const count = kept?.photos.length ?? 0;
  useEffect(() => {
    // Told here, where the room may still be near, and not when the phone fails to send.
    void app.store.findLost(id).then((found) => found.some((photo) => !photo.lost) && app.changed());
  }, [id, count]);
  if (kept === undefined) {
    return null;
  }
  const { draft, photos } = kept;
  const lost = photos.filter((photo) => photo.lost);
  const readable = photos.length - lost.length;
  const today = dayOf(new Date());
  const sendAfter = afterCheckOut(day === "" ? today : day, app.settings.suggestedDelayHours);
  const pending = photos.some((photo) => photo.people === "PENDING");
  const warnings = photos.filter((photo) => hasWarning(photo) && !photo.lost).length;

  async function finish() {
    const found = await app.store.findLost(id);
    if (found.some((photo) => !lost.some((one) => one.id === photo.id))) {
      // The person hears of it first; the same button then sends the others.
      app.changed();
      return;
    }
    await app.store.change(id, (now) =>
      next(now, { type: "FINISHED", sendAfter: when === "NOW" ? Date.now() : sendAfter }),
    );
    app.go({ name: "STATUS", id }, true);
    app.changed();
    app.sender.kick();
  }

  async function removePlace() {
    await app.store.change(id, (now) => {
      if (now.state !== "DRAFT") {
        return now;
      }
      const { place: _, ...rest } = now;
      return rest;
    });
    app.changed();
  }

  const missing = GUIDED.filter((label) => !photos.some((photo) => photo.label === label));
  const firstMissing = missing[0];
  return (
    <>
      <Title step={8}>{t.text("review.title")}</Title>
      <dl class="facts">
        <Fact title={t.text("review.hotel")} onChange={() => app.go({ name: "HOTEL", id })}>
          {draft.hotel?.name ?? t.text("outbox.noHotel")}
        </Fact>
        <Fact title={t.text("review.room")} onChange={() => app.go({ name: "DETAILS", id })}>
          {draft.room ?? t.text("review.noRoom")}
        </Fact>
        <Fact title={t.text("review.month")} onChange={() => app.go({ name: "DETAILS", id })}>
          {draft.takenMonth ? t.month(draft.takenMonth) : t.text("details.monthUnknown")}
        </Fact>
      </dl>
      <h2>{t.text("review.photos")}</h2>
      {photos.length === 0 && <Notice kind="info">{t.text("review.noPhotos")}</Notice>}
      <ul class="gallery">
        {sorted(photos).map((photo) => (
          <li key={photo.id}>
            <button
              type="button"
              class={hasWarning(photo) ? "thumb warned" : "thumb"}
              onClick={() => app.go({ name: "SHOT", id, label: photo.label, photoId: photo.id, from: "REVIEW" })}
            >
              <Picture photo={photo} alt={t.text("review.open", { label: t.text(`label.${photo.label}`) })} />
              {hasWarning(photo) && <Sign name="warning" />}
            </button>
            <span aria-hidden="true">{t.text(`label.${photo.label}`)}</span>
          </li>
        ))}
        {firstMissing !== undefined && (
          <li>
            <button
              type="button"
              class="thumb add"
              onClick={() => app.go({ name: "SHOT", id, label: firstMissing, from: "REVIEW" })}
            >
              <Sign name="camera" />
              <span>{t.text(`label.${firstMissing}`)}</span>
            </button>
          </li>
        )}
        <li>
          <button type="button" class="thumb add" onClick={() => app.go({ name: "CLOSE_UPS", id })}>
            <Sign name="library" />
            <span>{t.text("closeups.title")}</span>
          </button>
        </li>
      </ul>
      <div role="status">
        {pending && <p class="busy">{t.text("review.pending")}</p>}
        {lost.length > 0 && (
          <Notice kind="warning">
            {t.counted("review.lost", lost.length, { labels: labels(lost.map((photo) => photo.label)) })}{" "}
            {readable > 0 && t.text("review.lostOthers")}
          </Notice>
        )}
        {warnings > 0 && <Notice kind="warning">{t.counted("review.warnings", warnings)}</Notice>}
      </div>
      {keeps && (
        <fieldset class="when">
          <legend>{t.text("review.when")}</legend>
          <div class={when === "LATER" ? "choice on" : "choice"}>
            <label>
              <input type="radio" name="when" checked={when === "LATER"} onChange={() => setWhen("LATER")} />
              <span>
                <strong>{t.text("review.later")}</strong> <span class="badge sent">{t.text("review.suggested")}</span>
                <span class="help">{t.text("review.laterHelp")}</span>
              </span>
            </label>
            {when === "LATER" && (
              <div class="more">
                <label for="day">{t.text("review.checkout")}</label>
                <input
                  id="day"
                  type="date"
                  value={day}
                  min={today}
                  aria-describedby="day-help"
                  onInput={(event) => setDay(event.currentTarget.value)}
                />
                <p class="help" id="day-help">
                  {t.text("review.laterWhen", { when: t.moment(sendAfter) })}
                </p>
              </div>
            )}
          </div>
          <div class={when === "NOW" ? "choice on" : "choice"}>
            <label>
              <input type="radio" name="when" checked={when === "NOW"} onChange={() => setWhen("NOW")} />
              <span>
                <strong>{t.text("review.now")}</strong>
                <span class="help">{t.text("review.nowHelp")}</span>
              </span>
            </label>
          </div>
        </fieldset>
      )}
      <p class="help">{t.text("review.goes")}</p>
      {draft.place && (
        <p class="help">
          {t.text("review.goesPlace")}{" "}
          <button type="button" class="link inline" onClick={() => void removePlace()}>
            {t.text("review.removePlace")}
          </button>
        </p>
      )}
      <p class="help">{t.text("review.consent")}</p>
      <Actions>
        <button
          type="button"
          class="primary"
          disabled={readable === 0 || pending || draft.hotel === undefined}
          onClick={() => void finish()}
        >
          {t.text(when === "NOW" ? "review.sendNow" : "review.keep")}
        </button>
      </Actions>
    </>
  );
}

function sorted(photos: readonly Photo[]): Photo[] {
  const place = (label: Label) => (isCloseUp(label) ? GUIDED.length : (GUIDED as readonly Label[]).indexOf(label));
  return [...photos].sort((one, other) => place(one.label) - place(other.label) || one.addedAt - other.addedAt);
}

function Fact(props: { title: string; onChange: () => void; children: preact.ComponentChildren }) {
  const { speaker: t } = useApp();
  return (
    <div>
      <dt>{props.title}</dt>
      <dd>{props.children}</dd>
      <dd class="change">
        <button
          type="button"
          class="link inline"
          aria-label={`${t.text("review.change")}: ${props.title}`}
          onClick={props.onChange}
        >
          {t.text("review.change")}
        </button>
      </dd>
    </div>
  );
}
