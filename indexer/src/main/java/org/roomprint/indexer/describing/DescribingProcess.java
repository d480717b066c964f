package org.roomprint.indexer.describing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.roomprint.catalog.describing.DescribeTasks;
import org.roomprint.indexer.HeldFile;

/**
 * One that describes pictures, as long as it lives: it holds a file of its own, and however the
 * process ends, the file is held no more.
 *
 * <p>So what a killed process had claimed is given to others at once, not only when its time has
 * run out. Where the folder is not shared or keeps no locks, the time decides.
 */
public final class DescribingProcess implements AutoCloseable {
  private static final String SUFFIX = ".lock";

  private final Path folder;
  private final String owner;
  private final HeldFile file;

  private DescribingProcess(Path folder, String owner, HeldFile file) {
    this.folder = folder;
    this.owner = owner;
    this.file = file;
  }

  /**
   * Begins to be seen as one that describes.
   *
   * @param folder the same for all that describe for one catalog
   */
  public static DescribingProcess begin(Path folder) throws IOException {
    Optional<HeldFile> held = Optional.empty();
    String owner = "";
    while (held.isEmpty()) { // whoever counts them holds a file for a moment
      owner = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
      held = HeldFile.tryHold(fileOf(folder, owner));
    }
    return new DescribingProcess(folder, owner, held.get());
  }

  private static Path fileOf(Path folder, String owner) {
    return folder.resolve(owner + SUFFIX);
  }

  /** By this name it claims. */
  String owner() {
    return owner;
  }

  /** Gives back what others had claimed that have ended. */
  void releaseEnded(DescribeTasks tasks, Instant now) throws IOException {
    for (String other : tasks.owners(now)) {
      Path file = fileOf(folder, other);
      if (!HeldFile.isHeld(file)) {
        tasks.release(other);
        Files.deleteIfExists(file);
      }
    }
  }

  /** Process ids, on their machines, of the living ones that have claimed pictures. */
  public static List<Long> claiming(Path folder, DescribeTasks tasks, Instant now)
      throws IOException {
    List<Long> claiming = new ArrayList<>();
    for (String owner : tasks.owners(now)) {
      if (HeldFile.isHeld(fileOf(folder, owner))) {
        claiming.add(Long.parseLong(owner, 0, owner.indexOf('-'), 10));
      }
    }
    return claiming;
  }

  /** How many describe at present. */
  public static long count(Path folder) throws IOException {
    long alive = 0;
    for (Path file : files(folder)) {
      alive += HeldFile.isHeld(file) ? 1 : 0;
    }
    return alive;
  }

  /**
   * Deletes what processes left that ended long ago.
   *
   * @param olderThan younger ones may be about to be held
   */
  public static void sweep(Path folder, Instant olderThan) throws IOException {
    for (Path file : files(folder)) {
      if (!HeldFile.isHeld(file)
          && Files.getLastModifiedTime(file).toInstant().isBefore(olderThan)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
    Files.deleteIfExists(fileOf(folder, owner));
  }
}
