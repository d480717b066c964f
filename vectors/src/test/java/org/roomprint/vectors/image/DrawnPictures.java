package org.roomprint.vectors.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures for tests, drawn by code from a seed, and files made of them. */
final class DrawnPictures {
  private DrawnPictures() {}

  /** A room-like pattern: smooth light, a few blocks with hard edges, a little grain. */
  static RasterImage scene(int width, int height, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] light = random.doubles(6, 0.3, 1).toArray();
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          double wave = Math.sin(x * light[c] * 6 / width + y * light[c + 3] * 4 / height + c);
          rgb[(y * width + x) * 3 + c] = (byte) (int) (128 + 90 * wave + random.nextInt(8));
        }
      }
    }
    for (int block = 0; block < 12; block++) {
      int left = random.nextInt(width);
      int top = random.nextInt(height);
      int right = Math.min(width, left + 1 + random.nextInt(Math.max(1, width / 4)));
      int bottom = Math.min(height, top + 1 + random.nextInt(Math.max(1, height / 4)));
      byte[] colour = {
        (byte) random.nextInt(256), (byte) random.nextInt(256), (byte) random.nextInt(256)
      };
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          System.arraycopy(colour, 0, rgb, (y * width + x) * 3, 3);
        }
      }
    }
    return RasterImage.copyOf(width, height, rgb);
  }

  /** One colour in each quarter: red, green, blue, white, clockwise from top left. */
  static RasterImage quarters(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    int[][] colours = {{220, 20, 20}, {20, 200, 20}, {240, 240, 240}, {20, 20, 220}};
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int[] colour = colours[(y * 2 / height) * 2 + x * 2 / width];
        for (int c = 0; c < 3; c++) {
          rgb[(y * width + x) * 3 + c] = (byte) colour[c];
        }
      }
    }
    return RasterImage.copyOf(width, height, rgb);
  }

  static byte[] jpeg(RasterImage picture) {
    return encode(".jpg", picture, opencv_imgcodecs.IMWRITE_JPEG_QUALITY, 90);
  }

  static byte[] progressiveJpeg(RasterImage picture) {
    return encode(
        ".jpg",
        picture,
        opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
        90,
        opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE,
        1);
  }

  static byte[] jpegWithRestarts(RasterImage picture) {
    return encode(
        ".jpg",
        picture,
        opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
        85,
        opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL,
        8);
  }

  static byte[] png(RasterImage picture) {
    return encode(".png", picture);
  }

  static byte[] lossyWebp(RasterImage picture) {
    return encode(".webp", picture, opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 80);
  }

  static byte[] losslessWebp(RasterImage picture) {
    return encode(".webp", picture, opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101);
  }

  /** Encodes pixels of any type that OpenCV's writers take. */
  static byte[] encode(String extension, Mat pixels, int... parameters) {
    try (BytePointer out = new BytePointer();
        BytePointer name = new BytePointer(extension);
        IntPointer options = new IntPointer(parameters)) {
      opencv_imgcodecs.imencode(name, pixels, out, options);
      byte[] bytes = new byte[(int) out.capacity()];
      out.get(bytes);
      return bytes;
    }
  }

  private static byte[] encode(String extension, RasterImage picture, int... parameters) {
    byte[] bgr = picture.toRgb();
    for (int i = 0; i < bgr.length; i += 3) {
      byte red = bgr[i];
      bgr[i] = bgr[i + 2];
      bgr[i + 2] = red;
    }
    try (Mat pixels = mat(picture.width(), picture.height(), opencv_core.CV_8UC3, bgr)) {
      return encode(extension, pixels, parameters);
    }
  }

  /** Pixels as OpenCV keeps them: rows of samples, blue before red, low byte first. */
  static Mat mat(int width, int height, int type, byte[] samples) {
    Mat mat = new Mat(height, width, type);
    mat.data().put(samples);
    return mat;
  }

  /** A PNG chunk: length, type, content, check sum. */
  static byte[] pngChunk(String type, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(content.length + 12);
    chunk.putInt(content.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(content);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, content.length + 4);
    return chunk.putInt((int) crc.getValue()).array();
  }

  /** A PNG file of the given chunks. */
  static byte[] pngOf(byte[]... chunks) {
    byte[][] all = new byte[chunks.length + 1][];
    all[0] = new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    System.arraycopy(chunks, 0, all, 1, chunks.length);
    return join(all);
  }

  /** The content of an IHDR chunk. */
  static byte[] pngHeader(int width, int height, int depth, int colourType) {
    return ByteBuffer.allocate(13)
        .putInt(width)
        .putInt(height)
        .put((byte) depth)
        .put((byte) colourType)
        .array();
  }

  /** A PNG whose rows (each with its filter byte) are the given samples. */
  static byte[] png(
      int width, int height, int depth, int colourType, byte[] rows, byte[]... chunksBefore) {
    byte[] between = join(chunksBefore);
    return pngOf(
        pngChunk("IHDR", pngHeader(width, height, depth, colourType)),
        between,
        pngChunk("IDAT", deflate(rows)),
        pngChunk("IEND", new byte[0]));
  }

  /** Inserts a chunk right after the header of a PNG. */
  static byte[] pngWith(byte[] png, String type, byte[] content) {
    return splice(png, 33, pngChunk(type, content));
  }

  /** Inserts an EXIF segment that names an orientation right after the start of a JPEG. */
  static byte[] jpegWithOrientation(byte[] jpeg, int orientation) {
    byte[] content = join(new byte[] {'E', 'x', 'i', 'f', 0, 0}, tiff(orientation));
    return jpegWith(jpeg, 0xE1, content);
  }

  /** Inserts a segment right after the start of a JPEG. */
  static byte[] jpegWith(byte[] jpeg, int marker, byte[] content) {
    byte[] segment =
        ByteBuffer.allocate(content.length + 4)
            .put((byte) 0xFF)
            .put((byte) marker)
            .putShort((short) (content.length + 2))
            .put(content)
            .array();
    return splice(jpeg, 2, segment);
  }

  /** A WebP of the given chunks. */
  static byte[] webpOf(byte[]... chunks) {
    byte[] content = join(chunks);
    return join(
        "RIFF".getBytes(StandardCharsets.US_ASCII),
        littleEndian(content.length + 4),
        "WEBP".getBytes(StandardCharsets.US_ASCII),
        content);
  }

  /** A RIFF chunk: type, length, content, padding. */
  static byte[] webpChunk(String type, byte[] content) {
    return join(
        type.getBytes(StandardCharsets.US_ASCII),
        littleEndian(content.length),
        content,
        new byte[content.length & 1]);
  }

  /** The content of a VP8X chunk. */
  static byte[] webpCanvas(int width, int height, int flags) {
    return new byte[] {
      (byte) flags,
      0,
      0,
      0,
      (byte) (width - 1),
      (byte) ((width - 1) >> 8),
      (byte) ((width - 1) >> 16),
      (byte) (height - 1),
      (byte) ((height - 1) >> 8),
      (byte) ((height - 1) >> 16)
    };
  }

  /** A simple WebP wrapped into the extended format, with an EXIF chunk behind the picture. */
  static byte[] webpWithOrientation(byte[] webp, int width, int height, int orientation) {
    byte[] picture = Arrays.copyOfRange(webp, 12, webp.length);
    return webpOf(
        webpChunk("VP8X", webpCanvas(width, height, 0x08)),
        picture,
        webpChunk("EXIF", tiff(orientation)));
  }

  /** A TIFF structure whose one entry is the orientation. */
  static byte[] tiff(int orientation) {
    return ByteBuffer.allocate(26)
        .put(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1})
        .putShort((short) orientation)
        .array();
  }

  static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    deflater.setInput(content);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  static byte[] splice(byte[] bytes, int at, byte[] inserted) {
    return join(Arrays.copyOf(bytes, at), inserted, Arrays.copyOfRange(bytes, at, bytes.length));
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] littleEndian(int value) {
    return new byte[] {
      (byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)
    };
  }
}
