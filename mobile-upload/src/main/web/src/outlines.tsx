import type { JSX } from "preact";
import type { Label } from "./outbox/state";

// Line drawings of what a photo should roughly show; drawn over the camera's picture and on the page before. 300 by 400.

const BED_FROM_CORNER = (
  <>
    <path d="M186 226v-46l76 34v52" />
    <path d="M186 226l76 40-92 62-82-46z" />
    <path d="M88 282v24l82 48v-26M170 354l92-62v-26" />
    <path d="M178 232l30 16-20 13-30-16zM213 251l30 15-21 14-29-16z" />
  </>
);

const ROOM = (
  <>
    <path d="M132 92v130" />
    <path d="M132 92L0 26M132 92l168-84" />
    <path d="M132 222L0 296M132 222l168 92" />
  </>
);

const DRAWINGS: Partial<Record<Label, JSX.Element>> = {
  CORNER: (
    <>
      {ROOM}
      {BED_FROM_CORNER}
      <path d="M26 92l70 25v92l-70 34zM61 105v121" />
      <path d="M196 116l52-17v40l-52 10z" />
    </>
  ),
  OPPOSITE_CORNER: (
    <g transform="translate(300 0) scale(-1 1)">
      {ROOM}
      {BED_FROM_CORNER}
      <path d="M30 280V118l62 16v111" />
      <path d="M42 196h8" />
      <path d="M196 116l52-17v40l-52 10z" />
    </g>
  ),
  BED: (
    <>
      <path d="M0 258h30M270 258h30" />
      <rect x="112" y="62" width="76" height="52" rx="2" />
      <path d="M62 252v-94a8 8 0 0 1 8-8h160a8 8 0 0 1 8 8v94" />
      <rect x="84" y="196" width="60" height="34" rx="10" />
      <rect x="156" y="196" width="60" height="34" rx="10" />
      <path d="M74 230h152l34 98v44H40v-44z" />
      <path d="M40 328h220" />
      <path d="M58 276h184" />
      <path d="M14 222h38v54M14 222v64h30" />
      <path d="M33 222v-16M22 206l5-24h12l5 24z" />
      <path d="M286 222h-38v54M286 222v64h-30" />
      <path d="M267 222v-16M256 206l5-24h12l5 24z" />
    </>
  ),
  BATHROOM: (
    <>
      <path d="M24 400V36h252v364" />
      <path d="M44 400V56h212v344" />
      <path d="M44 356l42-62h128l42 62" />
      <path d="M86 294V96h128v198" />
      <path d="M44 60l42 36M256 60l-42 36" />
      <path d="M52 128l28 12v72l-28 10z" />
      <path d="M44 252l46-16v18l-46 24zM62 246v66" />
      <path d="M58 240q10-14 22-8" />
      <path d="M112 294V120h76v174M124 120v174M140 120v174M156 120v174M172 120v174" />
      <path d="M214 232h22v36h-22M206 276q-2 26 16 28v26h18v-62" />
    </>
  ),
};

/** The outline for a guided shot; nothing for a close-up. */
export function Outline(props: { label: Label; title?: string }) {
  const drawing = DRAWINGS[props.label];
  if (drawing === undefined) {
    return null;
  }
  return (
    <svg
      class="outline"
      viewBox="0 0 300 400"
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
