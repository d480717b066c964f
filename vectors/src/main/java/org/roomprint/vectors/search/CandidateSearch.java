package org.roomprint.vectors.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.hash.DihedralHashes;
import org.roomprint.vectors.hash.DihedralTransform;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.hash.PdqHasher;
import org.roomprint.vectors.image.PixelSize;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.KnnAnswer;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PdqNeighbour;
import org.roomprint.vectors.index.PictureRef;
import org.roomprint.vectors.local.GeometricVerifier;
import org.roomprint.vectors.local.LocalFeatures;
import org.roomprint.vectors.local.SharedContent;
import org.roomprint.vectors.local.Verification;

/**
 * Finds what may match one query image: by appearance, by hash, by bytes; and verifies the leading
 * ones.
 */
final class CandidateSearch {
  /** From this hidden share on a picture's hash says little. */
  private static final double MAX_HIDDEN_FOR_PDQ = 0.02;

  /** Photos by which it is judged what every room has, when one region is searched for. */
  private static final int BACKGROUND_SAMPLE = 400;

  /**
   * Leading candidates of which the mirror image is tried, too: a mirrored copy looks more alike
   * than any other room does.
   */
  private static final int MIRRORED = 10;

  private static final Comparator<Candidate> MOST_PROMISING =
      Comparator.comparing((Candidate candidate) -> !candidate.sameBytes)
          .thenComparing(candidate -> !candidate.samePdq())
          .thenComparingDouble(candidate -> -candidate.appearance)
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
    double appearance;
    Optional<HeatMaps> heat = Optional.empty();
    int pdqDistance = PdqHash.BITS;
    boolean sameBytes;

    /** Whether a search of the whole gallery finds it, too; else only one of the filter's part. */
    boolean found = true;

    Optional<Verification> verification = Optional.empty();

    /** Of the picture, where it was verified: what the points of the verification lie in. */
    Optional<PixelSize> frame = Optional.empty();

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
   * <p>How surprising a likeness is, and what every room has, is judged by the whole gallery; the
   * filter only says which of the pictures are candidates. So a picture's evidence does not depend
   * on the filter.
   *
   * @param candidates that the filter accepts, most promising first, ties by picture id
   * @param outside what a search of the whole gallery finds and the filter does not accept, most
   *     promising first
   * @param unverified photos, where they are asked for, most promising first
   * @param visited vectors compared
   * @param patchChannels of the pictures that were compared, too; 0 where none were
   * @param patchChannelsOfUnverified the same of the unverified photos
   */
  record Found(
      List<Candidate> candidates,
      List<Candidate> outside,
      List<Candidate> unverified,
      long visited,
      int patchChannels,
      int patchChannelsOfUnverified) {}

  /**
   * A query image with what is known of it.
   *
   * @param image itself
   * @param description of its pixels
   * @param patchesOfMirrorImage its patches seen a second time, where that is worth its time
   */
  record Query(
      QueryImage image,
      PictureDescription description,
      Optional<PatchEmbeddings> patchesOfMirrorImage) {
    /** The patches of the image as seen once or twice; empty where the model gives none. */
    private List<PatchEmbeddings> augmentations() {
      return Stream.of(description.patches(), patchesOfMirrorImage)
          .flatMap(Optional::stream)
          .toList();
    }
  }

  /**
   * Finds candidates of one kind of pictures, and beside them unverified photos.
   *
   * @param unverified which of the unverified photos are candidates, too; their likeness is judged
   *     on the scale of the others, on which they have no influence
   */
  Found find(
      Query query,
      int k,
      KnnMode mode,
      GalleryFilter filter,
      Optional<GalleryFilter> unverified,
      GallerySnapshot snapshot)
      throws IOException {
    return query.image().outsideRegion().isPresent()
        ? findRegion(query, k, filter, unverified, snapshot)
        : findRoom(query, k, mode, filter, unverified, snapshot);
  }

  /**
   * Finds one region of a picture by its patches alone: every photo is compared by the first patch
   * channel, since the embedding of a whole picture says little of a lamp in it, and the leading
   * ones by all of them.
   */
  private Found findRegion(
      Query query,
      int k,
      GalleryFilter filter,
      Optional<GalleryFilter> unverified,
      GallerySnapshot snapshot)
      throws IOException {
    if (query.augmentations().isEmpty()) {
      throw new IllegalArgumentException(
          "The model gives no patch embeddings, so that a single region cannot be"
              + " searched for; search for the whole room");
    }
    PatchEvidence evidence = new PatchEvidence(query.augmentations(), query.image().ignored());
    if (evidence.isEmpty()) {
      throw new IllegalArgumentException("Nothing is left of the region to be searched for");
    }
    List<PatchEmbeddings> sample =
        new ArrayList<>(snapshot.samplePatches(BACKGROUND_SAMPLE, filter.everywhere()));
    if (sample.size() < PatchComparison.FEWEST_CANDIDATES && unverified.isPresent()) {
      sample.addAll(snapshot.samplePatches(BACKGROUND_SAMPLE, unverified.get().everywhere()));
    }
    if (sample.isEmpty()) {
      return new Found(List.of(), List.of(), List.of(), 0, evidence.count(), evidence.count());
    }
    PatchEvidence.BackgroundSimilarity backgroundSimilarity =
        evidence.background(sample.stream().map(evidence::compare).toList());
    KnnAnswer found =
        snapshot.highest(k, patches -> evidence.agreement(patches, backgroundSimilarity), filter);
    List<Candidate> candidates = candidates(found);
    long visited = found.visited();
    List<Candidate> given = new ArrayList<>();
    if (unverified.isPresent()) {
      KnnAnswer alike =
          snapshot.highest(
              k, patches -> evidence.agreement(patches, backgroundSimilarity), unverified.get());
      given = candidates(alike);
      visited += alike.visited();
    }
    List<Compared> compared = new ArrayList<>(compared(evidence, candidates, snapshot));
    int trusted = compared.size();
    compared.addAll(compared(evidence, given, snapshot));
    compared.forEach(one -> one.candidate().similarity = PatchEvidence.mean(one.matches()));
    addEvidence(evidence, compared, trusted == 0 ? compared.size() : trusted, backgroundSimilarity);
    candidates.sort(MOST_PROMISING);
    given.sort(MOST_PROMISING);
    return new Found(candidates, List.of(), given, visited, evidence.count(), evidence.count());
  }

  private static List<Candidate> candidates(KnnAnswer found) {
    return new ArrayList<>(found.hits().stream().map(hit -> new Candidate(hit.picture())).toList());
  }

  private Found findRoom(
      Query query,
      int k,
      KnnMode mode,
      GalleryFilter filter,
      Optional<GalleryFilter> unverified,
      GallerySnapshot snapshot)
      throws IOException {
    PictureDescription description = query.description();
    GalleryFilter everywhere = filter.everywhere();
    Map<String, Candidate> background = new HashMap<>();
    KnnAnswer near = addAlike(query, k, mode, background, everywhere, snapshot);
    long visited = near.visited();
    List<Candidate> further = new ArrayList<>();
    Set<String> accepted = background.keySet();
    if (!filter.equals(everywhere)) {
      KnnAnswer nearInPart = snapshot.knn(description.embedding(), k, mode, filter);
      visited += nearInPart.visited();
      for (KnnAnswer.Hit hit : nearInPart.hits()) {
        if (!background.containsKey(hit.picture().pictureId())) {
          Candidate candidate = new Candidate(hit.picture());
          candidate.similarity = hit.similarity();
          candidate.found = false;
          further.add(candidate);
        }
      }
      accepted = snapshot.accepted(background.keySet(), filter);
    }
    Map<String, Candidate> given = new HashMap<>();
    if (unverified.isPresent()) {
      visited += addAlike(query, k, mode, given, unverified.get(), snapshot).visited();
    }
    List<Candidate> judged = new ArrayList<>(background.values());
    judged.addAll(further);
    boolean isBackground = near.hits().size() >= ExtremeValueScale.DEEP_RANK;
    if (isBackground) {
      judged.addAll(given.values());
    }
    ExtremeValueScale scale =
        ExtremeValueScale.fit(near.hits().stream().map(KnnAnswer.Hit::similarity).toList());
    judged.forEach(found -> found.appearance = scale.evidence(found.similarity));
    int patchChannels = comparePatches(query, judged, background.size(), snapshot);
    int patchChannelsOfUnverified =
        isBackground || given.isEmpty()
            ? patchChannels
            : judgeByAll(query, k, mode, near, given.values(), unverified.get(), snapshot);
    List<Candidate> inside = new ArrayList<>(further);
    List<Candidate> outside = new ArrayList<>();
    for (Candidate candidate : background.values()) {
      (accepted.contains(candidate.picture.pictureId()) ? inside : outside).add(candidate);
    }
    List<Candidate> unverifiedOnes = new ArrayList<>(given.values());
    inside.sort(MOST_PROMISING);
    outside.sort(MOST_PROMISING);
    unverifiedOnes.sort(MOST_PROMISING);
    return new Found(
        inside, outside, unverifiedOnes, visited, patchChannels, patchChannelsOfUnverified);
  }

  /**
   * Judges unverified photos where trusted ones are too few to be a background: by all photos
   * together. The trusted ones are judged among themselves all the same.
   *
   * @return patch channels that were compared
   */
  private int judgeByAll(
      Query query,
      int k,
      KnnMode mode,
      KnnAnswer trusted,
      Collection<Candidate> given,
      GalleryFilter unverified,
      GallerySnapshot snapshot)
      throws IOException {
    KnnAnswer alike =
        snapshot.knn(query.description().embedding(), k, mode, unverified.everywhere());
    List<KnnAnswer.Hit> all =
        Stream.concat(trusted.hits().stream(), alike.hits().stream())
            .sorted(Comparator.comparingDouble(KnnAnswer.Hit::similarity).reversed())
            .toList();
    ExtremeValueScale scale =
        ExtremeValueScale.fit(all.stream().map(KnnAnswer.Hit::similarity).toList());
    given.forEach(found -> found.appearance = scale.evidence(found.similarity));
    List<Candidate> judged =
        new ArrayList<>(all.stream().map(hit -> new Candidate(hit.picture())).toList());
    judged.addAll(given);
    return comparePatches(query, judged, all.size(), snapshot);
  }

  /** Adds the pictures that look most alike, and the copies. */
  private KnnAnswer addAlike(
      Query query,
      int k,
      KnnMode mode,
      Map<String, Candidate> candidates,
      GalleryFilter filter,
      GallerySnapshot snapshot)
      throws IOException {
    KnnAnswer near = snapshot.knn(query.description().embedding(), k, mode, filter);
    for (KnnAnswer.Hit hit : near.hits()) {
      candidate(candidates, hit.picture()).similarity = hit.similarity();
    }
    addCopies(query, candidates, filter, snapshot);
    return near;
  }

  /** Adds the pictures with the same bytes or the same hash. */
  private void addCopies(
      Query query,
      Map<String, Candidate> candidates,
      GalleryFilter filter,
      GallerySnapshot snapshot)
      throws IOException {
    QueryImage image = query.image();
    PictureDescription description = query.description();
    for (PictureRef same : snapshot.sameBytes(image.bytes(), filter)) {
      Candidate candidate = candidate(candidates, same);
      candidate.sameBytes = true;
      candidate.similarity =
          Math.max(candidate.similarity, similarity(description, same, snapshot));
    }
    if (image.mask().map(mask -> mask.hiddenShare()).orElse(0.0) > MAX_HIDDEN_FOR_PDQ) {
      return;
    }
    DihedralHashes hashes = hasher.dihedral(image.picture());
    if (hashes.quality() <= PdqHash.LOW_QUALITY) {
      return;
    }
    for (DihedralTransform transform : DihedralTransform.values()) {
      for (PdqNeighbour neighbour :
          snapshot.withinPdqDistance(hashes.of(transform), PdqHash.SAME_PICTURE_DISTANCE, filter)) {
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

  /** A candidate whose patches were compared with the query's. */
  private record Compared(Candidate candidate, PatchEvidence.CandidateMatches matches) {}

  /**
   * Adds what the patches of the pictures say to the candidates' appearance score, where it can be
   * said.
   *
   * @param background how many of them, from the first on, a search of the whole gallery finds
   * @return patch channels that were compared
   */
  private int comparePatches(
      Query query, List<Candidate> candidates, int background, GallerySnapshot snapshot)
      throws IOException {
    if (query.augmentations().isEmpty()) {
      return 0;
    }
    PatchEvidence evidence = new PatchEvidence(query.augmentations(), query.image().mask());
    if (evidence.isEmpty()) {
      return 0;
    }
    List<Compared> compared =
        new ArrayList<>(compared(evidence, candidates.subList(0, background), snapshot));
    int comparedOfBackground = compared.size();
    if (comparedOfBackground < PatchComparison.FEWEST_CANDIDATES) {
      return 0;
    }
    PatchEvidence.BackgroundSimilarity backgroundSimilarity =
        evidence.background(compared.stream().map(Compared::matches).toList());
    compared.addAll(
        compared(evidence, candidates.subList(background, candidates.size()), snapshot));
    addEvidence(evidence, compared, comparedOfBackground, backgroundSimilarity);
    return evidence.count();
  }

  private List<Compared> compared(
      PatchEvidence evidence, List<Candidate> candidates, GallerySnapshot snapshot)
      throws IOException {
    return ofEach(
            candidates,
            candidate ->
                snapshot
                    .patches(candidate.picture.pictureId())
                    .map(patches -> new Compared(candidate, evidence.compare(patches))))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static void addEvidence(
      PatchEvidence evidence,
      List<Compared> compared,
      int background,
      PatchEvidence.BackgroundSimilarity backgroundSimilarity) {
    List<PatchEvidence.Result> results =
        evidence.of(
            compared.stream().map(Compared::matches).toList(), background, backgroundSimilarity);
    for (int i = 0; i < compared.size(); i++) {
      Candidate candidate = compared.get(i).candidate();
      candidate.appearance += results.get(i).evidence();
      candidate.heat = Optional.of(results.get(i).heat());
    }
  }

  /**
   * Verifies the leading candidates: those that lead in the whole gallery, and beside them as many
   * more of the filter's part. What the latter have in common with the query counts only where it
   * proves something, since the former's chance likeness was not looked for among so many.
   *
   * <p>Unverified photos are verified apart from them, as many at most.
   *
   * @param count most candidates that are verified
   * @return how many were
   */
  int verify(PictureDescription query, Found found, int count, GallerySnapshot snapshot)
      throws IOException {
    List<Candidate> everywhere =
        Stream.concat(
                found.candidates().stream().filter(candidate -> candidate.found),
                found.outside().stream())
            .sorted(MOST_PROMISING)
            .limit(count)
            .toList();
    Set<String> leadingEverywhere =
        everywhere.stream()
            .map(candidate -> candidate.picture.pictureId())
            .collect(Collectors.toSet());
    List<Candidate> leading =
        found.candidates().subList(0, Math.min(count, found.candidates().size()));
    List<Candidate> given =
        found.unverified().subList(0, Math.min(count, found.unverified().size()));
    verify(query, leading, leadingEverywhere::contains, snapshot);
    verify(query, given, _ -> true, snapshot);
    return leading.size() + given.size();
  }

  /**
   * Verifies these candidates.
   *
   * @param leads whether a picture is so near that what it has in common counts even where it
   *     proves nothing
   */
  private void verify(
      PictureDescription query,
      List<Candidate> leading,
      Predicate<String> leads,
      GallerySnapshot snapshot)
      throws IOException {
    Set<Candidate> mirrored = new HashSet<>(leading.subList(0, Math.min(MIRRORED, leading.size())));
    List<Optional<Verified>> verifications =
        ofEach(
            leading,
            candidate ->
                snapshot
                    .localFeatures(candidate.picture.pictureId())
                    .map(features ->
                        new Verified(
                            verified(query.localFeatures(), features, mirrored.contains(candidate)),
                            new PixelSize(features.width(), features.height()))));
    for (int i = 0; i < leading.size(); i++) {
      Candidate candidate = leading.get(i);
      boolean leadsEverywhere = leads.test(candidate.picture.pictureId());
      Optional<Verified> counted =
          verifications
              .get(i)
              .filter(one -> leadsEverywhere || provesSomething(one.verification()));
      candidate.verification = counted.map(Verified::verification);
      candidate.frame = counted.map(Verified::frame);
    }
  }

  /** What geometry says of a picture, and the size of that picture. */
  private record Verified(Verification verification, PixelSize frame) {}

  private Verification verified(
      LocalFeatures query, LocalFeatures candidate, boolean perhapsMirrored) {
    Verification asItIs = verifier.verify(query, candidate);
    if (asItIs.shared() == SharedContent.PICTURE || !perhapsMirrored) {
      return asItIs;
    }
    Verification mirrored = verifier.verifyMirrored(query, candidate);
    return mirrored.shared() == SharedContent.PICTURE ? mirrored : asItIs;
  }

  private static boolean provesSomething(Verification verification) {
    return switch (verification.shared()) {
      case PICTURE, ROOM -> true;
      case OBJECT, NOTHING -> false;
    };
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
