package org.roomprint.vectors.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Prints what is said of pairs of real photographs with fewer points: what it costs to keep less.
 */
public final class LocalFeaturesChoices {
  private static final int PAIRS_OF_OTHERS = 1500;

  private LocalFeaturesChoices() {}

  private record Photo(String file, String hotel, String unit) {}

  private record Pair(int one, int other, boolean sameUnit) {}

  /** Takes the folder of the set, with its hotels.csv. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    List<Photo> photos = new ArrayList<>();
    for (String line :
        Files.readAllLines(folder.resolve("hotels.csv"), StandardCharsets.UTF_8).stream()
            .skip(1)
            .toList()) {
      String[] values = line.split(",", -1);
      photos.add(new Photo(values[0], values[1], values[2]));
    }
    List<Pair> pairs = pairs(photos);
    for (int most : new int[] {800, 500, 400, 300}) {
      print(folder, photos, pairs, most);
    }
  }

  private static void print(Path folder, List<Photo> photos, List<Pair> pairs, int most) {
    RootSiftExtractor extractor =
        new RootSiftExtractor(new RootSiftExtractor.Settings(480, most, 0.02));
    List<LocalFeatures> features =
        photos.parallelStream()
            .map(photo ->
                extractor.extract(
                    RealPhotos.decoded(folder.resolve(photo.file())), Optional.empty()))
            .toList();
    MagsacVerifier verifier = new MagsacVerifier();
    List<SharedContent> verdicts =
        pairs.parallelStream()
            .map(pair ->
                verifier.verify(features.get(pair.one()), features.get(pair.other())).shared())
            .toList();
    Map<SharedContent, Integer> same = new EnumMap<>(SharedContent.class);
    Map<SharedContent, Integer> others = new EnumMap<>(SharedContent.class);
    for (int i = 0; i < pairs.size(); i++) {
      (pairs.get(i).sameUnit() ? same : others).merge(verdicts.get(i), 1, Integer::sum);
    }
    System.out.printf(
        Locale.ROOT,
        "at most %d points (%.0f on average): of one unit %s, of two hotels %s%n",
        most,
        features.stream().mapToInt(LocalFeatures::count).average().orElse(0),
        same,
        others);
  }

  private static List<Pair> pairs(List<Photo> photos) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < photos.size(); i++) {
      for (int j = i + 1; j < photos.size(); j++) {
        if (photos.get(i).unit().equals(photos.get(j).unit())) {
          pairs.add(new Pair(i, j, true));
        }
      }
    }
    Random random = new Random(20261130);
    for (int found = 0; found < PAIRS_OF_OTHERS; ) {
      int i = random.nextInt(photos.size());
      int j = random.nextInt(photos.size());
      if (!photos.get(i).hotel().equals(photos.get(j).hotel())) {
        pairs.add(new Pair(i, j, false));
        found++;
      }
    }
    return pairs;
  }
}
