package org.roomprint.vectors.describe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.roomprint.vectors.image.ContentHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Descriptions as files in a folder, one below it for each model.
 *
 * <p>A file is written under another name and renamed, and carries a checksum ({@link
 * DescriptionCodec}): a reader on any machine that shares the folder sees all of it or nothing.
 */
public final class FolderDescriptionStore implements DescriptionStore {
  private static final Logger LOG = LoggerFactory.getLogger(FolderDescriptionStore.class);
  private static final String SUFFIX = ".description";
  private static final String TEMPORARY_SUFFIX = ".part";

  /** Digits that name the folder of a file within that of its model. */
  private static final int FANNED_BY = 2;

  private final Path folder;

  /** Descriptions in this folder, which is made when the first one comes. */
  public FolderDescriptionStore(Path folder) {
    this.folder = folder;
  }

  @Override
  public void put(ContentHash picture, String modelId, PictureDescription description)
      throws IOException {
    Path file = file(picture, modelId);
    Path within = Optional.ofNullable(file.getParent()).orElse(folder);
    Path temporary =
        within.resolve(file.getFileName() + "." + UUID.randomUUID() + TEMPORARY_SUFFIX);
    Files.createDirectories(within);
    try {
      Files.write(temporary, DescriptionCodec.encode(description));
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  @Override
  public Optional<PictureDescription> find(ContentHash picture, String modelId) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file(picture, modelId));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    try {
      return Optional.of(DescriptionCodec.decode(bytes));
    } catch (DamagedDescriptionException e) {
      LOG.warn("The description of {} is made again. {}", picture.hex(), e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void delete(ContentHash picture, String modelId) throws IOException {
    Files.deleteIfExists(file(picture, modelId));
  }

  @Override
  public int sweep(Instant olderThan, BiPredicate<String, ContentHash> isAwaited)
      throws IOException {
    int deleted = 0;
    for (Path model : entries(folder)) {
      for (Path fan : entries(model)) {
        for (Path file : entries(fan)) {
          if (isLeftover(file, olderThan, String.valueOf(model.getFileName()), isAwaited)
              && Files.deleteIfExists(file)) {
            deleted++;
          }
        }
      }
    }
    return deleted;
  }

  private static boolean isLeftover(
      Path file, Instant olderThan, String modelId, BiPredicate<String, ContentHash> isAwaited)
      throws IOException {
    String name = String.valueOf(file.getFileName());
    try {
      if (!Files.getLastModifiedTime(file).toInstant().isBefore(olderThan)) {
        return false;
      }
    } catch (NoSuchFileException _) { // taken away meanwhile
      return false;
    }
    return name.endsWith(TEMPORARY_SUFFIX)
        || (name.endsWith(SUFFIX)
            && !isAwaited.test(
                modelId, new ContentHash(name.substring(0, name.length() - SUFFIX.length()))));
  }

  private static List<Path> entries(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  private Path file(ContentHash picture, String modelId) {
    return folder
        .resolve(modelId)
        .resolve(picture.hex().substring(0, FANNED_BY))
        .resolve(picture.hex() + SUFFIX);
  }
}
