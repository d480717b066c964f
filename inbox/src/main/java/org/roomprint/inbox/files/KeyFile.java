package org.roomprint.inbox.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.roomprint.base.files.DiskAccess;

/** A small secret file that only its owner may read. */
public final class KeyFile {
  private KeyFile() {}

  /** Writes it; it is on the disk as a whole when this returns, or not there. */
  public static void write(Path file, byte[] secret) throws IOException {
    DiskAccess disk = DiskAccess.REAL;
    Path temporary =
        file.resolveSibling(
            file.getFileName() + "." + UUID.randomUUID() + DiskAccess.TEMPORARY_SUFFIX);
    try {
      disk.writeDurably(temporary, secret);
      if (Files.getFileAttributeView(temporary, PosixFileAttributeView.class) != null) {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-------"));
      }
      disk.rename(temporary, file);
      disk.forceFolder(DiskAccess.parentOf(file.toAbsolutePath()));
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
