package org.roomprint.vectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roomprint.vectors.image.GateVerdict.Admitted;
import org.roomprint.vectors.image.GateVerdict.TurnedAway;

class GateTest {
  private static final RasterImage PICTURE = DrawnPictures.scene(121, 83, 1);
  private static final byte[] JPEG = DrawnPictures.jpeg(PICTURE);
  private static final byte[] PROGRESSIVE = DrawnPictures.progressiveJpeg(PICTURE);
  private static final byte[] PNG = DrawnPictures.png(PICTURE);
  private static final byte[] WEBP = DrawnPictures.lossyWebp(PICTURE);
  private static final byte[] LOSSLESS_WEBP = DrawnPictures.losslessWebp(PICTURE);

  @Test
  void readsFormatAndSizeOfEveryKindOfFileFromItsHeader() {
    assertThat(Gate.inspect(JPEG)).isEqualTo(admitted(PictureFormat.JPEG));
    assertThat(Gate.inspect(PROGRESSIVE)).isEqualTo(admitted(PictureFormat.JPEG));
    assertThat(Gate.inspect(DrawnPictures.jpegWithRestarts(PICTURE)))
        .isEqualTo(admitted(PictureFormat.JPEG));
    assertThat(Gate.inspect(PNG)).isEqualTo(admitted(PictureFormat.PNG));
    assertThat(Gate.inspect(WEBP)).isEqualTo(admitted(PictureFormat.WEBP));
    assertThat(Gate.inspect(LOSSLESS_WEBP)).isEqualTo(admitted(PictureFormat.WEBP));
  }

  @Test
  void refusesAFileWithoutBytes() {
    assertThat(reason(new byte[0])).isEqualTo(RefusalReason.EMPTY);
  }

  @Test
  void refusesAPictureOfMoreThanFifteenMebibytesAndNamesTheLimit() {
    byte[][] comments = new byte[241][];
    Arrays.fill(comments, OddJpegs.segment(0xFE, new byte[65_500]));
    byte[] large = DrawnPictures.splice(JPEG, 2, DrawnPictures.join(comments));
    TurnedAway refusal = (TurnedAway) Gate.inspect(large);
    assertThat(refusal.reason()).isEqualTo(RefusalReason.TOO_MANY_BYTES);
    assertThat(refusal.detail()).contains("The picture itself").contains("15 MiB");
    byte[] png = DrawnPictures.pngWith(PNG, "tEXt", new byte[16 << 20]);
    assertThat(reason(png)).isEqualTo(RefusalReason.TOO_MANY_BYTES);
  }

  @Test
  void countsWhatFollowsAPictureAgainstTheLargerLimitOnly() {
    for (byte[] whole : new byte[][] {JPEG, PROGRESSIVE, PNG, WEBP, LOSSLESS_WEBP}) {
      byte[] withFilm = DrawnPictures.join(whole, OddJpegs.film(16 << 20, 1));
      assertThat(Gate.inspect(withFilm)).isEqualTo(Gate.inspect(whole));
      assertThat(Gate.pass(withFilm, PictureLimits.defaults()).picture())
          .hasSizeLessThanOrEqualTo(whole.length);
    }
  }

  @Test
  void saysThatItIsTheFilmWhichMakesAFileTooLarge() {
    PictureLimits limits = new PictureLimits(20 << 20, 15 << 20, 1_000_000, 1_000_000);
    TurnedAway film =
        (TurnedAway) Gate.inspect(DrawnPictures.join(JPEG, OddJpegs.film(20 << 20, 1)), limits);
    assertThat(film.reason()).isEqualTo(RefusalReason.TOO_MANY_BYTES);
    assertThat(film.detail()).contains("film").contains("20 MiB");
    TurnedAway other = (TurnedAway) Gate.inspect(new byte[(20 << 20) + 1], limits);
    assertThat(other.reason()).isEqualTo(RefusalReason.TOO_MANY_BYTES);
    assertThat(other.detail()).doesNotContain("film").contains("20 MiB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GIF88a.............",
        "%PDF-1.7 ...........",
        "II+\0............",
        "BM......",
        "<svg xmlns="
      })
  void refusesWhatDoesNotBeginLikeAPicture(String begin) {
    assertThat(reason(begin.getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(RefusalReason.UNKNOWN_FORMAT);
  }

  @ParameterizedTest
  @CsvSource({"12001,10", "10,12001", "8000,6251", "16000,16000"})
  void refusesAPictureWhoseHeaderDeclaresTooManyPixels(int width, int height) {
    byte[] png =
        DrawnPictures.pngOf(
            DrawnPictures.pngChunk("IHDR", DrawnPictures.pngHeader(width, height, 8, 2)));
    assertThat(reason(png)).isEqualTo(RefusalReason.TOO_MANY_PIXELS);
    byte[] webp =
        DrawnPictures.webpOf(
            DrawnPictures.webpChunk("VP8X", DrawnPictures.webpCanvas(width, height, 0)));
    assertThat(reason(webp)).isEqualTo(RefusalReason.TOO_MANY_PIXELS);
  }

  @Test
  void admitsAPictureOfExactlyTheLimit() {
    assertThat(Gate.inspect(OddJpegs.flat(12_000, 4_166))).isInstanceOf(Admitted.class);
    assertThat(Gate.inspect(OddJpegs.flat(8_000, 6_250))).isInstanceOf(Admitted.class);
  }

  @Test
  void admitsAJpegBeyondTheLimitThatCanBeDecodedSmallerAndNoneBeyondTheLastLimit() {
    assertThat(Gate.inspect(OddJpegs.flat(12_001, 10))).isInstanceOf(Admitted.class);
    assertThat(Gate.inspect(OddJpegs.flat(16_320, 12_240))).isInstanceOf(Admitted.class);
    assertThat(reason(jpegOfSize(16_000, 16_000))).isEqualTo(RefusalReason.TOO_MANY_PIXELS);
    assertThat(reason(jpegOfSize(65_535, 65_535))).isEqualTo(RefusalReason.TOO_MANY_PIXELS);
    PictureLimits narrow = new PictureLimits(1 << 20, 1 << 20, 10_000, 20_000);
    assertThat(Gate.inspect(OddJpegs.flat(100, 100), narrow)).isInstanceOf(Admitted.class);
    assertThat(Gate.inspect(OddJpegs.flat(200, 100), narrow)).isInstanceOf(Admitted.class);
    assertThat(Gate.inspect(OddJpegs.flat(201, 100), narrow)).isInstanceOf(TurnedAway.class);
  }

  @Test
  void refusesAProgressiveJpegThatWouldTakeTooMuchMemory() {
    byte[] jpeg = jpegOfSize(15_500, 15_500);
    jpeg[3] = (byte) 0xC2;
    assertThat(reason(jpeg)).isEqualTo(RefusalReason.TOO_MANY_PIXELS);
  }

  @Test
  void refusesAHeaderThatDeclaresMorePartsThanTheFileHasBits() {
    assertThat(reason(jpegOfSize(6_000, 6_000))).isEqualTo(RefusalReason.INCOMPLETE);
  }

  @Test
  void refusesAPictureOfNoPixels() {
    assertThat(reason(jpegOfSize(0, 10))).isEqualTo(RefusalReason.DAMAGED_HEADER);
    assertThat(reason(jpegOfSize(10, 0))).isEqualTo(RefusalReason.DAMAGED_HEADER);
  }

  @Test
  void refusesEveryTruncationOfEveryKindOfFile() {
    for (byte[] whole : new byte[][] {JPEG, PROGRESSIVE, PNG, WEBP, LOSSLESS_WEBP}) {
      boolean jpeg = JpegContainer.hasSignature(whole); // whose end marker may be missing
      for (int length = 1; length < whole.length - (jpeg ? 2 : 0); length++) {
        assertThat(Gate.inspect(Arrays.copyOf(whole, length)))
            .as("%d of %d bytes", length, whole.length)
            .isInstanceOf(TurnedAway.class);
      }
    }
  }

  @Test
  void callsAPictureCutOffInItsDataIncomplete() {
    for (byte[] whole : new byte[][] {JPEG, PROGRESSIVE, PNG, WEBP, LOSSLESS_WEBP}) {
      assertThat(reason(Arrays.copyOf(whole, whole.length / 2)))
          .isEqualTo(RefusalReason.INCOMPLETE);
    }
  }

  @Test
  void refusesAWebpThatDeclaresMoreBytesThanThereAre() {
    byte[] webp = WEBP.clone();
    webp[4] = (byte) (webp[4] + 4);
    assertThat(reason(webp)).isEqualTo(RefusalReason.INCOMPLETE);
  }

  @Test
  void admitsAPictureFollowedByOtherBytes() {
    for (byte[] whole : new byte[][] {JPEG, PROGRESSIVE, PNG, WEBP, LOSSLESS_WEBP}) {
      assertThat(Gate.inspect(DrawnPictures.join(whole, WEBP))).isEqualTo(Gate.inspect(whole));
    }
  }

  @ParameterizedTest
  @EnumSource(ExifOrientation.class)
  void readsTheOrientationThatAJpegOrPngCarries(ExifOrientation orientation) {
    int tag = orientation.tag();
    for (byte[] bytes :
        new byte[][] {
          DrawnPictures.jpegWithOrientation(JPEG, tag),
          DrawnPictures.pngWith(PNG, "eXIf", DrawnPictures.tiff(tag))
        }) {
      Admitted admitted = (Admitted) Gate.inspect(bytes);
      assertThat(admitted.orientation()).isEqualTo(orientation);
      assertThat(admitted.uprightWidth()).isEqualTo(orientation.swapsSides() ? 83 : 121);
      assertThat(admitted.uprightHeight()).isEqualTo(orientation.swapsSides() ? 121 : 83);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 01120003000000010006, 6",
    "255, 01120003000000010006, 6",
    "0, 01120003000000010006 0000 01120003000000010003, 6",
    "0, 01120003000000010009 0000 01120003000000010003, 3",
    "0, 01120003000000020006, 1",
    "0, 01120003000000000006, 1",
    "0, 01120004000000010006, 1",
    "0, 01000003000000010006, 1",
  })
  void readsTheOrientationAsChromiumDoes(int last, String entries, int tag) {
    byte[] directory = HexFormat.of().parseHex(entries.replace(" ", "") + "0000");
    byte[] exif =
        ByteBuffer.allocate(16 + directory.length)
            .put(new byte[] {'E', 'x', 'i', 'f', 0, (byte) last, 'M', 'M', 0, 42, 0, 0, 0, 8})
            .putShort((short) (directory.length / 12))
            .put(directory)
            .array();
    byte[] second = DrawnPictures.jpegWithOrientation(JPEG, 8);
    Admitted admitted = (Admitted) Gate.inspect(DrawnPictures.jpegWith(second, 0xE1, exif));
    assertThat(admitted.orientation().tag()).isEqualTo(tag);
  }

  @ParameterizedTest
  @EnumSource(ExifOrientation.class)
  void leavesPicturesAsStoredThatNoBrowserTurns(ExifOrientation orientation) {
    int tag = orientation.tag();
    byte[] late =
        DrawnPictures.splice(
            PNG, PNG.length - 12, DrawnPictures.pngChunk("eXIf", DrawnPictures.tiff(tag)));
    for (byte[] bytes :
        new byte[][] {DrawnPictures.webpWithOrientation(WEBP, 121, 83, tag), late}) {
      Admitted admitted = (Admitted) Gate.inspect(bytes);
      assertThat(admitted.orientation()).isEqualTo(ExifOrientation.UPRIGHT);
      assertThat(admitted.uprightWidth()).isEqualTo(121);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 65535})
  void takesAnOrientationThatDoesNotExistForUpright(int tag) {
    Admitted admitted = (Admitted) Gate.inspect(DrawnPictures.jpegWithOrientation(JPEG, tag));
    assertThat(admitted.orientation()).isEqualTo(ExifOrientation.UPRIGHT);
  }

  @Test
  void refusesMovingPictures() {
    assertThat(reason(DrawnPictures.pngWith(PNG, "acTL", new byte[8])))
        .isEqualTo(RefusalReason.ANIMATED);
    byte[] animated =
        DrawnPictures.webpOf(
            DrawnPictures.webpChunk("VP8X", DrawnPictures.webpCanvas(121, 83, 0x02)),
            DrawnPictures.webpChunk("ANIM", new byte[6]));
    assertThat(reason(animated)).isEqualTo(RefusalReason.ANIMATED);
    byte[] silentlyAnimated =
        DrawnPictures.webpOf(
            DrawnPictures.webpChunk("VP8X", DrawnPictures.webpCanvas(121, 83, 0)),
            DrawnPictures.webpChunk("ANMF", new byte[16]));
    assertThat(reason(silentlyAnimated)).isEqualTo(RefusalReason.ANIMATED);
  }

  @Test
  void refusesAPngWhoseHeaderDoesNotFitItsCheckSum() {
    byte[] png = PNG.clone();
    png[19] ^= 1;
    assertThat(reason(png)).isEqualTo(RefusalReason.DAMAGED_HEADER);
  }

  @Test
  void refusesAFileThatDeclaresItsSizeTwice() {
    byte[] frameHeader = {8, 0, 9, 0, 9, 1, 1, 0x11, 0};
    assertThat(reason(DrawnPictures.jpegWith(JPEG, 0xC0, frameHeader)))
        .isEqualTo(RefusalReason.DAMAGED_HEADER);
    assertThat(reason(DrawnPictures.pngWith(PNG, "IHDR", DrawnPictures.pngHeader(9, 9, 8, 2))))
        .isEqualTo(RefusalReason.DAMAGED_HEADER);
    byte[] chunk = Arrays.copyOfRange(WEBP, 12, WEBP.length);
    assertThat(reason(DrawnPictures.webpOf(chunk, chunk))).isEqualTo(RefusalReason.DAMAGED_HEADER);
  }

  @Test
  void refusesAWebpWhoseCanvasIsNotOfItsPicturesSize() {
    byte[] webp = DrawnPictures.webpWithOrientation(WEBP, 122, 83, 1);
    assertThat(reason(webp)).isEqualTo(RefusalReason.DAMAGED_HEADER);
  }

  @Test
  void refusesKindsOfJpegThatNoCameraMakes() {
    for (int sof : new int[] {0xC3, 0xC5, 0xC9, 0xCA, 0xCB, 0xCF}) {
      byte[] jpeg = jpegOfSize(20, 10);
      jpeg[3] = (byte) sof;
      assertThat(reason(jpeg)).as("SOF %x", sof).isEqualTo(RefusalReason.UNDECODABLE);
    }
    byte[] twelveBits = jpegOfSize(20, 10);
    twelveBits[6] = 12;
    assertThat(reason(twelveBits)).isEqualTo(RefusalReason.UNDECODABLE);
  }

  @Test
  void refusesAJpegOfHundredsOfScans() {
    int from = firstMarker(PROGRESSIVE, 0, 0xDA);
    int to = JpegEnd.nextMarker(PROGRESSIVE, from + 14, PROGRESSIVE.length);
    byte[][] scans = new byte[JpegContainer.MAX_SCANS][];
    Arrays.fill(scans, Arrays.copyOfRange(PROGRESSIVE, from, to));
    byte[] many = DrawnPictures.splice(PROGRESSIVE, from, DrawnPictures.join(scans));
    assertThat(reason(many)).isEqualTo(RefusalReason.UNDECODABLE);
    byte[] few = DrawnPictures.splice(PROGRESSIVE, from, scans[0]);
    assertThat(Gate.inspect(few)).isInstanceOf(Admitted.class);
  }

  @Test
  void refusesAProgressiveJpegWhoseLastScanIsMissing() {
    int lastScan = lastIndexOfScan(PROGRESSIVE);
    assertThat(lastScan).isPositive();
    byte[] coarser = MendedFiles.mend(Arrays.copyOf(PROGRESSIVE, lastScan));
    assertThat(reason(coarser)).isEqualTo(RefusalReason.INCOMPLETE);
  }

  @Test
  void refusesAScanThatDoesNotFitItsFrame() {
    byte[] jpeg = jpegOfSize(20, 10);
    byte[] twoComponents = jpeg.clone();
    twoComponents[19] = 2;
    assertThat(reason(twoComponents)).isEqualTo(RefusalReason.DAMAGED_HEADER);
    byte[] unknownComponent = jpeg.clone();
    unknownComponent[20] = 9;
    assertThat(reason(unknownComponent)).isEqualTo(RefusalReason.DAMAGED_HEADER);
  }

  @Test
  void saysWhetherPixelsMayBeTransparent() {
    byte[] rows = new byte[2 * (1 + 2 * 4)];
    assertThat(transparency(DrawnPictures.png(2, 2, 8, 6, rows))).isTrue();
    assertThat(transparency(DrawnPictures.pngWith(PNG, "tRNS", new byte[6]))).isTrue();
    assertThat(transparency(PNG)).isFalse();
    assertThat(transparency(LOSSLESS_WEBP)).isFalse();
    byte[] hinted = LOSSLESS_WEBP.clone();
    hinted[24] |= 0x10;
    assertThat(transparency(hinted)).isTrue();
  }

  @Test
  void neverThrowsOnRandomBytesBehindTheRightMagic() {
    long seed = 20_260_101;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 30_000; round++) {
      byte[] bytes = new byte[20 + random.nextInt(300)];
      random.nextBytes(bytes);
      byte[] begin = new byte[][] {JPEG, PNG, WEBP, LOSSLESS_WEBP}[random.nextInt(4)];
      System.arraycopy(begin, 0, bytes, 0, 2 + random.nextInt(18));
      assertThat(Gate.inspect(bytes)).as("seed %d, round %d", seed, round).isNotNull();
    }
  }

  /** A JPEG of one component with an empty scan. */
  private static byte[] jpegOfSize(int width, int height) {
    return new byte[] {
      (byte) 0xFF,
      (byte) 0xD8,
      (byte) 0xFF,
      (byte) 0xC0,
      0,
      11,
      8,
      (byte) (height >> 8),
      (byte) height,
      (byte) (width >> 8),
      (byte) width,
      1,
      1,
      0x11,
      0,
      (byte) 0xFF,
      (byte) 0xDA,
      0,
      8,
      1,
      1,
      0,
      0,
      63,
      0,
      (byte) 0xFF,
      (byte) 0xD9
    };
  }

  private static int firstMarker(byte[] jpeg, int from, int marker) {
    int at = from;
    while (jpeg[at] != (byte) 0xFF || jpeg[at + 1] != (byte) marker) {
      at++;
    }
    return at;
  }

  private static int lastIndexOfScan(byte[] jpeg) {
    for (int i = jpeg.length - 2; i > 0; i--) {
      if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xDA) {
        return i;
      }
    }
    return -1;
  }

  private static Admitted admitted(PictureFormat format) {
    return new Admitted(format, 121, 83, ExifOrientation.UPRIGHT, false);
  }

  private static boolean transparency(byte[] bytes) {
    return ((Admitted) Gate.inspect(bytes)).transparency();
  }

  private static RefusalReason reason(byte[] bytes) {
    return switch (Gate.inspect(bytes)) {
      case TurnedAway refusal -> refusal.reason();
      case Admitted admitted -> throw new AssertionError("Admitted: " + admitted);
    };
  }
}
