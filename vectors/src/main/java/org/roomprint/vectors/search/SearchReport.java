package org.roomprint.vectors.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
   * What this search and a further one of the same session took together: of the larger part of the
   * gallery, each stage once with the time of both.
   */
  public SearchReport plus(SearchReport further) {
    Map<String, Double> times = new LinkedHashMap<>();
    Stream.of(this, further)
        .flatMap(report -> report.stages().stream())
        .forEach(stage -> times.merge(stage.name(), stage.milliseconds(), Double::sum));
    return new SearchReport(
        index,
        Math.max(gallerySize, further.gallerySize),
        visited + further.visited,
        verified + further.verified,
        times.entrySet().stream()
            .map(stage -> new Stage(stage.getKey(), stage.getValue()))
            .toList());
  }

  /**
   * One step of a search.
   *
   * @param name such as {@code embed} or {@code verify}
   * @param milliseconds wall-clock time
   */
  public record Stage(String name, double milliseconds) {}
}
