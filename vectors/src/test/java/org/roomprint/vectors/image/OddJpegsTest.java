package org.roomprint.vectors.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roomprint.vectors.image.DecodeOutcome.Decoded;
import org.roomprint.vectors.image.GateVerdict.Admitted;
import org.roomprint.vectors.image.GateVerdict.TurnedAway;

/** A JPEG that is there is taken however odd its wrapping is; one that is cut never is. */
class OddJpegsTest {
  private static final long SEED = 20_261_129;
  private static final int PLACES = 150;
  private static final int LAST_PLACES = 90;
  private static final int SIDE = 2_048;

  private static final Map<String, byte[]> KINDS = OddJpegs.kinds(203, 157, SEED);

  private final InProcessDecoder decoder = new InProcessDecoder();

  @Test
  void takesEveryKindOfJpegInEveryOddWrappingWithTheVerySamePixels() {
    KINDS.forEach((kind, jpeg) -> {
      DecodeOutcome whole = decoder.decode(jpeg, SIDE);
      assertThat(whole).as(kind).isInstanceOf(Decoded.class);
      OddJpegs.wrappings(jpeg)
          .forEach((wrapping, odd) ->
              assertThat(decoder.decode(odd, SIDE)).as("%s, %s", kind, wrapping).isEqualTo(whole));
    });
  }

  @Test
  void takesAJpegOfACameraThatLeavesTheUsualTablesOut() {
    byte[] jpeg = kind("baseline 4:2:0");
    byte[] bare = without(jpeg, 0xC4);
    assertThat(bare.length).isLessThan(jpeg.length);
    assertThat(decoder.decode(bare, SIDE)).isEqualTo(decoder.decode(jpeg, SIDE));
  }

  @Test
  void takesASequentialJpegWhoseScanNamesNoBand() {
    byte[] jpeg = kind("baseline 4:2:0");
    byte[] odd = jpeg.clone();
    odd[OddJpegs.dataFrom(odd) - 2] = 0;
    assertThat(decoder.decode(odd, SIDE)).isEqualTo(decoder.decode(jpeg, SIDE));
  }

  @Test
  void takesNoJpegThatWasCutWhateverWasPutBehindItOrInFront() {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<String, Integer> taken = new TreeMap<>();
    int[] tried = new int[1];
    KINDS.forEach((kind, jpeg) -> {
      int from = OddJpegs.dataFrom(jpeg);
      int end = jpeg.length - 2;
      for (int i = 0; i < PLACES + LAST_PLACES; i++) {
        int at = i < PLACES ? random.nextInt(from, end) : end - 1 - (i - PLACES);
        cuts(jpeg, at, random.nextLong())
            .forEach((how, file) -> {
              tried[0]++;
              if (Gate.inspect(file) instanceof Admitted) {
                taken.merge(
                    kind + ", " + how + ", " + (end - at) + " bytes before the end",
                    1,
                    Integer::sum);
              }
            });
      }
    });
    System.out.println(
        "Cut JPEGs: " + tried[0] + " tried, " + taken.size() + " taken, seed " + SEED);
    assertThat(taken).as("of %d files, seed %d", tried[0], SEED).isEmpty();
  }

  private static Map<String, byte[]> cuts(byte[] jpeg, int at, long seed) {
    byte[] cut = Arrays.copyOf(jpeg, at);
    byte[] header = OddJpegs.segment(0xE0, OddJpegs.ascii("JFIF\0\11\11\0\0\1\0\1\0\0"));
    byte[] zeros = Arrays.copyOf(cut, jpeg.length - 2);
    Map<String, byte[]> files = new TreeMap<>();
    files.put("bare", cut);
    files.put("with an end", DrawnPictures.join(cut, OddJpegs.END));
    files.put("with half an end", DrawnPictures.join(cut, OddJpegs.bytes(0xFF)));
    files.put(
        "with a strange header",
        DrawnPictures.splice(DrawnPictures.join(cut, OddJpegs.END), 2, header));
    files.put(
        "with a comment in front", DrawnPictures.splice(cut, 2, OddJpegs.segment(0xFE, header)));
    byte[] samsung = OddJpegs.samsungTrailer(20_000, seed);
    files.put("with a maker's trailer", DrawnPictures.join(cut, samsung));
    files.put(
        "with a maker's short trailer", DrawnPictures.join(cut, OddJpegs.samsungTrailer(0, seed)));
    files.put("with an end and a trailer", DrawnPictures.join(cut, OddJpegs.END, samsung));
    files.put("with a film", DrawnPictures.join(cut, OddJpegs.film(20_000, seed)));
    files.put("with a second picture", DrawnPictures.join(cut, jpeg));
    files.put("with fill bytes", DrawnPictures.join(cut, OddJpegs.filled(400, 0xFF), OddJpegs.END));
    if (!Arrays.equals(zeros, 0, zeros.length, jpeg, 0, zeros.length)) {
      if (zeros.length - at > 2) { // fewer are those of a flat picture
        files.put("with zeros in its place", DrawnPictures.join(zeros, OddJpegs.END));
        files.put("with zeros in its place and no end", zeros);
      }
      files.put("with zeros to a whole block", Arrays.copyOf(cut, at + 4_096));
    }
    return files;
  }

  @ParameterizedTest
  @CsvSource({
    "05-samsung-panorama/pano_noeoi_sef.jpg",
    "07-bytes-before-eoi/dji_tail.jpg",
    "07-bytes-before-eoi/ff00_tail.jpg",
    "07-bytes-before-eoi/p990_2bytes.jpg",
    "07-bytes-before-eoi/rst_tail2.jpg",
    "08-no-eoi/noeoi.jpg",
    "08-no-eoi/noeoi_zeros.jpg"
  })
  void takesWhatWasReported(Path file) throws IOException {
    Path faults = Path.of("..", "shared", "data", "faults").toAbsolutePath();
    Path found = faults.resolve(file);
    if (!Files.exists(found)) {
      found = Path.of("..", "..", "shared", "data", "faults").resolve(file);
    }
    assumeTrue(Files.exists(found), "needs the folder shared beside the project");
    DecodeOutcome whole =
        decoder.decode(
            Files.readAllBytes(found.resolveSibling("../09-silently-passed-over/h01/a.jpg")), SIDE);
    assertThat(decoder.decode(Files.readAllBytes(found), SIDE)).isEqualTo(whole);
  }

  @Test
  void saysTrulyWhatIsWrongWithACutJpeg() {
    byte[] jpeg = kind("baseline 4:2:0");
    int from = OddJpegs.dataFrom(jpeg);
    byte[] cut = Arrays.copyOf(jpeg, from + (jpeg.length - from) / 2);
    assertThat(((TurnedAway) Gate.inspect(cut)).detail())
        .contains("its picture data end after")
        .contains("send the complete file");
  }

  @Test
  void seesAHoleInDataThatRestartMarkersDivide() {
    byte[] jpeg = kind("baseline with restarts");
    int middle = (OddJpegs.dataFrom(jpeg) + jpeg.length) / 2;
    byte[] holed =
        DrawnPictures.join(
            Arrays.copyOf(jpeg, middle), Arrays.copyOfRange(jpeg, middle + 600, jpeg.length));
    assertThat(Gate.inspect(holed)).isInstanceOf(TurnedAway.class);
  }

  @Test
  void neverThrowsOnDamagedData() {
    SplittableRandom random = new SplittableRandom(SEED);
    byte[][] kinds = KINDS.values().toArray(byte[][]::new);
    for (int round = 0; round < 4_000; round++) {
      byte[] bytes = kinds[random.nextInt(kinds.length)].clone();
      int reach = random.nextBoolean() ? bytes.length : Math.min(800, bytes.length);
      for (int i = random.nextInt(12); i >= 0; i--) {
        bytes[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(4) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      assertThat(Gate.pass(bytes, PictureLimits.defaults())).as("round %d", round).isNotNull();
    }
  }

  private static byte[] kind(String name) {
    return Objects.requireNonNull(KINDS.get(name));
  }

  private static byte[] without(byte[] jpeg, int marker) {
    byte[] bare = Arrays.copyOf(jpeg, 2);
    int at = 2;
    while ((jpeg[at + 1] & 0xFF) != 0xDA) {
      int next = at + 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
      if ((jpeg[at + 1] & 0xFF) != marker) {
        bare = DrawnPictures.join(bare, Arrays.copyOfRange(jpeg, at, next));
      }
      at = next;
    }
    return DrawnPictures.join(bare, Arrays.copyOfRange(jpeg, at, jpeg.length));
  }
}
