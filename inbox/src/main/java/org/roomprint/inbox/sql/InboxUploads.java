package org.roomprint.inbox.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.roomprint.inbox.AppendOutcome;
import org.roomprint.inbox.ExpectedDigest;
import org.roomprint.inbox.SpooledPhoto;
import org.roomprint.inbox.UploadStatus;
import org.roomprint.inbox.files.UploadFiles;

/**
 * The bytes of uploads. How far one has come is the length of its file and nothing else, so there
 * is no row that could disagree; it is told only after the file was forced to the disk.
 */
final class InboxUploads {
  private static final int PIECE_BYTES = 64 * 1024;

  private final InboxDatabase database;
  private final UploadFiles files;
  private final InboxSecrets secrets;
  private final RandomGenerator random;
  private final UploadTurns turns = new UploadTurns();

  InboxUploads(
      InboxDatabase database, UploadFiles files, InboxSecrets secrets, RandomGenerator random) {
    this.database = database;
    this.files = files;
    this.secrets = secrets;
    this.random = random;
  }

  Optional<InboxRows.UploadRow> find(String uploadToken) {
    return secrets
        .idOf(uploadToken)
        .flatMap(id -> database.read(handle -> InboxRows.upload(handle, id)));
  }

  Optional<UploadStatus> status(String uploadToken) {
    Optional<InboxRows.UploadRow> row = find(uploadToken);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    if (row.get().complete()) {
      return Optional.of(status(row.get(), row.get().photo().bytes()));
    }
    return Optional.of(
        alone(row.get().uploadId(), () -> status(row.get(), files.force(row.get().uploadId()))));
  }

  private static UploadStatus status(InboxRows.UploadRow row, long offset) {
    return new UploadStatus(row.photo().bytes(), offset, row.expires().orElse(Instant.EPOCH));
  }

  AppendOutcome append(
      String uploadToken, long offset, InputStream bytes, Optional<ExpectedDigest> expected)
      throws IOException {
    Optional<String> id = secrets.idOf(uploadToken);
    if (id.isEmpty()) {
      return new AppendOutcome.NoUpload();
    }
    try (UploadTurns.Turn turn = turns.take(id.get())) {
      // Looked up within the turn: whoever removes the row takes a turn afterwards.
      Optional<InboxRows.UploadRow> row = find(uploadToken);
      if (row.isEmpty()) {
        return new AppendOutcome.NoUpload();
      }
      long length = row.get().photo().bytes();
      if (row.get().complete()) {
        return offset == length
            ? new AppendOutcome.Appended(status(row.get(), length))
            : new AppendOutcome.WrongOffset(status(row.get(), length));
      }
      return new Appending(turn, row.get(), offset, expected).run(bytes);
    }
  }

  /** One request that appends. */
  private final class Appending {
    private final UploadTurns.Turn turn;
    private final InboxRows.UploadRow row;
    private final long start;
    private final Optional<ExpectedDigest> expected;
    private final Optional<MessageDigest> digest;

    Appending(
        UploadTurns.Turn turn,
        InboxRows.UploadRow row,
        long start,
        Optional<ExpectedDigest> expected) {
      this.turn = turn;
      this.row = row;
      this.start = start;
      this.expected = expected;
      this.digest = expected.map(ExpectedDigest::begin);
    }

    AppendOutcome run(InputStream bytes) throws IOException {
      Optional<FileChannel> channel;
      try {
        long size = files.force(row.uploadId());
        if (size != start) {
          return new AppendOutcome.WrongOffset(status(row, size));
        }
        channel = turn.step(() -> files.openToAppend(row.uploadId()));
      } catch (IOException e) {
        throw InboxDatabase.meaning(e);
      }
      if (channel.isEmpty()) {
        return new AppendOutcome.CutOff();
      }
      try (FileChannel opened = channel.get()) {
        return opened.position() == start ? run(bytes, opened) : new AppendOutcome.CutOff();
      }
    }

    private AppendOutcome run(InputStream bytes, FileChannel channel) throws IOException {
      byte[] piece = new byte[PIECE_BYTES];
      long end = start;
      while (true) {
        int count;
        try {
          count = bytes.read(piece);
        } catch (IOException broken) {
          end(channel, expected.isPresent() ? start : end);
          throw broken;
        }
        if (count < 0) {
          return finish(channel, end);
        }
        if (end + count > row.photo().bytes()) {
          return end(channel, start) ? new AppendOutcome.TooMany() : new AppendOutcome.CutOff();
        }
        if (!write(channel, piece, count)) {
          return new AppendOutcome.CutOff();
        }
        end += count;
      }
    }

    private boolean write(FileChannel channel, byte[] piece, int count) {
      return step(
          channel,
          () -> {
            UploadFiles.writeAll(channel, ByteBuffer.wrap(piece, 0, count));
            digest.ifPresent(one -> one.update(piece, 0, count));
            return true;
          });
    }

    private AppendOutcome finish(FileChannel channel, long end) {
      if (expected.isPresent() && !expected.get().matches(digest.orElseThrow().digest())) {
        return end(channel, start) ? new AppendOutcome.WrongDigest() : new AppendOutcome.CutOff();
      }
      return end(channel, end)
          ? new AppendOutcome.Appended(status(row, end))
          : new AppendOutcome.CutOff();
    }

    /** Leaves the file with so many bytes, on the disk; false if somebody else has it by now. */
    private boolean end(FileChannel channel, long size) {
      return step(
          channel,
          () -> {
            if (channel.size() > size) {
              channel.truncate(size);
            }
            channel.force(true);
            return true;
          });
    }

    private boolean step(FileChannel channel, UploadTurns.FileWork<Boolean> work) {
      try {
        return turn.step(
                () -> {
                  try {
                    return work.run();
                  } catch (IOException e) {
                    giveBack(channel, e);
                    throw e;
                  }
                })
            .isPresent();
      } catch (IOException e) {
        throw InboxDatabase.meaning(e);
      }
    }

    /** Leaves the room of what could not be written whole to others. */
    private void giveBack(FileChannel channel, IOException failure) {
      try {
        channel.truncate(start);
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }

  /** Ends every other turn of an upload and does some work on its file. */
  <T> T alone(String uploadId, UploadTurns.FileWork<T> work) {
    while (true) {
      try (UploadTurns.Turn turn = turns.take(uploadId)) {
        Optional<T> done = turn.step(work);
        if (done.isPresent()) {
          return done.get();
        }
      } catch (IOException e) {
        throw InboxDatabase.meaning(e);
      }
    }
  }

  /** Deletes files whose rows are gone. */
  void deleteFiles(List<String> uploadIds) {
    for (String id : uploadIds) {
      alone(
          id,
          () -> {
            files.deleteAll(List.of(id));
            return true;
          });
    }
  }

  SpooledPhoto spool(Runnable requireFreeDisk) {
    return FileSpooledPhoto.open(files, random, requireFreeDisk);
  }

  boolean adopt(String uploadToken, SpooledPhoto photo) {
    if (!(photo instanceof FileSpooledPhoto spooled)) {
      throw new IllegalArgumentException("A photo is adopted by the inbox that spooled it");
    }
    Optional<String> id = secrets.idOf(uploadToken);
    return id.isPresent()
        && alone(
            id.get(),
            () -> {
              Optional<InboxRows.UploadRow> row = find(uploadToken);
              if (row.isEmpty() || row.get().photo().bytes() != photo.bytes()) {
                return false;
              }
              if (!row.get().complete()) {
                spooled.becomeUpload(id.get());
              }
              return true;
            });
  }
}
