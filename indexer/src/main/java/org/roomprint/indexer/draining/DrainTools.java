package org.roomprint.indexer.draining;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.inbox.InboxDrain;
import org.roomprint.indexer.indexing.IndexUpdater;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.image.InProcessDecoder;
import org.roomprint.vectors.image.PeopleSegmenter;
import org.roomprint.vectors.image.PictureDecoder;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.search.SearchTools;

/** A drain with what it opened; closing it leaves catalog, inbox and index open. */
public final class DrainTools implements AutoCloseable {
  private final Drain drain;
  private final SearchTools searches;
  private final InProcessDecoder kept = new InProcessDecoder();
  private final Optional<PeopleSegmenter> segmenter;

  /**
   * Opens the segmenter and prepares a drain.
   *
   * @param strangers decodes a stranger's bytes: the worker
   * @param threads that verify candidates beside one another
   * @throws IOException when the segmenter is configured and cannot be read
   */
  public DrainTools(
      Catalog catalog,
      InboxDrain inbox,
      PictureDecoder strangers,
      PictureDescriber describer,
      IndexUpdater updater,
      GalleryIndex index,
      int threads,
      DrainSettings settings,
      InstantSource clock,
      RandomGenerator random)
      throws IOException {
    Optional<Path> model = settings.peopleModel();
    segmenter =
        model.isPresent() ? Optional.of(PeopleSegmenter.open(model.get())) : Optional.empty();
    searches = new SearchTools(describer, threads);
    GalleryChecks checks = new GalleryChecks(catalog, kept);
    PhotoSanitiser sanitiser =
        new PhotoSanitiser(catalog, strangers, segmenter, settings.refusesPeople());
    drain =
        new Drain(
            catalog,
            inbox,
            new SubmissionJudge(catalog, inbox, sanitiser, checks, settings),
            new Corroboration(catalog, checks),
            updater,
            index,
            searches,
            settings,
            clock,
            random);
  }

  /** The drain. */
  public Drain drain() {
    return drain;
  }

  @Override
  public void close() {
    searches.close();
    kept.close();
    segmenter.ifPresent(PeopleSegmenter::close);
  }
}
