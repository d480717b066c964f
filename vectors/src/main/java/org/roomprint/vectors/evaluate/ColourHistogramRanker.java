package org.roomprint.vectors.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roomprint.vectors.search.QueryImage;

/**
 * Ranks every photo by the intersection of its colour histogram with the most alike query image's.
 */
public final class ColourHistogramRanker implements Ranker {
  private final Map<String, ColourHistogram> gallery;

  /**
   * Takes the gallery's histograms.
   *
   * @param gallery by photo id
   */
  public ColourHistogramRanker(Map<String, ColourHistogram> gallery) {
    this.gallery = Map.copyOf(gallery);
  }

  private record Scored(String photoId, double similarity) {}

  @Override
  public Ranked rank(List<QueryImage> query, Set<String> without) {
    List<ColourHistogram> histograms =
        query.stream().map(image -> ColourHistogram.of(image.picture(), image.mask())).toList();
    return Ranked.byPhotos(
        gallery.entrySet().stream()
            .filter(entry -> !without.contains(entry.getKey()))
            .map(entry ->
                new Scored(
                    entry.getKey(),
                    histograms.stream()
                        .mapToDouble(histogram -> histogram.similarity(entry.getValue()))
                        .max()
                        .orElseThrow()))
            .sorted(
                Comparator.comparingDouble(Scored::similarity)
                    .reversed()
                    .thenComparing(Scored::photoId))
            .map(Scored::photoId)
            .toList());
  }
}
