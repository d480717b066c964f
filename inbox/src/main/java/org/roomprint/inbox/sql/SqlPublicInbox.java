package org.roomprint.inbox.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.roomprint.base.StoreUnavailableException;
import org.roomprint.inbox.AnnouncedPhoto;
import org.roomprint.inbox.AppendOutcome;
import org.roomprint.inbox.CompletionOutcome;
import org.roomprint.inbox.ExpectedDigest;
import org.roomprint.inbox.HotelList;
import org.roomprint.inbox.InboxCounts;
import org.roomprint.inbox.InboxLimits;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.OpenOutcome;
import org.roomprint.inbox.PartnerOutcome;
import org.roomprint.inbox.PublicInbox;
import org.roomprint.inbox.ReceiptStatus;
import org.roomprint.inbox.ShotLabel;
import org.roomprint.inbox.SpooledPhoto;
import org.roomprint.inbox.SubmissionFacts;
import org.roomprint.inbox.UploadStatus;
import org.roomprint.inbox.files.UploadFiles;

/** The public side in SQL and files. */
final class SqlPublicInbox implements PublicInbox {
  private static final int KEY_BYTES = 16;

  private final RandomGenerator random;
  private final FileChannel lockFile;
  private final InboxDatabase database;
  private final InboxSubmissions submissions;
  private final InboxUploads uploads;
  private final InboxCompletion completion;
  private final SqlPartnerKeys partners;

  private SqlPublicInbox(
      FileChannel lockFile,
      InboxDatabase database,
      UploadFiles files,
      InboxSecrets secrets,
      InboxLimits limits,
      InstantSource clock,
      RandomGenerator random) {
    this.lockFile = lockFile;
    this.database = database;
    this.uploads = new InboxUploads(database, files, secrets, random);
    this.random = random;
    this.submissions =
        new InboxSubmissions(
            database, files, secrets, limits, clock, uploads, new InboxSenders(database, random));
    this.partners = new SqlPartnerKeys(database, clock);
    this.completion = new InboxCompletion(database, files, secrets, clock, uploads);
  }

  static PublicInbox open(
      InboxSettings settings, InboxLimits limits, InstantSource clock, RandomGenerator random) {
    UploadFiles files = UploadFiles.open(settings.folder().resolve("uploads"));
    FileChannel lockFile = lock(settings.folder().resolve("receiver.lock"));
    try {
      InboxSecrets secrets = InboxSecrets.open(settings.folder().resolve("inbox.key"), random);
      InboxDatabase database = InboxDatabase.open(settings.database());
      try {
        sweep(database, files);
        return new SqlPublicInbox(lockFile, database, files, secrets, limits, clock, random);
      } catch (RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (RuntimeException e) {
      closeQuietly(lockFile, e);
      throw e;
    }
  }

  private static FileChannel lock(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @SuppressWarnings("resource") // held until the channel is closed
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new StoreUnavailableException(
            "Another process receives into this inbox: stop that one first", new IOException(""));
      }
      return channel;
    } catch (IOException | OverlappingFileLockException e) {
      throw new StoreUnavailableException(
          "Cannot open the folder of the inbox, or it is open already", e);
    }
  }

  /** What an earlier process left: files without a row. */
  private static void sweep(InboxDatabase database, UploadFiles files) {
    Set<String> known =
        database.read(handle ->
            new HashSet<>(
                handle.createQuery("SELECT upload_id FROM upload").mapTo(String.class).list()));
    try {
      files.sweep(known::contains);
    } catch (IOException e) {
      throw InboxDatabase.meaning(e);
    }
  }

  private static void closeQuietly(FileChannel channel, RuntimeException failure) {
    try {
      channel.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public OpenOutcome open(
      String idempotencyKey,
      SubmissionFacts facts,
      List<AnnouncedPhoto> photos,
      Optional<String> network) {
    return submissions.open(idempotencyKey, facts, photos, network);
  }

  @Override
  public OpenOutcome.Opened openSingle(
      SubmissionFacts facts, ShotLabel label, long bytes, Optional<String> network) {
    byte[] made = new byte[KEY_BYTES];
    random.nextBytes(made);
    return submissions.openSingle(
        HexFormat.of().formatHex(made),
        facts,
        new AnnouncedPhoto("single-0000", label, bytes, AnnouncedPhoto.SHA256_NOT_TOLD, false),
        network);
  }

  @Override
  public Optional<UploadStatus> upload(String uploadToken) {
    return uploads.status(uploadToken);
  }

  @Override
  public AppendOutcome append(
      String uploadToken, long offset, InputStream bytes, Optional<ExpectedDigest> expected)
      throws IOException {
    submissions.hold(uploadToken);
    AppendOutcome outcome = uploads.append(uploadToken, offset, bytes, expected);
    if (outcome instanceof AppendOutcome.Appended(UploadStatus status)) {
      submissions.progressed(uploadToken, status.offset() - offset, status);
    }
    return outcome;
  }

  @Override
  public boolean terminate(String uploadToken) {
    return submissions.terminate(uploadToken);
  }

  @Override
  public SpooledPhoto spool() {
    return uploads.spool(submissions::requireFreeDisk);
  }

  @Override
  public boolean adopt(String uploadToken, SpooledPhoto photo) {
    return uploads.adopt(uploadToken, photo);
  }

  @Override
  public CompletionOutcome complete(String submissionToken, Optional<String> idempotencyKey) {
    return completion.complete(submissionToken, idempotencyKey);
  }

  @Override
  public Optional<CompletionOutcome> completeSingle(String uploadToken) {
    return completion.completeSingle(uploadToken);
  }

  @Override
  public Optional<ReceiptStatus> lookUp(String receipt) {
    return completion.lookUp(receipt);
  }

  @Override
  public Optional<ReceiptStatus> withdraw(String receipt) {
    return completion.withdraw(receipt);
  }

  @Override
  public HotelList hotels() {
    return new SqlHotelList(database);
  }

  @Override
  public PartnerOutcome partnerOf(String presented) {
    return partners.partnerOf(presented);
  }

  @Override
  public InboxCounts counts() {
    return database.read(InboxRows::counts);
  }

  @Override
  public int expire() {
    return submissions.expire();
  }

  @Override
  public void close() {
    database.close();
    try {
      lockFile.close();
    } catch (IOException e) {
      throw InboxDatabase.meaning(e);
    }
  }
}
