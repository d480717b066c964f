import { brightnessOf, isBlurred, isDark } from "./quality";
import { withoutMetadata } from "./jpeg";
import { requireWhole } from "./whole";

/** The longest side of what leaves the phone, in pixels. */
export const MAX_SIDE_PIXELS = 2048;
/** The longest side of the small copy on which blur and darkness are measured, in pixels. */
const MEASURED_SIDE_PIXELS = 1024;
const JPEG_QUALITY = 0.88;

export interface Prepared {
  blob: Blob;
  sha256: string;
  width: number;
  height: number;
  blurred: boolean;
  dark: boolean;
}

/** Width and height that fit the longest side; never larger than the picture is. */
export function fitted(width: number, height: number, longest: number): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * Makes from a picture file what may leave the phone: upright, at most 2048 pixels on the longest side, encoded anew from
 * its pixels. Throws if the browser cannot read the file as a picture, and Incomplete if it lacks a part of its picture.
 */
export async function prepare(file: Blob): Promise<Prepared> {
  requireWhole(new Uint8Array(await file.arrayBuffer()));
  const decoded = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    const { width, height } = fitted(decoded.width, decoded.height, MAX_SIDE_PIXELS);
    const canvas = drawn(decoded, width, height);
    const encoded = await canvas.convertToBlob({ type: "image/jpeg", quality: JPEG_QUALITY });
    const blob = withoutMetadata(new Uint8Array(await encoded.arrayBuffer()));
    const small = fitted(width, height, MEASURED_SIDE_PIXELS);
    const pixels = drawn(canvas, small.width, small.height)
      .getContext("2d")!
      .getImageData(0, 0, small.width, small.height);
    const brightness = brightnessOf(pixels.data, small.width, small.height);
    return {
      blob,
      sha256: await sha256(blob),
      width,
      height,
      blurred: isBlurred(brightness),
      dark: isDark(brightness),
    };
  } finally {
    decoded.close();
  }
}

function drawn(source: ImageBitmap | OffscreenCanvas, width: number, height: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true })!;
  context.imageSmoothingQuality = "high";
  context.drawImage(source, 0, 0, width, height);
  return canvas;
}

async function sha256(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
