package org.roomprint.vectors.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.image.RasterImage;

/**
 * Our hashes beside those of the public Java reference; pictures are read as stored, without EXIF
 * rotation.
 */
class PdqConformanceTest {
  private static final Path PDQ =
      Path.of(System.getProperty("roomprint.shared", "../shared"), "data", "pdq");
  private static final int OTHER_DECODER_DISTANCE = 10;

  /**
   * Where javax.imageio, and so the reference, sees other colours than other decoders do: it takes
   * grey with alpha for linear light, and turns CMYK into RGB by another rule.
   */
  private static final Set<String> OTHER_COLOURS =
      Set.of("misc-images/modes/LA.png", "misc-images/modes/CMYK.jpg");

  private static final int OTHER_COLOURS_DISTANCE = 16;

  private final PdqHasher hasher = new PdqHasher();

  @BeforeEach
  void needsReferencePictures() {
    assumeThat(PDQ.resolve("reference.csv"))
        .as("reference pictures and hashes, which are not part of the repository")
        .isRegularFile();
  }

  @Test
  void equalsReferenceHashesOnThePixelsThatTheReferenceReads() throws IOException {
    List<String> differing = new ArrayList<>();
    List<Reference> references = references();
    for (Reference reference : references) {
      PdqResult result = hasher.hash(readAsReference(reference.file()));
      if (!result.equals(new PdqResult(reference.hash(), reference.quality()))) {
        differing.add(reference.file() + ": " + result);
      }
    }
    assertThat(differing).isEmpty();
    assertThat(references).hasSize(33);
  }

  @Test
  void staysWithinTenBitsOfReferenceHashesOnPixelsDecodedByOpenCv() throws IOException {
    StringBuilder table =
        new StringBuilder("| file | distance | quality difference |\n|---|---|---|\n");
    List<String> tooFar = new ArrayList<>();
    for (Reference reference : references()) {
      PdqResult result = hasher.hash(readByOpenCv(reference.file()));
      int distance = result.hash().distance(reference.hash());
      int allowed =
          OTHER_COLOURS.contains(reference.file())
              ? OTHER_COLOURS_DISTANCE
              : OTHER_DECODER_DISTANCE;
      if (distance > allowed) {
        tooFar.add(reference.file() + ": " + distance);
      }
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %d |%n",
              reference.file(),
              distance,
              result.quality() - reference.quality()));
    }
    System.out.println(table);
    assertThat(tooFar).isEmpty();
  }

  @Test
  void equalsReferenceInAllEightTurnedAndMirroredForms() throws IOException {
    List<String> lines = csv("dihedral.csv");
    DihedralHashes hashes =
        hasher.dihedral(readAsReference("reg-test-input/dih/bridge-1-original.jpg"));
    List<String> ours = new ArrayList<>();
    hashes
        .hashes()
        .forEach((transform, hash) ->
            ours.add(
                "reg-test-input/dih/bridge-1-original.jpg,"
                    + transform.referenceName()
                    + ","
                    + hash));
    assertThat(ours).containsExactlyInAnyOrderElementsOf(lines);
  }

  private record Reference(String file, PdqHash hash, int quality) {}

  private static List<Reference> references() throws IOException {
    return csv("reference.csv").stream()
        .map(line -> line.split(",", -1))
        .map(f -> new Reference(f[0], PdqHash.parse(f[1]), Integer.parseInt(f[2])))
        .toList();
  }

  private static List<String> csv(String name) throws IOException {
    List<String> lines = Files.readAllLines(PDQ.resolve(name));
    return lines.subList(1, lines.size());
  }

  private static RasterImage readAsReference(String file) throws IOException {
    BufferedImage image = ImageIO.read(PDQ.resolve(file).toFile());
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    byte[] rgb = new byte[pixels.length * RasterImage.CHANNELS];
    for (int i = 0; i < pixels.length; i++) {
      rgb[3 * i] = (byte) (pixels[i] >> 16);
      rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
      rgb[3 * i + 2] = (byte) pixels[i];
    }
    return RasterImage.copyOf(width, height, rgb);
  }

  private static RasterImage readByOpenCv(String file) {
    int flags = opencv_imgcodecs.IMREAD_COLOR | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
    try (Mat bgr = opencv_imgcodecs.imread(PDQ.resolve(file).toString(), flags);
        Mat rgb = new Mat()) {
      opencv_imgproc.cvtColor(bgr, rgb, opencv_imgproc.COLOR_BGR2RGB);
      byte[] pixels = new byte[rgb.rows() * rgb.cols() * RasterImage.CHANNELS];
      try (BytePointer data = rgb.data()) {
        data.get(pixels);
      }
      return RasterImage.copyOf(rgb.cols(), rgb.rows(), pixels);
    }
  }
}
