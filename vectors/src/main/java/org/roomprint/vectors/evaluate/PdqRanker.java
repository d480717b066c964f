package org.roomprint.vectors.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.hash.PdqHasher;
import org.roomprint.vectors.search.QueryImage;

/**
 * Ranks every photo by its PDQ distance to the nearest query image: what hash matching alone can
 * do.
 */
public final class PdqRanker implements Ranker {
  private final PdqHasher hasher = new PdqHasher();
  private final Map<String, PdqHash> gallery;

  /**
   * Takes the gallery's hashes.
   *
   * @param gallery by photo id
   */
  public PdqRanker(Map<String, PdqHash> gallery) {
    this.gallery = Map.copyOf(gallery);
  }

  private record Scored(String photoId, int distance) {}

  @Override
  public Ranked rank(List<QueryImage> query, Set<String> without) {
    List<PdqHash> hashes =
        query.stream().map(image -> hasher.hash(image.picture()).hash()).toList();
    return Ranked.byPhotos(
        gallery.entrySet().stream()
            .filter(entry -> !without.contains(entry.getKey()))
            .map(entry ->
                new Scored(
                    entry.getKey(),
                    hashes.stream()
                        .mapToInt(hash -> hash.distance(entry.getValue()))
                        .min()
                        .orElseThrow()))
            .sorted(Comparator.comparingInt(Scored::distance).thenComparing(Scored::photoId))
            .map(Scored::photoId)
            .toList());
  }
}
