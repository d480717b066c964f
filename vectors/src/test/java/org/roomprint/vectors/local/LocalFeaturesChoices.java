package org.roomprint.vectors.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.InProcessDecoder;

/**
 * Prints what is said of pairs of real photographs with fewer points and with coarser descriptors:
 * what it costs to store less.
 */
public final class LocalFeaturesChoices {
  private static final int MAX_SIDE_PIXELS = 1024;
  private static final int PAIRS_OF_OTHERS = 1500;

  private LocalFeaturesChoices() {}

  private record Photo(String file, String hotel, String unit) {}

  private record Pair(int one, int other, boolean sameUnit) {}

  /** How a variant changes descriptors. */
  private interface Change {
    byte change(byte value);
  }

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
    Map<String, Change> changes = new LinkedHashMap<>();
    changes.put("8 bits", value -> value);
    int[] histogram = histogram(folder, photos);
    for (int levels : new int[] {16, 8, 6, 5, 4, 3, 2}) {
      int[] values = levels(histogram, levels);
      System.out.println(levels + " levels: " + java.util.Arrays.toString(values));
      changes.put(levels + " levels", value -> nearest(value, values));
    }
    for (int most :
        args.length > 1
            ? IntStream.of(Integer.parseInt(args[1])).toArray()
            : new int[] {800, 500, 400, 300}) {
      RootSiftExtractor extractor =
          new RootSiftExtractor(new RootSiftExtractor.Settings(480, most, 0.02));
      List<LocalFeatures> features =
          IntStream.range(0, photos.size())
              .parallel()
              .mapToObj(i -> features(folder.resolve(photos.get(i).file()), extractor))
              .toList();
      double points = features.stream().mapToInt(LocalFeatures::count).average().orElse(0);
      for (Map.Entry<String, Change> change : changes.entrySet()) {
        List<LocalFeatures> changed =
            features.stream().map(one -> changed(one, change.getValue())).toList();
        MagsacVerifier verifier = new MagsacVerifier();
        List<Verification> verdicts =
            pairs.parallelStream()
                .map(pair -> verifier.verify(changed.get(pair.one()), changed.get(pair.other())))
                .toList();
        Map<SharedContent, Integer> same = new EnumMap<>(SharedContent.class);
        Map<SharedContent, Integer> others = new EnumMap<>(SharedContent.class);
        long matches = 0;
        for (int i = 0; i < pairs.size(); i++) {
          (pairs.get(i).sameUnit() ? same : others)
              .merge(verdicts.get(i).shared(), 1, Integer::sum);
          if (verdicts.get(i).shared() != SharedContent.NOTHING) {
            matches += verdicts.get(i).matches().size();
          }
        }
        System.out.printf(
            Locale.ROOT,
            "at most %d points (%.0f on average), %s: of one unit %s, of two hotels %s, %d matches%n",
            most,
            points,
            change.getKey(),
            same,
            others,
            matches);
      }
    }
  }

  /** How often each value of a descriptor occurs. */
  private static int[] histogram(Path folder, List<Photo> photos) {
    int[] histogram = new int[256];
    RootSiftExtractor extractor = new RootSiftExtractor();
    for (int i = 0; i < photos.size(); i += 10) {
      for (byte value : features(folder.resolve(photos.get(i).file()), extractor).toDescriptors()) {
        histogram[value & 0xff]++;
      }
    }
    return histogram;
  }

  /** Levels that lose least (Lloyd, 1982). */
  private static int[] levels(int[] histogram, int count) {
    double[] levels = new double[count];
    for (int i = 0; i < count; i++) {
      levels[i] = 160.0 * i / count;
    }
    for (int round = 0; round < 200; round++) {
      double[] sum = new double[count];
      double[] weight = new double[count];
      for (int value = 0; value < 256; value++) {
        int best = 0;
        for (int i = 1; i < count; i++) {
          best = Math.abs(levels[i] - value) < Math.abs(levels[best] - value) ? i : best;
        }
        sum[best] += (double) value * histogram[value];
        weight[best] += histogram[value];
      }
      for (int i = 0; i < count; i++) {
        levels[i] = weight[i] == 0 ? levels[i] : sum[i] / weight[i];
      }
    }
    return java.util.Arrays.stream(levels).mapToInt(level -> (int) Math.round(level)).toArray();
  }

  private static byte nearest(byte value, int[] levels) {
    int best = levels[0];
    for (int level : levels) {
      best = Math.abs(level - (value & 0xff)) < Math.abs(best - (value & 0xff)) ? level : best;
    }
    return (byte) best;
  }

  private static LocalFeatures changed(LocalFeatures features, Change change) {
    byte[] descriptors = features.toDescriptors();
    for (int i = 0; i < descriptors.length; i++) {
      descriptors[i] = change.change(descriptors[i]);
    }
    return LocalFeatures.of(features.width(), features.height(), features.toPoints(), descriptors);
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

  private static LocalFeatures features(Path file, RootSiftExtractor extractor) {
    try {
      return switch (new InProcessDecoder().decode(Files.readAllBytes(file), MAX_SIDE_PIXELS)) {
        case DecodeOutcome.Decoded decoded ->
            extractor.extract(decoded.picture(), Optional.empty());
        case DecodeOutcome.Refused refused ->
            throw new IllegalArgumentException(file + ": " + refused.detail());
      };
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
