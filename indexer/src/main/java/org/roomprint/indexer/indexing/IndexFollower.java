package org.roomprint.indexer.indexing;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.roomprint.base.Place;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.changes.CatalogChange;
import org.roomprint.catalog.describing.DescribeTasks;
import org.roomprint.catalog.describing.DescribeTasks.Wanted;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.photo.Tier;
import org.roomprint.catalog.picture.OriginalFile;
import org.roomprint.catalog.picture.PictureId;
import org.roomprint.indexer.StepTimes;
import org.roomprint.vectors.describe.DescriptionStore;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.GeoPoint;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.PictureKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a catalog with an index, in the order of the catalog's change feed.
 *
 * <p>It describes nothing: it asks for the descriptions that the index lacks, takes them from the
 * store, and waits at the first change whose description is not there yet. A description that the
 * index holds already is kept when only the picture's hotel or ad has changed. What the index has
 * taken over for good is deleted from the store.
 *
 * <p>With each commit it notes how far it has come. After a crash the notes may lag behind the
 * pictures and are never ahead of them; what they lag by is dealt with again.
 */
public final class IndexFollower {
  /** Changes that are put into the index at a time. */
  static final int BATCH = 64;

  /** Changes for which descriptions are asked ahead. */
  static final int AHEAD = 512;

  /** Pictures after which the index is made durable. */
  static final int COMMIT_EVERY = 512;

  /**
   * How long what was deleted may lie in the index's files: the first work on the index after this
   * time takes it out.
   */
  public static final Duration PURGE_AFTER = Duration.ofDays(1);

  /** Share of entries deleted or replaced from which on the files are rewritten without waiting. */
  static final double MOST_LEFTOVERS = 0.1;

  /** What lies in the store so long and is not awaited was left by somebody who came too late. */
  private static final Duration LEFTOVER_AGE = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(IndexFollower.class);
  private static final String SEQUENCE_NOTE = "catalogSequence";
  private static final String CATALOG_NOTE = "catalogId";

  /** Up to which change what was deleted has been taken out of the files. */
  private static final String PURGED_NOTE = "purgedSequence";

  /** Since when something deleted lies in the files, in seconds since 1970. */
  private static final String DELETED_NOTE = "deletedSince";

  private final Catalog catalog;
  private final DescribeTasks tasks;
  private final GalleryIndex index;
  private final String modelId;
  private final DescriptionStore store;
  private final Optional<GallerySnapshot> source;
  private final StepTimes times;
  private final InstantSource clock;
  private Optional<Instant> deletedSince;

  /** Last change that the index holds. */
  private long sequence;

  private long purged;

  /** The same in its last commit. */
  private volatile long durable;

  /** Changes that were read and are not in the index yet, and the last of them. */
  private final Deque<CatalogChange> ahead = new ArrayDeque<>();

  private long read;

  /** Pictures whose descriptions or tasks are of no more use once this is committed. */
  private final Set<PictureId> taken = new HashSet<>();

  private int uncommitted;
  private boolean begun;

  /**
   * Prepares a follower; it is used by one thread, and nobody else writes the index.
   *
   * @param store where descriptions are left by whoever describes
   * @param source an index whose descriptions are taken where it has them: the one that is rebuilt
   * @param clock tells when something was deleted
   */
  public IndexFollower(
      Catalog catalog,
      GalleryIndex index,
      String modelId,
      DescriptionStore store,
      Optional<GallerySnapshot> source,
      StepTimes times,
      InstantSource clock) {
    this.catalog = catalog;
    this.tasks = catalog.describeTasks();
    this.index = index;
    this.modelId = modelId;
    this.store = store;
    this.source = source;
    this.times = times;
    this.clock = clock;
    this.sequence = sequenceOf(index.notes(), catalog.catalogId());
    this.durable = sequence;
    this.purged = purgedSequenceOf(index.notes(), catalog.catalogId());
    this.read = sequence;
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

  /** Up to which change what was deleted is out of the files of an index with these notes. */
  public static long purgedSequenceOf(Map<String, String> notes, String catalogId) {
    String noted = notes.get(PURGED_NOTE);
    return noted == null || !catalogId.equals(notes.get(CATALOG_NOTE)) ? 0 : Long.parseLong(noted);
  }

  /** The last change that is in the index for good; safe to be called from any thread. */
  public long durableSequence() {
    return durable;
  }

  /** The last change that is in the index. */
  long sequence() {
    return sequence;
  }

  /** Whether something is in the index that a crash would take. */
  boolean hasUncommitted() {
    return uncommitted > 0;
  }

  /**
   * Takes into the index what was described and what was deleted, up to the first change whose
   * description is awaited; asks for those of the changes behind it. Durable every {@value
   * #COMMIT_EVERY} pictures.
   *
   * @param progress told the number of pictures dealt with, batch by batch
   * @return whether nothing is left to be taken
   */
  public boolean follow(IntConsumer progress) throws IOException {
    if (!begun) {
      sweep();
      // What an index that was begun before had asked for or left out is judged anew.
      tasks.forgetUpTo(modelId, sequence == 0 ? Long.MAX_VALUE : sequence);
      begun = true;
    }
    while (true) {
      boolean more = readAhead();
      int dealtWith = take();
      if (dealtWith > 0) {
        progress.accept(dealtWith);
      }
      if (uncommitted >= COMMIT_EVERY) {
        commit();
      }
      if (dealtWith == 0 && !more) {
        return ahead.isEmpty();
      }
    }
  }

  /** Reads the next changes, if there is room for them, and asks for what they need. */
  private boolean readAhead() throws IOException {
    if (ahead.size() > AHEAD - BATCH) {
      return false;
    }
    List<CatalogChange> changes = catalog.changes().changesSince(read, BATCH);
    if (changes.isEmpty()) {
      return false;
    }
    List<Wanted> wanted = new ArrayList<>();
    try (GallerySnapshot known = index.snapshot()) {
      for (CatalogChange change : changes) {
        Optional<Picture> picture = pictureOf(change);
        if (picture.isPresent() && held(picture.get(), known).isEmpty()) {
          wanted.add(new Wanted(picture.get().kept(), change.sequence()));
        }
      }
    }
    tasks.want(modelId, wanted);
    ahead.addAll(changes);
    read = changes.getLast().sequence();
    return true;
  }

  /** Puts into the index what can be put; how many changes that was. */
  private int take() throws IOException {
    List<IndexedPicture> pictures = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    Set<String> ids = new LinkedHashSet<>();
    long last = sequence;
    try (GallerySnapshot known = index.snapshot()) {
      for (CatalogChange change : ahead) {
        // Of two changes to one picture the second comes with the next batch.
        if (ids.size() == BATCH || ids.contains(change.pictureId())) {
          break;
        }
        Answer answer = answer(change, known, last);
        if (answer instanceof Answer.Awaited) {
          break;
        }
        switch (answer) {
          case Answer.Awaited _, Answer.Nothing _ -> {}
          case Answer.Gone _ -> gone.add(change.pictureId());
          case Answer.Entry(IndexedPicture picture) -> pictures.add(picture);
        }
        ids.add(change.pictureId());
        last = change.sequence();
      }
    }
    if (ids.isEmpty()) {
      return 0;
    }
    long begin = System.nanoTime();
    if (!gone.isEmpty()) {
      index.delete(gone);
      deletedSince = deletedSince.or(() -> Optional.of(clock.instant()));
    }
    index.put(pictures);
    times.add(StepTimes.Step.INDEX, System.nanoTime() - begin);
    ids.forEach(_ -> ahead.removeFirst());
    sequence = last;
    uncommitted += ids.size();
    return ids.size();
  }

  /** What a change means for the index. */
  private sealed interface Answer {
    /** Its description is not there yet. */
    record Awaited() implements Answer {}

    /** Nothing is to be done: it cannot be described, or a later change says more. */
    record Nothing() implements Answer {}

    /** It is to be taken out. */
    record Gone() implements Answer {}

    /** It is to be found like this. */
    record Entry(IndexedPicture picture) implements Answer {}
  }

  /**
   * What is needed of a picture to describe it.
   *
   * @param id photo's or ad image's
   * @param kept file
   * @param original file's hash
   */
  private record Picture(String id, PictureId kept, String original) {
    static Picture of(String id, PictureId kept, OriginalFile original) {
      return new Picture(id, kept, original.contentHash());
    }
  }

  private static Optional<Picture> pictureOf(CatalogChange change) {
    return switch (change) {
      case CatalogChange.PhotoPut(_, Photo photo, _) ->
          Optional.of(Picture.of(photo.photoId(), photo.picture().id(), photo.original()));
      case CatalogChange.AdImagePut(_, AdImage image, _) ->
          Optional.of(Picture.of(image.imageId(), image.picture().id(), image.original()));
      case CatalogChange.PictureDeleted _ -> Optional.empty();
    };
  }

  private Answer answer(CatalogChange change, GallerySnapshot known, long before)
      throws IOException {
    Optional<Picture> picture = pictureOf(change);
    if (picture.isEmpty()) {
      return new Answer.Gone();
    }
    Optional<PictureDescription> description = description(picture.get(), known);
    if (description.isPresent()) {
      return new Answer.Entry(entry(change, description.get()));
    }
    return tasks
        .state(modelId, picture.get().kept())
        .map(state -> withoutDescription(change, picture.get(), state, before))
        .orElseGet(() -> {
          tasks.want(modelId, List.of(new Wanted(picture.get().kept(), change.sequence())));
          return new Answer.Awaited();
        });
  }

  private Answer withoutDescription(
      CatalogChange change, Picture picture, DescribeTasks.State state, long before) {
    return switch (state) {
      case DescribeTasks.State.Waiting() -> new Answer.Awaited();
      case DescribeTasks.State.Described() -> {
        // Torn, damaged or gone, unless it came a moment ago: then it is found next time.
        if (!isThere(picture)) {
          tasks.wantAgain(modelId, List.of(picture.kept()));
        }
        yield new Answer.Awaited();
      }
      case DescribeTasks.State.LeftOut(DescribeTasks.Reason reason, String detail) -> {
        taken.add(picture.kept());
        // The file of a picture that was deleted since is not missed by anybody.
        List<CatalogChange> now = catalog.changes().changesSince(before, 1);
        if (!now.isEmpty() && now.getFirst().sequence() == change.sequence()) {
          sayLeftOut(picture.id(), reason, detail);
        }
        yield new Answer.Nothing();
      }
    };
  }

  private boolean isThere(Picture picture) {
    try {
      return store.find(new ContentHash(picture.kept().hex()), modelId).isPresent();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("A description cannot be read", e);
    }
  }

  private static void sayLeftOut(String pictureId, DescribeTasks.Reason reason, String detail) {
    switch (reason) {
      case DAMAGED -> LOG.error("Picture {} is left out of the index. {}", pictureId, detail);
      case MISSING ->
          LOG.error(
              "Picture {} has no file any more and is left out of the index; import it again, then run roomprint reindex",
              pictureId);
      case UNDECODABLE ->
          LOG.error(
              "The kept file of picture {} is damaged ({}); delete that file and import the picture again, then run roomprint reindex",
              pictureId,
              detail);
    }
  }

  private Optional<PictureDescription> description(Picture picture, GallerySnapshot known)
      throws IOException {
    long begin = System.nanoTime();
    Optional<PictureDescription> held = held(picture, known);
    if (held.isEmpty()) {
      held =
          store
              .find(new ContentHash(picture.kept().hex()), modelId)
              .map(found -> found.ofFile(new ContentHash(picture.original())));
      if (held.isPresent()) {
        taken.add(picture.kept());
      }
    }
    times.add(StepTimes.Step.INDEX, System.nanoTime() - begin);
    return held;
  }

  /**
   * The description that this index has of the picture, or the one that it is rebuilt from: a hotel
   * that moved or an ad with another day changes nothing that is seen in its pictures.
   */
  private Optional<PictureDescription> held(Picture picture, GallerySnapshot known)
      throws IOException {
    Optional<PictureDescription> own = held(picture.id(), picture.original(), known);
    return own.isPresent() || source.isEmpty()
        ? own
        : held(picture.id(), picture.original(), source.get());
  }

  private static Optional<PictureDescription> held(
      String pictureId, String contentHash, GallerySnapshot snapshot) throws IOException {
    return snapshot
        .find(pictureId)
        .map(IndexedPicture::description)
        .filter(description -> description.contentHash().hex().equals(contentHash));
  }

  private static IndexedPicture entry(CatalogChange change, PictureDescription description) {
    return switch (change) {
      case CatalogChange.PhotoPut(_, Photo photo, Hotel hotel) ->
          new IndexedPicture(
              photo.photoId(),
              kind(photo.provenance().tier()),
              hotel.hotelId(),
              photo.room(),
              hotel.chainId(),
              hotel.country(),
              hotel.place().map(IndexFollower::point),
              photo.taken(),
              description);
      case CatalogChange.AdImagePut(_, AdImage image, var ad) ->
          new IndexedPicture(
              image.imageId(),
              PictureKind.AD_IMAGE,
              ad.adId(),
              Optional.empty(),
              Optional.empty(),
              ad.country(),
              ad.place().map(IndexFollower::point),
              ad.posted().map(posted -> posted.atZone(ZoneOffset.UTC).toLocalDate()),
              description);
      case CatalogChange.PictureDeleted deleted ->
          throw new IllegalArgumentException(deleted.pictureId() + " was deleted");
    };
  }

  private static PictureKind kind(Tier tier) {
    return switch (tier) {
      case UNVERIFIED -> PictureKind.UNVERIFIED_PHOTO;
      case CORROBORATED, TRUSTED -> PictureKind.GALLERY_PHOTO;
    };
  }

  private static GeoPoint point(Place place) {
    return new GeoPoint(place.latitude(), place.longitude());
  }

  /** Makes durable what was taken, and deletes what was handed over for it. */
  public void commit() throws IOException {
    long begin = System.nanoTime();
    Map<String, String> notes = new HashMap<>();
    notes.put(SEQUENCE_NOTE, Long.toString(sequence));
    notes.put(CATALOG_NOTE, catalog.catalogId());
    notes.put(PURGED_NOTE, Long.toString(purged));
    deletedSince.ifPresent(since -> notes.put(DELETED_NOTE, Long.toString(since.getEpochSecond())));
    index.commit(Map.copyOf(notes));
    durable = sequence;
    uncommitted = 0;
    times.add(StepTimes.Step.INDEX, System.nanoTime() - begin);
    // First the rows: a file that nobody awaits is swept, a row without a file is only described
    // again.
    tasks.forget(modelId, taken);
    for (PictureId picture : taken) {
      store.delete(new ContentHash(picture.hex()), modelId);
    }
    taken.clear();
  }

  /**
   * Takes what was deleted out of the index's files if that was asked for, or it has lain there
   * long enough; to be called when everything is committed.
   */
  public void purgeIfDue() throws IOException {
    if (catalog.changes().purgeSequence() > purged) {
      purge();
      return;
    }
    GalleryIndex.Size size = index.size();
    if (size.leftovers() > 0
        && (size.leftovers() > MOST_LEFTOVERS * size.entries()
            || deletedSince
                .filter(since -> !since.plus(PURGE_AFTER).isAfter(clock.instant()))
                .isPresent())) {
      purge();
    }
  }

  /** Takes what was deleted or replaced out of the index's files. */
  private void purge() throws IOException {
    long begin = System.nanoTime();
    index.purge();
    deletedSince = Optional.empty();
    purged = sequence;
    times.add(StepTimes.Step.INDEX, System.nanoTime() - begin);
    commit();
  }

  /**
   * Forgets what was asked for with another model or is dealt with, and deletes descriptions that
   * nobody awaits; safe to be called from any thread.
   */
  public void sweep() throws IOException {
    tasks.forgetOtherModels(modelId);
    tasks.forgetUpTo(modelId, durable);
    int deleted =
        store.sweep(
            clock.instant().minus(LEFTOVER_AGE),
            (model, picture) ->
                model.equals(modelId)
                    && tasks.state(modelId, new PictureId(picture.hex())).isPresent());
    if (deleted > 0) {
      LOG.info("{} descriptions that nobody awaited were deleted", deleted);
    }
  }
}
