package org.roomprint.vectors.image;

import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** JPEGs of every kind that is let in, and the odd things that cameras wrap around them. */
final class OddJpegs {
  static final byte[] END = {(byte) 0xFF, (byte) 0xD9};

  private OddJpegs() {}

  /** One of each kind, each with restart markers where the name says so. */
  static Map<String, byte[]> kinds(int width, int height, long seed) {
    RasterImage scene = DrawnPictures.scene(width, height, seed);
    Map<String, byte[]> kinds = new LinkedHashMap<>();
    kinds.put("baseline 4:2:0", jpeg(scene, false, false, 0, 0x221111));
    kinds.put("baseline 4:2:2", jpeg(scene, false, false, 0, 0x211111));
    kinds.put("baseline 4:4:4", jpeg(scene, false, false, 0, 0x111111));
    kinds.put("baseline 4:4:0", jpeg(scene, false, false, 0, 0x121111));
    kinds.put("baseline 4:1:1", jpeg(scene, false, false, 0, 0x411111));
    kinds.put("baseline optimised", jpeg(scene, false, true, 0, 0x221111));
    kinds.put("baseline with restarts", jpeg(scene, false, false, 5, 0x221111));
    kinds.put("baseline with a restart in each unit", jpeg(scene, false, false, 1, 0x111111));
    kinds.put("progressive 4:2:0", jpeg(scene, true, false, 0, 0x221111));
    kinds.put("progressive 4:4:4", jpeg(scene, true, false, 0, 0x111111));
    kinds.put("progressive with restarts", jpeg(scene, true, false, 7, 0x221111));
    kinds.put("grey", grey(scene, false));
    kinds.put("grey progressive", grey(scene, true));
    kinds.put("CMYK", cmyk(scene));
    return kinds;
  }

  private static byte[] jpeg(
      RasterImage picture, boolean progressive, boolean optimised, int restarts, int sampling) {
    byte[] bgr = picture.toRgb();
    try (Mat pixels =
        DrawnPictures.mat(picture.width(), picture.height(), opencv_core.CV_8UC3, bgr)) {
      return DrawnPictures.encode(
          ".jpg",
          pixels,
          opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
          88,
          opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE,
          progressive ? 1 : 0,
          opencv_imgcodecs.IMWRITE_JPEG_OPTIMIZE,
          optimised ? 1 : 0,
          opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL,
          restarts,
          opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
          sampling);
    }
  }

  private static byte[] grey(RasterImage picture, boolean progressive) {
    byte[] rgb = picture.toRgb();
    byte[] grey = new byte[rgb.length / 3];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = rgb[3 * i + 1];
    }
    try (Mat pixels =
        DrawnPictures.mat(picture.width(), picture.height(), opencv_core.CV_8UC1, grey)) {
      return DrawnPictures.encode(
          ".jpg", pixels, opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE, progressive ? 1 : 0);
    }
  }

  private static byte[] cmyk(RasterImage picture) {
    WritableRaster raster =
        Raster.createInterleavedRaster(0, picture.width(), picture.height(), 4, null);
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        int rgb = picture.rgbAt(x, y);
        raster.setPixel(x, y, new int[] {rgb >> 16, rgb >> 8 & 255, rgb & 255, 250 - x % 9});
      }
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(raster, null, null), null);
      stream.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
  }

  /** A grey picture of one colour, two bits for each part of it, however large. */
  static byte[] flat(int width, int height) {
    byte[] code = new byte[17];
    code[0] = 1; // one code of one bit, whose symbol is 0: no difference, end of block
    byte[] data = new byte[(int) ((2L * ((width + 7) / 8) * ((height + 7) / 8) + 7) / 8)];
    int left = 8 * data.length - 2 * ((width + 7) / 8) * ((height + 7) / 8);
    data[data.length - 1] |= (byte) ((1 << left) - 1);
    byte[] steps = new byte[65];
    Arrays.fill(steps, 1, 65, (byte) 1);
    return DrawnPictures.join(
        new byte[] {(byte) 0xFF, (byte) 0xD8},
        segment(0xDB, steps),
        segment(
            0xC0,
            new byte[] {
              8,
              (byte) (height >> 8),
              (byte) height,
              (byte) (width >> 8),
              (byte) width,
              1,
              1,
              0x11,
              0
            }),
        segment(0xC4, DrawnPictures.join(new byte[] {0x00}, code)),
        segment(0xC4, DrawnPictures.join(new byte[] {0x10}, code)),
        segment(0xDA, new byte[] {1, 1, 0, 0, 63, 0}),
        data,
        END);
  }

  static byte[] segment(int marker, byte[] content) {
    return ByteBuffer.allocate(content.length + 4)
        .put((byte) 0xFF)
        .put((byte) marker)
        .putShort((short) (content.length + 2))
        .put(content)
        .array();
  }

  /** Where the data of the first scan begin. */
  static int dataFrom(byte[] jpeg) {
    int at = 2;
    while ((jpeg[at + 1] & 0xFF) != 0xDA) {
      at += 2 + u16(jpeg, at + 2);
    }
    return at + 2 + u16(jpeg, at + 2);
  }

  static byte[] withoutEnd(byte[] jpeg) {
    return Arrays.copyOf(jpeg, jpeg.length - 2);
  }

  /** What Samsung's cameras write behind a picture: a record and a directory of it. */
  static byte[] samsungTrailer(int bytes, long seed) {
    byte[] name = ascii("Panorama_Shot_Info");
    byte[] content = new byte[Math.max(0, bytes)];
    new SplittableRandom(seed).nextBytes(content);
    byte[] record =
        DrawnPictures.join(new byte[] {0, 0, 0x30, 0x0A}, littleEndian(name.length), name, content);
    return DrawnPictures.join(
        record,
        ascii("SEFH"),
        littleEndian(107),
        littleEndian(1),
        new byte[] {0, 0, 0x30, 0x0A},
        littleEndian(record.length),
        littleEndian(record.length),
        littleEndian(24),
        ascii("SEFT"));
  }

  /** The film of a motion photo. */
  static byte[] film(int bytes, long seed) {
    byte[] content = new byte[bytes];
    new SplittableRandom(seed).nextBytes(content);
    return DrawnPictures.join(
        new byte[] {0, 0, 0, 24},
        ascii("ftypmp42\0\0\0\0mp42isom"),
        ByteBuffer.allocate(4).putInt(bytes + 8).array(),
        ascii("mdat"),
        content);
  }

  /** The same picture in every odd wrapping that browsers show it in. */
  static Map<String, byte[]> wrappings(byte[] jpeg) {
    byte[] bare = withoutEnd(jpeg);
    byte[] counting = new byte[239];
    for (int i = 40; i < counting.length; i++) {
      counting[i] = (byte) (i - 39);
    }
    byte[] restarts = new byte[0];
    byte[] stuffed = new byte[0];
    for (int i = 0; i < 21; i++) {
      restarts =
          DrawnPictures.join(restarts, new byte[] {(byte) 0xFF, (byte) 0xD7, 0x12, 0x34, 0x56});
      stuffed = DrawnPictures.join(stuffed, new byte[] {(byte) 0xFF, 0});
    }
    Map<String, byte[]> odd = new LinkedHashMap<>();
    odd.put("no end marker", bare);
    odd.put("half an end marker", Arrays.copyOf(jpeg, jpeg.length - 1));
    odd.put("zeros instead of the end marker", Arrays.copyOf(bare, bare.length + 512));
    odd.put("zeros before the end marker", DrawnPictures.join(bare, new byte[300], END));
    odd.put("two bytes before it", DrawnPictures.join(bare, new byte[] {0x5A, 0x17}, END));
    odd.put("239 bytes before it", DrawnPictures.join(bare, counting, END));
    odd.put("restart markers and bytes before it", DrawnPictures.join(bare, restarts, END));
    odd.put("stuffed bytes before it", DrawnPictures.join(bare, stuffed, END));
    odd.put("fill bytes before it", DrawnPictures.join(bare, filled(9, 0xFF), END));
    odd.put("spaces before it", DrawnPictures.join(bare, filled(50, ' '), END));
    odd.put("a number of lines", DrawnPictures.join(bare, segment(0xDC, new byte[] {0, 9}), END));
    odd.put("a comment behind the data", DrawnPictures.join(bare, segment(0xFE, ascii("x")), END));
    odd.put("a trailer of a maker", DrawnPictures.join(bare, samsungTrailer(60_000, 1)));
    odd.put("a short trailer of a maker", DrawnPictures.join(bare, samsungTrailer(0, 2)));
    odd.put("an end and a trailer", DrawnPictures.join(jpeg, samsungTrailer(3_000, 3)));
    odd.put("a film", DrawnPictures.join(jpeg, film(100_000, 4)));
    odd.put("a second picture", DrawnPictures.join(jpeg, jpeg));
    odd.put("a second picture and no end", DrawnPictures.join(bare, jpeg));
    odd.put("an empty segment", DrawnPictures.splice(jpeg, 2, segment(0xE5, new byte[0])));
    odd.put("an empty comment", DrawnPictures.splice(jpeg, 2, segment(0xFE, new byte[0])));
    odd.put(
        "a segment without its own length", DrawnPictures.splice(jpeg, 2, bytes(0xFF, 0xEC, 0, 0)));
    odd.put("a segment of one byte", DrawnPictures.splice(jpeg, 2, bytes(0xFF, 0xE9, 0, 1)));
    odd.put("an empty application segment", DrawnPictures.splice(jpeg, 2, bytes(0xFF, 0xE1, 0, 2)));
    odd.put("an empty JFIF segment", DrawnPictures.splice(jpeg, 2, bytes(0xFF, 0xE0, 0, 2)));
    odd.put("fill bytes in front", DrawnPictures.splice(jpeg, 2, filled(6, 0xFF)));
    odd.put(
        "bytes between segments",
        DrawnPictures.splice(jpeg, 2, DrawnPictures.join(segment(0xE7, ascii("x")), bytes(1, 0))));
    odd.put(
        "stuffed bytes between segments",
        DrawnPictures.splice(
            jpeg, 2, DrawnPictures.join(segment(0xE7, ascii("x")), bytes(0xFF, 0, 7))));
    odd.put("a restart marker in the header", DrawnPictures.splice(jpeg, 2, bytes(0xFF, 0xD3)));
    odd.put(
        "JFIF of a version that is none",
        DrawnPictures.splice(
            jpeg,
            2,
            segment(
                0xE0,
                DrawnPictures.join(ascii("JFIF\0"), new byte[] {9, 9, 0, 0, 1, 0, 1, 0, 0}))));
    odd.put(
        "a broken colour profile",
        DrawnPictures.splice(
            jpeg, 2, segment(0xE2, DrawnPictures.join(ascii("ICC_PROFILE\0"), bytes(7, 3, 1)))));
    odd.put("a preview", DrawnPictures.splice(jpeg, 2, segment(0xE3, head(jpeg))));
    return odd;
  }

  private static byte[] head(byte[] bytes) {
    return Arrays.copyOf(bytes, Math.min(60_000, bytes.length));
  }

  static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] littleEndian(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }
}
