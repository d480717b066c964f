// One small picture of four colours as JPEG, PNG and WebP, each saying by EXIF how it is to be turned.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Red and green above, blue and white below; 32 by 48 pixels. */
const STORED = {
  jpg: "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsICQoKCgoKBggLDAsKDAkKCgr/2wBDAQICAgICAgUDAwUKBwYHCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgr/wAARCAAwACADAREAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAkKCP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAYAQEAAwEAAAAAAAAAAAAAAAAACAkKB//EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AOL0U1/gClCLbCuAmulI3UAKUItsK4Ca6UjdQApQi2wrgINtpi1gBuIUBuqAMO6/xysBuIUBuqAMO6/xysBuIUBuqAP/2Q==",
  png: "iVBORw0KGgoAAAANSUhEUgAAACAAAAAwAgMAAAANwpD8AAAABGdBTUEAALGPC/xhBQAAACBjSFJNAAB6JgAAgIQAAPoAAACA6AAAdTAAAOpgAAA6mAAAF3CculE8AAAADFBMVEX/AAAA/wAAAP/////7AGD2AAAAAWJLR0QDEQxM8gAAAAd0SU1FB+oLHQwUAxAVU5wAAAAZSURBVBjTY2AAglAgYBhmjFVA8B8IhhkDABx1v0Hen3QjAAAAJXRFWHRkYXRlOmNyZWF0ZQAyMDI2LTExLTI5VDEyOjIwOjAzKzAwOjAwUXjuFAAAACV0RVh0ZGF0ZTptb2RpZnkAMjAyNi0xMS0yOVQxMjoyMDowMyswMDowMCAlVqgAAAAASUVORK5CYII=",
  webp: "UklGRjoAAABXRUJQVlA4TC0AAAAvH8ALAB8gEEjeHzqN+RcQFPwf3fxHZA+AMNtokpOc5BncO6L/UaX6G2DbfgMA",
};
const WIDTH = 32;
const HEIGHT = 48;

/** Corners of the stored picture as they stand once it is turned: left and right above, left and right below. */
export const CORNERS = {
  1: "red green blue white",
  2: "green red white blue",
  3: "white blue green red",
  4: "blue white red green",
  5: "red blue green white",
  6: "blue red white green",
  7: "white green blue red",
  8: "green white red blue",
};

const big = (bytes, value) => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
};
const little = (bytes, value) => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
};

function tiff(orientation) {
  return Buffer.concat([
    Buffer.from("MM"),
    ...[big(2, 42), big(4, 8), big(2, 1)],
    ...[big(2, 0x112), big(2, 3), big(4, 1), big(2, orientation), big(2, 0), big(4, 0)],
  ]);
}

function crc(bytes) {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    }
  }
  return ~value >>> 0;
}

function withOrientation(format, orientation) {
  const stored = Buffer.from(STORED[format], "base64");
  const exif = tiff(orientation);
  switch (format) {
    case "jpg":
      return Buffer.concat([
        stored.subarray(0, 2),
        Buffer.from([0xff, 0xe1]),
        ...[big(2, exif.length + 8), Buffer.from("Exif\0\0"), exif],
        stored.subarray(2),
      ]);
    case "png": {
      const typed = Buffer.concat([Buffer.from("eXIf"), exif]);
      return Buffer.concat([
        stored.subarray(0, 33),
        ...[big(4, exif.length), typed, big(4, crc(typed))],
        stored.subarray(33),
      ]);
    }
    default: {
      const canvas = Buffer.concat([Buffer.from([8, 0, 0, 0]), little(3, WIDTH - 1), little(3, HEIGHT - 1)]);
      const chunk = (type, content) => Buffer.concat([Buffer.from(type), little(4, content.length), content]);
      const content = Buffer.concat([
        Buffer.from("WEBP"),
        chunk("VP8X", canvas),
        stored.subarray(12),
        chunk("EXIF", exif),
      ]);
      return Buffer.concat([Buffer.from("RIFF"), little(4, content.length), content]);
    }
  }
}

/** Eight files of a format, one for each orientation, in their order. */
export function turnedPictures(format, folder) {
  return Array.from({ length: 8 }, (_, i) => {
    const file = join(folder, `orientation-${i + 1}.${format}`);
    writeFileSync(file, withOrientation(format, i + 1));
    return file;
  });
}

export const FORMATS = ["jpg", "png", "webp"];
