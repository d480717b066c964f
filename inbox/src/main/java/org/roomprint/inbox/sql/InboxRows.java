package org.roomprint.inbox.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.roomprint.base.Place;
import org.roomprint.inbox.AnnouncedPhoto;
import org.roomprint.inbox.InboxCounts;
import org.roomprint.inbox.ReceiptStatus;
import org.roomprint.inbox.ShotLabel;
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
      AnnouncedPhoto photo,
      long held,
      boolean complete,
      Optional<Instant> expires) {}

  static Optional<UploadRow> upload(Handle handle, String uploadId) {
    return handle
        .createQuery(
            "SELECT upload.*, submission.number, submission.expires FROM upload"
                + " JOIN submission ON submission.submission_id = upload.submission_id"
                + " WHERE upload.upload_id = :id")
        .bind("id", uploadId)
        .map((row, _) -> upload(row))
        .findOne();
  }

  static List<UploadRow> uploads(Handle handle, String submissionId) {
    return handle
        .createQuery(
            "SELECT upload.*, submission.number, submission.expires FROM upload"
                + " JOIN submission ON submission.submission_id = upload.submission_id"
                + " WHERE upload.submission_id = :id ORDER BY upload.photo_position")
        .bind("id", submissionId)
        .map((row, _) -> upload(row))
        .list();
  }

  private static UploadRow upload(ResultSet row) throws SQLException {
    long expires = row.getLong("expires");
    Optional<Instant> moment =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expires));
    row.getLong("number");
    boolean complete = !row.wasNull();
    return new UploadRow(
        row.getString("upload_id"),
        row.getString("submission_id"),
        photo(row),
        row.getLong("held"),
        complete,
        moment);
  }

  private static AnnouncedPhoto photo(ResultSet row) throws SQLException {
    return new AnnouncedPhoto(
        row.getString("photo_id"),
        ShotLabel.valueOf(row.getString("label")),
        row.getLong("bytes"),
        row.getString("sha256"),
        row.getInt("people_warning") == 1);
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
        text(row, "room"),
        text(row, "taken_month").map(YearMonth::parse),
        place(row),
        text(row, "device_hash"),
        row.getString("language"),
        text(row, "partner_key_id"),
        List.of());
  }

  static ReceiptStatus status(ResultSet row) throws SQLException {
    return new ReceiptStatus(
        SubmissionState.valueOf(row.getString("state")),
        row.getInt("photo_count"),
        YearMonth.parse(row.getString("received_month")));
  }

  private static Optional<Instant> receivedAt(ResultSet row) throws SQLException {
    long seconds = row.getLong("received_at");
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
  }

  private static Optional<SubmittedHotel> hotel(ResultSet row) throws SQLException {
    Optional<String> known = text(row, "hotel_id");
    Optional<String> missing = text(row, "hotel_name");
    if (known.isPresent()) {
      return Optional.of(new SubmittedHotel.Known(known.get()));
    }
    return missing.isPresent()
        ? Optional.of(
            new SubmittedHotel.Missing(
                missing.get(), text(row, "hotel_town"), text(row, "hotel_country")))
        : Optional.empty();
  }

  static Optional<Place> place(ResultSet row) throws SQLException {
    double latitude = row.getDouble("latitude");
    if (row.wasNull()) {
      return Optional.empty();
    }
    return Optional.of(new Place(latitude, row.getDouble("longitude")));
  }

  static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  static InboxCounts counts(Handle handle) {
    return handle
        .createQuery(
            "SELECT open_submissions, reserved_bytes,"
                + " (SELECT COUNT(*) FROM submission WHERE state = 'RECEIVED') AS received"
                + " FROM inbox_state")
        .map((row, _) ->
            new InboxCounts(
                row.getLong("open_submissions"),
                row.getLong("received"),
                row.getLong("reserved_bytes")))
        .one();
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
