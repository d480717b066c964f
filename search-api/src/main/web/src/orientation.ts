// How a picture is turned to stand upright, by the service's own rule (Gate and ExifOrientation there), whatever the browser
// does: a mask has to be painted on the picture as it is searched.

/** A picture whose own word about turning is taken out, so that every browser draws the pixels as they are stored. */
export interface Stored {
  blob: Blob;
  /** The EXIF orientation (1 to 8) by which it is turned to stand upright. */
  orientation: number;
}

const UPRIGHT = 1;
const ORIENTATION_TAG = 0x0112;
const SHORT = 3;

/** The first orientation from 1 to 8 that a TIFF structure names in its first directory, or upright. */
function orientationOf(tiff: DataView): number {
  const length = tiff.byteLength;
  if (length < 8) {
    return UPRIGHT;
  }
  const order = tiff.getUint16(0);
  const little = order === 0x4949;
  const directory = tiff.getUint32(4, little);
  if ((!little && order !== 0x4d4d) || tiff.getUint16(2, little) !== 42 || directory + 2 > length) {
    return UPRIGHT;
  }
  const entries = tiff.getUint16(directory, little);
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + 12 * i;
    if (at + 12 > length) {
      return UPRIGHT;
    }
    const value = tiff.getUint16(at + 8, little);
    if (
      tiff.getUint16(at, little) === ORIENTATION_TAG &&
      tiff.getUint16(at + 2, little) === SHORT &&
      tiff.getUint32(at + 4, little) === 1 &&
      value >= 1 &&
      value <= 8
    ) {
      return value;
    }
  }
  return UPRIGHT;
}

/** What a file's bytes say. */
interface Found {
  /** By the bytes, whatever the file is called: not every browser looks into a file without a type. */
  type: string;
  orientation: number;
  /** Pieces that speak of turning, each from its first byte to the one after its last. */
  cuts: [number, number][];
}

const part = (view: DataView, from: number, length: number) =>
  new DataView(view.buffer, view.byteOffset + from, Math.max(0, Math.min(length, view.byteLength - from)));

/** EXIF segments before the pixels; the first one counts. */
function inJpeg(file: DataView): Found {
  const found: Found = { type: "image/jpeg", orientation: UPRIGHT, cuts: [] };
  let at = 2;
  while (at + 4 <= file.byteLength) {
    if (file.getUint8(at) !== 0xff) {
      at++; // stray bytes, which decoders pass over
      continue;
    }
    const marker = file.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
      continue;
    }
    if (marker === 0xd9 || marker === 0xda) {
      break;
    }
    const length = file.getUint16(at + 2);
    const exif = marker === 0xe1 && length >= 8 && at + 10 <= file.byteLength;
    if (exif && file.getUint32(at + 4) === 0x45786966 && file.getUint8(at + 8) === 0) {
      if (found.cuts.length === 0) {
        found.orientation = orientationOf(part(file, at + 10, length - 8));
      }
      found.cuts.push([at, at + 2 + length]);
    }
    at += 2 + Math.max(2, length);
  }
  return found;
}

/** eXIf chunks; the last one before the pixels counts. */
function inPng(file: DataView): Found {
  const found: Found = { type: "image/png", orientation: UPRIGHT, cuts: [] };
  let pixels = false;
  let at = 8;
  while (at + 12 <= file.byteLength) {
    const length = file.getUint32(at);
    const type = file.getUint32(at + 4);
    const end = at + 12 + length;
    if (end > file.byteLength) {
      break;
    }
    if (type === 0x49444154) {
      pixels = true;
    } else if (type === 0x65584966) {
      if (!pixels) {
        found.orientation = orientationOf(part(file, at + 8, length));
      }
      found.cuts.push([at, end]);
    }
    at = end;
  }
  return found;
}

/** What the bytes are, by their first ones; undefined for a format of which the service alone knows how it is turned. */
function find(file: DataView): Found | undefined {
  if (file.byteLength >= 12) {
    if (file.getUint16(0) === 0xffd8 && file.getUint8(2) === 0xff) {
      return inJpeg(file);
    }
    if (file.getUint32(0) === 0x89504e47 && file.getUint32(4) === 0x0d0a1a0a) {
      return inPng(file);
    }
    if (file.getUint32(0) === 0x52494646 && file.getUint32(8) === 0x57454250) {
      return { type: "image/webp", orientation: UPRIGHT, cuts: [] }; // no browser turns a WebP, and the service does not
    }
  }
  return undefined;
}

/** Takes out of a picture what it says of turning; undefined where the file is no JPEG, PNG or WebP. */
export async function stored(file: Blob): Promise<Stored | undefined> {
  const found = find(new DataView(await file.arrayBuffer()));
  if (!found) {
    return undefined;
  }
  const pieces: Blob[] = [];
  let from = 0;
  for (const [cut, end] of found.cuts) {
    pieces.push(file.slice(from, cut));
    from = end;
  }
  pieces.push(file.slice(from));
  return { blob: new Blob(pieces, { type: found.type }), orientation: found.orientation };
}

/**
 * Sets a canvas up so that the stored picture, drawn from (0, 0) at the size it is stored in, stands upright and is then turned
 * clockwise by quarters.
 */
export function layOut(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  orientation: number,
  quarters: number,
) {
  const swapped = orientation >= 5 !== (quarters % 2 === 1);
  context.canvas.width = swapped ? height : width;
  context.canvas.height = swapped ? width : height;
  context.translate(context.canvas.width / 2, context.canvas.height / 2);
  context.rotate((quarters * Math.PI) / 2);
  // As stored x and y become upright x and y, around the picture's middle (CIPA DC-008, tag 0x0112).
  const [a, b, c, d] = (
    {
      1: [1, 0, 0, 1],
      2: [-1, 0, 0, 1],
      3: [-1, 0, 0, -1],
      4: [1, 0, 0, -1],
      5: [0, 1, 1, 0],
      6: [0, 1, -1, 0],
      7: [0, -1, -1, 0],
      8: [0, -1, 1, 0],
    } as Record<number, [number, number, number, number]>
  )[orientation]!;
  context.transform(a, b, c, d, 0, 0);
  context.translate(-width / 2, -height / 2);
}
