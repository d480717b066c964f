package org.roomprint.catalog.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;

/** Writes files so that they are there as a whole, on the disk, or not at all. */
final class AtomicFiles {
  /** Names of files that are being written; none of them is a picture. */
  static final String TEMPORARY_SUFFIX = ".part";

  private final DiskAccess disk;

  AtomicFiles(DiskAccess disk) {
    this.disk = disk;
  }

  /**
   * Writes a file and makes it durable; replaces what is there. On failure no part of it is left.
   *
   * @throws PictureStoreFullException if the disk is full
   * @throws PictureStoreException if it fails otherwise
   */
  void write(Path file, byte[] content) {
    Path folder = parentOf(file);
    Path temporary =
        folder.resolve(file.getFileName() + "." + UUID.randomUUID() + TEMPORARY_SUFFIX);
    try {
      createFolders(folder);
      disk.writeDurably(temporary, content);
      disk.rename(temporary, file);
      disk.forceFolder(folder);
    } catch (IOException e) {
      deleteQuietly(temporary, e);
      if (isFull(folder, content.length, e)) {
        throw new PictureStoreFullException(content.length, e);
      }
      throw new PictureStoreException(
          "Could not write a file of " + content.length + " bytes into the picture store", e);
    }
  }

  private void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = parentOf(folder);
    createFolders(parent);
    try {
      Files.createDirectory(folder);
      disk.forceFolder(parent);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  private static boolean isFull(Path folder, int needed, IOException failure) {
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("quota exceeded")) {
      return true;
    }
    try {
      FileStore store = Files.getFileStore(folder);
      return store.getUsableSpace() < needed;
    } catch (IOException _) {
      return false;
    }
  }

  private static void deleteQuietly(Path file, IOException failure) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  static Path parentOf(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("A file of the picture store lies in a folder");
    }
    return parent;
  }

  /** The steps at which a disk can fail. */
  interface DiskAccess {
    /** The real disk. */
    DiskAccess REAL = new RealDisk();

    /** Creates a file with this content and forces it to the disk. */
    void writeDurably(Path file, byte[] content) throws IOException;

    /** Renames atomically within one folder, replacing what is there. */
    void rename(Path from, Path to) throws IOException;

    /** Forces a folder's entries to the disk, where the system can. */
    void forceFolder(Path folder) throws IOException;
  }

  private static final class RealDisk implements DiskAccess {
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    @Override
    public void writeDurably(Path file, byte[] content) throws IOException {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
      if (WINDOWS) { // opens no folders, and needs no forcing of them
        return;
      }
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
