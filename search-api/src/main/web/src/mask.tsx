import { useEffect, useRef, useState } from "preact/hooks";
import type { Service } from "./api";
import { useFileUrl, useUpright } from "./picture";
import { type Layer, type Rectangle, Rectangles } from "./rectangles";

/** Longer side of the mask that is sent, in pixels; the service scales it to the picture. */
const MASK_SIDE = 1024;

const COLOURS: Record<Layer, string> = { hide: "#fff", only: "#18c964" };

/** What is painted, as a file that is being written: white on black. A search waits for it. */
export type Painted = Promise<Blob>;

/**
 * A picture to paint on: people are hidden from the search, or one region is picked out that alone is searched for. The picture
 * itself is not changed and stays in this tab's memory until it is sent.
 */
export function MaskEditor(props: {
  service: Service;
  file: File;
  label: string;
  /** Quarters by which it is turned clockwise. */
  turns: number;
  onTurn: (turns: number) => void;
  onMask: (mask: Painted | undefined) => void;
  onRegion: (region: Painted | undefined) => void;
}) {
  const upright = useUpright(props.file, props.turns, props.service);
  const unreadable = upright.failed;
  const url = useFileUrl(upright.blob);
  const canvases = { hide: useRef<HTMLCanvasElement>(null), only: useRef<HTMLCanvasElement>(null) };
  const [size, setSize] = useState<{ width: number; height: number }>();
  const [brush, setBrush] = useState(60);
  const [layer, setLayer] = useState<Layer>("hide");
  const [erasing, setErasing] = useState(false);
  const [rectangles, setRectangles] = useState<Rectangle[]>([]);
  const last = useRef<{ x: number; y: number }>(undefined);
  const painted = useRef<Record<Layer, boolean>>({ hide: false, only: false });

  function fit(image: HTMLImageElement) {
    const scale = Math.min(1, MASK_SIDE / Math.max(image.naturalWidth, image.naturalHeight));
    const width = Math.max(1, Math.round(image.naturalWidth * scale));
    const height = Math.max(1, Math.round(image.naturalHeight * scale));
    // A canvas that is given a size forgets what is on it, the same size too.
    setSize((before) => (before?.width === width && before.height === height ? before : { width, height }));
  }

  function at(event: PointerEvent) {
    const canvas = canvases[layer].current!;
    const box = canvas.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * canvas.width,
      y: ((event.clientY - box.top) / box.height) * canvas.height,
    };
  }

  function stroke(from: { x: number; y: number }, to: { x: number; y: number }) {
    const context = canvases[layer].current!.getContext("2d")!;
    context.globalCompositeOperation = erasing ? "destination-out" : "source-over";
    context.strokeStyle = COLOURS[layer];
    context.lineCap = "round";
    context.lineWidth = brush;
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x + 0.01, to.y);
    context.stroke();
    painted.current[layer] = true;
  }

  function hand(which: Layer, boxes: Rectangle[]) {
    const give = which === "hide" ? props.onMask : props.onRegion;
    const source = canvases[which].current;
    if (!source) {
      return;
    }
    const mine = boxes.filter((one) => one.layer === which);
    if (mine.length === 0 && (!painted.current[which] || blank(source))) {
      give(undefined);
      return;
    }
    const out = document.createElement("canvas");
    out.width = source.width;
    out.height = source.height;
    const context = out.getContext("2d")!;
    context.drawImage(source, 0, 0);
    context.globalCompositeOperation = "source-in";
    context.fillStyle = "#fff";
    context.fillRect(0, 0, out.width, out.height);
    context.globalCompositeOperation = "source-over";
    for (const one of mine) {
      const [x, y] = [(one.left / 100) * out.width, (one.top / 100) * out.height];
      context.fillRect(x, y, (one.width / 100) * out.width, (one.height / 100) * out.height);
    }
    context.globalCompositeOperation = "destination-over";
    context.fillStyle = "#000";
    context.fillRect(0, 0, out.width, out.height);
    const written = new Promise<Blob>((resolve, reject) =>
      out.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error(`What is painted on ${props.label} cannot be read.`))),
        "image/png",
      ),
    );
    written.catch(() => undefined); // said when a search waits for it
    give(written);
  }

  // Rectangles reach the mask once there is a canvas for them, and when they change.
  useEffect(() => {
    if (size) {
      hand("hide", rectangles);
      hand("only", rectangles);
    }
  }, [rectangles, size]);

  function clear() {
    for (const which of ["hide", "only"] as const) {
      const source = canvases[which].current;
      source?.getContext("2d")!.clearRect(0, 0, source.width, source.height);
      painted.current[which] = false;
    }
    setRectangles([]);
    props.onMask(undefined);
    props.onRegion(undefined);
  }

  function lift(which: Layer) {
    if (last.current) {
      last.current = undefined;
      hand(which, rectangles);
    }
  }

  return (
    <figure class="mask">
      {unreadable ? (
        <p role="alert">
          {props.file.name} cannot be shown here. It is sent as it is; the service will say what is wrong with it.
        </p>
      ) : (
        <div class="stage">
          {url && <img src={url} alt={props.label} onLoad={(event) => fit(event.currentTarget)} />}
          {size &&
            (["only", "hide"] as const).map((which) => (
              <canvas
                key={which}
                ref={canvases[which]}
                class={`${which} ${which === layer ? "painting" : "resting"}`}
                width={size.width}
                height={size.height}
                aria-label={
                  which === "hide"
                    ? `Paint on ${props.label} to hide people`
                    : `Paint on ${props.label} the one region to search for`
                }
                onPointerDown={(event) => {
                  try {
                    canvases[which].current!.setPointerCapture(event.pointerId);
                  } catch {
                    // The pointer is gone already: what it painted stays.
                  }
                  last.current = at(event);
                  stroke(last.current, last.current);
                }}
                onPointerMove={(event) => {
                  if (last.current) {
                    const now = at(event);
                    stroke(last.current, now);
                    last.current = now;
                  }
                }}
                onPointerUp={() => lift(which)}
                onPointerCancel={() => lift(which)}
              />
            ))}
          {size &&
            rectangles.map((one) => (
              <span
                key={one.id}
                class={`rectangle ${one.layer}`}
                style={{
                  left: `${one.left}%`,
                  top: `${one.top}%`,
                  width: `${one.width}%`,
                  height: `${one.height}%`,
                }}
              />
            ))}
        </div>
      )}
      {!unreadable && (
        <figcaption>
          <label>
            Paint
            <select value={layer} onChange={(event) => setLayer(event.currentTarget.value as Layer)}>
              <option value="hide">over people, to hide them</option>
              <option value="only">the one region to search for</option>
            </select>
          </label>
          <label>
            Brush
            <input
              type="range"
              min="10"
              max="200"
              value={brush}
              onInput={(event) => setBrush(Number(event.currentTarget.value))}
            />
          </label>
          <button type="button" aria-pressed={erasing} onClick={() => setErasing(!erasing)}>
            Erase
          </button>
          <button type="button" onClick={clear}>
            Clear
          </button>
          <button
            type="button"
            title="Pictures are compared as they stand: one on its side is found less often. Turning clears what is painted."
            onClick={() => {
              clear();
              props.onTurn((props.turns + 1) % 4);
            }}
          >
            Turn
          </button>
          <Rectangles label={props.label} layer={layer} rectangles={rectangles} onChange={setRectangles} />
        </figcaption>
      )}
    </figure>
  );
}

/** Whether nothing is left of what was painted. */
function blank(canvas: HTMLCanvasElement): boolean {
  const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
  for (let alpha = 3; alpha < data.length; alpha += 4) {
    if (data[alpha]! > 127) {
      return false;
    }
  }
  return true;
}
