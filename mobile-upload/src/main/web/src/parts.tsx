import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useApp } from "./context";
import { takeFocus } from "./focus";
import type { Draft, Label, Submission } from "./outbox/state";
import type { Photo } from "./outbox/store";
import { Sign } from "./outlines";

/** Steps of giving photos: hotel, room, four shots, close-ups, review. */
export const STEPS = 8;

export function Title(props: { children: ComponentChildren; step?: number }) {
  const { speaker: t } = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${heading.current?.textContent ?? ""} – Roomprint`;
    takeFocus(heading.current);
  });
  return (
    <>
      {props.step !== undefined && (
        <div class="steps">
          <progress aria-hidden="true" max={STEPS} value={props.step} />
          <span>{t.text("page.step", { number: props.step, count: STEPS })}</span>
        </div>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {props.children}
      </h1>
    </>
  );
}

/** What the person should do next, always at the same place: the lower edge. */
export function Actions(props: { children: ComponentChildren }) {
  return <div class="actions">{props.children}</div>;
}

export function Notice(props: { kind: "good" | "warning" | "info"; children: ComponentChildren }) {
  return (
    <div class={`notice ${props.kind}`}>
      {props.kind !== "info" && <Sign name={props.kind === "good" ? "check" : "warning"} />}
      <div>{props.children}</div>
    </div>
  );
}

/** A button that asks once more before it does what cannot be undone. */
export function Confirmed(props: { label: string; question: string; yes: string; onYes: () => void; class?: string }) {
  const { speaker: t } = useApp();
  const [asked, setAsked] = useState(false);
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asked) {
      cancel.current?.focus();
    }
  }, [asked]);
  if (!asked) {
    return (
      <button type="button" class={props.class ?? "link"} onClick={() => setAsked(true)}>
        {props.label}
      </button>
    );
  }
  return (
    <div class="sure" role="group" aria-label={props.label}>
      <p>{props.question}</p>
      <div class="pair">
        <button type="button" ref={cancel} onClick={() => setAsked(false)}>
          {t.text("page.cancel")}
        </button>
        <button type="button" class="danger" onClick={props.onYes}>
          {props.yes}
        </button>
      </div>
    </div>
  );
}

/** Shows a photo that is kept on this phone, or says that it cannot be read any more. */
export function Picture(props: { photo: Photo; alt: string }) {
  const { store, speaker: t } = useApp();
  const { photo } = props;
  const [address, setAddress] = useState<string>();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    let made: string | undefined;
    let current = true;
    store.picture(photo).then(
      (picture) => {
        if (current) {
          made = URL.createObjectURL(picture);
          setAddress(made);
        }
      },
      () => current && setLost(true),
    );
    return () => {
      current = false;
      if (made !== undefined) {
        URL.revokeObjectURL(made);
      }
    };
  }, [photo.id]);
  if (lost || photo.lost) {
    return (
      <span class="lost" role="img" aria-label={`${props.alt}. ${t.text("shot.lost")}`}>
        <Sign name="warning" />
      </span>
    );
  }
  // An empty picture of the same size until the bytes are there, so that nothing jumps.
  return (
    <img
      {...(address !== undefined && { src: address })}
      alt={props.alt}
      width={photo.width}
      height={photo.height}
      onError={() => address !== undefined && setLost(true)}
    />
  );
}

/** The labels of photos, each once, as a sentence names them. */
export function useLabels(): (labels: readonly Label[]) => string {
  const { speaker: t } = useApp();
  return (labels) => [...new Set(labels)].map((label) => t.text(`label.${label}`)).join(", ");
}

/** The submission with this id and its photos, read again whenever something changes. */
export function useKept(id: string): { submission: Submission | undefined; photos: readonly Photo[] } | undefined {
  const { store, version } = useApp();
  const [kept, setKept] = useState<{ submission: Submission | undefined; photos: readonly Photo[] }>();
  useEffect(() => {
    let current = true;
    void Promise.all([store.submission(id), store.photos(id)]).then(([submission, photos]) => {
      if (current) {
        setKept({ submission, photos });
      }
    });
    return () => {
      current = false;
    };
  }, [store, id, version]);
  return kept;
}

/** The draft with this id; leads home when it is no draft (any more), e.g. after the back button. */
export function useDraft(id: string): { draft: Draft; photos: readonly Photo[] } | undefined {
  const { go } = useApp();
  const kept = useKept(id);
  const lost = kept !== undefined && kept.submission?.state !== "DRAFT";
  useEffect(() => {
    if (lost) {
      go({ name: "HOME" }, true);
    }
  }, [lost]);
  return kept?.submission?.state === "DRAFT" ? { draft: kept.submission, photos: kept.photos } : undefined;
}

export function hasWarning(photo: Photo): boolean {
  return photo.lost === true || photo.blurred || photo.dark || photo.people === "FOUND";
}
