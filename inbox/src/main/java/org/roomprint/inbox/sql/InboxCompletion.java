package org.roomprint.inbox.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.roomprint.base.Digests;
import org.roomprint.base.sql.Select;
import org.roomprint.inbox.AnnouncedPhoto;
import org.roomprint.inbox.CompletionOutcome;
import org.roomprint.inbox.CompletionOutcome.FaultyPhoto;
import org.roomprint.inbox.CompletionOutcome.PhotoFault;
import org.roomprint.inbox.PictureBeginning;
import org.roomprint.inbox.ReceiptStatus;
import org.roomprint.inbox.SubmissionState;
import org.roomprint.inbox.files.UploadFiles;

/** Completing submissions, and what their receipts are good for. */
final class InboxCompletion {
  private static final int PIECE_BYTES = 64 * 1024;

  private final InboxDatabase database;
  private final UploadFiles files;
  private final InboxSecrets secrets;
  private final InstantSource clock;
  private final InboxUploads uploads;

  InboxCompletion(
      InboxDatabase database,
      UploadFiles files,
      InboxSecrets secrets,
      InstantSource clock,
      InboxUploads uploads) {
    this.database = database;
    this.files = files;
    this.secrets = secrets;
    this.clock = clock;
    this.uploads = uploads;
  }

  CompletionOutcome complete(String submissionToken, Optional<String> idempotencyKey) {
    boolean known =
        idempotencyKey.map(secrets::submissionToken).filter(submissionToken::equals).isPresent();
    Optional<String> id = secrets.idOf(submissionToken);
    if (id.isEmpty()) {
      return new CompletionOutcome.NoSubmission();
    }
    String receipt = secrets.receipt(submissionToken);
    Optional<Boolean> complete = database.read(handle -> isComplete(handle, id.get()));
    if (complete.isEmpty()) {
      return new CompletionOutcome.NoSubmission();
    }
    if (complete.get()) {
      return database.write(handle -> again(handle, id.get(), receipt, known));
    }
    List<InboxRows.UploadRow> rows = database.read(handle -> InboxRows.uploads(handle, id.get()));
    List<FaultyPhoto> faulty = faults(rows);
    return faulty.isEmpty()
        ? database.write(handle -> complete(handle, id.get(), rows, receipt, known))
        : new CompletionOutcome.Incomplete(faulty);
  }

  /** Completes the submission that an upload alone makes up; empty if it makes up none. */
  Optional<CompletionOutcome> completeSingle(String uploadToken) {
    if (secrets.idOf(uploadToken).isEmpty()) {
      return Optional.empty();
    }
    CompletionOutcome outcome = complete(secrets.submissionOfSingle(uploadToken), Optional.empty());
    return outcome instanceof CompletionOutcome.NoSubmission
        ? Optional.empty()
        : Optional.of(outcome);
  }

  /** The receipt of a submission that was complete before. */
  private static CompletionOutcome again(Handle handle, String id, String receipt, boolean known) {
    boolean first =
        handle.execute(
                "UPDATE submission SET receipt_given = 1"
                    + " WHERE submission_id = ? AND receipt_given = 0",
                id)
            == 1;
    return first || known
        ? new CompletionOutcome.Completed(receipt)
        : new CompletionOutcome.ReceiptGiven();
  }

  /**
   * What costs little is looked at first; files are read only when all look right, the smallest
   * first and no further than to the first wrong one, so that nobody has us read much again and
   * again by sending little. Nobody can change a file that is whole and right: see what append
   * demands of the offset.
   */
  private List<FaultyPhoto> faults(List<InboxRows.UploadRow> rows) {
    List<FaultyPhoto> faulty = new ArrayList<>();
    for (InboxRows.UploadRow row : rows) {
      uploads
          .alone(row.uploadId(), () -> look(row))
          .ifPresent(fault -> faulty.add(new FaultyPhoto(row.photo().photoId(), fault)));
    }
    if (!faulty.isEmpty()) {
      return faulty;
    }
    List<InboxRows.UploadRow> smallestFirst = new ArrayList<>(rows);
    smallestFirst.sort(Comparator.comparingLong(row -> row.photo().bytes()));
    for (InboxRows.UploadRow row : smallestFirst) {
      Optional<PhotoFault> fault = uploads.alone(row.uploadId(), () -> read(row));
      if (fault.isPresent()) {
        return List.of(new FaultyPhoto(row.photo().photoId(), fault.get()));
      }
    }
    return List.of();
  }

  private static Optional<Boolean> isComplete(Handle handle, String id) {
    return Select.find(
        handle,
        Boolean.class,
        "SELECT number IS NOT NULL FROM submission WHERE submission_id = ?",
        id);
  }

  /** Forces the file to the disk, and looks at its length and its first bytes. */
  private Optional<PhotoFault> look(InboxRows.UploadRow row) throws IOException {
    if (files.force(row.uploadId()) != row.photo().bytes()) {
      return Optional.of(PhotoFault.NOT_WHOLE);
    }
    try (InputStream in = files.openToRead(row.uploadId()).orElseThrow()) {
      return PictureBeginning.isPicture(in.readNBytes(PictureBeginning.BYTES))
          ? Optional.empty()
          : Optional.of(PhotoFault.NOT_A_PICTURE);
    }
  }

  /** Compares the file with its SHA-256, and empties it if it is another. */
  private Optional<PhotoFault> read(InboxRows.UploadRow row) throws IOException {
    MessageDigest digest = Digests.sha256();
    try (InputStream in = files.openToRead(row.uploadId()).orElseThrow()) {
      byte[] piece = new byte[PIECE_BYTES];
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        digest.update(piece, 0, count);
      }
    }
    String computed = HexFormat.of().formatHex(digest.digest());
    if (computed.equals(row.photo().sha256())) {
      return Optional.empty();
    }
    if (row.photo().sha256().equals(AnnouncedPhoto.SHA256_NOT_TOLD)) {
      database.write(handle ->
          handle.execute(
              "UPDATE upload SET sha256 = ? WHERE upload_id = ?", computed, row.uploadId()));
      return Optional.empty();
    }
    try (FileChannel channel = files.openToAppend(row.uploadId())) {
      channel.truncate(0);
      channel.force(true);
    }
    return Optional.of(PhotoFault.WRONG_SHA256);
  }

  private CompletionOutcome complete(
      Handle handle, String id, List<InboxRows.UploadRow> checked, String receipt, boolean known) {
    Optional<Boolean> complete = isComplete(handle, id);
    if (complete.isEmpty()) {
      return new CompletionOutcome.NoSubmission();
    }
    if (complete.get()) {
      return again(handle, id, receipt, known);
    }
    // A photo may have been taken out since; what was checked is more than what is left, then.
    List<String> looked = checked.stream().map(InboxRows.UploadRow::uploadId).toList();
    boolean allChecked =
        InboxRows.uploads(handle, id).stream().allMatch(row -> looked.contains(row.uploadId()));
    if (!allChecked) {
      throw new IllegalStateException("A submission gets no photos after it was opened");
    }
    Instant now = clock.instant();
    handle.execute(
        "UPDATE submission SET state = 'RECEIVED', expires = NULL, active_until = NULL,"
            + " receipt_given = 1, receipt_hash = ?,"
            + " number = (SELECT next_number FROM inbox_state), received_at = ?,"
            + " received_month = ? WHERE submission_id = ?",
        secrets.receiptHash(receipt).orElseThrow(),
        now.getEpochSecond(), // to the second, unlike other moments
        YearMonth.from(now.atZone(ZoneOffset.UTC)),
        id);
    handle.execute(
        "UPDATE inbox_state SET next_number = next_number + 1,"
            + " open_submissions = open_submissions - 1");
    return new CompletionOutcome.Completed(receipt);
  }

  Optional<ReceiptStatus> lookUp(String receipt) {
    return secrets
        .receiptHash(receipt)
        .flatMap(hash -> database.read(handle -> find(handle, hash).map(Receipted::status)));
  }

  /** A submission found by its receipt. */
  record Receipted(String submissionId, @Nested ReceiptStatus status) {}

  private static Optional<Receipted> find(Handle handle, String receiptHash) {
    return Select.find(
        handle,
        Receipted.class,
        "SELECT submission_id, state, photo_count AS photos, received_month FROM submission"
            + " WHERE receipt_hash = ?",
        receiptHash);
  }

  Optional<ReceiptStatus> withdraw(String receipt) {
    Optional<String> hash = secrets.receiptHash(receipt);
    if (hash.isEmpty()) {
      return Optional.empty();
    }
    List<String> removed = new ArrayList<>();
    Optional<ReceiptStatus> status =
        database.write(handle -> {
          Optional<Receipted> found = find(handle, hash.get());
          found.ifPresent(one -> {
            switch (one.status().state()) {
              case WITHDRAWN -> {}
              case RECEIVED -> {
                setWithdrawn(handle, one.submissionId(), 0);
                removed.addAll(InboxRows.forget(handle, one.submissionId()));
              }
              case IN_REVIEW, ACCEPTED, PARTLY_ACCEPTED, REFUSED ->
                  setWithdrawn(handle, one.submissionId(), 1);
            }
          });
          return found.map(one ->
              new ReceiptStatus(
                  SubmissionState.WITHDRAWN, one.status().photos(), one.status().receivedMonth()));
        });
    uploads.deleteFiles(removed);
    return status;
  }

  private static void setWithdrawn(Handle handle, String submissionId, int toSettle) {
    handle.execute(
        "UPDATE submission SET state = 'WITHDRAWN', to_settle = ? WHERE submission_id = ?",
        toSettle,
        submissionId);
  }
}
