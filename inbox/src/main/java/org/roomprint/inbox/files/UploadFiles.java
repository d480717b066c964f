package org.roomprint.inbox.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.roomprint.base.StoreException;
import org.roomprint.base.Texts;
import org.roomprint.base.files.DiskAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the inbox, which grow as their senders send: one per upload, named by its id, in
 * folders by the first two digits; and spooled ones, which have no upload yet.
 *
 * <p>What one file is asked for is asked by one thread at a time: the caller sees to that.
 */
public final class UploadFiles {
  private static final Logger LOG = LoggerFactory.getLogger(UploadFiles.class);
  private static final int ID_DIGITS = 32;
  private static final String SPOOL = "spool";
  private static final DiskAccess DISK = DiskAccess.REAL;

  private final Path folder;

  private UploadFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens the folder, and makes it where there is none, closed to other users of the machine.
   *
   * @throws StoreException if it cannot be made
   */
  public static UploadFiles open(Path folder) {
    UploadFiles files = new UploadFiles(folder.toAbsolutePath().normalize());
    try {
      files.makeFolder(files.folder);
      files.makeFolder(files.folder.resolve(SPOOL));
    } catch (IOException e) {
      throw new StoreException("Could not make the folder of the uploads", e);
    }
    return files;
  }

  /** Bytes of an upload; 0 where nothing has come yet. */
  public long size(String id) throws IOException {
    try {
      return Files.size(fileOf(id));
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  /** Bytes of an upload, all of which are on the disk when this returns. */
  public long force(String id) throws IOException {
    try (FileChannel channel = FileChannel.open(fileOf(id), StandardOpenOption.WRITE)) {
      channel.force(true);
      return channel.size();
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  /** Opens an upload to write at its end; its name is on the disk when this returns. */
  public FileChannel openToAppend(String id) throws IOException {
    Path file = fileOf(id);
    boolean isNew = !Files.exists(file);
    if (isNew) {
      makeFolder(DiskAccess.parentOf(file));
    }
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (isNew) {
        DISK.forceFolder(DiskAccess.parentOf(file));
      }
      channel.position(channel.size());
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Opens an upload to read it from its beginning; empty where nothing has come. */
  public Optional<InputStream> openToRead(String id) throws IOException {
    try {
      return Optional.of(Files.newInputStream(fileOf(id)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /**
   * Deletes uploads whose rows are gone; what cannot be deleted now is swept at the next start of
   * the public side.
   */
  public void deleteAll(List<String> ids) {
    for (String id : ids) {
      try {
        Files.deleteIfExists(fileOf(id));
      } catch (IOException e) {
        LOG.warn("Upload {} could not be deleted: {}", id, e.getClass().getName());
      }
    }
  }

  /** Opens a new spooled file. */
  public FileChannel openSpooled(String id) throws IOException {
    return FileChannel.open(spooled(id), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Makes a spooled file, already forced to the disk, an upload; durable when this returns. */
  public void adopt(String spooledId, String id) throws IOException {
    Path file = fileOf(id);
    makeFolder(DiskAccess.parentOf(file));
    DISK.rename(spooled(spooledId), file);
    DISK.forceFolder(DiskAccess.parentOf(file));
    DISK.forceFolder(folder.resolve(SPOOL));
  }

  /** Deletes a spooled file; nothing where there is none. */
  public void deleteSpooled(String id) throws IOException {
    Files.deleteIfExists(spooled(id));
  }

  /** Bytes that may still be written to the disk. */
  public long usableBytes() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  /**
   * Deletes what a process that ended early left behind: spooled files, and uploads that nobody
   * knows. Only before anything is received.
   *
   * @return how many files
   */
  public int sweep(Predicate<String> isKnown) throws IOException {
    int swept = 0;
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path one : folders) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(one)) {
          for (Path file : files) {
            if (!isKnown.test(file.getFileName().toString()) && Files.deleteIfExists(file)) {
              swept++;
            }
          }
        }
      }
    }
    return swept;
  }

  /** Whether a failure to write means that the disk is full. */
  public static boolean isFull(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("No space left")
        || message.contains("Disk quota exceeded")
        || message.contains("not enough space");
  }

  /** Writes all of a buffer. */
  public static void writeAll(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private void makeFolder(Path made) throws IOException {
    if (Files.isDirectory(made)) {
      return;
    }
    Path parent = DiskAccess.parentOf(made);
    if (!Files.isDirectory(parent)) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(
          made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwx---")));
    } catch (UnsupportedOperationException _) { // Windows
      Files.createDirectory(made);
    } catch (java.nio.file.FileAlreadyExistsException e) {
      if (!Files.isDirectory(made)) {
        throw e;
      }
    }
    DISK.forceFolder(parent);
  }

  private Path fileOf(String id) {
    Texts.requireHex("upload's id", id, ID_DIGITS);
    return folder.resolve(id.substring(0, 2)).resolve(id);
  }

  private Path spooled(String id) {
    return folder.resolve(SPOOL).resolve(Texts.requireHex("spooled file's id", id, ID_DIGITS));
  }
}
