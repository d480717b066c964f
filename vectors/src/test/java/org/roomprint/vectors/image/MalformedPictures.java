package org.roomprint.vectors.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Five thousand damaged, hostile and mistaken picture files, each made anew from its number and one
 * seed.
 */
final class MalformedPictures {
  static final int COUNT = 5_000;

  /** How a file was spoilt. */
  enum Kind {
    /** Each of the sources cut off at each percent. */
    TRUNCATED(1_100),
    /** Cut off, and given the end that its container wants. */
    TRUNCATED_AND_MENDED(600),
    /** One to sixteen bits flipped, one time in three all in the first hundred bytes. */
    BIT_FLIPS(1_200),
    /** Pieces doubled, left out, or put in from a file of another kind. */
    SPLICED(700),
    /** A stretch overwritten with one value or with noise. */
    OVERWRITTEN(500),
    /** Random bytes behind the first bytes of a right file. */
    RANDOM_BEHIND_MAGIC(400),
    /** Sizes of 0, 1, the limit, beyond it, and the largest that fits the field. */
    ODD_SIZES(300),
    /** Files of other kinds, as they come with the name of a picture. */
    WRONG_NAMES(150),
    /** Small files that want much memory or time. */
    BOMBS(50);

    final int share;

    Kind(int share) {
      this.share = share;
    }
  }

  private final long seed;
  private final List<byte[]> sources;
  private final boolean otherFormats;

  private MalformedPictures(long seed, List<byte[]> sources, boolean otherFormats) {
    this.seed = seed;
    this.sources = sources;
    this.otherFormats = otherFormats;
  }

  /** Made of JPEG, PNG and WebP. */
  static MalformedPictures ofJpegPngAndWebp(long seed) {
    return new MalformedPictures(seed, sources(), false);
  }

  /** Made of HEIC, AVIF, GIF, BMP and TIFF. */
  static MalformedPictures ofOtherFormats(long seed) {
    return new MalformedPictures(seed, otherSources(), true);
  }

  /**
   * The kinds of which nobody can say that they are whole; zeros behind a cut bitmap are black
   * pixels.
   */
  List<Kind> cutKinds() {
    return otherFormats
        ? List.of(Kind.TRUNCATED)
        : List.of(Kind.TRUNCATED, Kind.TRUNCATED_AND_MENDED);
  }

  /** The kind of the file with this number, 0..4999. */
  static Kind kind(int number) {
    int before = 0;
    for (Kind kind : Kind.values()) {
      before += kind.share;
      if (number < before) {
        return kind;
      }
    }
    throw new IndexOutOfBoundsException(number);
  }

  /** The file with this number, 0..4999. */
  byte[] file(int number) {
    SplittableRandom random = new SplittableRandom(seed + number);
    byte[] source = sources.get(random.nextInt(sources.size()));
    return switch (kind(number)) {
      case TRUNCATED -> {
        byte[] whole = sources.get(number / 100);
        yield Arrays.copyOf(whole, whole.length * (number % 100) / 100);
      }
      case TRUNCATED_AND_MENDED -> {
        int length = Math.max(60, source.length * random.nextInt(100) / 100);
        yield MendedFiles.mend(Arrays.copyOf(source, length));
      }
      case BIT_FLIPS -> bitFlips(source, random);
      case SPLICED -> spliced(source, sources.get(random.nextInt(sources.size())), random);
      case OVERWRITTEN -> overwritten(source, random);
      case RANDOM_BEHIND_MAGIC -> {
        byte[] bytes = new byte[30 + random.nextInt(20_000)];
        random.nextBytes(bytes);
        System.arraycopy(source, 0, bytes, 0, 3 + random.nextInt(25));
        yield bytes;
      }
      case ODD_SIZES -> otherFormats ? otherHeader(source, random) : oddSize(random);
      case WRONG_NAMES -> wrongName(source, random);
      case BOMBS -> Bombs.bomb(number % Bombs.KINDS, random);
    };
  }

  private static List<byte[]> sources() {
    RasterImage small = DrawnPictures.scene(160, 120, 1);
    RasterImage middle = DrawnPictures.scene(500, 333, 2);
    RasterImage large = DrawnPictures.scene(1_400, 1_050, 3);
    return List.of(
        DrawnPictures.jpeg(middle),
        DrawnPictures.progressiveJpeg(middle),
        DrawnPictures.jpegWithRestarts(middle),
        DrawnPictures.jpeg(large),
        DrawnPictures.jpegWithOrientation(DrawnPictures.jpeg(small), 6),
        DrawnPictures.png(middle),
        DrawnPictures.pngWith(DrawnPictures.png(small), "eXIf", DrawnPictures.tiff(8)),
        translucentPng(),
        DrawnPictures.lossyWebp(middle),
        DrawnPictures.losslessWebp(small),
        DrawnPictures.webpWithOrientation(DrawnPictures.lossyWebp(small), 160, 120, 3));
  }

  private static List<byte[]> otherSources() {
    RasterImage small = DrawnPictures.scene(160, 120, 1);
    RasterImage middle = DrawnPictures.scene(300, 200, 2);
    return List.of(
        PictureFixtures.file("shapes.heic"),
        PictureFixtures.file("turned-7.heic"),
        PictureFixtures.file("clear.heic"),
        PictureFixtures.file("deep.heic"),
        PictureFixtures.file("shapes.avif"),
        PictureFixtures.file("clear.avif"),
        PictureFixtures.gif(middle),
        PictureFixtures.bmp(small),
        PictureFixtures.packedBmp(middle),
        PictureFixtures.tiff(middle, "LZW"),
        PictureFixtures.tiff(middle, "Deflate"));
  }

  /** One to four of the first bytes, in which all of these say what they are, are others. */
  private static byte[] otherHeader(byte[] source, SplittableRandom random) {
    byte[] bytes = source.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(Math.min(400, bytes.length))] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static byte[] translucentPng() {
    byte[] bgra = new byte[90 * 70 * 4];
    new SplittableRandom(4).nextBytes(bgra);
    try (Mat pixels = DrawnPictures.mat(90, 70, opencv_core.CV_8UC4, bgra)) {
      return DrawnPictures.encode(".png", pixels, opencv_imgcodecs.IMWRITE_PNG_COMPRESSION, 9);
    }
  }

  private static byte[] bitFlips(byte[] source, SplittableRandom random) {
    byte[] bytes = source.clone();
    int reach = random.nextInt(3) == 0 ? Math.min(100, bytes.length) : bytes.length;
    for (int i = random.nextInt(16); i >= 0; i--) {
      bytes[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] spliced(byte[] source, byte[] other, SplittableRandom random) {
    int from = random.nextInt(source.length);
    int to = from + random.nextInt(source.length - from);
    byte[] piece = Arrays.copyOfRange(source, from, to);
    return switch (random.nextInt(5)) {
      case 0 -> DrawnPictures.splice(source, to, piece);
      case 1 -> DrawnPictures.join(Arrays.copyOf(source, from), tail(source, to));
      case 2 -> DrawnPictures.join(Arrays.copyOf(source, from), tail(other, other.length / 3));
      case 3 -> DrawnPictures.splice(source, from, other);
      default -> DrawnPictures.splice(other, random.nextInt(other.length), piece);
    };
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private static byte[] overwritten(byte[] source, SplittableRandom random) {
    byte[] bytes = source.clone();
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(1 + bytes.length / 4));
    if (random.nextBoolean()) {
      byte[] noise = new byte[to - from];
      random.nextBytes(noise);
      System.arraycopy(noise, 0, bytes, from, noise.length);
    } else {
      Arrays.fill(bytes, from, to, (byte) random.nextInt(256));
    }
    return bytes;
  }

  private byte[] oddSize(SplittableRandom random) {
    int[] sides = {0, 1, 2, 7, 4_000, 12_000, 12_001, 16_383, 65_535};
    int width = sides[random.nextInt(sides.length)];
    int height = sides[random.nextInt(sides.length)];
    return switch (random.nextInt(3)) {
      case 0 -> {
        byte[] jpeg = sources.get(random.nextInt(3)).clone();
        int frame = frameHeader(jpeg);
        ByteBuffer.wrap(jpeg)
            .putShort(frame + 5, (short) height)
            .putShort(frame + 7, (short) width);
        yield jpeg;
      }
      case 1 -> {
        int depth = 1 << random.nextInt(5);
        int colourType = new int[] {0, 2, 3, 4, 6}[random.nextInt(5)];
        int factor = random.nextBoolean() ? 1 : 65_537; // also sizes beyond 31 bits
        yield DrawnPictures.png(
            width * factor, height * factor, depth, colourType, new byte[1_000]);
      }
      default -> {
        byte[] webp = sources.get(8).clone();
        ByteBuffer.wrap(webp)
            .put(26, (byte) width)
            .put(27, (byte) (width >> 8))
            .put(28, (byte) height)
            .put(29, (byte) (height >> 8));
        yield webp;
      }
    };
  }

  private static int frameHeader(byte[] jpeg) {
    for (int i = 0; i < jpeg.length - 1; i++) {
      if (jpeg[i] == (byte) 0xFF && (jpeg[i + 1] == (byte) 0xC0 || jpeg[i + 1] == (byte) 0xC2)) {
        return i;
      }
    }
    throw new IllegalArgumentException("No frame header");
  }

  private static byte[] wrongName(byte[] source, SplittableRandom random) {
    String[] begins = {
      "GIF89a",
      "%PDF-1.7\n",
      "<!doctype html><img src=x>",
      "<svg xmlns='s'/>",
      "PK\3\4",
      "BM",
      "II*\0",
      "MM\0*",
      "\0\0\0\030ftypheic",
      "\0\0\0\034ftypavif",
      "v/1\1",
      "#?RADIANCE\n",
      "P6\n9 9\n",
      "\0asm",
      "MZ",
      "\177ELF",
      "{\"url\":\"https://example.org/a.jpg\"}",
      "\0\0\0\fjP  \r\n"
    };
    byte[] begin = begins[random.nextInt(begins.length)].getBytes(StandardCharsets.ISO_8859_1);
    return switch (random.nextInt(3)) {
      case 0 -> begin;
      case 1 -> DrawnPictures.join(begin, source);
      default -> {
        byte[] noise = new byte[random.nextInt(5_000)];
        random.nextBytes(noise);
        yield DrawnPictures.join(begin, noise);
      }
    };
  }

  /** Small files that want much. */
  private static final class Bombs {
    static final int KINDS = 10;

    private Bombs() {}

    static byte[] bomb(int kind, SplittableRandom random) {
      int side = 6_000 + random.nextInt(1_000);
      return switch (kind) {
        case 0 -> flatPng(16_000, 16_000, 8, 0);
        case 1 -> flatPng(side, side, 8, 2);
        case 2 -> flatPng(side, side, 16, 6);
        case 3 -> flatPng(12_000, 4_100 + random.nextInt(60), 1, 0);
        case 4 -> pngWithTextBomb();
        case 5 -> manyScans(side);
        case 6 -> emptyScan(side);
        case 7 -> manyEmptyChunks();
        case 8 -> largeWebp(random);
        default -> DrawnPictures.png(side, side, 8, 2, new byte[0]); // no data for its size
      };
    }

    /** A PNG of nothing but zeros, under 1 MB. */
    private static byte[] flatPng(int width, int height, int depth, int colourType) {
      int samples = colourType == 2 ? 3 : colourType == 6 ? 4 : 1;
      long rowBytes = 1 + ((long) width * samples * depth + 7) / 8;
      return DrawnPictures.pngOf(
          DrawnPictures.pngChunk("IHDR", DrawnPictures.pngHeader(width, height, depth, colourType)),
          DrawnPictures.pngChunk("IDAT", deflatedZeros(rowBytes * height)),
          DrawnPictures.pngChunk("IEND", new byte[0]));
    }

    private static byte[] pngWithTextBomb() {
      byte[] text = DrawnPictures.join(new byte[] {'a', 0, 0}, deflatedZeros(400_000_000));
      return DrawnPictures.pngWith(DrawnPictures.png(DrawnPictures.scene(50, 40, 1)), "zTXt", text);
    }

    /** A progressive JPEG of as many scans as the gate lets in, each over the whole picture. */
    private static byte[] manyScans(int side) {
      byte[] jpeg = DrawnPictures.progressiveJpeg(DrawnPictures.scene(64, 64, 1));
      ByteBuffer.wrap(jpeg)
          .putShort(frameHeader(jpeg) + 5, (short) side)
          .putShort(frameHeader(jpeg) + 7, (short) side);
      byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 1, 63, 0x10, 0, 0, 0};
      byte[][] scans = new byte[40][];
      Arrays.fill(scans, scan);
      return DrawnPictures.splice(jpeg, jpeg.length - 2, DrawnPictures.join(scans));
    }

    /** A JPEG of many pixels and no data. */
    private static byte[] emptyScan(int side) {
      byte[] jpeg = DrawnPictures.jpeg(DrawnPictures.scene(16, 16, 1));
      ByteBuffer.wrap(jpeg)
          .putShort(frameHeader(jpeg) + 5, (short) side)
          .putShort(frameHeader(jpeg) + 7, (short) side);
      return jpeg;
    }

    private static byte[] manyEmptyChunks() {
      byte[] chunk = DrawnPictures.pngChunk("tEXt", new byte[] {'a', 0});
      byte[][] chunks = new byte[700_000][];
      Arrays.fill(chunks, chunk);
      byte[] png = DrawnPictures.png(DrawnPictures.scene(50, 40, 1));
      return DrawnPictures.splice(png, 33, DrawnPictures.join(chunks));
    }

    private static byte[] largeWebp(SplittableRandom random) {
      int height = 3_000 + random.nextInt(1_000);
      try (Mat pixels = Mat.zeros(height, 12_000, opencv_core.CV_8UC3).asMat()) {
        return DrawnPictures.encode(".webp", pixels, opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 50);
      }
    }

    private static byte[] deflatedZeros(long length) {
      Deflater deflater = new Deflater();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] zeros = new byte[1 << 20];
      byte[] buffer = new byte[1 << 16];
      for (long left = length; left > 0; left -= zeros.length) {
        deflater.setInput(zeros, 0, (int) Math.min(left, zeros.length));
        while (!deflater.needsInput()) {
          out.write(buffer, 0, deflater.deflate(buffer));
        }
      }
      deflater.finish();
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      deflater.end();
      return out.toByteArray();
    }
  }
}
