// Pictures for the tests that the sample set has not: a file that tells more than its picture, and a drawn person.
import { readFileSync } from "node:fs";

/** The same JPEG, said to lie on its side (EXIF orientation 6), with these words in EXIF and in a comment. */
export function jpegWithWords(jpeg, words) {
  const text = Buffer.from(`${words}\0`, "latin1");
  const entry = (tag, type, count, value) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16BE(tag, 0);
    bytes.writeUInt16BE(type, 2);
    bytes.writeUInt32BE(count, 4);
    if (type === 3) {
      bytes.writeUInt16BE(value, 8);
    } else {
      bytes.writeUInt32BE(value, 8);
    }
    return bytes;
  };
  const entries = 2;
  const textAt = 8 + 2 + 12 * entries + 4;
  const exif = Buffer.concat([
    Buffer.from("Exif\0\0MM\0*\0\0\0\x08", "latin1"),
    Buffer.from([0, entries]),
    entry(0x010e, 2, text.length, textAt), // ImageDescription
    entry(0x0112, 3, 1, 6), // Orientation
    Buffer.alloc(4),
    text,
  ]);
  const segment = (marker, content) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(content.length + 2, 2);
    return Buffer.concat([head, content]);
  };
  return Buffer.concat([jpeg.subarray(0, 2), segment(0xe1, exif), segment(0xfe, text), jpeg.subarray(2)]);
}

/** The picture with a drawn figure before it: head and shoulders, without a face. */
export async function drawnPerson(page, file) {
  const base64 = await page.evaluate(async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))]));
    const { width, height } = bitmap;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const unit = height / 10;
    context.translate(width / 2, height);
    const shaded = (light, dark) => {
      const gradient = context.createLinearGradient(-2 * unit, 0, 2 * unit, 0);
      gradient.addColorStop(0, light);
      gradient.addColorStop(1, dark);
      return gradient;
    };
    context.fillStyle = shaded("#3d5a80", "#22364f");
    context.beginPath();
    context.moveTo(-3.2 * unit, 0);
    context.bezierCurveTo(-3.2 * unit, -3.4 * unit, -1.6 * unit, -3.6 * unit, -0.7 * unit, -4 * unit);
    context.lineTo(0.7 * unit, -4 * unit);
    context.bezierCurveTo(1.6 * unit, -3.6 * unit, 3.2 * unit, -3.4 * unit, 3.2 * unit, 0);
    context.fill();
    context.fillStyle = shaded("#d8a583", "#a8754f");
    context.fillRect(-0.55 * unit, -4.9 * unit, 1.1 * unit, 1.4 * unit);
    context.beginPath();
    context.ellipse(0, -5.9 * unit, 1.05 * unit, 1.4 * unit, 0, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = "#3a2618";
    context.beginPath();
    context.ellipse(0, -6.5 * unit, 1.2 * unit, 1.05 * unit, 0, Math.PI, 2 * Math.PI);
    context.fill();
    const made = await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.95 })).arrayBuffer();
    return btoa(Array.from(new Uint8Array(made), (byte) => String.fromCharCode(byte)).join(""));
  }, readFileSync(file).toString("base64"));
  return Buffer.from(base64, "base64");
}
