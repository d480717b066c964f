package org.roomprint.vectors.evaluate;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.roomprint.vectors.search.QueryImage;

/** What is evaluated: it ranks the gallery's photos for query images. */
@FunctionalInterface
public interface Ranker {
  /**
   * Ranks gallery photos.
   *
   * @param query pictures of one room as an investigator would bring them, at least one
   * @param without photo ids that count as not being in the gallery
   */
  Ranked rank(List<QueryImage> query, Set<String> without) throws IOException;

  /**
   * A ranking, best first; may be shorter than the gallery.
   *
   * @param photos photo ids, each at most once
   * @param hotels hotels, each at most once, where they are ranked by more than their best photo;
   *     otherwise empty
   * @param scores of the hotels, in their order; empty when they have none that can be calibrated
   * @param sameRoom of the photos those that are said to show the same room, not merely to look
   *     alike
   * @param sameObject of the photos those that are said to show one object of the query's, and no
   *     more
   */
  record Ranked(
      List<String> photos,
      List<String> hotels,
      List<Double> scores,
      List<String> sameRoom,
      List<String> sameObject) {
    public Ranked {
      photos = List.copyOf(photos);
      hotels = List.copyOf(hotels);
      scores = List.copyOf(scores);
      sameRoom = List.copyOf(sameRoom);
      sameObject = List.copyOf(sameObject);
    }

    /** Hotels ranked by their best photo. */
    public static Ranked byPhotos(List<String> photos) {
      return new Ranked(photos, List.of(), List.of(), List.of(), List.of());
    }
  }
}
