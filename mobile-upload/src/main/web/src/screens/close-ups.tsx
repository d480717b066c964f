import { addPhoto, useAdding } from "../capture";
import { useApp } from "../context";
import { CLOSE_UPS, GUIDED, type Label } from "../outbox/state";
import { LabelIcon, Sign } from "../outlines";
import { Actions, hasWarning, Notice, Picture, Title, useDraft } from "../parts";
import { FileButton } from "./shot";

export function isCloseUp(label: Label): boolean {
  return !(GUIDED as readonly Label[]).includes(label);
}

/** As many close-ups as one likes; a tile takes one and labels it, photos from the library are labelled here. */
export function CloseUps({ id }: { id: string }) {
  const app = useApp();
  const t = app.speaker;
  const kept = useDraft(id);
  const adding = useAdding();
  if (kept === undefined) {
    return null;
  }
  const photos = kept.photos.filter((photo) => isCloseUp(photo.label));

  async function addAll(files: Blob[]) {
    for (const file of files) {
      if ((await adding.run(() => addPhoto(app, id, file, "OTHER"))) === undefined) {
        return;
      }
    }
  }

  async function label(photoId: string, to: Label) {
    await app.store.changePhoto(photoId, (now) => ({ ...now, label: to }));
    app.changed();
  }

  async function remove(photoId: string) {
    await app.store.removePhoto(photoId);
    app.changed();
  }

  return (
    <>
      <Title step={7}>{t.text("closeups.title")}</Title>
      <p>{t.text("closeups.lead")}</p>
      <h2 id="take">{t.text("closeups.add")}</h2>
      <ul class="tiles" aria-labelledby="take">
        {CLOSE_UPS.map((one) => {
          const count = photos.filter((photo) => photo.label === one).length;
          return (
            <li key={one}>
              <button type="button" onClick={() => app.go({ name: "SHOT", id, label: one, from: "CLOSE_UPS" })}>
                <LabelIcon label={one} />
                {t.text(`label.${one}`)}
                {count > 0 && <span class="count">{t.counted("closeups.taken", count)}</span>}
              </button>
            </li>
          );
        })}
      </ul>
      <FileButton
        label={t.text("closeups.library")}
        sign="library"
        multiple
        disabled={adding.busy}
        onFiles={(files) => void addAll(files)}
      />
      <p class="help">{t.text("closeups.libraryHelp")}</p>
      <div role="status">
        {adding.busy && <p class="busy">{t.text("shot.preparing")}</p>}
        {adding.problem && <Notice kind="warning">{t.text(adding.problem.key, adding.problem.values)}</Notice>}
      </div>
      <ul class="taken">
        {photos.map((photo) => (
          <li key={photo.id}>
            <button
              type="button"
              class={hasWarning(photo) ? "thumb warned" : "thumb"}
              onClick={() => app.go({ name: "SHOT", id, label: photo.label, photoId: photo.id, from: "CLOSE_UPS" })}
            >
              <Picture photo={photo} alt={t.text("review.open", { label: t.text(`label.${photo.label}`) })} />
              {hasWarning(photo) && <Sign name="warning" />}
            </button>
            {photo.label === "OTHER" ? (
              <span>{t.text("closeups.label")}</span>
            ) : (
              <strong>{t.text(`label.${photo.label}`)}</strong>
            )}
            <button
              type="button"
              class="remove"
              aria-label={t.text("closeups.remove", { label: t.text(`label.${photo.label}`) })}
              onClick={() => void remove(photo.id)}
            >
              <Sign name="close" />
            </button>
            <div class="chips" role="group" aria-label={t.text("closeups.label")}>
              {CLOSE_UPS.map((one) => (
                <button
                  type="button"
                  key={one}
                  aria-pressed={photo.label === one}
                  onClick={() => void label(photo.id, one)}
                >
                  {t.text(`label.${one}`)}
                </button>
              ))}
            </div>
          </li>
        ))}
      </ul>
      <Actions>
        <button type="button" class="primary" disabled={adding.busy} onClick={() => app.go({ name: "REVIEW", id })}>
          {t.text(photos.length > 0 ? "closeups.toReview" : "closeups.none")}
        </button>
      </Actions>
    </>
  );
}
