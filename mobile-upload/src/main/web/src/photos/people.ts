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
/** A point of the mask counts as a person from this value on, of 255. */
const SURE_FROM = 160;
/** The part of a view that must be a person before it is said, 0..1. */
export const PERSON_FROM = 0.04;

let loading: Promise<(view: HTMLCanvasElement) => Promise<ImageData>> | undefined;

/** Whether a picture seems to show a person. Throws if the segmenter cannot be had or cannot run here. */
export async function showsPeople(picture: Blob): Promise<boolean> {
  return (await peopleShare(picture)) >= PERSON_FROM;
}

/** The largest part of the picture, or of one of its overlapping halves, that seems to be a person, 0..1. */
export async function peopleShare(picture: Blob): Promise<number> {
  loading ??= load();
  let segment;
  try {
    segment = await loading;
  } catch (problem) {
    loading = undefined;
    throw problem;
  }
  const decoded = await createImageBitmap(picture);
  try {
    let most = 0;
    for (const view of views(decoded.width, decoded.height)) {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = SIDE;
      canvas.getContext("2d")!.drawImage(decoded, view.x, view.y, view.side, view.side, 0, 0, SIDE, SIDE);
      most = Math.max(most, shareOf(await segment(canvas)));
    }
    return most;
  } finally {
    decoded.close();
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

/** The part of the mask's points that are surely a person. */
export function shareOf(mask: { data: Uint8ClampedArray }): number {
  let sure = 0;
  for (let i = 0; i < mask.data.length; i += 4) {
    // The mask's value is in red and in alpha; where alpha is 0 the canvas gives red as 0 too.
    if (mask.data[i]! >= SURE_FROM && mask.data[i + 3]! >= SURE_FROM) {
      sure++;
    }
  }
  return sure / (mask.data.length / 4);
}

async function load(): Promise<(view: HTMLCanvasElement) => Promise<ImageData>> {
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
  await segmenter.initialize();
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
    element.addEventListener("error", () => reject(new Error("The segmenter could not be loaded.")));
    document.head.append(element);
  });
}
