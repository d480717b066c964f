package org.roomprint.vectors.evaluate;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.roomprint.vectors.search.QueryImage;

/** What is evaluated: it ranks the gallery's photos for one query image. */
@FunctionalInterface
public interface Ranker {
  /**
   * Ranks gallery photos, best first, each at most once.
   *
   * @param query as an investigator would bring it
   * @param without photo ids that count as not being in the gallery
   * @return photo ids; may be fewer than the gallery holds
   */
  List<String> rank(QueryImage query, Set<String> without) throws IOException;
}
