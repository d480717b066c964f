package org.roomprint.catalog.sql;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;
import org.roomprint.catalog.Digests;
import org.roomprint.catalog.Place;
import org.roomprint.catalog.files.UploadFiles;
import org.roomprint.catalog.inbox.AnnouncedPhoto;
import org.roomprint.catalog.inbox.InboxCounts;
import org.roomprint.catalog.inbox.InboxFullException;
import org.roomprint.catalog.inbox.InboxLimits;
import org.roomprint.catalog.inbox.OpenOutcome;
import org.roomprint.catalog.inbox.SubmissionFacts;
import org.roomprint.catalog.inbox.SubmittedHotel;

/** Beginning submissions, and ending those that never came to be complete. */
final class InboxSubmissions {
  private static final int EXPIRED_AT_ONCE = 100;

  private final InboxDatabase database;
  private final UploadFiles files;
  private final InboxSecrets secrets;
  private final InboxLimits limits;
  private final InstantSource clock;
  private final InboxUploads uploads;

  InboxSubmissions(
      InboxDatabase database,
      UploadFiles files,
      InboxSecrets secrets,
      InboxLimits limits,
      InstantSource clock,
      InboxUploads uploads) {
    this.database = database;
    this.files = files;
    this.secrets = secrets;
    this.limits = limits;
    this.clock = clock;
    this.uploads = uploads;
  }

  /** What is known of a submission that was opened before. */
  private record Earlier(String contentHash, Instant expires) {}

  OpenOutcome open(String idempotencyKey, SubmissionFacts facts, List<AnnouncedPhoto> photos) {
    requireDifferent(photos);
    String token = secrets.submissionToken(idempotencyKey);
    String id = secrets.idOf(token).orElseThrow();
    String contentHash = secrets.contentHash(content(facts, photos));
    List<OpenOutcome.Upload> targets = new ArrayList<>();
    for (AnnouncedPhoto photo : photos) {
      targets.add(
          new OpenOutcome.Upload(photo.photoId(), secrets.uploadToken(token, photo.photoId())));
    }
    Instant now = clock.instant();
    Instant expires = Instant.ofEpochMilli(now.plus(limits.openFor()).toEpochMilli());
    long bytes = photos.stream().mapToLong(AnnouncedPhoto::bytes).sum();
    long usable = usableBytes();
    return database.write(handle -> {
      Optional<Earlier> earlier = earlier(handle, id, now);
      if (earlier.isPresent()) {
        return earlier.get().contentHash().equals(contentHash)
            ? new OpenOutcome.Opened(token, targets, earlier.get().expires())
            : new OpenOutcome.OtherContent();
      }
      requireRoom(InboxRows.counts(handle), bytes, usable);
      insert(handle, id, contentHash, expires, facts, photos.size());
      insertUploads(handle, id, targets, photos);
      handle.execute(
          "UPDATE inbox_state SET open_submissions = open_submissions + 1,"
              + " reserved_bytes = reserved_bytes + ?",
          bytes);
      return new OpenOutcome.Opened(token, targets, expires);
    });
  }

  private static void requireDifferent(List<AnnouncedPhoto> photos) {
    Set<String> ids = new HashSet<>();
    photos.forEach(photo -> ids.add(photo.photoId()));
    if (photos.isEmpty() || ids.size() != photos.size()) {
      throw new IllegalArgumentException(
          "A submission has at least one photo, and each has an id of its own");
    }
  }

  private void requireRoom(InboxCounts counts, long bytes, long usable) {
    if (counts.open() >= limits.maxOpenSubmissions()) {
      throw new InboxFullException("The inbox has as many open submissions as it may");
    }
    if (counts.reservedBytes() + bytes > limits.maxInboxBytes()) {
      throw new InboxFullException("The inbox has as many bytes as it may");
    }
    if (usable - bytes < limits.minFreeBytes()) {
      throw new InboxFullException("The disk of the inbox has no more room for photos");
    }
  }

  /** Checks that the disk has more left than its reserve. */
  void requireFreeDisk() {
    if (usableBytes() < limits.minFreeBytes()) {
      throw new InboxFullException("The disk of the inbox has no more room for photos");
    }
  }

  private long usableBytes() {
    try {
      return files.usableBytes();
    } catch (IOException e) {
      throw InboxDatabase.meaning(e);
    }
  }

  private static Optional<Earlier> earlier(Handle handle, String id, Instant now) {
    return handle
        .createQuery("SELECT content_hash, expires FROM submission WHERE submission_id = :id")
        .bind("id", id)
        .map((row, _) -> {
          long expires = row.getLong("expires");
          return new Earlier(
              row.getString("content_hash"), row.wasNull() ? now : Instant.ofEpochMilli(expires));
        })
        .findOne();
  }

  /** All that is said, each part with its length, so that different things never read the same. */
  private static String content(SubmissionFacts facts, List<AnnouncedPhoto> photos) {
    List<String> parts = new ArrayList<>();
    switch (facts.hotel()) {
      case SubmittedHotel.Known(String hotelId) -> parts.addAll(List.of("known", hotelId));
      case SubmittedHotel.Missing(String name, Optional<String> town, Optional<String> country) ->
          parts.addAll(List.of("missing", name, town.orElse(""), country.orElse("")));
    }
    parts.add(facts.room().orElse(""));
    parts.add(facts.takenMonth().map(YearMonth::toString).orElse(""));
    parts.add(facts.place().map(Place::toString).orElse(""));
    parts.add(facts.deviceToken().orElse(""));
    parts.add(facts.partnerKeyId().orElse(""));
    photos.forEach(photo -> parts.add(photo.toString()));
    return Digests.derivedId(parts.toArray(String[]::new));
  }

  private void insert(
      Handle handle,
      String id,
      String contentHash,
      Instant expires,
      SubmissionFacts facts,
      int photoCount) {
    Update insert =
        handle
            .createUpdate(
                "INSERT INTO submission (submission_id, content_hash, expires, hotel_id, hotel_name,"
                    + " hotel_town, hotel_country, room, taken_month, latitude, longitude,"
                    + " device_hash, language, partner_key_id, photo_count, to_settle) VALUES (:id,"
                    + " :content, :expires, :hotel, :name, :town, :country, :room, :taken,"
                    + " :latitude, :longitude, :device, :language, :partner, :photos, 0)")
            .bind("id", id)
            .bind("content", contentHash)
            .bind("expires", expires.toEpochMilli())
            .bind("room", facts.room())
            .bind("taken", facts.takenMonth().map(YearMonth::toString))
            .bind("latitude", facts.place().map(Place::latitude))
            .bind("longitude", facts.place().map(Place::longitude))
            .bind("device", facts.deviceToken().map(secrets::deviceHash))
            .bind("language", facts.language())
            .bind("partner", facts.partnerKeyId())
            .bind("photos", photoCount);
    Optional<String> nothing = Optional.empty();
    switch (facts.hotel()) {
      case SubmittedHotel.Known(String hotelId) ->
          insert
              .bind("hotel", hotelId)
              .bind("name", nothing)
              .bind("town", nothing)
              .bind("country", nothing);
      case SubmittedHotel.Missing(String name, Optional<String> town, Optional<String> country) ->
          insert
              .bind("hotel", nothing)
              .bind("name", name)
              .bind("town", town)
              .bind("country", country);
    }
    insert.execute();
  }

  private void insertUploads(
      Handle handle, String id, List<OpenOutcome.Upload> targets, List<AnnouncedPhoto> photos) {
    PreparedBatch rows =
        handle.prepareBatch(
            "INSERT INTO upload (upload_id, submission_id, photo_position, photo_id, label, bytes,"
                + " sha256, people_warning) VALUES (:upload, :id, :position, :photo, :label,"
                + " :bytes, :sha256, :people)");
    for (int i = 0; i < photos.size(); i++) {
      AnnouncedPhoto photo = photos.get(i);
      rows.bind("upload", secrets.idOf(targets.get(i).uploadToken()).orElseThrow())
          .bind("id", id)
          .bind("position", i)
          .bind("photo", photo.photoId())
          .bind("label", photo.label().name())
          .bind("bytes", photo.bytes())
          .bind("sha256", photo.sha256())
          .bind("people", photo.peopleWarning() ? 1 : 0)
          .add();
    }
    rows.execute();
  }

  boolean terminate(String uploadToken) {
    Optional<String> uploadId = secrets.idOf(uploadToken);
    if (uploadId.isEmpty()) {
      return false;
    }
    boolean removed =
        database.write(handle -> {
          Optional<InboxRows.UploadRow> row = InboxRows.upload(handle, uploadId.get());
          if (row.isEmpty() || row.get().complete()) {
            return false;
          }
          handle.execute("DELETE FROM upload WHERE upload_id = ?", uploadId.get());
          handle.execute(
              "UPDATE inbox_state SET reserved_bytes = reserved_bytes - ?",
              row.get().photo().bytes());
          handle.execute(
              "UPDATE submission SET photo_count = photo_count - 1 WHERE submission_id = ?",
              row.get().submissionId());
          endIfEmpty(handle, row.get().submissionId());
          return true;
        });
    if (removed) {
      uploads.deleteFiles(List.of(uploadId.get()));
    }
    return removed;
  }

  private static void endIfEmpty(Handle handle, String submissionId) {
    int ended =
        handle.execute(
            "DELETE FROM submission WHERE submission_id = ? AND photo_count = 0", submissionId);
    handle.execute("UPDATE inbox_state SET open_submissions = open_submissions - ?", ended);
  }

  int expire() {
    int expired = 0;
    List<String> some;
    do {
      List<String> due = due();
      some = due;
      if (!due.isEmpty()) {
        expired += end(due);
      }
    } while (some.size() == EXPIRED_AT_ONCE);
    return expired;
  }

  private List<String> due() {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT submission_id FROM submission WHERE expires < :now ORDER BY expires LIMIT "
                    + EXPIRED_AT_ONCE)
            .bind("now", clock.instant().toEpochMilli())
            .mapTo(String.class)
            .list());
  }

  private int end(List<String> due) {
    List<String> removed = new ArrayList<>();
    int ended =
        database.write(handle -> {
          int count = 0;
          for (String id : due) {
            // It may have been completed since.
            boolean open =
                handle
                    .createQuery(
                        "SELECT 1 FROM submission WHERE submission_id = :id AND number IS NULL")
                    .bind("id", id)
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent();
            if (open) {
              removed.addAll(InboxRows.removeUploads(handle, id));
              handle.execute("DELETE FROM submission WHERE submission_id = ?", id);
              count++;
            }
          }
          handle.execute("UPDATE inbox_state SET open_submissions = open_submissions - ?", count);
          return count;
        });
    uploads.deleteFiles(removed);
    return ended;
  }
}
