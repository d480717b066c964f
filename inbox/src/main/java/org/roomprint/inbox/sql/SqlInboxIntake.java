package org.roomprint.inbox.sql;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.roomprint.base.Digests;
import org.roomprint.base.StoreException;
import org.roomprint.base.sql.Select;
import org.roomprint.inbox.InboxCounts;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.PartnerKey;
import org.roomprint.inbox.PublicHotel;
import org.roomprint.inbox.Submission;
import org.roomprint.inbox.SubmissionState;
import org.roomprint.inbox.files.UploadFiles;

/** The trusted side in SQL and files. */
final class SqlInboxIntake implements InboxIntake {
  private final InboxDatabase database;
  private final UploadFiles files;

  private SqlInboxIntake(InboxDatabase database, UploadFiles files) {
    this.database = database;
    this.files = files;
  }

  static InboxIntake open(InboxSettings settings) {
    UploadFiles files = UploadFiles.open(settings.folder().resolve("uploads"));
    return new SqlInboxIntake(InboxDatabase.open(settings.database()), files);
  }

  @Override
  public List<Submission> list(SubmissionState state, long afterNumber, int limit) {
    return database.read(handle ->
        InboxRows.submissions(
            handle,
            "SELECT * FROM submission WHERE state = ? AND number > ? ORDER BY number LIMIT ?",
            state,
            afterNumber,
            limit));
  }

  @Override
  public Optional<Submission> find(String submissionId) {
    return database.read(handle ->
        InboxRows.submissions(
                handle,
                "SELECT * FROM submission WHERE submission_id = ? AND number IS NOT NULL",
                submissionId)
            .stream()
            .findFirst());
  }

  @Override
  public List<Submission> ofDevice(String deviceHash, int limit) {
    return database.read(handle ->
        InboxRows.submissions(
            handle,
            "SELECT * FROM submission WHERE device_hash = ? AND number IS NOT NULL"
                + " ORDER BY number LIMIT ?",
            deviceHash,
            limit));
  }

  @Override
  public List<Submission> ofSender(String submissionId, int limit) {
    return database.read(handle ->
        InboxRows.submissions(
            handle,
            "SELECT * FROM submission WHERE sender_hash = (SELECT sender_hash FROM submission"
                + " WHERE submission_id = ?) AND submission_id <> ? AND number IS NOT NULL"
                + " ORDER BY number DESC LIMIT ?",
            submissionId,
            submissionId,
            limit));
  }

  @Override
  public Optional<Submission> claim() {
    return database.write(handle -> {
      Optional<String> oldest =
          Select.find(
              handle,
              String.class,
              "SELECT submission_id FROM submission WHERE state = 'RECEIVED'"
                  + " ORDER BY number LIMIT 1");
      oldest.ifPresent(id ->
          handle.execute("UPDATE submission SET state = 'IN_REVIEW' WHERE submission_id = ?", id));
      return oldest.flatMap(id ->
          InboxRows.submissions(handle, "SELECT * FROM submission WHERE submission_id = ?", id)
              .stream()
              .findFirst());
    });
  }

  @Override
  public boolean move(String submissionId, SubmissionState from, SubmissionState to) {
    if (to == SubmissionState.WITHDRAWN) {
      throw new IllegalArgumentException("Only its sender withdraws a submission");
    }
    return database.write(handle ->
        handle.execute(
                "UPDATE submission SET state = ? WHERE submission_id = ? AND state = ?",
                to,
                submissionId,
                from)
            == 1);
  }

  @Override
  public Optional<byte[]> photo(String submissionId, String photoId) {
    Optional<InboxRows.UploadRow> row =
        database.read(handle ->
            InboxRows.uploads(handle, submissionId).stream()
                .filter(upload -> upload.complete() && upload.photo().photoId().equals(photoId))
                .findFirst());
    if (row.isEmpty()) {
      return Optional.empty();
    }
    byte[] content = read(row.get());
    if (!Digests.sha256Hex(content).equals(row.get().photo().sha256())) {
      throw new StoreException(
          "The file of upload " + row.get().uploadId() + " is not what was received");
    }
    return Optional.of(content);
  }

  private byte[] read(InboxRows.UploadRow row) {
    try {
      Optional<InputStream> opened = files.openToRead(row.uploadId());
      if (opened.isEmpty()) {
        throw new StoreException("The file of upload " + row.uploadId() + " is missing");
      }
      try (InputStream in = opened.get()) {
        return in.readAllBytes();
      }
    } catch (IOException e) {
      throw InboxDatabase.meaning(e);
    }
  }

  @Override
  public void dropPlaceAndDay(String submissionId) {
    database.write(handle ->
        handle.execute(
            "UPDATE submission SET latitude = NULL, longitude = NULL, received_at = NULL"
                + " WHERE submission_id = ?",
            submissionId));
  }

  @Override
  public void forget(String submissionId) {
    List<String> removed =
        database.write(handle ->
            Select.exists(
                    handle,
                    "SELECT 1 FROM submission WHERE submission_id = ? AND number IS NOT NULL",
                    submissionId)
                ? InboxRows.forget(handle, submissionId)
                : List.of());
    files.deleteAll(removed);
  }

  @Override
  public boolean forget(String submissionId, SubmissionState from) {
    List<String> removed = new ArrayList<>();
    boolean forgotten =
        database.write(handle -> {
          boolean still =
              Select.exists(
                  handle,
                  "SELECT 1 FROM submission WHERE submission_id = ? AND state = ?",
                  submissionId,
                  from);
          if (still) {
            removed.addAll(InboxRows.forget(handle, submissionId));
          }
          return still;
        });
    files.deleteAll(removed);
    return forgotten;
  }

  @Override
  public List<Submission> withdrawn(int limit) {
    return database.read(handle ->
        InboxRows.submissions(
            handle, "SELECT * FROM submission WHERE to_settle = 1 ORDER BY number LIMIT ?", limit));
  }

  @Override
  public int publishHotels(Iterator<PublicHotel> hotels) {
    return new HotelPublication(database).publish(hotels);
  }

  @Override
  public void publishPartnerKeys(List<PartnerKey> keys) {
    database.write(handle -> {
      handle.execute("DELETE FROM partner_key");
      keys.forEach(key -> SqlPartnerKeys.insert(handle, key));
      return true;
    });
  }

  @Override
  public InboxCounts counts() {
    return database.read(InboxRows::counts);
  }

  @Override
  public void close() {
    database.close();
  }
}
