package org.roomprint.catalog.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.roomprint.base.files.DiskAccess;
import org.roomprint.catalog.picture.PictureId;

/**
 * Keeps smaller versions of kept pictures, by picture and size; derived, so the folder may be
 * emptied at any time.
 *
 * <p>Safe to be called from several threads and processes at once.
 */
public final class ThumbnailStore {
  /** Longest side that a thumbnail may have, in pixels. */
  public static final int MAX_SIDE_PIXELS = 2_048;

  private final Path folder;
  private final AtomicFiles files;

  private ThumbnailStore(Path folder) {
    this.folder = folder;
    this.files = new AtomicFiles(DiskAccess.REAL);
  }

  /**
   * Opens a store; its folder is made with the first thumbnail.
   *
   * @param folder holds nothing else
   */
  public static ThumbnailStore open(Path folder) {
    return new ThumbnailStore(folder.toAbsolutePath().normalize());
  }

  /**
   * Keeps a thumbnail, replacing an older one.
   *
   * @param picture it was made from
   * @param maxSidePixels what it was made to fit into, 1 to {@value #MAX_SIDE_PIXELS}
   * @param content at least one byte
   */
  public void put(PictureId picture, int maxSidePixels, byte[] content) {
    if (content.length == 0) {
      throw new IllegalArgumentException("A thumbnail has at least one byte");
    }
    files.write(fileOf(picture, requireSide(maxSidePixels)), content);
  }

  /** The thumbnail's bytes; empty if there is none of this size. */
  public Optional<byte[]> read(PictureId picture, int maxSidePixels) {
    try {
      return Optional.of(Files.readAllBytes(fileOf(picture, requireSide(maxSidePixels))));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new PictureStoreException("Could not read a thumbnail of picture " + picture, e);
    }
  }

  /** Deletes the thumbnails of a picture in every size. */
  public void deleteAll(PictureId picture) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> sizes = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path size : sizes) {
        Files.deleteIfExists(within(size, picture));
      }
    } catch (IOException e) {
      throw new PictureStoreException("Could not delete the thumbnails of picture " + picture, e);
    }
  }

  private static int requireSide(int maxSidePixels) {
    if (maxSidePixels < 1 || maxSidePixels > MAX_SIDE_PIXELS) {
      throw new IllegalArgumentException(
          "A thumbnail's side is 1 to " + MAX_SIDE_PIXELS + " px, not " + maxSidePixels);
    }
    return maxSidePixels;
  }

  private Path fileOf(PictureId picture, int maxSidePixels) {
    return within(folder.resolve(Integer.toString(maxSidePixels)), picture);
  }

  private static Path within(Path size, PictureId picture) {
    String hex = picture.hex();
    return size.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex);
  }
}
