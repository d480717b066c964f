package org.roomprint.indexer.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.roomprint.catalog.Catalog;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.indexer.indexing.CatchUp;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.image.InProcessDecoder;
import org.roomprint.vectors.image.PeopleSegmenter;
import org.roomprint.vectors.image.PictureDecoder;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.search.SearchTools;

/** An intake with what it opened; closing it leaves catalog, inbox and index open. */
public final class IntakeTools implements AutoCloseable {
  private final Intake intake;
  private final SearchTools searches;
  private final InProcessDecoder kept = new InProcessDecoder();
  private final Optional<PeopleSegmenter> segmenter;

  /**
   * Opens the segmenter and prepares an intake.
   *
   * @param strangers decodes a stranger's bytes: the worker
   * @param threads that verify candidates beside one another
   * @throws IOException when the segmenter is configured and cannot be read
   */
  public IntakeTools(
      Catalog catalog,
      InboxIntake inbox,
      PictureDecoder strangers,
      PictureDescriber describer,
      CatchUp indexing,
      GalleryIndex index,
      int threads,
      IntakeSettings settings,
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
    intake =
        new Intake(
            catalog,
            inbox,
            new Screening(catalog, inbox, sanitiser, checks, settings),
            new Corroboration(catalog, checks),
            indexing,
            index,
            searches,
            settings,
            clock,
            random);
  }

  /** The intake. */
  public Intake intake() {
    return intake;
  }

  @Override
  public void close() {
    searches.close();
    kept.close();
    segmenter.ifPresent(PeopleSegmenter::close);
  }
}
