// A JPEG file is a row of segments, then the picture's data. Metadata live in segments of their own.

const START_OF_IMAGE = 0xd8;
const START_OF_SCAN = 0xda;
const APP_0 = 0xe0;
const APP_15 = 0xef;
const COMMENT = 0xfe;

export class NotJpeg extends Error {
  constructor() {
    super("These bytes are not a whole JPEG header.");
  }
}

/**
 * The same picture without any segment that can carry words: of the application segments only the first, which holds the
 * format's own version and density (JFIF), stays; comments go. A browser writes none of the others today; this makes it
 * certain.
 */
export function withoutMetadata(jpeg: Uint8Array<ArrayBuffer>): Blob {
  const kept: Uint8Array<ArrayBuffer>[] = [jpeg.subarray(0, 2)];
  for (const { marker, start, end } of segments(jpeg)) {
    const format = marker === APP_0 && isJfif(jpeg, start);
    if (format || !((marker >= APP_0 && marker <= APP_15) || marker === COMMENT)) {
      kept.push(jpeg.subarray(start, end));
    }
  }
  return new Blob(kept, { type: "image/jpeg" });
}

/** Markers of the segments up to the picture's data, in their order. */
export function markers(jpeg: Uint8Array): number[] {
  return [...segments(jpeg)].map((segment) => segment.marker);
}

/** The last one starts at the first scan and goes to the end of the file. */
function* segments(jpeg: Uint8Array): Generator<{ marker: number; start: number; end: number }> {
  if (jpeg[0] !== 0xff || jpeg[1] !== START_OF_IMAGE) {
    throw new NotJpeg();
  }
  for (let at = 2; ;) {
    const marker = jpeg[at + 1];
    if (jpeg[at] !== 0xff || marker === undefined) {
      throw new NotJpeg();
    }
    if (marker === START_OF_SCAN) {
      yield { marker, start: at, end: jpeg.length };
      return;
    }
    const length = (jpeg[at + 2]! << 8) | jpeg[at + 3]!;
    const end = at + 2 + length;
    if (!(length >= 2) || end > jpeg.length) {
      throw new NotJpeg();
    }
    yield { marker, start: at, end };
    at = end;
  }
}

function isJfif(jpeg: Uint8Array, start: number): boolean {
  return String.fromCharCode(...jpeg.subarray(start + 4, start + 8)) === "JFIF";
}
