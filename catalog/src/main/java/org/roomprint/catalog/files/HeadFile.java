package org.roomprint.catalog.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.audit.AuditHead;

/**
 * The newest records of the audit log, one a line, in a file outside the database: what is changed
 * or cut off in the database does not fit the last line.
 *
 * <p>A line is only added by whoever found that the one before fits, so the last one stays what it
 * was once something does not.
 */
public final class HeadFile {
  /** The last lines, of which one at least is whole; a line is at most 90 bytes. */
  private static final int TAIL_BYTES = 1024;

  private final Path file;

  /** In this file, which need not exist. */
  public HeadFile(Path file) {
    this.file = file;
  }

  /** The newest head that was noted; empty if none was. */
  public synchronized Optional<AuditHead> newest() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long length = in.length();
      byte[] tail = new byte[(int) Math.min(TAIL_BYTES, length)];
      in.seek(length - tail.length);
      in.readFully(tail);
      List<String> lines = new String(tail, StandardCharsets.US_ASCII).lines().toList();
      for (String line : lines.reversed()) {
        Optional<AuditHead> head = AuditHead.in(line);
        if (head.isPresent()) {
          return head;
        }
      }
      return Optional.empty();
    }
  }

  /** Adds a head as the newest. */
  public synchronized void note(AuditHead head) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(
        file,
        head.text() + "\n",
        StandardCharsets.US_ASCII,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
