package org.roomprint.inbox.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.roomprint.base.sql.Columns;
import org.roomprint.base.sql.Select;
import org.roomprint.inbox.AnnouncedPhoto;
import org.roomprint.inbox.InboxCounts;
import org.roomprint.inbox.Submission;
import org.roomprint.inbox.SubmissionState;
import org.roomprint.inbox.SubmittedHotel;

/** Rows of the inbox, and the statements that more than one of its classes needs. */
final class InboxRows {
  private InboxRows() {}

  /** One row of {@code upload} with what its submission says. */
  record UploadRow(
      String uploadId,
      String submissionId,
      @Nested AnnouncedPhoto photo,
      long held,
      boolean complete,
      Optional<Instant> expires) {}

  private static final String UPLOADS =
      "SELECT upload.*, submission.number IS NOT NULL AS complete, submission.expires FROM upload"
          + " JOIN submission ON submission.submission_id = upload.submission_id WHERE ";

  static Optional<UploadRow> upload(Handle handle, String uploadId) {
    return Select.find(handle, UploadRow.class, UPLOADS + "upload.upload_id = ?", uploadId);
  }

  static List<UploadRow> uploads(Handle handle, String submissionId) {
    return Select.list(
        handle,
        UploadRow.class,
        UPLOADS + "upload.submission_id = ? ORDER BY upload.photo_position",
        submissionId);
  }

  /** The submissions that a statement finds, each with its photos. */
  static List<Submission> submissions(Handle handle, String sql, Object... bound) {
    return handle.select(sql, bound).map((row, _) -> submission(row)).list().stream()
        .map(found -> withPhotos(handle, found))
        .toList();
  }

  private static Submission withPhotos(Handle handle, Submission bare) {
    return new Submission(
        bare.submissionId(),
        bare.number(),
        bare.state(),
        bare.receivedMonth(),
        bare.receivedAt(),
        bare.hotel(),
        bare.room(),
        bare.takenMonth(),
        bare.place(),
        bare.deviceHash(),
        bare.language(),
        bare.partnerKeyId(),
        uploads(handle, bare.submissionId()).stream().map(UploadRow::photo).toList());
  }

  private static Submission submission(ResultSet row) throws SQLException {
    return new Submission(
        row.getString("submission_id"),
        row.getLong("number"),
        SubmissionState.valueOf(row.getString("state")),
        YearMonth.parse(row.getString("received_month")),
        receivedAt(row),
        hotel(row),
        Columns.text(row, "room"),
        Columns.text(row, "taken_month").map(YearMonth::parse),
        Columns.place(row),
        Columns.text(row, "device_hash"),
        row.getString("language"),
        Columns.text(row, "partner_key_id"),
        List.of());
  }

  private static Optional<Instant> receivedAt(ResultSet row) throws SQLException {
    long seconds = row.getLong("received_at");
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
  }

  private static Optional<SubmittedHotel> hotel(ResultSet row) throws SQLException {
    Optional<String> known = Columns.text(row, "hotel_id");
    Optional<String> missing = Columns.text(row, "hotel_name");
    if (known.isPresent()) {
      return Optional.of(new SubmittedHotel.Known(known.get()));
    }
    return missing.isPresent()
        ? Optional.of(
            new SubmittedHotel.Missing(
                missing.get(), Columns.text(row, "hotel_town"), Columns.text(row, "hotel_country")))
        : Optional.empty();
  }

  static InboxCounts counts(Handle handle) {
    return Select.one(
        handle,
        InboxCounts.class,
        "SELECT open_submissions AS open, reserved_bytes,"
            + " (SELECT COUNT(*) FROM submission WHERE state = 'RECEIVED') AS received"
            + " FROM inbox_state");
  }

  /** Takes the photos of a submission out of the tables; their files go after the commit. */
  static List<String> removeUploads(Handle handle, String submissionId) {
    List<UploadRow> uploads = uploads(handle, submissionId);
    handle.execute("DELETE FROM upload WHERE submission_id = ?", submissionId);
    handle.execute(
        "UPDATE inbox_state SET reserved_bytes = reserved_bytes - ?",
        uploads.stream().mapToLong(UploadRow::held).sum());
    return uploads.stream().map(UploadRow::uploadId).toList();
  }

  /** Drops all that a sender said about a submission; state, month and number of photos stay. */
  static List<String> forget(Handle handle, String submissionId) {
    handle.execute(
        "UPDATE submission SET received_at = NULL, hotel_id = NULL,"
            + " hotel_name = NULL, hotel_town = NULL, hotel_country = NULL, room = NULL,"
            + " taken_month = NULL, latitude = NULL, longitude = NULL, device_hash = NULL,"
            + " sender_hash = CASE WHEN state = 'REFUSED' THEN sender_hash END,"
            + " to_settle = 0 WHERE submission_id = ? AND number IS NOT NULL",
        submissionId);
    return removeUploads(handle, submissionId);
  }
}
