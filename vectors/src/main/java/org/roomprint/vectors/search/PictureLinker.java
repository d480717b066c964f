package org.roomprint.vectors.search;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.local.GeometricVerifier;

/**
 * Answers which pictures are the same as an ad's image or show the same room; safe to be called
 * from several threads at once.
 */
public final class PictureLinker implements AutoCloseable {
  private static final int NEIGHBOURS = 100;
  private static final int VERIFIED = 40;

  private final PictureDescriber describer;
  private final ExecutorService workers;
  private final CandidateSearch search;

  /**
   * Prepares it.
   *
   * @param threads that verify candidates beside one another
   */
  public PictureLinker(PictureDescriber describer, GeometricVerifier verifier, int threads) {
    this.describer = describer;
    this.workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("link-", 1).factory());
    this.search = new CandidateSearch(describer.hasher(), verifier, workers);
  }

  /** Links of an image, strongest first, found in this view of the index. */
  public LinkAnswer link(QueryImage image, GalleryFilter filter, GallerySnapshot snapshot)
      throws IOException {
    StageClock clock = new StageClock();
    PictureDescription description =
        describer.describe(image.bytes(), image.picture(), image.mask());
    clock.stage("describe");
    return link(image, description, VERIFIED, filter, snapshot, clock);
  }

  /**
   * The same of an image that was described already, by this linker's describer: for one that is
   * linked several times.
   */
  public LinkAnswer link(
      QueryImage image,
      PictureDescription description,
      GalleryFilter filter,
      GallerySnapshot snapshot)
      throws IOException {
    return link(image, description, VERIFIED, filter, snapshot, new StageClock());
  }

  /** Links by bytes and hash alone: no candidate is verified by geometry. */
  public LinkAnswer linkByHash(
      QueryImage image,
      PictureDescription description,
      GalleryFilter filter,
      GallerySnapshot snapshot)
      throws IOException {
    return link(image, description, 0, filter, snapshot, new StageClock());
  }

  private LinkAnswer link(
      QueryImage image,
      PictureDescription description,
      int mostVerified,
      GalleryFilter filter,
      GallerySnapshot snapshot,
      StageClock clock)
      throws IOException {
    CandidateSearch.Found found =
        search.find(
            new CandidateSearch.Query(image, description, Optional.empty()),
            NEIGHBOURS,
            KnnMode.APPROXIMATE,
            filter,
            snapshot);
    clock.stage("find");
    int verified = search.verify(description, found, mostVerified, snapshot);
    clock.stage("verify");
    List<PhotoHit> links =
        found.candidates().stream()
            .map(candidate -> Scores.hit(candidate, 0))
            .filter(hit -> hit.evidence() != EvidenceKind.LOOKS_ALIKE)
            .sorted(
                Comparator.comparing(PhotoHit::evidence)
                    .thenComparing(Comparator.comparingDouble(PhotoHit::score).reversed())
                    .thenComparing(hit -> hit.picture().pictureId()))
            .toList();
    return new LinkAnswer(
        links,
        new SearchReport(
            snapshot.identity(),
            snapshot.size(filter.kind()),
            found.visited(),
            verified,
            clock.stages()));
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
