// Looks for people in a photo, on the phone, with MediaPipe's selfie segmenter. Its program and model come from our own
// service and only after the first photo. All that is kept of an answer is yes or no.

interface Segmenter {
  setOptions(options: { modelSelection: number; selfieMode: boolean }): void;
  onResults(listener: (results: { segmentationMask: CanvasImageSource }) => void): void;
  initialize(): Promise<void>;
  send(inputs: { image: HTMLCanvasElement }): Promise<void>;
}

declare global {
  interface Window {
    SelfieSegmentation?: new (config: { locateFile: (name: string) => string }) => Segmenter;
  }
}

/** Where the build puts the package's files (vite.config.ts). */
const FOLDER = "people/";
/** Side of the model's input, in pixels. */
const SIDE = 256;
/** A point of the mask counts as a person from this value on, of 255; the mask's value is in its alpha. */
const SURE_FROM = 250;
/** The part of a view that one patch must take before a person is said, 0..1; measured, see docs/experiments/phone-warnings.md. */
export const PERSON_FROM = 0.06;

/** The program and the model are two megabytes: two minutes on the slowest networks. Nobody waits for them meanwhile. */
const LOADING_PATIENCE_MILLISECONDS = 600_000;
/** One view takes a fraction of a second; a browser that has lost its graphics never answers. */
const VIEW_PATIENCE_MILLISECONDS = 15_000;
const ATTEMPTS = 2;

type Segment = (view: HTMLCanvasElement) => Promise<ImageData>;

let loading: Promise<Segment> | undefined;
let ready = false;

/** The segmenter has not come over the network; later it may. */
export class NotYet extends Error {}

/** Whether the segmenter is here, so that a photo is looked through within moments. */
export function isReady(): boolean {
  return ready;
}

/** Whether a picture seems to show a person. Throws NotYet if the segmenter cannot be had now, others if it cannot run here. */
export async function showsPeople(picture: Blob): Promise<boolean> {
  return (await peopleShare(picture)) >= PERSON_FROM;
}

/** The largest part of one of the picture's overlapping squares that seems to be one person, 0..1. */
export async function peopleShare(picture: Blob): Promise<number> {
  const decoded = await createImageBitmap(picture);
  try {
    for (let attempt = 1; ; attempt++) {
      let loaded = false;
      try {
        loading ??= load();
        const segment = await within(LOADING_PATIENCE_MILLISECONDS, loading, () => new NotYet("It does not come."));
        loaded = true;
        ready = true;
        return await mostOfViews(decoded, segment);
      } catch (problem) {
        // A segmenter that failed once is not asked again; another one may be made.
        loading = undefined;
        ready = false;
        if (!loaded || attempt === ATTEMPTS) {
          throw problem;
        }
      }
    }
  } finally {
    decoded.close();
  }
}

async function mostOfViews(picture: ImageBitmap, segment: Segment): Promise<number> {
  let most = 0;
  for (const view of views(picture.width, picture.height)) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = SIDE;
    canvas.getContext("2d")!.drawImage(picture, view.x, view.y, view.side, view.side, 0, 0, SIDE, SIDE);
    most = Math.max(most, largestPatch(await within(VIEW_PATIENCE_MILLISECONDS, segment(canvas)), SIDE));
  }
  return most;
}

async function within<T>(
  milliseconds: number,
  work: Promise<T>,
  late = () => new Error(`No answer within ${milliseconds} ms.`),
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await Promise.race([
      work,
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(late()), milliseconds);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/** Squares that together cover the picture: the model wants squares, and a person in one is larger than in the whole. */
export function views(width: number, height: number): { x: number; y: number; side: number }[] {
  const side = Math.min(width, height);
  const long = Math.max(width, height);
  const count = Math.max(1, Math.ceil((long / side - 1) * 2) + 1);
  return Array.from({ length: count }, (_, i) => {
    const at = count === 1 ? 0 : Math.round(((long - side) * i) / (count - 1));
    return width >= height ? { x: at, y: 0, side } : { x: 0, y: at, side };
  });
}

/**
 * The part of the mask that is taken by the largest connected patch of points that are surely a person. Patches are not
 * added up: a person is one, while what is wrongly taken for people are mostly several small things.
 */
export function largestPatch(mask: { data: Uint8ClampedArray }, width: number): number {
  const count = mask.data.length / 4;
  const open = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    open[i] = mask.data[4 * i + 3]! >= SURE_FROM ? 1 : 0;
  }
  const waiting = new Int32Array(count);
  let largest = 0;
  for (let start = 0; start < count; start++) {
    if (open[start] === 0) {
      continue;
    }
    let size = 0;
    let held = 1;
    waiting[0] = start;
    open[start] = 0;
    while (held > 0) {
      const at = waiting[--held]!;
      size++;
      const x = at % width;
      for (const near of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (near >= 0 && near < count && open[near] === 1) {
          open[near] = 0;
          waiting[held++] = near;
        }
      }
    }
    largest = Math.max(largest, size);
  }
  return largest / count;
}

async function load(): Promise<Segment> {
  // MediaPipe opens a dialogue where there is no WebGL; ask first.
  const probe = document.createElement("canvas");
  if (probe.getContext("webgl2") === null && probe.getContext("webgl") === null) {
    throw new Error("This browser has no WebGL.");
  }
  const folder = new URL(FOLDER, document.baseURI).href;
  if (window.SelfieSegmentation === undefined) {
    await script(`${folder}selfie_segmentation.js`);
  }
  const segmenter = new window.SelfieSegmentation!({ locateFile: (name) => folder + name });
  segmenter.setOptions({ modelSelection: 0, selfieMode: false });
  let mask: ImageData | undefined;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  segmenter.onResults((results) => {
    context.clearRect(0, 0, SIDE, SIDE);
    context.drawImage(results.segmentationMask, 0, 0, SIDE, SIDE);
    mask = context.getImageData(0, 0, SIDE, SIDE);
  });
  try {
    await segmenter.initialize();
  } catch (problem) {
    // Either its further files did not come, or it cannot run here; a small one of them tells which.
    const there = await fetch(`${folder}selfie_segmentation.binarypb`).then(
      (response) => response.ok,
      () => false,
    );
    throw there ? problem : new NotYet("The segmenter could not be loaded.");
  }
  return async (view) => {
    mask = undefined;
    await segmenter.send({ image: view });
    if (mask === undefined) {
      throw new Error("The segmenter gave no mask.");
    }
    return mask;
  };
}

function script(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = address;
    element.addEventListener("load", () => resolve());
    element.addEventListener("error", () => reject(new NotYet("The segmenter could not be loaded.")));
    document.head.append(element);
  });
}
