package org.roomprint.ads.groups;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds texts that are copies of one another but for a name, a town or a price.
 *
 * <p>Texts are compared by their runs of three words (digits count as one digit). MinHash (Broder,
 * 1997) with bands finds candidates; each is verified by the true Jaccard similarity to the text
 * that leads the template, so that a chain of small changes does not join what is not alike. The
 * result does not depend on the order of the texts.
 */
public final class NearCopies {
  /** Share of common word runs from which two texts are near copies. */
  public static final double MIN_SIMILARITY = 0.55;

  /** Texts with fewer words are no template: too many people write them. */
  public static final int MIN_WORDS = 8;

  private static final int RUN = 3;
  private static final int BANDS = 24;
  private static final int ROWS = 3;
  private static final long SEED = 0x9E3779B97F4A7C15L;
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}#]+");

  private NearCopies() {}

  private static final class Leader {
    private final String id;
    private final long[] runs;

    private Leader(String id, long[] runs) {
      this.id = id;
      this.runs = runs;
    }
  }

  /**
   * The template of each text that has one.
   *
   * @param texts by the id of their ad
   * @return for each ad whose text is a near copy of another ad's, the id of the template: that of
   *     the first ad, by id, that has the text which leads the template
   */
  public static SortedMap<String, String> templates(Map<String, String> texts) {
    // Equal texts are compared once; the first id stands for all of them.
    Map<String, List<String>> adsOf = new TreeMap<>();
    new TreeMap<>(texts)
        .forEach((id, text) -> {
          String plain = plain(text);
          if (plain.split(" ", -1).length >= MIN_WORDS) {
            adsOf.computeIfAbsent(plain, any -> new ArrayList<>()).add(id);
          }
        });
    // The most copied text leads, so that a template is named after what most of its ads say.
    List<Map.Entry<String, List<String>>> order =
        adsOf.entrySet().stream()
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<String, List<String>> one) -> -one.getValue().size())
                    .thenComparing(one -> one.getValue().getFirst()))
            .toList();
    Map<Long, List<Leader>> buckets = new HashMap<>();
    Map<String, List<String>> members = new TreeMap<>();
    for (Map.Entry<String, List<String>> text : order) {
      long[] runs = runs(text.getKey());
      long[] bands = bands(runs);
      Leader leader =
          best(runs, bands, buckets)
              .orElseGet(() -> {
                Leader fresh = new Leader(text.getValue().getFirst(), runs);
                for (long band : bands) {
                  buckets.computeIfAbsent(band, any -> new ArrayList<>()).add(fresh);
                }
                return fresh;
              });
      members.computeIfAbsent(leader.id, any -> new ArrayList<>()).addAll(text.getValue());
    }
    SortedMap<String, String> templates = new TreeMap<>();
    members.forEach((leader, ads) -> {
      if (ads.size() > 1) {
        ads.forEach(ad -> templates.put(ad, leader));
      }
    });
    return templates;
  }

  /** Lower case, one space between words, any number as one sign. */
  static String plain(String text) {
    String lower = DIGITS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("#");
    return BETWEEN_WORDS.matcher(lower).replaceAll(" ").strip();
  }

  private static Optional<Leader> best(long[] runs, long[] bands, Map<Long, List<Leader>> buckets) {
    Optional<Leader> best = Optional.empty();
    double most = MIN_SIMILARITY;
    for (long band : bands) {
      for (Leader leader : buckets.getOrDefault(band, List.of())) {
        double similarity = similarity(runs, leader.runs);
        if (similarity > most
            || (similarity == most
                && best.map(known -> leader.id.compareTo(known.id) < 0).orElse(true))) {
          most = similarity;
          best = Optional.of(leader);
        }
      }
    }
    return best;
  }

  /** Hashes of the runs of words, ascending, each once. */
  private static long[] runs(String plain) {
    String[] words = plain.split(" ", -1);
    long[] runs = new long[Math.max(1, words.length - RUN + 1)];
    for (int i = 0; i < runs.length; i++) {
      long hash = SEED;
      for (int j = i; j < Math.min(words.length, i + RUN); j++) {
        for (int k = 0; k < words[j].length(); k++) {
          hash = (hash ^ words[j].charAt(k)) * 0x100000001B3L;
        }
        hash = mixed(hash);
      }
      runs[i] = hash;
    }
    return Arrays.stream(runs).sorted().distinct().toArray();
  }

  private static long[] bands(long[] runs) {
    long[] bands = new long[BANDS];
    for (int band = 0; band < BANDS; band++) {
      long hash = band;
      for (int row = 0; row < ROWS; row++) {
        long salt = mixed(SEED * (band * ROWS + row + 1));
        long least = Long.MAX_VALUE;
        for (long run : runs) {
          least = Math.min(least, mixed(run ^ salt));
        }
        hash = mixed(hash ^ least);
      }
      bands[band] = hash;
    }
    return bands;
  }

  /** Jaccard similarity of two ascending lists. */
  private static double similarity(long[] one, long[] two) {
    int common = 0;
    int i = 0;
    int j = 0;
    while (i < one.length && j < two.length) {
      if (one[i] == two[j]) {
        common++;
        i++;
        j++;
      } else if (one[i] < two[j]) {
        i++;
      } else {
        j++;
      }
    }
    return (double) common / (one.length + two.length - common);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
