// @vitest-environment node
import { expect, test } from "vitest";
import { stored } from "./orientation";

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const two = (value: number) => [value >> 8, value & 255];
const four = (value: number) => [0, 0, ...two(value)];

/** A TIFF structure of these entries: tag, type, count, value. */
const tiff = (...entries: [number, number, number, number][]) => [
  ...ascii("MM"),
  ...[0, 42, 0, 0, 0, 8],
  ...two(entries.length),
  ...entries.flatMap(([tag, type, count, value]) => [...two(tag), ...two(type), ...four(count), ...two(value), 0, 0]),
];
const named = (orientation: number) => tiff([0x112, 3, 1, orientation]);

const segment = (marker: number, content: number[]) => [0xff, marker, ...two(content.length + 2), ...content];
const exif = (content: number[], last = 0) => segment(0xe1, [...ascii("Exif"), 0, last, ...content]);
const SCAN = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 2, 3, 0xff, 0xd9];
const jpeg = (...segments: number[][]) => [0xff, 0xd8, ...segments.flat(), ...SCAN];

const chunk = (type: string, content: number[]) => [...four(content.length), ...ascii(type), ...content, 9, 9, 9, 9];
const png = (...chunks: number[][]) => [0x89, ...ascii("PNG"), 13, 10, 26, 10, ...chunks.flat()];

const bytes = (...file: number[]) => new Blob([new Uint8Array(file)]);
const read = async (file: number[]) => {
  const found = (await stored(bytes(...file)))!;
  return { orientation: found.orientation, left: [...new Uint8Array(await found.blob.arrayBuffer())] };
};

test("reads every orientation of a JPEG and leaves the pixels without it", async () => {
  for (let orientation = 1; orientation <= 8; orientation++) {
    const found = await read(jpeg(segment(0xe0, [1, 2]), exif(named(orientation))));
    expect(found).toEqual({ orientation, left: jpeg(segment(0xe0, [1, 2])) });
  }
});

test("reads a JPEG's orientation as the service does", async () => {
  const of = async (...segments: number[][]) => (await read(jpeg(...segments))).orientation;
  expect(await of(exif(named(6), 255))).toBe(6);
  expect(await of(exif(named(6)), exif(named(3)))).toBe(6);
  expect(await of(exif(tiff()), exif(named(3)))).toBe(1);
  expect(await of(exif(tiff([0x112, 3, 1, 9], [0x112, 3, 1, 3])))).toBe(3);
  expect(await of(exif(tiff([0x112, 3, 2, 6])))).toBe(1);
  expect(await of(exif(tiff([0x112, 4, 1, 6])))).toBe(1);
  expect(await of(segment(0xe0, [1]), [7, 7], exif(named(8)))).toBe(8);
});

test("takes out every EXIF segment, the second one too", async () => {
  expect((await read(jpeg(exif(named(6)), segment(0xe2, [5]), exif(named(3))))).left).toEqual(jpeg(segment(0xe2, [5])));
});

test("reads a PNG's orientation before its pixels and not after them", async () => {
  const [head, data, end] = [chunk("IHDR", [1]), chunk("IDAT", [2]), chunk("IEND", [])];
  for (let orientation = 1; orientation <= 8; orientation++) {
    const turn = chunk("eXIf", named(orientation));
    expect(await read(png(head, turn, data, end))).toEqual({ orientation, left: png(head, data, end) });
    expect(await read(png(head, data, turn, end))).toEqual({ orientation: 1, left: png(head, data, end) });
  }
});

test("leaves a WebP as it is, and says nothing of other files", async () => {
  const webp = [...ascii("RIFF"), 9, 0, 0, 0, ...ascii("WEBP"), ...ascii("EXIF"), ...named(6)];
  expect(await read(webp)).toEqual({ orientation: 1, left: webp });
  expect(await stored(bytes(...ascii("GIF89a......")))).toBeUndefined();
  expect(await stored(bytes())).toBeUndefined();
});

test("walks through cut and senseless files to their end", async () => {
  const whole = jpeg(exif(named(6)));
  for (let length = 3; length < whole.length; length++) {
    await stored(bytes(...whole.slice(0, length)));
  }
  expect((await read([0xff, 0xd8, 0xff, 0xe1, 0, 0, 0xff, 0xe1, 0, 0, 0, 0])).orientation).toBe(1);
});
