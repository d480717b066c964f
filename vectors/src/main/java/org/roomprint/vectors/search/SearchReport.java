package org.roomprint.vectors.search;

import java.util.List;
import org.roomprint.vectors.index.IndexIdentity;

/**
 * What a search searched and what that cost, so that a miss can be understood.
 *
 * @param index model and generation
 * @param gallerySize pictures of the searched kind in the index
 * @param visited vectors compared
 * @param verified candidates verified by geometry
 * @param stages in order
 */
public record SearchReport(
    IndexIdentity index, long gallerySize, long visited, int verified, List<Stage> stages) {
  public SearchReport {
    stages = List.copyOf(stages);
  }

  /**
   * One step of a search.
   *
   * @param name such as {@code embed} or {@code verify}
   * @param milliseconds wall-clock time
   */
  public record Stage(String name, double milliseconds) {}
}
