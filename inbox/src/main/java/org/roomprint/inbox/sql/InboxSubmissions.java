package org.roomprint.inbox.sql;

import java.io.IOException;
import java.time.Duration;
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
import org.roomprint.base.Digests;
import org.roomprint.base.Place;
import org.roomprint.base.sql.Columns;
import org.roomprint.base.sql.Select;
import org.roomprint.inbox.AnnouncedPhoto;
import org.roomprint.inbox.InboxCounts;
import org.roomprint.inbox.InboxFullException;
import org.roomprint.inbox.InboxLimits;
import org.roomprint.inbox.OpenOutcome;
import org.roomprint.inbox.SubmissionFacts;
import org.roomprint.inbox.SubmittedHotel;
import org.roomprint.inbox.UploadStatus;
import org.roomprint.inbox.files.UploadFiles;
import org.roomprint.inbox.sql.InboxSenders.SenderMark;

/** Beginning submissions, and ending those that never came to be complete. */
final class InboxSubmissions {
  private static final int EXPIRED_AT_ONCE = 100;

  /** A submission that is silent for a shorter time keeps its room whoever else wants it. */
  private static final Duration LEAST_IDLE = Duration.ofMinutes(1);

  /** Bytes of one request that count as more than a trickle. */
  private static final long LEAST_PROGRESS_BYTES = 64 * 1024;

  private final InboxDatabase database;
  private final UploadFiles files;
  private final InboxSecrets secrets;
  private final InboxLimits limits;
  private final InstantSource clock;
  private final InboxUploads uploads;
  private final InboxSenders senders;

  InboxSubmissions(
      InboxDatabase database,
      UploadFiles files,
      InboxSecrets secrets,
      InboxLimits limits,
      InstantSource clock,
      InboxUploads uploads,
      InboxSenders senders) {
    this.database = database;
    this.files = files;
    this.secrets = secrets;
    this.limits = limits;
    this.clock = clock;
    this.uploads = uploads;
    this.senders = senders;
  }

  /** What is known of a submission that was opened before. */
  record Earlier(String contentHash, Optional<Instant> expires) {}

  OpenOutcome open(
      String idempotencyKey,
      SubmissionFacts facts,
      List<AnnouncedPhoto> photos,
      Optional<String> network) {
    requireDifferent(photos);
    String token = secrets.submissionToken(idempotencyKey);
    List<OpenOutcome.Upload> targets = new ArrayList<>();
    for (AnnouncedPhoto photo : photos) {
      targets.add(
          new OpenOutcome.Upload(photo.photoId(), secrets.uploadToken(token, photo.photoId())));
    }
    return open(token, targets, facts, photos, network);
  }

  OpenOutcome.Opened openSingle(
      String randomKey, SubmissionFacts facts, AnnouncedPhoto photo, Optional<String> network) {
    String upload = secrets.singleUploadToken(randomKey);
    OpenOutcome outcome =
        open(
            secrets.submissionOfSingle(upload),
            List.of(new OpenOutcome.Upload(photo.photoId(), upload)),
            facts,
            List.of(photo),
            network);
    return switch (outcome) {
      case OpenOutcome.Opened opened -> opened;
      case OpenOutcome.OtherContent _ ->
          throw new IllegalStateException("A fresh random key was used before");
    };
  }

  private OpenOutcome open(
      String token,
      List<OpenOutcome.Upload> targets,
      SubmissionFacts facts,
      List<AnnouncedPhoto> photos,
      Optional<String> network) {
    String id = secrets.idOf(token).orElseThrow();
    String contentHash = secrets.contentHash(content(facts, photos));
    Instant now = clock.instant();
    Instant expires = Instant.ofEpochMilli(now.plus(limits.openFor()).toEpochMilli());
    long bytes = photos.stream().mapToLong(AnnouncedPhoto::bytes).sum();
    if (isShort(database.read(InboxRows::counts), bytes)) {
      decay(now.plus(limits.idleFor()).minus(LEAST_IDLE)); // who is silent makes way
    }
    long usable = usableBytes();
    return database.write(handle -> {
      Optional<Earlier> earlier = earlier(handle, id);
      if (earlier.isPresent()) {
        return earlier.get().contentHash().equals(contentHash)
            ? new OpenOutcome.Opened(token, targets, earlier.get().expires().orElse(now))
            : new OpenOutcome.OtherContent();
      }
      Optional<SenderMark> sender = network.map(one -> senders.mark(handle, one, now));
      requireRoom(InboxRows.counts(handle), bytes, usable);
      sender.ifPresent(mark -> requireShare(handle, mark, bytes));
      insert(handle, id, contentHash, expires, facts, photos.size());
      handle.execute(
          "UPDATE submission SET active_until = ?, sender_hash = ?, sender_day = ?"
              + " WHERE submission_id = ?",
          now.plus(limits.idleFor()),
          sender.map(SenderMark::hash),
          sender.map(SenderMark::day),
          id);
      insertUploads(handle, id, targets, photos);
      handle.execute(
          "UPDATE inbox_state SET open_submissions = open_submissions + 1,"
              + " reserved_bytes = reserved_bytes + ?",
          bytes);
      return new OpenOutcome.Opened(token, targets, expires);
    });
  }

  private void requireShare(Handle handle, SenderMark sender, long bytes) {
    long taken =
        Select.one(
            handle,
            Long.class,
            "SELECT COALESCE(SUM(upload.held), 0) FROM upload JOIN submission"
                + " ON submission.submission_id = upload.submission_id"
                + " WHERE submission.sender_hash = ?",
            sender.hash());
    if (taken + bytes > limits.maxBytesPerSender()) {
      throw new InboxFullException("A sender has as many bytes in the inbox as one may");
    }
  }

  private boolean isShort(InboxCounts counts, long bytes) {
    return counts.open() >= limits.maxOpenSubmissions()
        || counts.reservedBytes() + bytes > limits.maxInboxBytes();
  }

  /**
   * Holds the room that an upload was announced with again, if it was silent for so long that it
   * held no more than it filled.
   */
  void hold(String uploadToken) {
    Optional<InboxRows.UploadRow> known = uploads.find(uploadToken);
    if (known.isEmpty() || known.get().complete() || isHeld(known.get())) {
      return;
    }
    long usable = usableBytes();
    database.write(handle -> {
      Optional<InboxRows.UploadRow> row = InboxRows.upload(handle, known.get().uploadId());
      if (row.isEmpty() || isHeld(row.get())) {
        return false;
      }
      long missing = row.get().photo().bytes() - row.get().held();
      requireRoom(InboxRows.counts(handle), missing, usable);
      handle.execute("UPDATE upload SET held = bytes WHERE upload_id = ?", row.get().uploadId());
      handle.execute("UPDATE inbox_state SET reserved_bytes = reserved_bytes + ?", missing);
      stayActive(handle, row.get().submissionId());
      return true;
    });
  }

  private static boolean isHeld(InboxRows.UploadRow row) {
    return row.held() >= row.photo().bytes();
  }

  /** So many bytes have come; a submission stays active by more than a trickle. */
  void progressed(String uploadToken, long bytes, UploadStatus status) {
    if (bytes >= LEAST_PROGRESS_BYTES || (bytes > 0 && status.offset() == status.length())) {
      Optional<InboxRows.UploadRow> row = uploads.find(uploadToken);
      if (row.isPresent() && !row.get().complete() && isAgeing(row.get().submissionId())) {
        database.write(handle -> {
          stayActive(handle, row.get().submissionId());
          return true;
        });
      }
    }
  }

  /** Whether its time was not set anew within the last minute: a row is not written for nothing. */
  private boolean isAgeing(String submissionId) {
    return database.read(handle ->
        Select.find(
                handle,
                Long.class,
                "SELECT COALESCE(active_until, 0) FROM submission WHERE submission_id = ?",
                submissionId)
            .orElse(Long.MAX_VALUE))
        < clock.instant().plus(limits.idleFor()).minus(LEAST_IDLE).toEpochMilli();
  }

  private void stayActive(Handle handle, String submissionId) {
    handle.execute(
        "UPDATE submission SET active_until = ? WHERE submission_id = ?",
        clock.instant().plus(limits.idleFor()),
        submissionId);
  }

  /**
   * Lets submissions that were silent since then hold no more room than they fill, and gives up
   * those that fill none.
   */
  private int decay(Instant activeUntil) {
    List<String> silent =
        database.read(handle ->
            Select.list(
                handle,
                String.class,
                "SELECT submission_id FROM submission WHERE number IS NULL"
                    + " AND active_until < ? AND EXISTS (SELECT 1 FROM upload WHERE"
                    + " upload.submission_id = submission.submission_id"
                    + " AND (upload.held > 0))",
                activeUntil));
    int ended = 0;
    for (String id : silent) {
      ended += decay(id, activeUntil) ? 1 : 0;
    }
    return ended;
  }

  private boolean decay(String id, Instant activeUntil) {
    List<String> removed = new ArrayList<>();
    database.write(handle -> {
      boolean silent =
          Select.exists(
              handle,
              "SELECT 1 FROM submission WHERE submission_id = ? AND number IS NULL"
                  + " AND active_until < ?",
              id,
              activeUntil);
      if (silent) {
        shrink(handle, id, removed);
      }
      return silent;
    });
    uploads.deleteFiles(removed);
    return !removed.isEmpty();
  }

  private void shrink(Handle handle, String id, List<String> removed) {
    List<InboxRows.UploadRow> rows = InboxRows.uploads(handle, id);
    long filled = rows.stream().mapToLong(this::size).sum();
    if (filled == 0) {
      removed.addAll(InboxRows.removeUploads(handle, id));
      handle.execute("DELETE FROM submission WHERE submission_id = ?", id);
      handle.execute("UPDATE inbox_state SET open_submissions = open_submissions - 1");
      return;
    }
    for (InboxRows.UploadRow row : rows) {
      long held = size(row);
      handle.execute("UPDATE upload SET held = ? WHERE upload_id = ?", held, row.uploadId());
      handle.execute(
          "UPDATE inbox_state SET reserved_bytes = reserved_bytes - ?", row.held() - held);
    }
    // Looked at again only if it grows: what it holds now it fills.
    handle.execute("UPDATE submission SET active_until = NULL WHERE submission_id = ?", id);
  }

  private long size(InboxRows.UploadRow row) {
    try {
      return files.size(row.uploadId());
    } catch (IOException e) {
      throw InboxDatabase.meaning(e);
    }
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

  private static Optional<Earlier> earlier(Handle handle, String id) {
    return Select.find(
        handle,
        Earlier.class,
        "SELECT content_hash, expires FROM submission WHERE submission_id = ?",
        id);
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
        handle.createUpdate(
            "INSERT INTO submission (submission_id, content_hash, expires, hotel_id,"
                + " hotel_name, hotel_town, hotel_country, room, taken_month, latitude,"
                + " longitude, device_hash, language, partner_key_id, photo_count, to_settle)"
                + " VALUES (:id, :content, :expires, :hotelId, :name, :town, :country, :room,"
                + " :takenMonth, :latitude, :longitude, :device, :language, :partnerKeyId, :photos, 0)");
    Columns.bind(insert, facts.place())
        .bindMethods(facts)
        .bind("id", id)
        .bind("content", contentHash)
        .bind("expires", expires)
        .bind("device", facts.deviceToken().map(secrets::deviceHash))
        .bind("photos", photoCount);
    Optional<String> nothing = Optional.empty();
    switch (facts.hotel()) {
      case SubmittedHotel.Known known ->
          insert
              .bindMethods(known)
              .bind("name", nothing)
              .bind("town", nothing)
              .bind("country", nothing);
      case SubmittedHotel.Missing missing -> insert.bindMethods(missing).bind("hotelId", nothing);
    }
    insert.execute();
  }

  private void insertUploads(
      Handle handle, String id, List<OpenOutcome.Upload> targets, List<AnnouncedPhoto> photos) {
    PreparedBatch rows =
        handle.prepareBatch(
            "INSERT INTO upload (upload_id, submission_id, photo_position, photo_id, label, bytes,"
                + " held, sha256, people_warning) VALUES (:upload, :id, :position, :photoId, :label,"
                + " :bytes, :bytes, :sha256, :peopleWarning)");
    for (int i = 0; i < photos.size(); i++) {
      AnnouncedPhoto photo = photos.get(i);
      rows.bindMethods(photo)
          .bind("upload", secrets.idOf(targets.get(i).uploadToken()).orElseThrow())
          .bind("id", id)
          .bind("position", i)
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
              "UPDATE inbox_state SET reserved_bytes = reserved_bytes - ?", row.get().held());
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
    Instant now = clock.instant();
    senders.forget(now);
    int expired = decay(now);
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
        Select.list(
            handle,
            String.class,
            "SELECT submission_id FROM submission WHERE expires < ? ORDER BY expires LIMIT "
                + EXPIRED_AT_ONCE,
            clock.instant()));
  }

  private int end(List<String> due) {
    List<String> removed = new ArrayList<>();
    int ended =
        database.write(handle -> {
          int count = 0;
          for (String id : due) {
            // It may have been completed since.
            boolean open =
                Select.exists(
                    handle,
                    "SELECT 1 FROM submission WHERE submission_id = ? AND number IS NULL",
                    id);
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
