package org.roomprint.vectors.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.search.QueryImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every photo of a set as a query against all the others.
 *
 * <p>A photo is a query of a level when its hotel (unit) has at least one other photo. Its gallery
 * is every other photo less its copies: same bytes, or a PDQ distance of at most {@link
 * PdqHash#SAME_PICTURE_DISTANCE}. A query that fails counts as a miss.
 */
public final class Evaluation {
  private static final Logger LOG = LoggerFactory.getLogger(Evaluation.class);

  private final List<Loaded> photos;
  private final Map<String, EvaluationPhoto> byId;
  private final Map<String, Set<String>> copies;
  private final SilhouetteOccluder occluder;
  private final Optional<Integer> limit;

  /**
   * A photo with its pixels.
   *
   * @param photo what is true of it
   * @param bytes hash of its file
   * @param pdq of its pixels; empty when its quality is too low to be compared
   * @param picture decodes it; called once for each query
   */
  public record Loaded(
      EvaluationPhoto photo,
      ContentHash bytes,
      Optional<PdqHash> pdq,
      Supplier<RasterImage> picture) {}

  /**
   * What was found.
   *
   * @param rankings one for each query
   * @param galleries the photos each query could find, by the query's photo id
   * @param failed queries that failed, misses all of them
   */
  public record Outcome(
      List<QueryRanking> rankings, Map<String, List<EvaluationPhoto>> galleries, int failed) {
    public Outcome {
      rankings = List.copyOf(rankings);
      galleries = Map.copyOf(galleries);
    }
  }

  /**
   * Prepares a set; finds its copies.
   *
   * @param limit asks only the first so many queries
   */
  public Evaluation(List<Loaded> photos, SilhouetteOccluder occluder, Optional<Integer> limit) {
    this.limit = limit;
    this.photos = List.copyOf(photos);
    this.occluder = occluder;
    this.byId = new LinkedHashMap<>();
    for (Loaded loaded : photos) {
      if (byId.put(loaded.photo().photoId(), loaded.photo()) != null) {
        throw new IllegalArgumentException(
            "Two photos of the set have the id " + loaded.photo().photoId());
      }
    }
    this.copies = findCopies(photos);
  }

  /** Pairs of a query and a photo that is left out of its gallery as a copy of it. */
  public int copyPairs() {
    return photos.stream()
        .filter(loaded -> !loaded.photo().distractor())
        .mapToInt(loaded -> copies.getOrDefault(loaded.photo().photoId(), Set.of()).size())
        .sum();
  }

  /** What {@link #run} found at hotel level, as far as it counts at unit level. */
  public Outcome atUnitLevel(Outcome hotels) {
    Set<String> counted =
        queries(Level.UNIT).stream().map(EvaluationPhoto::photoId).collect(Collectors.toSet());
    return new Outcome(
        hotels.rankings().stream()
            .filter(ranking -> counted.contains(ranking.query().photoId()))
            .toList(),
        hotels.galleries(),
        hotels.failed());
  }

  /** The photos that are queries at a level. */
  public List<EvaluationPhoto> queries(Level level) {
    return queriesWithPixels(level).stream().map(Loaded::photo).toList();
  }

  /**
   * Runs all queries of a level.
   *
   * @param asked which photos are asked together
   * @param condition what is done to the pictures before they are asked
   * @param hotelPresent whether the other photos of a query's hotel stand in its gallery; if not,
   *     the only right answer is that the hotel is not there
   * @param progress called after each query
   */
  public Outcome run(
      Level level,
      PhotosPerQuery asked,
      QueryCondition condition,
      boolean hotelPresent,
      Ranker ranker,
      Consumer<QueryRanking> progress) {
    List<QueryRanking> rankings = new ArrayList<>();
    Map<String, List<EvaluationPhoto>> galleries = new HashMap<>();
    int failed = 0;
    for (Loaded query :
        queriesWithPixels(level).stream()
            .filter(loaded -> companions(loaded, asked).isPresent())
            .limit(limit.orElse(Integer.MAX_VALUE))
            .toList()) {
      EvaluationPhoto photo = query.photo();
      Set<String> without = new HashSet<>(copies.getOrDefault(photo.photoId(), Set.of()));
      without.add(photo.photoId());
      List<Loaded> companions = companions(query, asked).orElseThrow();
      companions.forEach(other -> {
        without.add(other.photo().photoId());
        without.addAll(copies.getOrDefault(other.photo().photoId(), Set.of()));
      });
      if (!hotelPresent) {
        photos.stream()
            .map(Loaded::photo)
            .filter(other -> other.hotel().equals(photo.hotel()))
            .forEach(other -> without.add(other.photoId()));
      }
      galleries.put(
          photo.photoId(),
          byId.values().stream().filter(other -> !without.contains(other.photoId())).toList());
      List<QueryImage> images = new ArrayList<>();
      images.add(image(query, condition));
      companions.stream()
          .limit(asked.photos() - 1L)
          .forEach(other -> images.add(image(other, condition)));
      long begin = System.nanoTime();
      List<EvaluationPhoto> ranked;
      List<String> hotels;
      List<Double> scores;
      List<EvaluationPhoto> sameRoom;
      List<EvaluationPhoto> sameObject;
      try {
        Ranker.Ranked answer = ranker.rank(images, without);
        ranked = answer.photos().stream().map(id -> known(id, without)).toList();
        hotels = answer.hotels();
        scores = answer.scores();
        sameRoom = answer.sameRoom().stream().map(id -> known(id, without)).toList();
        sameObject = answer.sameObject().stream().map(id -> known(id, without)).toList();
      } catch (IOException | RuntimeException e) {
        LOG.warn(
            "Query {} failed and counts as a miss: {}", photo.photoId(), e.getClass().getName(), e);
        failed++;
        ranked = List.of();
        hotels = List.of();
        scores = List.of();
        sameRoom = List.of();
        sameObject = List.of();
      }
      QueryRanking ranking =
          new QueryRanking(
              photo,
              ranked,
              hotels,
              scores,
              sameRoom,
              sameObject,
              (System.nanoTime() - begin) / 1e6);
      rankings.add(ranking);
      progress.accept(ranking);
    }
    return new Outcome(rankings, galleries, failed);
  }

  private QueryImage image(Loaded loaded, QueryCondition condition) {
    String name = loaded.photo().photoId();
    SilhouetteOccluder.Occluded occluded =
        occluder.occlude(
            LightChanger.change(loaded.picture().get(), name, condition.light()),
            name,
            condition.occlusion());
    return new QueryImage(
        loaded.bytes(),
        occluded.picture(),
        condition.maskGiven() ? occluded.mask() : Optional.empty());
  }

  /**
   * The photos of a query's unit that are taken out of the gallery to be asked with it: those that
   * follow it in the set, round and round; empty when the unit has too few.
   */
  private Optional<List<Loaded>> companions(Loaded query, PhotosPerQuery asked) {
    if (asked.takenOut() == 1) {
      return Optional.of(List.of());
    }
    List<Loaded> unit =
        photos.stream()
            .filter(loaded ->
                !loaded.photo().distractor() && loaded.photo().unit().equals(query.photo().unit()))
            .toList();
    if (unit.size() <= asked.takenOut()) {
      return Optional.empty();
    }
    int at = unit.indexOf(query);
    List<Loaded> companions = new ArrayList<>();
    for (int i = 1; i < asked.takenOut(); i++) {
      companions.add(unit.get((at + i) % unit.size()));
    }
    return Optional.of(companions);
  }

  private EvaluationPhoto known(String photoId, Set<String> without) {
    EvaluationPhoto photo = byId.get(photoId);
    if (photo == null || without.contains(photoId)) {
      throw new IllegalStateException(
          "The ranker answered a photo that is not in the query's gallery: " + photoId);
    }
    return photo;
  }

  private List<Loaded> queriesWithPixels(Level level) {
    Map<String, Long> counts =
        photos.stream()
            .filter(loaded -> !loaded.photo().distractor())
            .collect(
                Collectors.groupingBy(loaded -> level.of(loaded.photo()), Collectors.counting()));
    return photos.stream()
        .filter(loaded ->
            !loaded.photo().distractor() && counts.getOrDefault(level.of(loaded.photo()), 0L) >= 2)
        .toList();
  }

  private static Map<String, Set<String>> findCopies(List<Loaded> photos) {
    Map<String, Set<String>> copies = new HashMap<>();
    for (int i = 0; i < photos.size(); i++) {
      for (int j = i + 1; j < photos.size(); j++) {
        if (isCopy(photos.get(i), photos.get(j))) {
          String a = photos.get(i).photo().photoId();
          String b = photos.get(j).photo().photoId();
          copies.computeIfAbsent(a, _ -> new HashSet<>()).add(b);
          copies.computeIfAbsent(b, _ -> new HashSet<>()).add(a);
        }
      }
    }
    return copies;
  }

  private static boolean isCopy(Loaded a, Loaded b) {
    return a.bytes().equals(b.bytes())
        || (a.pdq().isPresent()
            && b.pdq().isPresent()
            && a.pdq().get().distance(b.pdq().get()) <= PdqHash.SAME_PICTURE_DISTANCE);
  }
}
