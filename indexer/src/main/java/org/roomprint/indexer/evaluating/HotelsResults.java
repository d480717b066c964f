package org.roomprint.indexer.evaluating;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.vectors.evaluate.Evaluation;
import org.roomprint.vectors.evaluate.EvaluationPhoto;
import org.roomprint.vectors.evaluate.Level;
import org.roomprint.vectors.evaluate.QueryCondition;
import org.roomprint.vectors.evaluate.QueryRanking;
import org.roomprint.vectors.evaluate.ResultFile;

/**
 * Rankings in the result format of Hotels-50K, which knows photos by integers: here a photo's
 * integer is its place in the set, from 1, hotels' photos first and distractors after them. {@code
 * ids.csv} beside the files says which is which.
 */
public final class HotelsResults {
  private HotelsResults() {}

  /**
   * Writes a ranking, and the list of ids.
   *
   * @return queries that are left out, since the format needs 100 ranked photos of each
   */
  static int write(
      Path folder, String name, List<EvaluationPhoto> photos, Evaluation.Outcome outcome)
      throws IOException {
    Files.createDirectories(folder);
    Map<String, Integer> ids = ids(photos);
    List<String> lines = new ArrayList<>();
    lines.add("image_id,hotel,unit,photo");
    for (EvaluationPhoto photo : photos) {
      lines.add(
          ids.get(photo.photoId())
              + ","
              + photo.hotel()
              + ","
              + photo.unit()
              + ","
              + photo.photoId());
    }
    Files.write(folder.resolve("ids.csv"), lines, StandardCharsets.UTF_8);
    Map<Integer, List<Integer>> rankings = new LinkedHashMap<>();
    for (QueryRanking ranking : outcome.rankings()) {
      if (ranking.ranked().size() >= ResultFile.RANKED) {
        rankings.put(
            id(ids, ranking.query()),
            ranking.ranked().stream().map(photo -> id(ids, photo)).toList());
      }
    }
    ResultFile.write(folder.resolve(name), rankings);
    return outcome.rankings().size() - rankings.size();
  }

  /**
   * Measures a result file; every photo of the set that has a fellow in its hotel must be a query
   * of it.
   */
  public static void measure(Path file, List<EvaluationPhoto> photos, EvaluationTable table)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new SourceException("There is no file " + file);
    }
    Map<String, Integer> ids = ids(photos);
    Map<Integer, EvaluationPhoto> byId = new HashMap<>();
    photos.forEach(photo -> byId.put(id(ids, photo), photo));
    Map<Integer, List<Integer>> rankings;
    Set<Integer> queries = queries(photos, ids);
    try {
      rankings = ResultFile.read(file, queries, byId.keySet());
    } catch (ResultFile.MalformedResultException e) {
      throw new SourceException(file + ": " + e.getMessage(), e);
    }
    List<QueryRanking> read = new ArrayList<>();
    Map<String, List<EvaluationPhoto>> galleries = new HashMap<>();
    rankings.forEach((query, ranked) -> {
      EvaluationPhoto photo = java.util.Objects.requireNonNull(byId.get(query));
      read.add(
          QueryRanking.byPhotos(
              photo,
              ranked.stream().map(id -> java.util.Objects.requireNonNull(byId.get(id))).toList(),
              0));
      galleries.put(
          photo.photoId(), photos.stream().filter(other -> !other.equals(photo)).toList());
    });
    Evaluation.Outcome outcome = new Evaluation.Outcome(read, galleries, 0);
    table.add(file.getFileName().toString(), Level.HOTEL, QueryCondition.AS_IT_IS, outcome);
  }

  private static Set<Integer> queries(List<EvaluationPhoto> photos, Map<String, Integer> ids) {
    Map<String, Long> counts =
        photos.stream()
            .filter(photo -> !photo.distractor())
            .collect(Collectors.groupingBy(EvaluationPhoto::hotel, Collectors.counting()));
    return photos.stream()
        .filter(photo -> !photo.distractor() && counts.getOrDefault(photo.hotel(), 0L) >= 2)
        .map(photo -> id(ids, photo))
        .collect(Collectors.toSet());
  }

  private static Map<String, Integer> ids(List<EvaluationPhoto> photos) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (EvaluationPhoto photo : photos) {
      ids.put(photo.photoId(), ids.size() + 1);
    }
    return ids;
  }

  private static int id(Map<String, Integer> ids, EvaluationPhoto photo) {
    return java.util.Objects.requireNonNull(ids.get(photo.photoId()));
  }
}
