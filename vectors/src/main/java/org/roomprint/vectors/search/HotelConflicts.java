package org.roomprint.vectors.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Conflict resolution between the hits of one picture, which was taken in one hotel: of two hotels
 * said to have the same room one at most is right.
 *
 * <p>Houses of a chain share furniture, whose points match as well as a room's own. So "the same
 * room" is demoted where another hotel has a photo with at least twice as many matching points, or
 * the very picture. Copies of a picture contradict nothing: hotels do show pictures of one another.
 * One object contradicts nothing and is not contradicted: several hotels can have it.
 */
final class HotelConflicts {
  /**
   * Matching points of a hotel's best photo over another's, from which on the other is
   * contradicted.
   */
  private static final double CLEARLY_MORE = 2;

  private HotelConflicts() {}

  /**
   * The same hits in their order, those that are contradicted demoted to {@link
   * EvidenceKind#LOOKS_ALIKE}.
   *
   * @param hits photos of hotels
   */
  static List<PhotoHit> resolve(List<PhotoHit> hits) {
    return resolve(hits, List.of());
  }

  /**
   * The same, where others that are not resolved themselves can contradict them.
   *
   * @param others photos of hotels
   */
  static List<PhotoHit> resolve(List<PhotoHit> hits, List<PhotoHit> others) {
    Map<Integer, Map<String, Double>> strengths = new HashMap<>();
    Stream.concat(hits.stream(), others.stream())
        .forEach(hit ->
            strengths
                .computeIfAbsent(hit.queryImage(), _ -> new HashMap<>())
                .merge(hit.picture().ownerId(), strength(hit), Math::max));
    return hits.stream()
        .map(hit ->
            isContradicted(hit, Objects.requireNonNull(strengths.get(hit.queryImage())))
                ? demoted(hit)
                : hit)
        .toList();
  }

  private static PhotoHit demoted(PhotoHit hit) {
    return hit.withEvidence(EvidenceKind.LOOKS_ALIKE);
  }

  private static boolean isContradicted(PhotoHit hit, Map<String, Double> strengthOfHotels) {
    double own = Objects.requireNonNull(strengthOfHotels.get(hit.picture().ownerId()));
    return hit.evidence() == EvidenceKind.SAME_ROOM
        && strengthOfHotels.values().stream()
            .anyMatch(other -> other > own && other >= CLEARLY_MORE * own);
  }

  private static double strength(PhotoHit hit) {
    return switch (hit.evidence()) {
      case SAME_BYTES, SAME_PICTURE -> Double.POSITIVE_INFINITY;
      case SAME_ROOM -> hit.matches().size();
      case SAME_OBJECT, LOOKS_ALIKE -> 0;
    };
  }
}
