package org.roomprint.vectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roomprint.vectors.image.DecodeOutcome.Decoded;
import org.roomprint.vectors.image.DecodeOutcome.Refused;
import org.roomprint.vectors.image.GateVerdict.Admitted;
import org.roomprint.vectors.image.GateVerdict.TurnedAway;

/** HEIC, AVIF, GIF, BMP and TIFF, from the first byte to upright pixels. */
class OtherFormatsTest {
  private static final int ANY_SIDE = Gate.MAX_SIDE_PIXELS;
  private static final RasterImage SHAPES =
      decoded(new InProcessDecoder(), PictureFixtures.file("shapes.png"));
  private static final RasterImage QUARTERS = DrawnPictures.quarters(60, 44);
  private static final RasterImage SCENE = DrawnPictures.scene(75, 50, 9);

  private final PictureDecoder decoder = InProcessDecoder.ofWorker();

  @ParameterizedTest
  @ValueSource(strings = {"shapes.heic", "shapes.avif", "deep.heic"})
  void decodesWhatPhonesTake(String name) {
    PictureFixtures.assumeLibheif();
    Decoded picture = (Decoded) decoder.decode(PictureFixtures.file(name), ANY_SIDE);
    assertThat(picture.format().title().toLowerCase(java.util.Locale.ROOT))
        .isEqualTo(name.substring(name.indexOf('.') + 1));
    assertThat(difference(picture.picture(), SHAPES)).isLessThan(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"heic", "avif"})
  void decodesPicturesOfOddSizesAndClearOnes(String end) {
    PictureFixtures.assumeLibheif();
    RasterImage odd = decoded(decoder, PictureFixtures.file("odd." + end));
    assertThat(odd.width()).isEqualTo(95);
    assertThat(odd.height()).isEqualTo(63);
    RasterImage clear = decoded(decoder, PictureFixtures.file("clear." + end));
    assertThat(clear.rgbAt(20, 16)).as("what is clear shows white").isEqualTo(0xFFFFFF);
    assertThat(clear.rgbAt(75, 45) >> 8 & 0xFF).isGreaterThan(150);
  }

  @ParameterizedTest
  @EnumSource(ExifOrientation.class)
  void turnsAHeicAndAnAvifAsTheirPropertiesSay(ExifOrientation orientation) {
    PictureFixtures.assumeLibheif();
    for (String end : List.of("heic", "avif")) {
      String name =
          orientation == ExifOrientation.UPRIGHT
              ? "shapes." + end
              : "turned-" + orientation.tag() + "." + end;
      RasterImage upright = decoded(decoder, PictureFixtures.file(name));
      assertThat(difference(upright, turned(SHAPES, orientation))).as(name).isLessThan(4);
    }
  }

  @Test
  void decodesThemAllInTheWorkersProcess() {
    PictureFixtures.assumeLibheif();
    try (WorkerDecoder worker = WorkerDecoder.start(1)) {
      for (String name :
          List.of(
              "shapes.heic",
              "turned-6.heic",
              "clear.heic",
              "shapes.avif",
              "shapes.gif",
              "shapes.bmp",
              "shapes.tif",
              "deep.tif")) {
        byte[] file = PictureFixtures.file(name);
        assertThat(worker.decode(file, 50)).as(name).isEqualTo(decoder.decode(file, 50));
      }
      byte[] tiff = PictureFixtures.tiff(SCENE, "Deflate");
      byte[] cut = withNumber(withNumber(tiff, 257, 58), 278, 58);
      assertThat(worker.decode(cut, 50)).isEqualTo(InProcessDecoder.incomplete());
      assertThat(worker.counts().crashes()).isZero();
    }
  }

  @Test
  void doesNotTurnAHeicThatOnlyItsExifBlockWouldTurn() {
    PictureFixtures.assumeLibheif();
    RasterImage picture = decoded(decoder, PictureFixtures.file("exif-6.heic"));
    assertThat(difference(picture, SHAPES)).isLessThan(4);
  }

  @ParameterizedTest
  @EnumSource(ExifOrientation.class)
  void turnsATiffAsItsTagSaysAndOnce(ExifOrientation orientation) {
    for (String packing : List.of("LZW", "Deflate")) {
      byte[] tiff =
          PictureFixtures.tiffWithOrientation(
              PictureFixtures.tiff(SHAPES, packing), orientation.tag());
      assertThat(decoded(decoder, tiff)).isEqualTo(turned(SHAPES, orientation));
    }
  }

  @Test
  void givesTheVeryPixelsOfFilesWithoutLoss() {
    for (String packing : List.of("LZW", "Deflate", "ZLib", "PackBits")) {
      assertThat(decoded(decoder, PictureFixtures.tiff(SCENE, packing)))
          .as(packing)
          .isEqualTo(SCENE);
    }
    assertThat(decoded(decoder, PictureFixtures.bmp(SCENE))).isEqualTo(SCENE);
    assertThat(difference(decoded(decoder, PictureFixtures.gif(QUARTERS)), QUARTERS))
        .isLessThan(20); // the palette of Java's writer
    assertThat(difference(decoded(decoder, PictureFixtures.packedBmp(QUARTERS)), QUARTERS))
        .isLessThan(20);
  }

  @Test
  void takesNoFileOfWhichPixelsAreMissing() {
    Map<String, byte[]> files =
        Map.ofEntries(
            Map.entry("heic", PictureFixtures.file("shapes.heic")),
            Map.entry("clear heic", PictureFixtures.file("clear.heic")),
            Map.entry("turned heic", PictureFixtures.file("turned-7.heic")),
            Map.entry("avif", PictureFixtures.file("shapes.avif")),
            Map.entry("clear avif", PictureFixtures.file("clear.avif")),
            Map.entry("gif", PictureFixtures.gif(SCENE)),
            Map.entry("bmp", PictureFixtures.bmp(SCENE)),
            Map.entry("packed bmp", PictureFixtures.packedBmp(SCENE)),
            Map.entry("plain tiff", PictureFixtures.tiff(SCENE, "LZW")),
            Map.entry("deflated tiff", PictureFixtures.tiff(SCENE, "Deflate")),
            Map.entry("packed tiff", PictureFixtures.tiff(SCENE, "PackBits")));
    files.forEach((name, whole) -> {
      DecodeOutcome expected = decoder.decode(whole, ANY_SIDE);
      for (int length = 1; length < whole.length; length++) {
        DecodeOutcome outcome = decoder.decode(Arrays.copyOf(whole, length), ANY_SIDE);
        if (outcome instanceof Decoded) {
          // Only what stands behind the last pixel is missing.
          assertThat(outcome).as("%s, %d of %d", name, length, whole.length).isEqualTo(expected);
          assertThat(length).as(name).isGreaterThan(whole.length * 9 / 10);
        }
      }
    });
  }

  @Test
  void takesNoHeicOrAvifWhoseDownloadStoppedAndLeftZeros() {
    for (String name : List.of("shapes.heic", "shapes.avif", "clear.heic")) {
      byte[] whole = PictureFixtures.file(name);
      for (int share = 50; share < 95; share += 5) {
        byte[] stopped = whole.clone();
        Arrays.fill(stopped, whole.length * share / 100, whole.length, (byte) 0);
        assertThat(Gate.inspect(stopped))
            .as("%s %d %%", name, share)
            .isInstanceOf(TurnedAway.class);
      }
    }
  }

  @Test
  void refusesATiffWhosePackedDataEndEarlyThoughItsHeaderSaysOtherwise() {
    for (String packing : List.of("LZW", "Deflate", "PackBits")) {
      byte[] tiff = PictureFixtures.tiff(SCENE, packing);
      Admitted admitted = (Admitted) Gate.inspect(tiff);
      assertThat(admitted.format()).isEqualTo(PictureFormat.TIFF);
      byte[] taller = withNumber(tiff, 257, 50 + 8);
      byte[] tallerStrips = withNumber(taller, 278, 50 + 8);
      assertThat(decoder.decode(tallerStrips, ANY_SIDE)).as(packing).isInstanceOf(Refused.class);
    }
  }

  @Test
  void takesAGifWithoutTrailer() {
    byte[] gif = PictureFixtures.gif(SCENE);
    byte[] cut = Arrays.copyOf(gif, gif.length - 1);
    assertThat(Gate.inspect(cut)).isInstanceOf(Admitted.class);
    assertThat(decoder.decode(cut, ANY_SIDE)).isEqualTo(decoder.decode(gif, ANY_SIDE));
  }

  @Test
  void refusesMovingPictures() {
    assertThat(reason(PictureFixtures.movingGif(SCENE, QUARTERS)))
        .isEqualTo(RefusalReason.ANIMATED);
    byte[] sequence = PictureFixtures.file("shapes.avif");
    System.arraycopy("avis".getBytes(StandardCharsets.US_ASCII), 0, sequence, 8, 4);
    assertThat(reason(sequence)).isEqualTo(RefusalReason.ANIMATED);
  }

  @Test
  void refusesFilmsAndCamerasRawFilesByName() {
    byte[] film = "\0\0\0\u0018ftypisom\0\0\0\0isommp42".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(reason(film)).isEqualTo(RefusalReason.UNKNOWN_FORMAT);
    byte[] raw = withNumber(PictureFixtures.tiff(SCENE, "LZW"), 254, 1);
    assertThat(Gate.inspect(raw))
        .isInstanceOfSatisfying(
            TurnedAway.class, refusal -> assertThat(refusal.detail()).contains("raw file"));
  }

  @Test
  void refusesATooLargePictureOfEveryFormatByItsHeader() {
    assertThat(reason(withNumber(PictureFixtures.tiff(SCENE, "LZW"), 256, 20_000)))
        .isEqualTo(RefusalReason.TOO_MANY_PIXELS);
    byte[] gif = PictureFixtures.gif(SCENE);
    gif[7] = (byte) 0xFF;
    assertThat(reason(gif)).isEqualTo(RefusalReason.TOO_MANY_PIXELS);
    byte[] bmp = PictureFixtures.bmp(SCENE);
    bmp[20] = (byte) 0x7F;
    assertThat(reason(bmp)).isEqualTo(RefusalReason.TOO_MANY_PIXELS);
    for (String name : List.of("shapes.heic", "shapes.avif")) {
      byte[] heif = PictureFixtures.file(name);
      ByteBuffer.wrap(heif).putInt(indexOf(heif, "ispe") + 8, 40_000);
      assertThat(reason(heif)).as(name).isEqualTo(RefusalReason.TOO_MANY_PIXELS);
    }
  }

  @Test
  void saysWhatToInstallWhereHeicCannotBeDecoded() {
    DecodeOutcome outcome =
        new InProcessDecoder().decode(PictureFixtures.file("shapes.heic"), ANY_SIDE);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Refused.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(RefusalReason.DECODER_MISSING);
              assertThat(refusal.detail())
                  .contains("apt-get install libheif1")
                  .contains("brew install libheif");
            });
  }

  @Test
  void neverThrowsOnDamagedFilesOfEveryFormat() {
    long seed = 20_261_129;
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> files =
        List.of(
            PictureFixtures.file("turned-5.heic"),
            PictureFixtures.file("clear.avif"),
            PictureFixtures.gif(SCENE),
            PictureFixtures.bmp(SCENE),
            PictureFixtures.packedBmp(SCENE),
            PictureFixtures.tiff(SCENE, "LZW"));
    for (int round = 0; round < 30_000; round++) {
      byte[] bytes = files.get(round % files.size()).clone();
      int reach = random.nextBoolean() ? Math.min(500, bytes.length) : bytes.length;
      for (int i = random.nextInt(12); i >= 0; i--) {
        bytes[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(3) == 0) {
        bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
      }
      byte[] file = bytes;
      assertThat(Gate.inspect(file)).as("seed %d, round %d", seed, round).isNotNull();
    }
  }

  /** The first directory's number under a tag, changed; the entry has to be there. */
  private static byte[] withNumber(byte[] tiff, int tag, int number) {
    byte[] changed = tiff.clone();
    ByteBuffer file =
        ByteBuffer.wrap(changed)
            .order(
                tiff[0] == 'I' ? java.nio.ByteOrder.LITTLE_ENDIAN : java.nio.ByteOrder.BIG_ENDIAN);
    int directory = file.getInt(4);
    for (int i = 0; i < file.getShort(directory); i++) {
      int at = directory + 2 + i * 12;
      if ((file.getShort(at) & 0xFFFF) == tag) {
        file.putShort(at + 2, (short) 4).putInt(at + 4, 1).putInt(at + 8, number);
        return changed;
      }
    }
    // Takes the place of the first entry, which these tests do not need.
    file.putShort(directory + 2, (short) tag).putShort(directory + 4, (short) 4);
    file.putInt(directory + 6, 1).putInt(directory + 10, number);
    return changed;
  }

  private static int indexOf(byte[] bytes, String type) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(type);
  }

  private static RefusalReason reason(byte[] bytes) {
    return switch (Gate.inspect(bytes)) {
      case TurnedAway refusal -> refusal.reason();
      case Admitted admitted -> throw new AssertionError("Admitted: " + admitted);
    };
  }

  private static RasterImage decoded(PictureDecoder decoder, byte[] bytes) {
    return switch (decoder.decode(bytes, ANY_SIDE)) {
      case Decoded decoded -> decoded.picture();
      case Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  /** What stands upright of stored pixels, by the definition of the EXIF tag. */
  private static RasterImage turned(RasterImage stored, ExifOrientation orientation) {
    int width = orientation.swapsSides() ? stored.height() : stored.width();
    int height = orientation.swapsSides() ? stored.width() : stored.height();
    int right = stored.width() - 1;
    int bottom = stored.height() - 1;
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int colour =
            switch (orientation) {
              case UPRIGHT -> stored.rgbAt(x, y);
              case MIRRORED -> stored.rgbAt(right - x, y);
              case HALF_TURN -> stored.rgbAt(right - x, bottom - y);
              case FLIPPED -> stored.rgbAt(x, bottom - y);
              case TRANSPOSED -> stored.rgbAt(y, x);
              case QUARTER_CLOCKWISE -> stored.rgbAt(y, bottom - x);
              case TRANSVERSED -> stored.rgbAt(right - y, bottom - x);
              case QUARTER_ANTICLOCKWISE -> stored.rgbAt(right - y, x);
            };
        for (int c = 0; c < 3; c++) {
          rgb[(y * width + x) * 3 + c] = (byte) (colour >> (16 - 8 * c));
        }
      }
    }
    return RasterImage.copyOf(width, height, rgb);
  }

  private static double difference(RasterImage left, RasterImage right) {
    assertThat(left.width()).isEqualTo(right.width());
    assertThat(left.height()).isEqualTo(right.height());
    byte[] a = left.toRgb();
    byte[] b = right.toRgb();
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 0xFF) - (b[i] & 0xFF));
    }
    return (double) sum / a.length;
  }
}
