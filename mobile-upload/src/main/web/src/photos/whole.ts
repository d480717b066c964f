// Whether a file holds all of its picture, before a decoder sees it: Firefox and WebKit show the rest of a cut file.
import { isWholeJpeg } from "./whole-jpeg";

/** Pixels of the picture are missing in the file. */
export class Incomplete extends Error {
  override readonly name = "Incomplete";

  constructor() {
    super("The file breaks off before its picture ends.");
  }
}

/**
 * Throws if a JPEG, PNG, WebP, GIF, BMP, HEIC or AVIF file does not hold the whole of its (first) picture. What follows the
 * picture does not count: a phone appends films. Of other formats nothing is said; the browser's decoder is asked.
 */
export function requireWhole(file: Uint8Array): void {
  const format = FORMATS.find(({ begins }) => begins(file));
  if (format !== undefined && !format.isWhole(file)) {
    throw new Incomplete();
  }
}

/** Main brands of still pictures and their sequences; films begin alike. */
const HEIF = /^(hei[cmsx]|hev[cx]|mif[12]|msf1|avi[fs])$/;

const FORMATS: readonly { begins: (file: Uint8Array) => boolean; isWhole: (file: Uint8Array) => boolean }[] = [
  { begins: (file) => file[0] === 0xff && file[1] === 0xd8, isWhole: isWholeJpeg },
  { begins: (file) => text(file, 0, 4) === "\x89PNG", isWhole: isWholePng },
  { begins: (file) => text(file, 0, 4) === "RIFF" && text(file, 8, 12) === "WEBP", isWhole: isWholeWebp },
  { begins: (file) => text(file, 0, 4) === "GIF8", isWhole: isWholeGif },
  { begins: (file) => text(file, 0, 2) === "BM", isWhole: isWholeBmp },
  { begins: (file) => text(file, 4, 8) === "ftyp" && HEIF.test(text(file, 8, 12)), isWhole: isWholeHeif },
];

function text(file: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...file.subarray(from, to));
}

function view(file: Uint8Array): DataView {
  return new DataView(file.buffer, file.byteOffset, file.byteLength);
}

/** Every chunk up to the last one, which says that it is the last. */
function isWholePng(file: Uint8Array): boolean {
  const bytes = view(file);
  let data = false;
  for (let at = 8; at + 12 <= file.length;) {
    const type = text(file, at + 4, at + 8);
    data ||= type === "IDAT";
    at += 12 + bytes.getUint32(at);
    if (type === "IEND") {
      return data && at <= file.length;
    }
  }
  return false;
}

/** The chunk with the picture, or with the first picture of a moving one. */
function isWholeWebp(file: Uint8Array): boolean {
  const bytes = view(file);
  for (let at = 12; at + 8 <= file.length;) {
    const type = text(file, at, at + 4);
    const length = bytes.getUint32(at + 4, true);
    if (type === "VP8 " || type === "VP8L" || type === "ANMF") {
      return at + 8 + length <= file.length;
    }
    at += 8 + length + (length % 2);
  }
  return false;
}

const CORE_HEADER_BYTES = 12;
const RUN_LENGTHS = [1, 2];

/** The rows that the header tells of; packed ones as long as it says, or up to the mark of their end. */
function isWholeBmp(file: Uint8Array): boolean {
  if (file.length < 26) {
    return false;
  }
  const bytes = view(file);
  const start = bytes.getUint32(10, true);
  if (bytes.getUint32(14, true) === CORE_HEADER_BYTES) {
    return (
      start + rowBytes(bytes.getUint16(18, true), bytes.getUint16(24, true)) * bytes.getUint16(20, true) <= file.length
    );
  }
  if (file.length < 54) {
    return false;
  }
  if (RUN_LENGTHS.includes(bytes.getUint32(30, true))) {
    const packed = bytes.getUint32(34, true);
    return packed > 0 ? start + packed <= file.length : file.at(-2) === 0 && file.at(-1) === 1;
  }
  const height = Math.abs(bytes.getInt32(22, true));
  return start + rowBytes(bytes.getInt32(18, true), bytes.getUint16(28, true)) * height <= file.length;
}

function rowBytes(width: number, bitsPerPixel: number): number {
  return Math.ceil((width * bitsPerPixel) / 32) * 4;
}

/** The boxes up to the pictures' data and what tells of them, whichever comes last. */
function isWholeHeif(file: Uint8Array): boolean {
  const bytes = view(file);
  const wanted = new Set(["meta", "mdat"]);
  for (let at = 0; at + 8 <= file.length;) {
    const length = bytes.getUint32(at);
    const type = text(file, at + 4, at + 8);
    const end =
      length === 0
        ? file.length // to the end of the file, wherever that is
        : length === 1 && at + 16 <= file.length
          ? at + Number(bytes.getBigUint64(at + 8))
          : at + length;
    if (end < at + 8 || end > file.length) {
      return false;
    }
    wanted.delete(type);
    if (wanted.size === 0) {
      return true;
    }
    at = end;
  }
  return false;
}

/** As many pixels as the first frame has, counted in its packed data. */
function isWholeGif(file: Uint8Array): boolean {
  const table = (flags: number | undefined) => ((flags ?? 0) & 0x80 ? 3 << (((flags ?? 0) & 7) + 1) : 0);
  let at = 13 + table(file[10]);
  while (file[at] === 0x21) {
    at += 2;
    while (file[at]) {
      at += 1 + file[at]!;
    }
    at++;
  }
  if (file[at] !== 0x2c || at + 11 > file.length) {
    return false;
  }
  const [width, height] = [view(file).getUint16(at + 5, true), view(file).getUint16(at + 7, true)];
  at += 10 + table(file[at + 9]);
  return pixelsOf(file, at + 1, file[at] ?? 0) >= width * height;
}

/** Longest code of LZW in a GIF, in bits. */
const LONGEST_CODE = 12;

/** How many pixels LZW's codes stand for, of which only their lengths are kept. */
function pixelsOf(file: Uint8Array, start: number, codeBits: number): number {
  if (codeBits < 1 || codeBits >= LONGEST_CODE) {
    return 0;
  }
  const clear = 1 << codeBits;
  const lengths = new Uint32Array(1 << LONGEST_CODE).fill(1, 0, clear);
  let pixels = 0;
  let [known, bits, before] = [clear + 2, codeBits + 1, 0];
  let [held, count] = [0, 0];
  for (let block = start; file[block]; block += 1 + file[block]!) {
    for (let at = block + 1; at <= block + file[block]! && at < file.length; at++) {
      held |= file[at]! << count;
      count += 8;
      while (count >= bits) {
        const code = held & ((1 << bits) - 1);
        held >>>= bits;
        count -= bits;
        if (code === clear) {
          [known, bits, before] = [clear + 2, codeBits + 1, 0];
          continue;
        }
        if (code === clear + 1 || code > known) {
          return pixels;
        }
        if (before > 0 && known < 1 << LONGEST_CODE) {
          lengths[known++] = before + 1;
          if (known === 1 << bits && bits < LONGEST_CODE) {
            bits++;
          }
        }
        before = lengths[code]!;
        pixels += before;
      }
    }
  }
  return pixels;
}
