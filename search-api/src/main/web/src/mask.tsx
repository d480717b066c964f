import { useEffect, useRef, useState } from "preact/hooks";
import { useFileUrl } from "./picture";

/** Longer side of the mask that is sent, in pixels; the service scales it to the picture. */
const MASK_SIDE = 1024;

/**
 * A picture to paint on: what is painted is ignored by the search. The picture itself is not changed and stays in this
 * tab's memory until it is sent.
 */
export function MaskEditor(props: { file: File; label: string; onMask: (mask: Blob | undefined) => void }) {
  const url = useFileUrl(props.file);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState<{ width: number; height: number }>();
  const [brush, setBrush] = useState(60);
  const [erasing, setErasing] = useState(false);
  const [unreadable, setUnreadable] = useState(false);
  const last = useRef<{ x: number; y: number }>(undefined);
  const painted = useRef(false);

  useEffect(() => {
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
    const box = canvas.current!.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * canvas.current!.width,
      y: ((event.clientY - box.top) / box.height) * canvas.current!.height,
    };
  }

  function stroke(from: { x: number; y: number }, to: { x: number; y: number }) {
    const context = canvas.current!.getContext("2d")!;
    context.globalCompositeOperation = erasing ? "destination-out" : "source-over";
    context.strokeStyle = "#fff";
    context.lineCap = "round";
    context.lineWidth = brush;
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x + 0.01, to.y);
    context.stroke();
    painted.current = true;
  }

  function hand() {
    const source = canvas.current!;
    if (!painted.current) {
      props.onMask(undefined);
      return;
    }
    const out = document.createElement("canvas");
    out.width = source.width;
    out.height = source.height;
    const context = out.getContext("2d")!;
    context.fillStyle = "#000";
    context.fillRect(0, 0, out.width, out.height);
    context.drawImage(source, 0, 0);
    out.toBlob((blob) => props.onMask(blob ?? undefined), "image/png");
  }

  function clear() {
    const source = canvas.current!;
    source.getContext("2d")!.clearRect(0, 0, source.width, source.height);
    painted.current = false;
    props.onMask(undefined);
  }

  return (
    <figure class="mask">
      {unreadable ? (
        <p role="alert">
          This file cannot be shown here. It is sent as it is; the service will say what is wrong with it.
        </p>
      ) : (
        <div class="stage">
          {url && <img src={url} alt={props.label} />}
          {size && (
            <canvas
              ref={canvas}
              width={size.width}
              height={size.height}
              aria-label={`Paint on ${props.label} to hide people`}
              onPointerDown={(event) => {
                canvas.current!.setPointerCapture(event.pointerId);
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
                hand();
              }}
            />
          )}
        </div>
      )}
      <figcaption>
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
      </figcaption>
    </figure>
  );
}
