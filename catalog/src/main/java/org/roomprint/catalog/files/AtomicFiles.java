package org.roomprint.catalog.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.roomprint.base.files.DiskAccess;

/** Writes files so that they are there as a whole, on the disk, or not at all. */
final class AtomicFiles {
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
    Path folder = DiskAccess.parentOf(file);
    Path temporary =
        folder.resolve(file.getFileName() + "." + UUID.randomUUID() + DiskAccess.TEMPORARY_SUFFIX);
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
    Path parent = DiskAccess.parentOf(folder);
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
}
