package org.roomprint.vectors.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.InProcessDecoder;
import org.roomprint.vectors.image.PictureDecoder;
import org.roomprint.vectors.image.RasterImage;

/**
 * How far the hash moves when our decoder scales a picture down, which the reference never does.
 */
@Tag("slow")
class PdqScalingTest {
  private static final Path DATA =
      Path.of(System.getProperty("roomprint.shared", "../shared"), "data");
  private static final int FULL = 12_000;
  private static final List<Integer> SIDES = List.of(1024, 800, 512, 448, 320);

  private final PdqHasher hasher = new PdqHasher();

  @Test
  void staysTheSamePictureWhenItIsDecodedSmaller() throws IOException {
    assumeThat(DATA).as("shared photographs, which are not part of the repository").isDirectory();
    Map<Integer, List<Integer>> distances = new TreeMap<>(Comparator.reverseOrder());
    List<String> tooFar = new ArrayList<>();
    try (PictureDecoder decoder = new InProcessDecoder()) {
      for (Path file : photographs()) {
        byte[] bytes = Files.readAllBytes(file);
        if (!(decoder.decode(bytes, FULL) instanceof DecodeOutcome.Decoded full)) {
          continue;
        }
        PdqResult expected = hasher.hash(full.picture());
        for (int side : SIDES) {
          if (side < Math.max(full.picture().width(), full.picture().height())
              && expected.quality() > PdqHash.LOW_QUALITY
              && decoder.decode(bytes, side) instanceof DecodeOutcome.Decoded small) {
            int distance = distance(expected, small.picture());
            distances.computeIfAbsent(side, _ -> new ArrayList<>()).add(distance);
            if (side >= 512 && distance > PdqHash.SAME_PICTURE_DISTANCE) {
              tooFar.add(file.getFileName() + " at " + side + ": " + distance);
            }
          }
        }
      }
    }
    print(distances);
    assertThat(distances).isNotEmpty();
    assertThat(tooFar).isEmpty();
  }

  private int distance(PdqResult expected, RasterImage small) {
    return hasher.hash(small).hash().distance(expected.hash());
  }

  private static List<Path> photographs() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder : List.of("pdq", "hotels")) {
      try (Stream<Path> found = Files.walk(DATA.resolve(folder))) {
        found
            .filter(file -> file.toString().matches(".*\\.(jpe?g|png)"))
            .sorted()
            .forEach(files::add);
      }
    }
    return files;
  }

  private static void print(Map<Integer, List<Integer>> distances) {
    System.out.println("| longer side, px | pictures | median | 95th percentile | largest |");
    System.out.println("|---|---|---|---|---|");
    distances.forEach((side, values) -> {
      List<Integer> sorted = values.stream().sorted().toList();
      System.out.println(
          String.format(
              Locale.ROOT,
              "| %d | %d | %d | %d | %d |",
              side,
              sorted.size(),
              sorted.get(sorted.size() / 2),
              sorted.get((int) (sorted.size() * 0.95)),
              sorted.getLast()));
    });
  }
}
