package org.roomprint.ads.groups.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.roomprint.ads.groups.AdGroups;
import org.roomprint.ads.groups.KeyedAd;
import org.roomprint.ads.groups.Level;

/** Measures a grouping against the truth, beside the {@link Baselines}. */
public final class GroupMeasures {
  /**
   * Who is truly behind an ad.
   *
   * @param poster who wrote it
   * @param operation that the poster belongs to
   */
  public record Truth(String poster, String operation) {}

  /**
   * One way of grouping at one level.
   *
   * @param way what was measured
   * @param level against whose truth
   * @param scores that it has
   */
  public record Line(String way, Level level, PartitionScores scores) {}

  private GroupMeasures() {}

  /**
   * All lines: of this grouping and of the baselines, at both levels.
   *
   * @param ads that were grouped
   * @param groups what came out
   * @param truth of each ad, by its id
   */
  public static List<Line> of(List<KeyedAd> ads, AdGroups groups, Map<String, Truth> truth) {
    for (KeyedAd ad : ads) {
      if (!truth.containsKey(ad.id())) {
        throw new IllegalArgumentException(
            "Nothing is said of the ad " + ad.id() + " in the truth; each ad has a line there");
      }
    }
    int[] components = Baselines.components(ads);
    int[] phones = Baselines.phones(ads);
    List<Line> lines = new ArrayList<>();
    for (Level level : Level.values()) {
      int[] real =
          numbered(
              ads,
              ad -> {
                Truth of = truth.getOrDefault(ad.id(), new Truth("", ""));
                return level == Level.POSTER ? of.poster() : of.operation();
              });
      int[] found = numbered(ads, ad -> groups.groupOf(level, ad.id()).id());
      lines.add(new Line("groups", level, PartitionScores.of(found, real)));
      lines.add(new Line("all that hangs together", level, PartitionScores.of(components, real)));
      lines.add(new Line("same phone", level, PartitionScores.of(phones, real)));
    }
    return lines;
  }

  private static int[] numbered(List<KeyedAd> ads, Function<KeyedAd, String> name) {
    Map<String, Integer> numbers = new HashMap<>();
    return ads.stream()
        .mapToInt(ad -> numbers.computeIfAbsent(name.apply(ad), any -> numbers.size()))
        .toArray();
  }

  /** A Markdown table of some lines. */
  public static String markdown(List<Line> lines) {
    StringBuilder table =
        new StringBuilder(
            """
            | level | grouped by | precision | recall | F1 | adjusted Rand | groups (true) | largest (true) |
            |---|---|---|---|---|---|---|---|
            """);
    for (Line line : lines) {
      PartitionScores scores = line.scores();
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.3f | %.3f | %.3f | %.3f | %d (%d) | %d (%d) |%n",
              line.level().name().toLowerCase(Locale.ROOT),
              line.way(),
              scores.precision(),
              scores.recall(),
              scores.f1(),
              scores.adjustedRand(),
              scores.groups(),
              scores.trueGroups(),
              scores.largest(),
              scores.trueLargest()));
    }
    return table.toString();
  }
}
