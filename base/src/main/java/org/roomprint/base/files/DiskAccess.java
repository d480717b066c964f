package org.roomprint.base.files;

import java.io.IOException;
import java.nio.file.Path;

/** The steps at which a disk can fail while a file is written durably. */
public interface DiskAccess {
  /** The real disk. */
  DiskAccess REAL = new RealDisk();

  /** Names of files that are being written. */
  String TEMPORARY_SUFFIX = ".part";

  /** Creates a file with this content and forces it to the disk. */
  void writeDurably(Path file, byte[] content) throws IOException;

  /** Renames atomically within one folder, replacing what is there. */
  void rename(Path from, Path to) throws IOException;

  /** Forces a folder's entries to the disk, where the system can. */
  void forceFolder(Path folder) throws IOException;

  /** The folder that a file lies in. */
  static Path parentOf(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("A file of a store lies in a folder");
    }
    return parent;
  }
}
