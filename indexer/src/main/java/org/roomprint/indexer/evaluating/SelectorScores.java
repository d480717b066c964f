package org.roomprint.indexer.evaluating;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.catalog.selectors.SelectorKind;
import org.roomprint.indexer.source.LabelledAd;
import org.roomprint.indexer.source.LabelledAds;

/**
 * How well selectors are found, over ads whose selectors are known.
 *
 * <p>A selector is right when kind and value are those of a label of the same ad; repeats count
 * once. Precision, recall and F1 are over all selectors of a kind. Plain and obfuscated ones have
 * recall only: what is wrong belongs to neither.
 */
public final class SelectorScores {
  /** Right, wrong and missed ones. */
  private static final class Count {
    private int right;
    private int wrong;
    private int missed;

    void add(Count other) {
      right += other.right;
      wrong += other.wrong;
      missed += other.missed;
    }

    double precision() {
      return ratio(right, right + wrong);
    }

    double recall() {
      return ratio(right, right + missed);
    }

    double f1() {
      return ratio(2 * right, 2 * right + wrong + missed);
    }
  }

  private final Map<SelectorKind, Count> kinds = new EnumMap<>(SelectorKind.class);
  private final Map<SelectorKind, Count> plain = new EnumMap<>(SelectorKind.class);
  private final Map<SelectorKind, Count> obfuscated = new EnumMap<>(SelectorKind.class);
  private final Set<SelectorKind> measured;
  private int ads;
  private int exact;

  /** Scores of these kinds; all others are passed over. */
  public SelectorScores(Set<SelectorKind> measured) {
    this.measured = Set.copyOf(measured);
    for (SelectorKind kind : SelectorKind.values()) {
      kinds.put(kind, new Count());
      plain.put(kind, new Count());
      obfuscated.put(kind, new Count());
    }
  }

  /** Counts what was found in an ad. */
  public void add(LabelledAd ad, Set<Selector> found) {
    Set<Selector> wanted = new HashSet<>();
    for (LabelledAd.Label label : ad.labels()) {
      SelectorKind kind = label.selector().kind();
      if (measured.contains(kind)) {
        wanted.add(label.selector());
        Count group = (label.isObfuscated() ? obfuscated : plain).getOrDefault(kind, new Count());
        if (found.contains(label.selector())) {
          group.right++;
        } else {
          group.missed++;
        }
      }
    }
    Set<Selector> got = new HashSet<>(found);
    got.removeIf(selector -> !measured.contains(selector.kind()));
    for (SelectorKind kind : measured) {
      Count count = kinds.getOrDefault(kind, new Count());
      count.right += count(kind, got, wanted, true);
      count.wrong += count(kind, got, wanted, false);
      count.missed += count(kind, wanted, got, false);
    }
    ads++;
    exact += got.equals(wanted) ? 1 : 0;
  }

  private static int count(
      SelectorKind kind, Set<Selector> of, Set<Selector> others, boolean areShared) {
    return (int)
        of.stream().filter(one -> one.kind() == kind && others.contains(one) == areShared).count();
  }

  /** F1 of all measured kinds together, 0..1; NaN where nothing was labelled and nothing found. */
  public double f1() {
    return all().f1();
  }

  /** Share of the labelled selectors that were found, of plain or obfuscated ones of a kind. */
  public double recall(SelectorKind kind, boolean isObfuscated) {
    return (isObfuscated ? obfuscated : plain).getOrDefault(kind, new Count()).recall();
  }

  /** Share of what was found that was right, of a kind. */
  public double precision(SelectorKind kind) {
    return kinds.getOrDefault(kind, new Count()).precision();
  }

  /** F1 of a kind. */
  public double f1(SelectorKind kind) {
    return kinds.getOrDefault(kind, new Count()).f1();
  }

  private Count all() {
    Count all = new Count();
    kinds.values().forEach(all::add);
    return all;
  }

  /** The figures as a table of Markdown. */
  public String markdown(String title) {
    StringBuilder table = new StringBuilder();
    table
        .append("| ")
        .append(title)
        .append(" | right | wrong | missed | precision | recall | F1 | recall, plain |")
        .append(" recall, obfuscated |\n|---|---|---|---|---|---|---|---|---|\n");
    for (SelectorKind kind : List.of(SelectorKind.values())) {
      if (measured.contains(kind)) {
        line(
            table,
            LabelledAds.nameOf(kind),
            kinds.getOrDefault(kind, new Count()),
            plain.getOrDefault(kind, new Count()),
            obfuscated.getOrDefault(kind, new Count()));
      }
    }
    Count ofPlain = new Count();
    Count ofObfuscated = new Count();
    plain.values().forEach(ofPlain::add);
    obfuscated.values().forEach(ofObfuscated::add);
    line(table, "all", all(), ofPlain, ofObfuscated);
    table.append(
        String.format(Locale.ROOT, "%nExactly the labelled ones: %d of %d ads.%n", exact, ads));
    return table.toString();
  }

  private static void line(
      StringBuilder table, String name, Count count, Count ofPlain, Count ofObfuscated) {
    table.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %d | %d | %s | %s | %s | %s | %s |%n",
            name,
            count.right,
            count.wrong,
            count.missed,
            share(count.precision()),
            share(count.recall()),
            share(count.f1()),
            share(ofPlain.recall()),
            share(ofObfuscated.recall())));
  }

  private static String share(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.3f", share);
  }

  private static double ratio(int part, int whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
