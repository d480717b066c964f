package org.roomprint.indexer.indexing;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.roomprint.base.Place;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogChange;
import org.roomprint.catalog.Hotel;
import org.roomprint.catalog.Tier;
import org.roomprint.catalog.files.DamagedPictureException;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.PictureDecoder;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.GeoPoint;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.PictureKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings an index up to date with a catalog.
 *
 * <p>Every description is made from the kept picture, never from what happens to be in memory, so
 * that an index is the same whether it was made in one run, in fifty, or anew by a re-indexing. One
 * that the index holds already is kept when only the picture's hotel or ad has changed.
 */
public final class IndexUpdater {
  /** Changes that are dealt with at a time. */
  static final int BATCH = 64;

  /** Pictures after which the index is made durable. */
  static final int COMMIT_EVERY = 512;

  /** Longer side of the pixels that a description is made from. */
  public static final int MAX_SIDE_PIXELS = 1024;

  /**
   * How long what was deleted may lie in the index's files: the first work on the index after this
   * time takes it out.
   */
  public static final Duration PURGE_AFTER = Duration.ofDays(1);

  /** Share of entries deleted or replaced from which on the files are rewritten without waiting. */
  static final double MOST_LEFTOVERS = 0.1;

  private static final Logger LOG = LoggerFactory.getLogger(IndexUpdater.class);
  private static final String SEQUENCE_NOTE = "catalogSequence";
  private static final String CATALOG_NOTE = "catalogId";

  /** Since when something deleted lies in the files, in seconds since 1970. */
  private static final String DELETED_NOTE = "deletedSince";

  private final Catalog catalog;
  private final GalleryIndex index;
  private final PictureDescriber describer;
  private final PictureDecoder decoder;
  private final ExecutorService workers;
  private final StepTimes times;
  private final InstantSource clock;
  private Optional<Instant> deletedSince;

  /** Last change that the index holds. */
  private long sequence;

  /** Given to the workers, but not yet to the index. */
  private Optional<Batch> inWork = Optional.empty();

  private int uncommitted;

  /**
   * Changes that the workers are dealing with.
   *
   * @param described pictures to be put into the index
   * @param gone ids of pictures to be taken from it
   * @param known the index as it was when they were begun; open until they are finished
   * @param size number of changes
   * @param sequence of the last of them
   */
  private record Batch(
      List<Future<Optional<IndexedPicture>>> described,
      List<String> gone,
      GallerySnapshot known,
      int size,
      long sequence) {}

  /**
   * Prepares an updater; it is used by one thread.
   *
   * @param decoder of the kept pictures, which are our own
   * @param workers describe pictures beside one another
   * @param clock tells when something was deleted
   */
  public IndexUpdater(
      Catalog catalog,
      GalleryIndex index,
      PictureDescriber describer,
      PictureDecoder decoder,
      ExecutorService workers,
      StepTimes times,
      InstantSource clock) {
    this.catalog = catalog;
    this.index = index;
    this.describer = describer;
    this.decoder = decoder;
    this.workers = workers;
    this.times = times;
    this.clock = clock;
    this.sequence = sequenceOf(index.notes(), catalog.catalogId());
    this.deletedSince =
        Optional.ofNullable(index.notes().get(DELETED_NOTE))
            .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)));
  }

  /**
   * How far an index with these notes has followed this catalog; 0 when it followed another one.
   */
  public static long sequenceOf(Map<String, String> notes, String catalogId) {
    String noted = notes.get(SEQUENCE_NOTE);
    return noted == null || !catalogId.equals(notes.get(CATALOG_NOTE)) ? 0 : Long.parseLong(noted);
  }

  /** Pictures that are still to be dealt with. */
  public long pending() {
    return catalog.changes().pendingSince(sequence);
  }

  /**
   * Begins to describe everything that changed since the last time. The last batch is left with the
   * workers, so that they have something to do until the next call puts it into the index; a call
   * of {@link #catchUp} leaves nothing. Durable every {@value #COMMIT_EVERY} pictures; what a crash
   * takes from the index is dealt with again.
   *
   * @param progress told the number of pictures dealt with, batch by batch
   */
  public void follow(IntConsumer progress) throws IOException {
    while (true) {
      Optional<Batch> next = begin();
      if (next.isEmpty()) {
        return;
      }
      // The workers go on with the next batch while the one before it is indexed.
      Optional<Batch> before = inWork;
      inWork = Optional.empty(); // should the one before fail, a later call begins both anew
      if (before.isPresent()) {
        finish(before.get(), progress);
      }
      inWork = next;
    }
  }

  /**
   * Deals with everything that changed since the last time, and makes all of it durable.
   *
   * @param progress told the number of pictures dealt with, batch by batch
   */
  public void catchUp(IntConsumer progress) throws IOException {
    follow(progress);
    if (inWork.isPresent()) {
      Batch last = inWork.get();
      inWork = Optional.empty();
      finish(last, progress);
    }
    if (uncommitted > 0) {
      commit();
    }
    if (isPurgeDue()) {
      purge();
    }
  }

  private boolean isPurgeDue() throws IOException {
    GalleryIndex.Size size = index.size();
    return size.leftovers() > 0
        && (size.leftovers() > MOST_LEFTOVERS * size.entries()
            || deletedSince
                .filter(since -> !since.plus(PURGE_AFTER).isAfter(clock.instant()))
                .isPresent());
  }

  /**
   * Takes what was deleted or replaced out of the index's files at once. {@link #catchUp} does so
   * by itself when it has lain there for {@link #PURGE_AFTER}.
   */
  public void purge() throws IOException {
    long begin = System.nanoTime();
    index.purge();
    deletedSince = Optional.empty();
    times.add(StepTimes.Step.INDEX, System.nanoTime() - begin);
    commit();
  }

  /** Gives the next changes to the workers; nothing if there are none. */
  private Optional<Batch> begin() throws IOException {
    long from = inWork.map(Batch::sequence).orElse(sequence);
    List<CatalogChange> changes = catalog.changes().changesSince(from, BATCH);
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    List<Future<Optional<IndexedPicture>>> described = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    GallerySnapshot known = index.snapshot();
    for (CatalogChange change : changes) {
      switch (change) {
        case CatalogChange.PhotoPut put -> described.add(workers.submit(() -> entry(put, known)));
        case CatalogChange.AdImagePut put -> described.add(workers.submit(() -> entry(put, known)));
        case CatalogChange.PictureDeleted deleted -> gone.add(deleted.pictureId());
      }
    }
    return Optional.of(
        new Batch(described, gone, known, changes.size(), changes.getLast().sequence()));
  }

  /** Waits for the workers and brings what they made into the index. */
  private void finish(Batch batch, IntConsumer progress) throws IOException {
    List<IndexedPicture> pictures = new ArrayList<>();
    try (GallerySnapshot _ = batch.known()) {
      for (Future<Optional<IndexedPicture>> future : batch.described()) {
        await(future).ifPresent(pictures::add);
      }
    }
    long begin = System.nanoTime();
    if (!batch.gone().isEmpty()) {
      index.delete(batch.gone());
      deletedSince = deletedSince.or(() -> Optional.of(clock.instant()));
    }
    index.put(pictures);
    times.add(StepTimes.Step.INDEX, System.nanoTime() - begin);
    sequence = batch.sequence();
    uncommitted += batch.size();
    progress.accept(batch.size());
    if (uncommitted >= COMMIT_EVERY) {
      commit();
    }
  }

  private void commit() throws IOException {
    long begin = System.nanoTime();
    Map<String, String> notes = new HashMap<>();
    notes.put(SEQUENCE_NOTE, Long.toString(sequence));
    notes.put(CATALOG_NOTE, catalog.catalogId());
    deletedSince.ifPresent(since -> notes.put(DELETED_NOTE, Long.toString(since.getEpochSecond())));
    index.commit(Map.copyOf(notes));
    uncommitted = 0;
    times.add(StepTimes.Step.INDEX, System.nanoTime() - begin);
  }

  private Optional<IndexedPicture> entry(CatalogChange.PhotoPut put, GallerySnapshot known)
      throws IOException {
    Hotel hotel = put.hotel();
    return describe(
            put.pictureId(),
            put.photo().picture().id(),
            put.photo().original().contentHash(),
            known)
        .map(description ->
            new IndexedPicture(
                put.pictureId(),
                kind(put.photo().provenance().tier()),
                hotel.hotelId(),
                put.photo().room(),
                hotel.chainId(),
                hotel.country(),
                hotel.place().map(IndexUpdater::point),
                put.photo().taken(),
                description));
  }

  private static PictureKind kind(Tier tier) {
    return switch (tier) {
      case UNVERIFIED -> PictureKind.UNVERIFIED_PHOTO;
      case CORROBORATED, TRUSTED -> PictureKind.GALLERY_PHOTO;
    };
  }

  private Optional<IndexedPicture> entry(CatalogChange.AdImagePut put, GallerySnapshot known)
      throws IOException {
    return describe(
            put.pictureId(),
            put.image().picture().id(),
            put.image().original().contentHash(),
            known)
        .map(description ->
            new IndexedPicture(
                put.pictureId(),
                PictureKind.AD_IMAGE,
                put.ad().adId(),
                Optional.empty(),
                Optional.empty(),
                put.ad().country(),
                put.ad().place().map(IndexUpdater::point),
                put.ad()
                    .posted()
                    .map(posted -> posted.atZone(java.time.ZoneOffset.UTC).toLocalDate()),
                description));
  }

  /** The description that the index has already, or else one made from the kept picture. */
  private Optional<PictureDescription> describe(
      String pictureId,
      org.roomprint.catalog.PictureId kept,
      String contentHash,
      GallerySnapshot known)
      throws IOException {
    long begin = System.nanoTime();
    // A hotel that moved or an ad with another day changes nothing that is seen in its pictures.
    Optional<PictureDescription> before =
        known
            .find(pictureId)
            .map(IndexedPicture::description)
            .filter(description -> description.contentHash().hex().equals(contentHash));
    if (before.isPresent()) {
      times.add(StepTimes.Step.INDEX, System.nanoTime() - begin);
      return before;
    }
    Optional<byte[]> bytes;
    try {
      bytes = catalog.pictures().read(kept);
    } catch (DamagedPictureException e) {
      LOG.error("Picture {} is left out of the index. {}", pictureId, e.getMessage());
      return Optional.empty();
    }
    if (bytes.isEmpty()) {
      LOG.error(
          "Picture {} has no file any more and is left out of the index; import it again, then run roomprint reindex",
          pictureId);
      return Optional.empty();
    }
    DecodeOutcome outcome = decoder.decode(bytes.get(), MAX_SIDE_PIXELS);
    times.add(StepTimes.Step.READ_KEPT, System.nanoTime() - begin);
    return switch (outcome) {
      case DecodeOutcome.Decoded decoded ->
          Optional.of(timed(new ContentHash(contentHash), decoded.picture()));
      case DecodeOutcome.Refused refused -> {
        LOG.error(
            "The kept file of picture {} is damaged ({}); delete that file and import the picture again, then run roomprint reindex",
            pictureId,
            refused.reason());
        yield Optional.empty();
      }
    };
  }

  private PictureDescription timed(ContentHash bytes, RasterImage picture) {
    PictureDescriber.Timed described = describer.describeTimed(bytes, picture, Optional.empty());
    times.add(StepTimes.Step.HASH, described.hashNanos());
    times.add(StepTimes.Step.EMBED, described.embedNanos());
    times.add(StepTimes.Step.LOCAL_FEATURES, described.localNanos());
    return described.description();
  }

  private static GeoPoint point(Place place) {
    return new GeoPoint(place.latitude(), place.longitude());
  }

  private static <T> T await(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while pictures were described", e);
    } catch (ExecutionException e) {
      throw new IOException("A picture could not be described", e.getCause());
    }
  }
}
