import { useEffect, useRef, useState } from "preact/hooks";
import { useFileUrl, useTurned } from "./picture";

/** Longer side of the mask that is sent, in pixels; the service scales it to the picture. */
const MASK_SIDE = 1024;

/** What is painted: people to be hidden, or the one thing that is searched for. */
type Layer = "hide" | "only";

const COLOURS: Record<Layer, string> = { hide: "#fff", only: "#18c964" };

/**
 * A picture to paint on: people are hidden from the search, or one thing is picked out that alone is searched for. The picture
 * itself is not changed and stays in this tab's memory until it is sent.
 */
export function MaskEditor(props: {
  file: File;
  label: string;
  /** Quarters by which it is turned clockwise. */
  turns: number;
  onTurn: (turns: number) => void;
  onMask: (mask: Blob | undefined) => void;
  onRegion: (region: Blob | undefined) => void;
}) {
  const url = useFileUrl(useTurned(props.file, props.turns));
  const canvases = { hide: useRef<HTMLCanvasElement>(null), only: useRef<HTMLCanvasElement>(null) };
  const [size, setSize] = useState<{ width: number; height: number }>();
  const [brush, setBrush] = useState(60);
  const [layer, setLayer] = useState<Layer>("hide");
  const [erasing, setErasing] = useState(false);
  const [unreadable, setUnreadable] = useState(false);
  const last = useRef<{ x: number; y: number }>(undefined);
  const painted = useRef<Record<Layer, boolean>>({ hide: false, only: false });

  useEffect(() => {
    setUnreadable(false);
    if (!url) {
      return;
    }
    const image = new Image();
    image.onload = () => {
      const scale = Math.min(1, MASK_SIDE / Math.max(image.naturalWidth, image.naturalHeight));
      setSize({
        width: Math.max(1, Math.round(image.naturalWidth * scale)),
        height: Math.max(1, Math.round(image.naturalHeight * scale)),
      });
    };
    image.onerror = () => setUnreadable(true);
    image.src = url;
  }, [url]);

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

  function hand(which: Layer) {
    const give = which === "hide" ? props.onMask : props.onRegion;
    const source = canvases[which].current!;
    if (!painted.current[which] || blank(source)) {
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
    context.globalCompositeOperation = "destination-over";
    context.fillStyle = "#000";
    context.fillRect(0, 0, out.width, out.height);
    out.toBlob((blob) => give(blob ?? undefined), "image/png");
  }

  function clear() {
    for (const which of ["hide", "only"] as const) {
      const source = canvases[which].current;
      source?.getContext("2d")!.clearRect(0, 0, source.width, source.height);
      painted.current[which] = false;
    }
    props.onMask(undefined);
    props.onRegion(undefined);
  }

  return (
    <figure class="mask">
      {unreadable ? (
        <p role="alert">
          {props.file.name} cannot be shown here. It is sent as it is; the service will say what is wrong with it.
        </p>
      ) : (
        <div class="stage">
          {url && <img src={url} alt={props.label} />}
          {size &&
            (["only", "hide"] as const).map((which) => (
              <canvas
                key={which}
                ref={canvases[which]}
                class={which === layer ? "painting" : "resting"}
                width={size.width}
                height={size.height}
                aria-label={
                  which === "hide"
                    ? `Paint on ${props.label} to hide people`
                    : `Paint on ${props.label} the one thing to search for`
                }
                onPointerDown={(event) => {
                  canvases[which].current!.setPointerCapture(event.pointerId);
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
                onPointerUp={() => {
                  last.current = undefined;
                  hand(which);
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
              <option value="only">the one thing to search for</option>
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
