package org.roomprint.catalog.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.roomprint.base.files.DiskAccess;
import org.roomprint.catalog.picture.PictureId;

/**
 * Keeps picture files under the SHA-256 of their content, in folders of two levels ({@code
 * ab/cd/abcd…}).
 *
 * <p>A picture is there as a whole or not at all; one that was put is on the disk when {@link #put}
 * returns. Putting the same bytes again changes nothing. Safe to be called from several threads and
 * processes at once.
 */
public final class PictureStore {
  private final Path folder;
  private final AtomicFiles files;

  private PictureStore(Path folder, AtomicFiles files) {
    this.folder = folder;
    this.files = files;
  }

  /**
   * Opens a store; its folder is made with the first picture.
   *
   * @param folder holds nothing else
   */
  public static PictureStore open(Path folder) {
    return open(folder, DiskAccess.REAL);
  }

  static PictureStore open(Path folder, DiskAccess disk) {
    return new PictureStore(folder.toAbsolutePath().normalize(), new AtomicFiles(disk));
  }

  /**
   * Keeps a picture.
   *
   * @param content at least one byte
   * @return the name it is kept under
   * @throws PictureStoreFullException if the disk is full
   * @throws PictureStoreException if it cannot be written
   */
  public PictureId put(byte[] content) {
    if (content.length == 0) {
      throw new IllegalArgumentException("A picture has at least one byte");
    }
    PictureId id = PictureId.of(content);
    Path file = fileOf(id);
    if (!isWhole(file, content.length)) {
      files.write(file, content);
    }
    return id;
  }

  /** Whether the picture is kept. */
  public boolean contains(PictureId id) {
    return Files.isRegularFile(fileOf(id));
  }

  /**
   * The picture's bytes, which are certainly those that were put; empty if it is not kept.
   *
   * @throws DamagedPictureException if the file has changed
   */
  public Optional<byte[]> read(PictureId id) {
    byte[] content;
    try {
      content = Files.readAllBytes(fileOf(id));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new PictureStoreException("Could not read picture " + id, e);
    }
    if (!PictureId.of(content).equals(id)) {
      throw new DamagedPictureException(id);
    }
    return Optional.of(content);
  }

  /** Deletes a picture; false if it was not kept. */
  public boolean delete(PictureId id) {
    try {
      return Files.deleteIfExists(fileOf(id));
    } catch (IOException e) {
      throw new PictureStoreException("Could not delete picture " + id, e);
    }
  }

  /**
   * Names every picture last written before a moment, in no order; pictures put or deleted
   * meanwhile may be named or not.
   */
  public void forEachOlderThan(Instant moment, Consumer<PictureId> action) {
    walk(file -> {
      String name = file.getFileName().toString();
      if (isPictureName(name) && isOlder(file, moment)) {
        action.accept(new PictureId(name));
      }
    });
  }

  /**
   * Deletes what interrupted writes left behind.
   *
   * @param moment only files last written before it, so that a write that is under way is left
   *     alone
   * @return how many files were deleted
   */
  public int sweepLeftovers(Instant moment) {
    int[] swept = {0};
    walk(file -> {
      if (file.getFileName().toString().endsWith(DiskAccess.TEMPORARY_SUFFIX)
          && isOlder(file, moment)
          && deleted(file)) {
        swept[0]++;
      }
    });
    return swept[0];
  }

  private void walk(Consumer<Path> action) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder, 3)) {
      paths.filter(Files::isRegularFile).forEach(action);
    } catch (IOException | UncheckedIOException e) {
      throw new PictureStoreException("Could not list the picture store", e);
    }
  }

  private static boolean isOlder(Path file, Instant moment) {
    try {
      FileTime time = Files.getLastModifiedTime(file);
      return time.toInstant().isBefore(moment);
    } catch (IOException _) { // it went meanwhile
      return false;
    }
  }

  private static boolean deleted(Path file) {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new PictureStoreException("Could not delete a leftover of the picture store", e);
    }
  }

  private static boolean isPictureName(String name) {
    return name.length() == 64
        && name.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  private static boolean isWhole(Path file, long bytes) {
    try {
      return Files.size(file) == bytes;
    } catch (IOException _) {
      return false;
    }
  }

  /** Where the picture lies, if it is there: for readers that need a file; nobody writes to it. */
  public Path fileOf(PictureId id) {
    String hex = id.hex();
    return folder.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex);
  }
}
