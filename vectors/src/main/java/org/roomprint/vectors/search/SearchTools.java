package org.roomprint.vectors.search;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.local.MagsacVerifier;

/**
 * What all searches with one model share: its describer, and one pool of threads that compare and
 * verify candidates. Safe to be used by several sessions at once.
 */
public final class SearchTools implements AutoCloseable {
  private final PictureDescriber describer;
  private final ExecutorService workers;
  private final RoomLocator locator;
  private final PictureLinker linker;

  /**
   * Prepares them.
   *
   * @param describer of the model that made the index; it stays open when they are closed
   * @param threads that compare candidates beside one another, at least 1
   */
  public SearchTools(PictureDescriber describer, int threads) {
    this.describer = describer;
    workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("search-", 1).factory());
    MagsacVerifier verifier = new MagsacVerifier();
    CandidateSearch search = new CandidateSearch(describer.hasher(), verifier, workers);
    locator = new RoomLocator(describer, search, new KnownCopies(verifier));
    linker = new PictureLinker(search);
  }

  /** A session over this view of an index, which is closed with the session. */
  public SearchSession session(GallerySnapshot snapshot) {
    return new SearchSession(this, snapshot, () -> {});
  }

  PictureDescriber describer() {
    return describer;
  }

  RoomLocator locator() {
    return locator;
  }

  PictureLinker linker() {
    return linker;
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
