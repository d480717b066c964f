import { useEffect, useState } from "preact/hooks";
import { type Service, ServiceError } from "./api";
import type { Cover } from "./cover";
import { layOut, stored, type Stored } from "./orientation";

export interface Size {
  width: number;
  height: number;
}

/** Longer side of what is drawn to be looked at, in pixels. */
const SHOWN_SIDE = 2048;
/** What stands in the place of what was painted over: opaque, whatever lies beneath. */
const COVER = [107, 114, 122] as const;
/** Side of a mask that is laid over a found picture, in pixels. */
const COVER_SIDE = 512;
/** Of everything but the one region that was searched for, so much is washed out. */
const WASHED_OUT = 0.65;

/** A picture of a search as it was brought, turned and painted on. */
export interface Brought {
  file: File;
  /** Quarters by which it was turned clockwise. */
  turns: number;
  /** White where it is hidden. */
  mask?: Blob | undefined;
  /** White where the one region is that is searched for. */
  region?: Blob | undefined;
}

/** Why a picture of the service is not there, in a few words. */
function reason(problem: unknown): string {
  if (!(problem instanceof ServiceError)) {
    return "the picture cannot be read";
  }
  switch (problem.status) {
    case 0:
      return "the service cannot be reached";
    case 401:
    case 403:
      return "your key does not permit to see it";
    case 404:
      return "it is no longer there";
    default:
      return "the picture cannot be read";
  }
}

/** A picture that needs the key: fetched by script and shown from memory. */
export function ServicePicture(props: {
  service: Service;
  path: string;
  alt: string;
  class?: string;
  /** What has to stay hidden of it. */
  cover?: Cover | undefined;
  /** Told the picture's own size once it is shown. */
  onSize?: (size: Size) => void;
}) {
  const [url, setUrl] = useState<string>();
  const [failed, setFailed] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    setFailed(undefined);
    const { cover } = props;
    props.service
      .picture(props.path)
      .then((blob) => (cover ? withCover(blob, cover) : blob))
      .then((blob) => {
        if (!gone) {
          made = URL.createObjectURL(blob);
          setUrl(made);
        }
      })
      .catch((problem) => setFailed(reason(problem)));
    return () => {
      gone = true;
      if (made) {
        URL.revokeObjectURL(made);
      }
    };
  }, [props.path, props.service, props.cover?.mask, props.cover?.at.join()]);
  if (failed) {
    return (
      <span class="missing">
        {props.alt}: {failed}
      </span>
    );
  }
  return url ? (
    <img
      src={url}
      alt={props.alt}
      class={props.class}
      onLoad={(event) =>
        props.onSize?.({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })
      }
    />
  ) : (
    <span class="loading" aria-hidden="true" />
  );
}

/** The pixels of a file; rejects what the browser cannot decode. */
async function decoded(blob: Blob): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(blob);
  try {
    const image = new Image();
    await new Promise<void>((resolve, reject) => {
      image.onload = () => resolve();
      image.onerror = () => reject(new Error("The browser cannot show this picture"));
      image.src = url;
    });
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Pixels that every browser draws alike, and how they are turned to stand upright. */
interface Drawable extends Stored {
  /** Whether the service made them, which alone knows how such a file is turned. */
  rendered: boolean;
}

const known = new WeakMap<Blob, Promise<Drawable>>();

/** What is drawn of a file, made once: of a format that not every browser shows alike, the service's own rendering. */
function drawableOf(file: Blob, service: Service): Promise<Drawable> {
  const before = known.get(file);
  if (before) {
    return before;
  }
  const now = stored(file).then(async (found) =>
    found ? { ...found, rendered: false } : { blob: await service.render(file), orientation: 1, rendered: true },
  );
  known.set(file, now);
  now.catch(() => known.delete(file)); // the service may be there again the next time
  return now;
}

/** By which EXIF orientation a file is turned here; 0 for a format of which only the service knows. */
export async function orientationOf(file: Blob): Promise<number> {
  return (await stored(file))?.orientation ?? 0;
}

function asBlob(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture cannot be drawn"))), type, 0.92),
  );
}

/** A file drawn upright and turned, on a canvas of at most so many pixels a side. */
async function drawn(file: Blob, turns: number, side: number, service: Service): Promise<HTMLCanvasElement> {
  const { blob, orientation } = await drawableOf(file, service);
  const image = await decoded(blob);
  const scale = Math.min(1, side / Math.max(image.naturalWidth, image.naturalHeight));
  const width = Math.max(1, Math.round(image.naturalWidth * scale));
  const height = Math.max(1, Math.round(image.naturalHeight * scale));
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d")!;
  layOut(context, width, height, orientation, turns);
  context.fillStyle = "#fff"; // under what is transparent, as the service has it
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0, width, height);
  return canvas;
}

/** White or not of a mask at another size. */
async function shape(mask: Blob, width: number, height: number): Promise<Uint8ClampedArray> {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  context.drawImage(await decoded(mask), 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}

/** A picture as it was searched: what was hidden is gone from its pixels, what was left out is washed out. */
async function covered(picture: Brought, service: Service): Promise<Blob> {
  const canvas = await drawn(picture.file, picture.turns, SHOWN_SIDE / 2, service);
  const { width, height } = canvas;
  const context = canvas.getContext("2d")!;
  const pixels = context.getImageData(0, 0, width, height);
  const mask = picture.mask && (await shape(picture.mask, width, height));
  const region = picture.region && (await shape(picture.region, width, height));
  for (let at = 0; at < pixels.data.length; at += 4) {
    if (region && region[at]! < 128) {
      for (let i = 0; i < 3; i++) {
        pixels.data[at + i] = 255 * WASHED_OUT + pixels.data[at + i]! * (1 - WASHED_OUT);
      }
    }
    // From a quarter on: a scaled edge stays hidden.
    if (mask && mask[at]! >= 64) {
      pixels.data.set(COVER, at);
    }
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.putImageData(pixels, 0, 0);
  return asBlob(canvas, "image/jpeg");
}

/** A found picture in which what the query hides is gone from its pixels too. */
async function withCover(blob: Blob, cover: Cover): Promise<Blob> {
  const image = await decoded(blob);
  const [width, height] = [image.naturalWidth, image.naturalHeight];
  const mask = document.createElement("canvas");
  mask.width = mask.height = COVER_SIDE;
  const pixels = new ImageData(COVER_SIDE, COVER_SIDE);
  const white = await shape(cover.mask, COVER_SIDE, COVER_SIDE);
  for (let at = 0; at < white.length; at += 4) {
    if (white[at]! >= 64) {
      pixels.data.set([...COVER, 255], at);
    }
  }
  mask.getContext("2d")!.putImageData(pixels, 0, 0);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d")!;
  context.drawImage(image, 0, 0);
  const [a, b, c, d, e, f] = cover.at;
  context.setTransform(a * width, b * height, c * width, d * height, e * width, f * height);
  context.imageSmoothingEnabled = false;
  context.drawImage(mask, 0, 0, 1, 1);
  return asBlob(canvas, "image/jpeg");
}

/** A picture on its way to the screen. */
export interface Shown {
  blob?: Blob;
  /** Whether the browser cannot show it. */
  failed: boolean;
}

/** What is made of something, once it is; nothing while something else is being made. */
function useMade(what: unknown[], make: (() => Promise<Blob>) | undefined): Shown {
  const [made, setMade] = useState<{ of: unknown[]; shown: Shown }>();
  const same = made !== undefined && made.of.every((one, i) => one === what[i]);
  useEffect(() => {
    if (!make) {
      return;
    }
    let gone = false;
    make().then(
      (blob) => !gone && setMade({ of: what, shown: { blob, failed: false } }),
      () => !gone && setMade({ of: what, shown: { failed: true } }),
    );
    return () => {
      gone = true;
    };
  }, what);
  return same && make ? made.shown : { failed: false };
}

/** The file upright by the service's rule, and turned. */
export function useUpright(file: Blob | undefined, turns: number, service: Service): Shown {
  return useMade(
    [file, turns],
    file &&
      (async () => {
        const { blob, orientation } = await drawableOf(file, service);
        if (orientation === 1 && turns === 0) {
          await decoded(blob);
          return blob;
        }
        return asBlob(await drawn(file, turns, SHOWN_SIDE, service), "image/jpeg");
      }),
  );
}

/** The picture as it was searched, with what was hidden gone from its pixels. */
export function useSearched(picture: Brought | undefined, service: Service): Shown {
  const painted = picture?.mask !== undefined || picture?.region !== undefined;
  const plain = useUpright(painted ? undefined : picture?.file, picture?.turns ?? 0, service);
  const made = useMade(
    [picture?.file, picture?.turns, picture?.mask, picture?.region],
    painted && picture ? () => covered(picture, service) : undefined,
  );
  return painted ? made : plain;
}

/** An object URL for a local file, released when it is no longer shown. */
export function useFileUrl(file: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file) {
      setUrl(undefined);
      return;
    }
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
