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
import java.util.concurrent.atomic.LongAdder;
import org.roomprint.vectors.image.RasterImage;

/**
 * Prints what is said of pairs of real photographs with other points, and what it takes to find
 * them.
 */
public final class LocalFeaturesChoices {
  private static final List<RootSiftExtractor.Settings> CHOICES =
      List.of(
          new RootSiftExtractor.Settings(480, 800, 1600, 0.02),
          new RootSiftExtractor.Settings(480, 800, 1200, 0.02),
          new RootSiftExtractor.Settings(440, 800, 1600, 0.02),
          new RootSiftExtractor.Settings(400, 800, 1600, 0.02),
          new RootSiftExtractor.Settings(400, 800, 1200, 0.02),
          new RootSiftExtractor.Settings(360, 800, 1200, 0.02),
          new RootSiftExtractor.Settings(480, 500, 1000, 0.02),
          new RootSiftExtractor.Settings(480, 400, 800, 0.02),
          new RootSiftExtractor.Settings(480, 300, 600, 0.02));

  private static final int PAIRS_OF_OTHERS = 3000;

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
    for (RootSiftExtractor.Settings choice : CHOICES) {
      List<LocalFeatures> exact = features(folder, photos, choice);
      List<LocalFeatures> rounded = exact.stream().map(LocalFeatures::rounded).toList();
      print("one rounded", pairs, exact, rounded);
      if (choice.equals(RootSiftExtractor.Settings.DEFAULT)) {
        print("both rounded", pairs, rounded, rounded);
        print("none rounded", pairs, exact, exact);
      }
    }
  }

  private static List<LocalFeatures> features(
      Path folder, List<Photo> photos, RootSiftExtractor.Settings choice) {
    RootSiftExtractor extractor = new RootSiftExtractor(choice);
    LongAdder nanos = new LongAdder();
    List<LocalFeatures> features =
        photos.parallelStream()
            .map(photo -> {
              RasterImage picture = RealPhotos.decoded(folder.resolve(photo.file()));
              long begin = System.nanoTime();
              LocalFeatures found = extractor.extract(picture, Optional.empty());
              nanos.add(System.nanoTime() - begin);
              return found;
            })
            .toList();
    System.out.printf(
        Locale.ROOT,
        "%s: %.0f points on average, %.1f ms a photo%n",
        choice,
        features.stream().mapToInt(LocalFeatures::count).average().orElse(0),
        nanos.sum() / 1e6 / photos.size());
    return features;
  }

  private static void print(
      String which, List<Pair> pairs, List<LocalFeatures> queries, List<LocalFeatures> gallery) {
    MagsacVerifier verifier = new MagsacVerifier();
    List<SharedContent> verdicts =
        pairs.parallelStream()
            .map(pair ->
                verifier.verify(queries.get(pair.one()), gallery.get(pair.other())).shared())
            .toList();
    Map<SharedContent, Integer> same = new EnumMap<>(SharedContent.class);
    Map<SharedContent, Integer> others = new EnumMap<>(SharedContent.class);
    for (int i = 0; i < pairs.size(); i++) {
      (pairs.get(i).sameUnit() ? same : others).merge(verdicts.get(i), 1, Integer::sum);
    }
    System.out.printf(Locale.ROOT, "  %s: of one unit %s, of two hotels %s%n", which, same, others);
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
