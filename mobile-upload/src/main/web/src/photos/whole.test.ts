import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { Incomplete, requireWhole } from "./whole";

const REPOSITORY = "../../../../";
const FORMATS = `${REPOSITORY}vectors/src/test/resources/org/roomprint/vectors/image/formats/`;
const PHOTO = `${REPOSITORY}indexer/sample/photos/h01/r1/1.jpg`;

function read(path: string): Uint8Array {
  return new Uint8Array(readFileSync(path));
}

const ofFormat = (name: string) => read(FORMATS + name);
const joined = (...parts: (Uint8Array | number[])[]) => new Uint8Array(parts.flatMap((part) => [...part]));
const cut = (file: Uint8Array, share: number) => file.slice(0, Math.floor(file.length * share));
const latin1 = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

function isWhole(file: Uint8Array): boolean {
  try {
    requireWhole(file);
    return true;
  } catch (problem) {
    expect(problem).toBeInstanceOf(Incomplete);
    return false;
  }
}

const FILM = joined([0, 0, 0, 24], latin1("ftypmp42\0\0\0\0mp42isom"), Array(3000).fill(0xff), [0xff, 0xd9]);

describe.each([
  "shapes.jpg",
  "shapes.png",
  "shapes.webp",
  "shapes.gif",
  "moving.gif",
  "shapes.bmp",
  "shapes.heic",
  "deep.heic",
  "shapes.avif",
])("%s", (name) => {
  const file = ofFormat(name);

  test("is whole, and with a film behind it", () => {
    expect(isWhole(file)).toBe(true);
    expect(isWhole(joined(file, FILM))).toBe(true);
  });

  test("is not whole when its last part is missing", () => {
    // Of a moving picture the first frame is enough.
    for (const share of name === "moving.gif" ? [0.05, 0.1] : [0.02, 0.3, 0.6, 0.9]) {
      expect(isWhole(cut(file, share)), `${share} of ${name}`).toBe(false);
    }
  });
});

describe("a JPEG", () => {
  const photo = read(PHOTO);
  const withoutEnd = photo.slice(0, -2);

  test("without its end marker is whole while its blocks are there, whatever stands in place of the marker", () => {
    expect([...photo.slice(-2)]).toEqual([0xff, 0xd9]);
    expect(isWhole(withoutEnd)).toBe(true);
    expect(isWhole(joined(withoutEnd, Array(500).fill(0)))).toBe(true);
    expect(isWhole(joined(withoutEnd, FILM))).toBe(true);
  });

  test("that was cut is not whole, whatever stands where its data are missing", () => {
    const half = cut(photo, 0.5);
    const gap = photo.length - half.length;
    for (const filled of [
      half,
      cut(withoutEnd, 0.97),
      joined(half, Array(gap).fill(0)),
      joined(half, [0xff, 0xe1, 0, 9]),
    ]) {
      expect(isWhole(filled)).toBe(false);
    }
    // So many that a decoder reads blocks enough from them.
    expect(isWhole(joined(half, Array(300_000).fill(0)))).toBe(false);
    expect(isWhole(joined(half, Array(300_000).fill(0x55)))).toBe(false);
    expect(isWhole(joined(half, [0xff, 0x33], FILM))).toBe(false);
  });

  test("is whole with stray bytes before its end marker", () => {
    expect(isWhole(joined(withoutEnd, [1, 2, 3, 0, 0, 0xff, 0xd0, 4], [0xff, 0xff, 0xd9]))).toBe(true);
  });

  test("that breaks off before its first scan is not whole, though a preview in its header has an end", () => {
    const preview = joined([0xff, 0xe1, 0x10, 0x02], latin1("Exif\0\0"), [0xff, 0xda, 0, 2, 9, 0xff, 0xd9]);
    expect(isWhole(joined([0xff, 0xd8], preview))).toBe(false);
    expect(isWhole(new Uint8Array([0xff, 0xd8, 0xff, 0xd9]))).toBe(false);
  });
});

test("a GIF filled up with zeros where its pixels are missing is not whole", () => {
  const file = ofFormat("shapes.gif");
  expect(isWhole(joined(cut(file, 0.7), Array(file.length).fill(0)))).toBe(false);
});

test("a BMP of the old header and a packed one are told by what they say of themselves", () => {
  const old = joined(
    latin1("BM"),
    Array(8).fill(0),
    [26, 0, 0, 0, 12, 0, 0, 0, 3, 0, 2, 0, 1, 0, 24, 0],
    Array(24).fill(7),
  );
  expect(isWhole(old)).toBe(true);
  expect(isWhole(old.slice(0, -1))).toBe(false);
  const head = new DataView(new ArrayBuffer(54));
  head.setUint16(0, 0x424d);
  head.setUint32(10, 54, true);
  head.setUint32(14, 40, true);
  head.setUint32(30, 1, true);
  const unsaid = joined(new Uint8Array(head.buffer), [4, 9, 0, 1]);
  expect(isWhole(unsaid)).toBe(true);
  expect(isWhole(unsaid.slice(0, -2))).toBe(false);
  head.setUint32(34, 4, true);
  const said = joined(new Uint8Array(head.buffer), [4, 9, 0, 1]);
  expect(isWhole(said)).toBe(true);
  expect(isWhole(said.slice(0, -1))).toBe(false);
});

test("a PNG without its last chunk is not whole", () => {
  const data = [...deflateSync(new Uint8Array(10))];
  const chunk = (type: string, content: number[]) => [0, 0, 0, content.length, ...latin1(type), ...content, 0, 0, 0, 0];
  const begun = joined([0x89, ...latin1("PNG\r\n\x1a\n")], chunk("IHDR", Array(13).fill(0)), chunk("IDAT", data));
  expect(isWhole(begun)).toBe(false);
  expect(isWhole(joined(begun, chunk("IEND", [])))).toBe(true);
  expect(isWhole(joined([0x89, ...latin1("PNG\r\n\x1a\n")], chunk("IEND", [])))).toBe(false);
});

test("nothing is said of other files", () => {
  expect(isWhole(ofFormat("shapes.tif"))).toBe(true);
  expect(isWhole(FILM.slice(0, 60))).toBe(true);
  expect(isWhole(new Uint8Array([0xff]))).toBe(true);
  expect(isWhole(new Uint8Array())).toBe(true);
});
