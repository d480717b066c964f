package org.roomprint.vectors.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.hash.DihedralHashes;
import org.roomprint.vectors.hash.DihedralTransform;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.hash.PdqHasher;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.KnnAnswer;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PdqNeighbour;
import org.roomprint.vectors.index.PictureRef;
import org.roomprint.vectors.local.GeometricVerifier;
import org.roomprint.vectors.local.Verification;

/**
 * Finds what may match one query image: by look, by hash, by bytes; and verifies the leading ones.
 */
final class CandidateSearch {
  /** From this hidden share on a picture's hash says little. */
  private static final double MAX_HIDDEN_FOR_PDQ = 0.02;

  /** Photos by which it is judged what every room has, when one thing is searched for. */
  private static final int COMMON_SAMPLE = 400;

  private static final Comparator<Candidate> MOST_PROMISING =
      Comparator.comparing((Candidate candidate) -> !candidate.sameBytes)
          .thenComparing(candidate -> !candidate.samePdq())
          .thenComparingDouble(candidate -> -candidate.look)
          .thenComparing(candidate -> candidate.picture.pictureId());

  private final PdqHasher hasher;
  private final GeometricVerifier verifier;
  private final ExecutorService workers;

  CandidateSearch(PdqHasher hasher, GeometricVerifier verifier, ExecutorService workers) {
    this.hasher = hasher;
    this.verifier = verifier;
    this.workers = workers;
  }

  /** A picture that may match, with what is known so far. */
  static final class Candidate {
    final PictureRef picture;
    double similarity;
    double look;
    Optional<HeatMaps> heat = Optional.empty();
    int pdqDistance = PdqHash.BITS;
    boolean sameBytes;
    Optional<Verification> verification = Optional.empty();

    Candidate(PictureRef picture) {
      this.picture = picture;
    }

    boolean samePdq() {
      return pdqDistance <= PdqHash.SAME_PICTURE_DISTANCE;
    }
  }

  /**
   * What was found.
   *
   * @param candidates most promising first, ties by picture id
   * @param visited vectors compared
   * @param kinds of parts of the pictures that were compared, too; 0 where none were
   */
  record Found(List<Candidate> candidates, long visited, int kinds) {}

  /**
   * A query image with what is known of it.
   *
   * @param image itself
   * @param description of its pixels
   * @param partsOfMirrorImage its parts seen a second time, where that is worth its time
   */
  record Query(
      QueryImage image,
      PictureDescription description,
      Optional<PatchEmbeddings> partsOfMirrorImage) {
    /** The parts of the image as seen once or twice; empty where the model gives none. */
    private List<PatchEmbeddings> readings() {
      return Stream.of(description.patches(), partsOfMirrorImage)
          .flatMap(Optional::stream)
          .toList();
    }
  }

  Found find(Query query, int k, KnnMode mode, GalleryFilter filter, GallerySnapshot snapshot)
      throws IOException {
    return query.image().outside().isPresent()
        ? findThing(query, k, filter, snapshot)
        : findRoom(query, k, mode, filter, snapshot);
  }

  /**
   * Finds one thing of a picture by its parts alone: every photo is compared by the first kind of
   * parts, since the embedding of a whole picture says little of a lamp in it, and the leading ones
   * by all kinds.
   */
  private Found findThing(Query query, int k, GalleryFilter filter, GallerySnapshot snapshot)
      throws IOException {
    if (query.readings().isEmpty()) {
      throw new IllegalArgumentException(
          "The model gives no embeddings of a picture's parts, so that a single thing cannot be"
              + " searched for; search for the whole room");
    }
    PartsEvidence parts = new PartsEvidence(query.readings(), query.image().ignored());
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("Nothing is left of the thing to be searched for");
    }
    List<PatchEmbeddings> sample = snapshot.samplePatches(COMMON_SAMPLE, filter);
    if (sample.isEmpty()) {
      return new Found(List.of(), 0, parts.count());
    }
    PartsEvidence.Common common = parts.common(sample.stream().map(parts::compare).toList());
    KnnAnswer found = snapshot.highest(k, patches -> parts.agreement(patches, common), filter);
    List<Candidate> candidates =
        new ArrayList<>(found.hits().stream().map(hit -> new Candidate(hit.picture())).toList());
    List<Compared> compared = compared(parts, candidates, snapshot);
    compared.forEach(one -> one.candidate().similarity = PartsEvidence.mean(one.parts()));
    addEvidence(parts, compared, common);
    candidates.sort(MOST_PROMISING);
    return new Found(candidates, found.visited(), parts.count());
  }

  private Found findRoom(
      Query query, int k, KnnMode mode, GalleryFilter filter, GallerySnapshot snapshot)
      throws IOException {
    QueryImage image = query.image();
    PictureDescription description = query.description();
    Map<String, Candidate> candidates = new HashMap<>();
    KnnAnswer near = snapshot.knn(description.embedding(), k, mode, filter);
    for (KnnAnswer.Hit hit : near.hits()) {
      candidate(candidates, hit.picture()).similarity = hit.similarity();
    }
    for (PictureRef same : snapshot.sameBytes(image.bytes(), filter)) {
      Candidate candidate = candidate(candidates, same);
      candidate.sameBytes = true;
      candidate.similarity =
          Math.max(candidate.similarity, similarity(description, same, snapshot));
    }
    if (image.mask().map(mask -> mask.hiddenShare()).orElse(0.0) <= MAX_HIDDEN_FOR_PDQ) {
      DihedralHashes hashes = hasher.dihedral(image.picture());
      if (hashes.quality() > PdqHash.LOW_QUALITY) {
        for (DihedralTransform transform : DihedralTransform.values()) {
          for (PdqNeighbour neighbour :
              snapshot.withinPdqDistance(
                  hashes.of(transform), PdqHash.SAME_PICTURE_DISTANCE, filter)) {
            if (neighbour.quality() > PdqHash.LOW_QUALITY) {
              Candidate candidate = candidate(candidates, neighbour.picture());
              candidate.pdqDistance = Math.min(candidate.pdqDistance, neighbour.distance());
              if (candidate.similarity == 0) {
                candidate.similarity = similarity(description, neighbour.picture(), snapshot);
              }
            }
          }
        }
      }
    }
    LookScale scale = LookScale.fit(near.hits().stream().map(KnnAnswer.Hit::similarity).toList());
    candidates.values().forEach(found -> found.look = scale.evidence(found.similarity));
    int kinds = compareParts(query, List.copyOf(candidates.values()), snapshot);
    List<Candidate> sorted = new ArrayList<>(candidates.values());
    sorted.sort(MOST_PROMISING);
    return new Found(sorted, near.visited(), kinds);
  }

  /** A candidate whose parts were compared with the query's. */
  private record Compared(Candidate candidate, PartsEvidence.Compared parts) {}

  /**
   * Adds what the parts of the pictures say to the candidates' look, where it can be said.
   *
   * @return kinds of parts that were compared
   */
  private int compareParts(Query query, List<Candidate> candidates, GallerySnapshot snapshot)
      throws IOException {
    if (query.readings().isEmpty()) {
      return 0;
    }
    PartsEvidence parts = new PartsEvidence(query.readings(), query.image().mask());
    if (parts.isEmpty()) {
      return 0;
    }
    List<Compared> compared = compared(parts, candidates, snapshot);
    if (compared.size() < PatchComparison.FEWEST_CANDIDATES) {
      return 0;
    }
    addEvidence(parts, compared, parts.common(compared.stream().map(Compared::parts).toList()));
    return parts.count();
  }

  private List<Compared> compared(
      PartsEvidence parts, List<Candidate> candidates, GallerySnapshot snapshot)
      throws IOException {
    return ofEach(
            candidates,
            candidate ->
                snapshot
                    .patches(candidate.picture.pictureId())
                    .map(patches -> new Compared(candidate, parts.compare(patches))))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static void addEvidence(
      PartsEvidence parts, List<Compared> compared, PartsEvidence.Common common) {
    List<PartsEvidence.Said> said =
        parts.of(compared.stream().map(Compared::parts).toList(), common);
    for (int i = 0; i < compared.size(); i++) {
      Candidate candidate = compared.get(i).candidate();
      candidate.look += said.get(i).evidence();
      candidate.heat = Optional.of(said.get(i).heat());
    }
  }

  /** Verifies the first candidates. */
  int verify(
      PictureDescription query, List<Candidate> candidates, int count, GallerySnapshot snapshot)
      throws IOException {
    List<Candidate> leading = candidates.subList(0, Math.min(count, candidates.size()));
    List<Optional<Verification>> verifications =
        ofEach(
            leading,
            candidate ->
                snapshot
                    .localFeatures(candidate.picture.pictureId())
                    .map(features -> verifier.verify(query.localFeatures(), features)));
    for (int i = 0; i < leading.size(); i++) {
      leading.get(i).verification = verifications.get(i);
    }
    return leading.size();
  }

  /** What is done with one candidate. */
  @FunctionalInterface
  private interface Work<T> {
    T of(Candidate candidate) throws IOException;
  }

  /** Does the same with each candidate, beside one another; results in their order. */
  private <T> List<T> ofEach(List<Candidate> candidates, Work<T> work) throws IOException {
    List<Future<T>> futures = new ArrayList<>();
    for (Candidate candidate : candidates) {
      futures.add(workers.submit(() -> work.of(candidate)));
    }
    List<T> results = new ArrayList<>();
    for (int i = 0; i < futures.size(); i++) {
      try {
        results.add(futures.get(i).get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted while candidates were compared", e);
      } catch (ExecutionException e) {
        throw new IOException(
            "Candidate " + candidates.get(i).picture.pictureId() + " could not be compared",
            e.getCause());
      }
    }
    return results;
  }

  private static double similarity(
      PictureDescription query, PictureRef picture, GallerySnapshot snapshot) throws IOException {
    Optional<IndexedPicture> found = snapshot.find(picture.pictureId());
    return found
        .map(entry -> query.embedding().similarity(entry.description().embedding()))
        .orElse(0.0);
  }

  private static Candidate candidate(Map<String, Candidate> candidates, PictureRef picture) {
    return candidates.computeIfAbsent(picture.pictureId(), _ -> new Candidate(picture));
  }
}
