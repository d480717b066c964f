package org.roomprint.indexer.importing;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.outcome.PutOutcome;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.indexer.StepTimes;
import org.roomprint.indexer.source.PhotoRecord;
import org.roomprint.indexer.source.PhotoRecord.Detail;
import org.roomprint.indexer.source.SourceItem;
import org.roomprint.indexer.source.SourceNote;

/** Brings photos of hotels into the catalog, batch by batch. */
public final class PhotoImporter {
  /** Why a photo of a hotel that is not in the catalog is refused. */
  public static final String UNKNOWN_HOTEL = "UNKNOWN_HOTEL";

  /** Photos that are recorded in one transaction. */
  static final int BATCH = 64;

  private final Catalog catalog;
  private final PictureIngest ingest;
  private final ExecutorService workers;
  private final StepTimes times;

  /** Photo ids of this run: a list may name a file twice, and the first line is taken. */
  private final Set<String> recorded = new HashSet<>();

  /** Prepares an importer. */
  public PhotoImporter(
      Catalog catalog, PictureIngest ingest, ExecutorService workers, StepTimes times) {
    this.catalog = catalog;
    this.ingest = ingest;
    this.workers = workers;
    this.times = times;
  }

  /** A photo that was read: new or known, deleted on purpose, or refused. */
  private sealed interface Prepared {
    record Ready(String reference, Photo photo, List<SourceNote> notes) implements Prepared {}

    record Withheld() implements Prepared {}

    record Bad(String reference, String reason, String detail) implements Prepared {}

    record PassedOver(SourceItem.PassedOver<PhotoRecord> item) implements Prepared {}
  }

  /** Imports all items of a source. */
  public void run(
      List<SourceItem<PhotoRecord>> items, ImportSession session, ImportProgress progress)
      throws IOException {
    // While a batch is recorded, the workers already prepare the next one.
    Parallel.Results<Prepared> next = prepare(items, 0);
    for (int from = 0; from < items.size(); from += BATCH) {
      Parallel.Results<Prepared> current = next;
      next = prepare(items, from + BATCH);
      List<Prepared> prepared = current.await();
      for (Prepared one : prepared) {
        switch (one) {
          case Prepared.Bad(String reference, String reason, String detail) ->
              session.refuse(reference, reason, detail);
          case Prepared.PassedOver(SourceItem.PassedOver<PhotoRecord> item) ->
              session.passOver(item);
          case Prepared.Ready ready -> session.note(ready.notes());
          case Prepared.Withheld _ -> {}
        }
      }
      record(prepared, session);
      progress.advanced(prepared.size());
    }
  }

  private Parallel.Results<Prepared> prepare(List<SourceItem<PhotoRecord>> items, int from) {
    List<SourceItem<PhotoRecord>> batch =
        items.subList(Math.min(items.size(), from), Math.min(items.size(), from + BATCH));
    Map<String, Hotel> hotels = hotelsOf(batch);
    return Parallel.start(workers, batch, item -> prepare(item, hotels));
  }

  private void record(List<Prepared> prepared, ImportSession session) {
    long begin = System.nanoTime();
    List<SourceNote> repeated = new ArrayList<>();
    session.write(target -> {
      for (Prepared one : prepared) {
        if (one instanceof Prepared.Ready(String reference, Photo photo, _)) {
          if (recorded.add(photo.photoId())) {
            target.count(target.writer().putPhoto(photo));
          } else {
            target.count(PutOutcome.UNCHANGED);
            repeated.add(
                new SourceNote(
                    reference,
                    "REPEATED_PHOTO",
                    "The same file came for the same hotel earlier in this run; what was said there is kept"));
          }
        } else if (one instanceof Prepared.Withheld) {
          target.count(PutOutcome.WITHHELD);
        }
      }
    });
    session.note(repeated);
    times.add(StepTimes.Step.CATALOG, System.nanoTime() - begin);
  }

  private Map<String, Hotel> hotelsOf(List<SourceItem<PhotoRecord>> batch) {
    List<String> ids = new ArrayList<>();
    for (SourceItem<PhotoRecord> item : batch) {
      if (item instanceof SourceItem.Read<PhotoRecord>(_, PhotoRecord photo, _)) {
        ids.add(photo.hotelId());
      }
    }
    return catalog.hotels().findAll(ids.stream().distinct().collect(Collectors.toList()));
  }

  private Prepared prepare(SourceItem<PhotoRecord> item, Map<String, Hotel> hotels) {
    return switch (item) {
      case SourceItem.Unreadable<PhotoRecord> bad ->
          new Prepared.Bad(bad.reference(), bad.reason(), bad.detail());
      case SourceItem.PassedOver<PhotoRecord> passed -> new Prepared.PassedOver(passed);
      case SourceItem.Read<PhotoRecord> read ->
          withNotes(prepare(read.reference(), read.value(), hotels), read.notes());
    };
  }

  private static Prepared withNotes(Prepared prepared, List<SourceNote> notes) {
    return prepared instanceof Prepared.Ready(String reference, Photo photo, _)
        ? new Prepared.Ready(reference, photo, notes)
        : prepared;
  }

  private Prepared prepare(String reference, PhotoRecord source, Map<String, Hotel> hotels) {
    return switch (ingest.read(source.file())) {
      case PictureIngest.ReadOutcome.Refused refused ->
          hotels.containsKey(source.hotelId())
              ? new Prepared.Bad(reference, refused.reason(), refused.detail())
              : unknownHotel(reference, source.hotelId());
      case PictureIngest.ReadOutcome.Read read -> {
        try {
          yield prepare(reference, source, read, hotels);
        } catch (IllegalArgumentException e) {
          // A record's rule: about what the source says of this photo, not a fault of the program.
          yield new Prepared.Bad(reference, "INVALID_VALUE", String.valueOf(e.getMessage()));
        }
      }
    };
  }

  private Prepared prepare(
      String reference,
      PhotoRecord source,
      PictureIngest.ReadOutcome.Read read,
      Map<String, Hotel> hotels) {
    String photoId = Photo.idOf(source.hotelId(), read.original().contentHash());
    if (!catalog.photos().deletedAmong(List.of(photoId)).isEmpty()) {
      return new Prepared.Withheld(); // before its picture would be stored again
    }
    if (!hotels.containsKey(source.hotelId())) {
      return unknownHotel(reference, source.hotelId());
    }
    Optional<Photo> known = catalog.photos().find(photoId);
    if (known.isEmpty()) {
      return keep(reference, source, read);
    }
    if (!catalog.pictures().contains(known.get().picture().id())) {
      // Its kept file has vanished: the same pixels give the same file again.
      if (ingest.keep(read) instanceof IngestOutcome.Refused refused) {
        return new Prepared.Bad(reference, refused.reason(), refused.detail());
      }
    }
    return new Prepared.Ready(reference, described(known.get(), source), List.of());
  }

  private static Prepared unknownHotel(String reference, String hotelId) {
    return new Prepared.Bad(
        reference,
        UNKNOWN_HOTEL,
        "Hotel '"
            + hotelId
            + "' is not in the catalog; import the hotels first (roomprint import hotels), or, if it was deleted,"
            + " let it in again (roomprint delete hotel ID --undo)");
  }

  private Prepared keep(String reference, PhotoRecord source, PictureIngest.ReadOutcome.Read read) {
    return switch (ingest.keep(read)) {
      case IngestOutcome.Refused refused ->
          new Prepared.Bad(reference, refused.reason(), refused.detail());
      case IngestOutcome.Kept kept ->
          new Prepared.Ready(
              reference,
              described(
                  new Photo(
                      Photo.idOf(source.hotelId(), kept.original().contentHash()),
                      source.hotelId(),
                      Optional.empty(),
                      Optional.empty(),
                      PhotoRecord.UNKNOWN_SOURCE,
                      Optional.empty(),
                      takenByCamera(kept.facts()),
                      kept.original(),
                      kept.picture(),
                      kept.facts()),
                  source),
              List.of());
    };
  }

  /**
   * The photo with what the source says of it; what the source does not speak of stays, and what it
   * leaves empty goes.
   */
  private static Photo described(Photo photo, PhotoRecord source) {
    return new Photo(
        photo.photoId(),
        photo.hotelId(),
        source.says(Detail.ROOM) ? source.room() : photo.room(),
        source.says(Detail.VIEW) ? source.view() : photo.view(),
        source.says(Detail.SOURCE)
            ? source.source().orElse(PhotoRecord.UNKNOWN_SOURCE)
            : photo.source(),
        source.says(Detail.EXTERNAL_ID) ? source.externalId() : photo.externalId(),
        source.says(Detail.TAKEN)
            ? source.taken().or(() -> takenByCamera(photo.facts()))
            : photo.taken(),
        photo.original(),
        photo.picture(),
        photo.facts());
  }

  private static Optional<LocalDate> takenByCamera(Map<String, String> facts) {
    return Optional.ofNullable(facts.get("taken"))
        .filter(text -> text.length() >= 10)
        .map(text -> LocalDate.parse(text.substring(0, 10)));
  }
}
