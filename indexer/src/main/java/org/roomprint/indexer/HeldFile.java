package org.roomprint.indexer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that one process at a time holds, and that others can see held. However the process ends,
 * it holds the file no more.
 */
public final class HeldFile implements AutoCloseable {
  /**
   * Files held by this process: they are not opened a second time, since closing one handle gives
   * up the lock of the other.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private HeldFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Holds a file, which is made with its folder; empty when it is held already. */
  public static Optional<HeldFile> tryHold(Path file) throws IOException {
    Path path = file.toAbsolutePath().normalize();
    Path folder = path.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    if (!OWN.add(path)) {
      return Optional.empty();
    }
    boolean held = false;
    FileChannel channel = null;
    try {
      channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      held = channel.tryLock() != null;
      return held ? Optional.of(new HeldFile(path, channel)) : Optional.empty();
    } finally {
      if (!held) {
        if (channel != null) {
          channel.close();
        }
        OWN.remove(path);
      }
    }
  }

  /** Whether a living process holds the file. */
  public static boolean isHeld(Path file) throws IOException {
    Path path = file.toAbsolutePath().normalize();
    if (OWN.contains(path)) {
      return true;
    }
    if (!Files.exists(path)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (java.nio.file.NoSuchFileException _) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      OWN.remove(path);
    }
  }
}
