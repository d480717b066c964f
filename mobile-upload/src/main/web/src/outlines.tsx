import type { JSX } from "preact";
import type { Label } from "./outbox/state";

// Line drawings of what a photo should roughly show; drawn over the camera's picture and on the page before. 300 by 430.

const ROOM_FROM_CORNER = (
  <>
    <path d="M120 96v150M120 96L0 30M120 96L300 18M120 246L0 326M120 246l180 86" />
    <path d="M172 262v-62l98 46v62" />
    <path d="M172 262l98 46-116 82-92-54z" />
    <path d="M62 336v26l92 54v-26M154 416l116-82v-26" />
    <path d="M158 270q4-10 14-8l26 12q6 4 0 10l-14 10q-6 4-12 0l-22-11q-6-4 0-8zM206 293q4-9 14-7l26 12q6 4 0 10l-14 10q-6 4-12 0l-22-11q-6-4 0-8z" />
    <path d="M196 146l60-26v52l-60 20z" />
  </>
);

const NIGHTSTAND = (
  <>
    <path d="M8 254h42v62H8zM8 280h42M26 267h6" />
    <path d="M29 254v-18M14 236l7-32h16l7 32z" />
  </>
);

const DRAWINGS: Partial<Record<Label, JSX.Element>> = {
  CORNER: (
    <>
      {ROOM_FROM_CORNER}
      <path d="M18 112l72 26v104l-72 36zM54 125v135" />
    </>
  ),
  OPPOSITE_CORNER: (
    <g transform="translate(300 0) scale(-1 1)">
      {ROOM_FROM_CORNER}
      <path d="M22 311V132l68 20v114M32 218h8" />
    </g>
  ),
  BED: (
    <>
      <path d="M104 58h92v62h-92zM112 66h76v46h-76z" />
      <path d="M58 276V172q0-10 10-10h164q10 0 10 10v104" />
      <rect x="80" y="222" width="62" height="36" rx="12" />
      <rect x="158" y="222" width="62" height="36" rx="12" />
      <path d="M72 258h156l44 110H28z" />
      <path d="M54 300h192" />
      <path d="M28 368v28M272 368v28M28 396h244" />
      {NIGHTSTAND}
      <g transform="translate(300 0) scale(-1 1)">{NIGHTSTAND}</g>
    </>
  ),
  BATHROOM: (
    <>
      <path d="M14 420V24h272v396M34 420V44h232v376" />
      <path d="M34 386l58-72h116l58 72M92 314V92h116v222M34 48l58 44M266 48l-58 44" />
      <path d="M44 132l34 16v84l-34 10z" />
      <path d="M34 280l50-12q10-2 10 8v10q0 8-8 10l-52 18M56 276q4-20 18-16M58 306v62" />
      <path d="M108 314v-52q0-8 8-8h76q8 0 8 8v52M108 276h92M176 254v-92q0-10-12-10h-8M148 152h16M152 152v10M160 152v10" />
      <path d="M226 222h34v64h-34zM260 286v18q0 44-34 44t-24-40q2-10 24-10h34M222 348l-4 36h36v-36" />
    </>
  ),
};

/** The outline for a guided shot; nothing for a close-up. */
export function Outline(props: { label: Label; title?: string; stretched?: boolean }) {
  const drawing = DRAWINGS[props.label];
  if (drawing === undefined) {
    return null;
  }
  return (
    <svg
      class="outline"
      viewBox="0 0 300 430"
      preserveAspectRatio={props.stretched ? "none" : "xMidYMid meet"}
      {...(props.title === undefined ? { "aria-hidden": "true" } : { role: "img", "aria-label": props.title })}
    >
      {drawing}
    </svg>
  );
}

const SMALL: Record<Exclude<Label, "CORNER" | "OPPOSITE_CORNER" | "BED" | "BATHROOM">, JSX.Element> = {
  ARTWORK: (
    <>
      <rect x="4" y="5" width="24" height="20" rx="1.500" />
      <path d="M8 21l6-7 4 4 3-3 4 6M20 10h.1" />
    </>
  ),
  CARPET: (
    <>
      <path d="M6 7h20v18H6zM10 11h12v10H10z" />
      <path d="M9 25v3M14 25v3M19 25v3M23 25v3M9 7V4M14 7V4M19 7V4M23 7V4" />
    </>
  ),
  CURTAIN: <path d="M3 5h26M6 5v22h7q-2-12 1-22M26 5v22h-7q2-12-1-22" />,
  LAMP: <path d="M11 5h10l5 11H6zM16 16v10M10 27h12" />,
  FURNITURE: <path d="M7 4v24M7 16h16a2 2 0 0 1 2 2v10M7 21h18M7 4h3v12" />,
  VIEW: (
    <>
      <rect x="5" y="4" width="22" height="24" rx="1.500" />
      <path d="M16 4v24M5 17h22M8 14l3-4 3 4M20 10h4" />
    </>
  ),
  OTHER: <path d="M8 16h.1M16 16h.1M24 16h.1" />,
};

/** A small picture for the label of a close-up. */
export function LabelIcon(props: { label: Label }) {
  return (
    <svg class="icon" viewBox="0 0 32 32" aria-hidden="true">
      {SMALL[props.label as keyof typeof SMALL] ?? SMALL.OTHER}
    </svg>
  );
}

const SIGNS = {
  camera: (
    <>
      <path d="M4 10h6l3-4h6l3 4h6v16H4z" />
      <circle cx="16" cy="17.500" r="5" />
    </>
  ),
  library: (
    <>
      <rect x="8" y="4" width="20" height="18" rx="2" />
      <path d="M4 9v17h19M11 19l5-6 4 4 2-2 4 4" />
    </>
  ),
  place: (
    <>
      <path d="M16 29c-6-7-9-11-9-16a9 9 0 0 1 18 0c0 5-3 9-9 16z" />
      <circle cx="16" cy="13" r="3.500" />
    </>
  ),
  back: <path d="M20 6L10 16l10 10" />,
  forward: <path d="M12 6l10 10-10 10" />,
  check: <path d="M6 17l7 7L26 9" />,
  warning: <path d="M16 5l13 23H3zM16 13v7M16 24h.1" />,
  close: <path d="M8 8l16 16M24 8L8 24" />,
  room: <path d="M4 26V8M4 20h24v6M28 20v-4a3 3 0 0 0-3-3H13v7M8 14.500h.1" />,
  shield: <path d="M16 4l10 4v8c0 6-4 10-10 12C10 26 6 22 6 16V8zM11 16l4 4 6-7" />,
  undo: <path d="M6 12h14a6 6 0 0 1 0 12h-8M6 12l6-6M6 12l6 6" />,
};

export function Sign(props: { name: keyof typeof SIGNS }) {
  return (
    <svg class="icon" viewBox="0 0 32 32" aria-hidden="true">
      {SIGNS[props.name]}
    </svg>
  );
}
