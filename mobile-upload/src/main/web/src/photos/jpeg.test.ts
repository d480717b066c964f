import { expect, test } from "vitest";
import { markers, NotJpeg, withoutMetadata } from "./jpeg";

function segment(marker: number, text: string): number[] {
  const bytes = [...text].map((letter) => letter.charCodeAt(0));
  return [0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 255, ...bytes];
}

const START = [0xff, 0xd8];
const SCAN = [...segment(0xda, "scan"), 1, 2, 0xff, 0, 3, 0xff, 0xd9];

function jpeg(...parts: number[][]): Uint8Array<ArrayBuffer> {
  return new Uint8Array([...START, ...parts.flat(), ...SCAN]);
}

test("keeps the picture and the format's own segment, and nothing that can carry words", async () => {
  const tables = segment(0xdb, "tables");
  const format = segment(0xe0, "JFIF\0");
  const told = jpeg(
    format,
    segment(0xe1, "Exif\0\0 place and time"),
    segment(0xe2, "ICC_PROFILE"),
    segment(0xe0, "JFXX thumbnail"),
    tables,
    segment(0xed, "Photoshop"),
    segment(0xfe, "a comment"),
  );
  const cleaned = new Uint8Array(await withoutMetadata(told).arrayBuffer());
  expect(cleaned).toEqual(jpeg(format, tables));
  expect(markers(cleaned)).toEqual([0xe0, 0xdb, 0xda]);
});

test("refuses what is no JPEG or breaks off in its header", () => {
  expect(() => withoutMetadata(new Uint8Array([0x89, 0x50, 0x4e, 0x47]))).toThrow(NotJpeg);
  expect(() => withoutMetadata(new Uint8Array([...START, ...segment(0xe1, "Exif").slice(0, 5)]))).toThrow(NotJpeg);
  expect(() => withoutMetadata(new Uint8Array(START))).toThrow(NotJpeg);
});
