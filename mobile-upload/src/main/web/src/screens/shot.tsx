import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Camera, cameraExists } from "../camera";
import { addPhoto, useAdding } from "../capture";
import { useApp, type Screen } from "../context";
import { focusHeading } from "../focus";
import { GUIDED, type Label } from "../outbox/state";
import type { Photo } from "../outbox/store";
import { LabelIcon, Outline, Sign } from "../outlines";
import { Actions, hasWarning, Notice, Picture, Title, useDraft } from "../parts";
import type { TextKey } from "../texts";

type ShotScreen = Extract<Screen, { name: "SHOT" }>;

const GUIDES: Partial<Record<Label, TextKey>> = {
  CORNER: "guide.CORNER",
  OPPOSITE_CORNER: "guide.OPPOSITE_CORNER",
  BED: "guide.BED",
  BATHROOM: "guide.BATHROOM",
};
const FIRST_SHOT_STEP = 3;

/** One photo: how to take it, and then how it has turned out. */
export function Shot({ screen }: { screen: ShotScreen }) {
  const app = useApp();
  const t = app.speaker;
  const { id, label, from } = screen;
  const kept = useDraft(id);
  const [retaking, setRetaking] = useState(false);
  const [taken, setTaken] = useState(screen.photoId);
  const adding = useAdding();
  // What was pressed is gone when a photo is prepared or is to be taken again: the screen is read from its top.
  const phase = `${adding.busy} ${retaking} ${taken}`;
  const shown = useRef(phase);
  useEffect(() => {
    if (shown.current !== phase) {
      shown.current = phase;
      focusHeading();
    }
  }, [phase]);
  if (kept === undefined) {
    return null;
  }
  const guided = (GUIDED as readonly Label[]).indexOf(label);
  const photo =
    kept.photos.find((one) => one.id === taken) ??
    (guided >= 0 ? kept.photos.filter((one) => one.label === label).at(-1) : undefined);

  async function add(file: Blob) {
    const added = await adding.run(() => addPhoto(app, id, file, label, photo?.id));
    if (added !== undefined) {
      setTaken(added.id);
      setRetaking(false);
    }
  }

  function onwards() {
    if (from === "REVIEW") {
      app.go({ name: "REVIEW", id });
    } else if (from === "CLOSE_UPS" || guided === GUIDED.length - 1) {
      app.go({ name: "CLOSE_UPS", id });
    } else {
      app.go({ name: "SHOT", id, label: GUIDED[guided + 1]!, from });
    }
  }

  const step = guided >= 0 && from === "GUIDE" ? { step: FIRST_SHOT_STEP + guided } : {};
  return (
    <>
      <Title {...step}>{t.text(`label.${label}`)}</Title>
      {photo !== undefined && !retaking && !adding.busy ? (
        <Result photo={photo} onRetake={() => setRetaking(true)} onUse={onwards} />
      ) : (
        <>
          {GUIDES[label] && <p>{t.text(GUIDES[label])}</p>}
          <div class={guided >= 0 ? "guide" : "guide small"}>
            {guided >= 0 ? (
              <Outline label={label} title={t.text("guide.outline", { label: t.text(`label.${label}`) })} />
            ) : (
              <LabelIcon label={label} />
            )}
          </div>
          <div role="status">
            {adding.busy && <p class="busy">{t.text("shot.preparing")}</p>}
            {adding.problem && <Notice kind="warning">{t.text(adding.problem.key, adding.problem.values)}</Notice>}
          </div>
          <Capture label={label} onFile={add} disabled={adding.busy}>
            {guided >= 0 && from === "GUIDE" && (
              <button type="button" class="link" onClick={onwards}>
                {t.text("shot.skip")}
              </button>
            )}
          </Capture>
        </>
      )}
    </>
  );
}

/** Camera and photo library, side by side. */
function Capture(props: {
  label: Label;
  onFile: (file: Blob) => void;
  disabled: boolean;
  children?: preact.ComponentChildren;
}) {
  const { speaker: t } = useApp();
  const [camera, setCamera] = useState<"CLOSED" | "OPEN" | "REFUSED">("CLOSED");
  const usesOwn = cameraExists() && camera !== "REFUSED";
  return (
    <>
      {camera === "REFUSED" && (
        <div role="alert">
          <Notice kind="info">{t.text("camera.refused")}</Notice>
        </div>
      )}
      <Actions>
        {props.children}
        <div class="pair">
          <FileButton label={t.text("shot.library")} sign="library" disabled={props.disabled} onFile={props.onFile} />
          {usesOwn ? (
            <button type="button" class="primary" disabled={props.disabled} onClick={() => setCamera("OPEN")}>
              <Sign name="camera" />
              {t.text("shot.camera")}
            </button>
          ) : (
            <FileButton
              label={t.text("camera.system")}
              sign="camera"
              camera
              disabled={props.disabled}
              onFile={props.onFile}
            />
          )}
        </div>
      </Actions>
      {camera === "OPEN" && (
        <Camera
          label={props.label}
          onPhoto={(file) => {
            setCamera("CLOSED");
            props.onFile(file);
          }}
          onClose={() => setCamera("CLOSED")}
          onRefused={() => setCamera("REFUSED")}
        />
      )}
    </>
  );
}

/** A file input that looks like the other buttons; it stays reachable by keyboard and named for screen readers. */
export function FileButton(props: {
  label: string;
  sign: "camera" | "library";
  camera?: boolean;
  multiple?: boolean;
  disabled: boolean;
  onFile?: (file: Blob) => void;
  onFiles?: (files: Blob[]) => void;
}) {
  const field = useId();
  return (
    <div class={props.camera ? "file primary" : "file"}>
      <input
        id={field}
        type="file"
        accept="image/*"
        disabled={props.disabled}
        multiple={props.multiple ?? false}
        {...(props.camera && { capture: "environment" })}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = "";
          if (files[0] !== undefined) {
            props.onFile?.(files[0]);
            props.onFiles?.(files);
          }
        }}
      />
      <label for={field}>
        <Sign name={props.sign} />
        {props.label}
      </label>
    </div>
  );
}

function Result(props: { photo: Photo; onRetake: () => void; onUse: () => void }) {
  const { speaker: t } = useApp();
  const { photo } = props;
  const warned = hasWarning(photo);
  return (
    <>
      <div class="shown">
        <Picture key={photo.id} photo={photo} alt={t.text("shot.alt", { label: t.text(`label.${photo.label}`) })} />
      </div>
      <div role="status">
        <Checks photo={photo} />
      </div>
      <Actions>
        <div class="pair">
          <button type="button" class={warned ? "primary" : ""} onClick={props.onRetake}>
            {t.text("shot.retake")}
          </button>
          {!photo.lost && (
            <button type="button" class={warned ? "" : "primary"} onClick={props.onUse}>
              {t.text(warned ? "shot.useAnyway" : "shot.use")}
            </button>
          )}
        </div>
      </Actions>
    </>
  );
}

function Checks({ photo }: { photo: Photo }) {
  const { speaker: t } = useApp();
  return (
    <>
      {photo.lost && (
        <Notice kind="warning">
          <strong>{t.text("shot.lost")}</strong>
        </Notice>
      )}
      {photo.people === "FOUND" && (
        <Notice kind="warning">
          <strong>{t.text("shot.people")}</strong> {t.text("shot.peopleHelp")}
        </Notice>
      )}
      {photo.blurred && (
        <Notice kind="warning">
          <strong>{t.text("shot.blurred")}</strong> {t.text("shot.blurredHelp")}
        </Notice>
      )}
      {photo.dark && (
        <Notice kind="warning">
          <strong>{t.text("shot.dark")}</strong> {t.text("shot.darkHelp")}
        </Notice>
      )}
      {photo.people === "NOT_CHECKED" && <Notice kind="info">{t.text("shot.peopleUnknown")}</Notice>}
      {photo.people === "LATER" && <Notice kind="info">{t.text("shot.peopleLater")}</Notice>}
      {photo.people === "PENDING" && <p class="busy">{t.text("shot.peoplePending")}</p>}
      {photo.people === "NONE" && !hasWarning(photo) && <Notice kind="good">{t.text("shot.good")}</Notice>}
    </>
  );
}
