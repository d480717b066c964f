package org.roomprint.ads.groups.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.roomprint.ads.groups.AdGrouping;
import org.roomprint.ads.groups.KeyedAd;
import org.roomprint.ads.groups.Level;

/** Groups many made-up worlds, and sums up how good the groups are. */
public final class GroupWorlds {
  private GroupWorlds() {}

  /**
   * A Markdown table of each world, and one of the median and the worst of all.
   *
   * @param first seed
   * @param last seed
   * @param adCount ads of each world
   * @param kind of regime that is drawn for each
   */
  public static String markdown(long first, long last, int adCount, WorldRegime.Kind kind) {
    if (last < first) {
      throw new IllegalArgumentException(
          "Seeds from " + first + " to " + last + "; the last is not before the first");
    }
    StringBuilder text =
        new StringBuilder(
            """
            | seed | poster precision | recall | largest / true | operation precision | recall | largest / true | all that hangs together: precision | same phone: precision | recall |
            |---|---|---|---|---|---|---|---|---|---|
            """);
    List<Map<Level, List<PartitionScores>>> worlds = new ArrayList<>();
    for (long seed = first; seed <= last; seed++) {
      Map<Level, List<PartitionScores>> scores = scores(AdWorld.of(seed, adCount, kind));
      worlds.add(scores);
      PartitionScores posters = scores.getOrDefault(Level.POSTER, List.of()).getFirst();
      List<PartitionScores> operations = scores.getOrDefault(Level.OPERATION, List.of());
      text.append(
          String.format(
              Locale.ROOT,
              "| %d | %.3f | %.3f | %.2f | %.3f | %.3f | %.2f | %.3f | %.3f | %.3f |%n",
              seed,
              posters.precision(),
              posters.recall(),
              largest(posters),
              operations.get(0).precision(),
              operations.get(0).recall(),
              largest(operations.get(0)),
              operations.get(1).precision(),
              operations.get(2).precision(),
              operations.get(2).recall()));
    }
    text.append("\n| measure | median | worst |\n|---|---|---|\n");
    Map<String, ToDoubleFunction<PartitionScores>> measures = new LinkedHashMap<>();
    measures.put("precision", PartitionScores::precision);
    measures.put("recall", PartitionScores::recall);
    measures.put("largest / true", scores -> -largest(scores));
    for (Level level : Level.values()) {
      measures.forEach((name, measure) -> {
        double[] values =
            worlds.stream()
                .mapToDouble(
                    world -> measure.applyAsDouble(world.getOrDefault(level, List.of()).getFirst()))
                .sorted()
                .toArray();
        text.append(
            String.format(
                Locale.ROOT,
                "| %s %s | %.3f | %.3f |%n",
                level.name().toLowerCase(Locale.ROOT),
                name,
                Math.abs(values[values.length / 2]),
                Math.abs(values[0])));
      });
    }
    return text.toString();
  }

  private static double largest(PartitionScores scores) {
    return (double) scores.largest() / scores.trueLargest();
  }

  private static Map<Level, List<PartitionScores>> scores(List<WorldAd> world) {
    List<KeyedAd> ads = WorldAd.keyed(world);
    Map<String, GroupMeasures.Truth> truth =
        world.stream()
            .collect(
                Collectors.toMap(
                    WorldAd::id, ad -> new GroupMeasures.Truth(ad.poster(), ad.operation())));
    return GroupMeasures.of(ads, AdGrouping.of(ads, List.of()), truth).stream()
        .collect(
            Collectors.groupingBy(
                GroupMeasures.Line::level,
                Collectors.mapping(GroupMeasures.Line::scores, Collectors.toList())));
  }
}
