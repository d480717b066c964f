package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.roomprint.vectors.index.DamagedIndexException;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.index.IndexGenerations;
import org.roomprint.vectors.index.IndexIdentity;
import org.roomprint.vectors.index.IndexInUseException;

/**
 * The generations in an index folder, for the one process that writes.
 *
 * <p>Imports write into the current generation. A re-indexing fills the next one beside it, which
 * is searched from {@link #activate} on, in one step; until then, and after a crash, the current
 * one goes on. What a crash left behind is removed when the folder is opened.
 */
final class LuceneGenerations implements IndexGenerations {
  private static final String LOCK_FILE = "writer.lock";

  private final GenerationFolders folders;
  private final FileChannel lockFile;
  private final FileLock lock;
  private final Map<Long, LuceneGalleryIndex> open = new HashMap<>();
  private final Set<Long> inUse = new HashSet<>();
  private boolean closed;

  private LuceneGenerations(GenerationFolders folders, FileChannel lockFile, FileLock lock) {
    this.folders = folders;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Opens an index folder for writing; it is made when it does not exist.
   *
   * @throws IndexInUseException when another process has it open for writing
   */
  static LuceneGenerations open(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel lockFile =
        FileChannel.open(
            folder.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = tryLock(lockFile);
      if (lock == null) {
        throw new IndexInUseException(String.valueOf(folder.getFileName()));
      }
      LuceneGenerations generations =
          new LuceneGenerations(new GenerationFolders(folder), lockFile, lock);
      generations.removeLeftoversUnlessDamaged();
      return generations;
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
  }

  /**
   * What the current generation of an index folder says of itself, for whoever does not write;
   * absent when there is none yet.
   *
   * @throws DamagedIndexException when it cannot be read
   */
  static Optional<IndexIdentity> currentOf(Path folder) throws IOException {
    GenerationFolders folders = new GenerationFolders(folder);
    while (true) {
      OptionalLong generation = folders.current();
      if (generation.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(commit(folders.folder(generation.getAsLong())).identity());
      } catch (DamagedIndexException e) {
        // Another one may have taken its place while it was read.
        if (folders.current().equals(generation)) {
          throw e;
        }
      }
    }
  }

  @Override
  public synchronized Optional<IndexIdentity> current() throws IOException {
    OptionalLong generation = folders.current();
    return generation.isEmpty()
        ? Optional.empty()
        : Optional.of(commit(folders.folder(generation.getAsLong())).identity());
  }

  @Override
  public synchronized GalleryIndex openCurrent(String modelId, int dimension) throws IOException {
    OptionalLong current = folders.current();
    if (current.isEmpty()) {
      GalleryIndex first = begin(1, modelId, dimension);
      folders.setCurrent(1);
      return first;
    }
    long generation = current.getAsLong();
    CommitNotes found = commit(folders.folder(generation));
    Commits.requireModel(found, modelId, dimension);
    return open(found.identity());
  }

  @Override
  public synchronized GalleryIndex startNext(String modelId, int dimension) throws IOException {
    long last = 0;
    for (long generation : folders.all()) {
      last = Math.max(last, generation);
    }
    return begin(last + 1, modelId, dimension);
  }

  @Override
  public synchronized void activate(long generation) throws IOException {
    commit(folders.folder(generation));
    folders.setCurrent(generation);
    removeLeftovers();
  }

  private GalleryIndex begin(long generation, String modelId, int dimension) throws IOException {
    Path folder = folders.folder(generation);
    Files.createDirectories(folder);
    GenerationFolders.syncFolder(folders.root());
    return open(new IndexIdentity(modelId, dimension, generation));
  }

  private GalleryIndex open(IndexIdentity identity) throws IOException {
    if (closed) {
      throw new IOException("The index folder is closed");
    }
    long generation = identity.generation();
    LuceneGalleryIndex index =
        LuceneGalleryIndex.open(
            FSDirectory.open(folders.folder(generation)), identity, () -> released(generation));
    inUse.add(generation);
    open.put(generation, index);
    return index;
  }

  private synchronized void released(long generation) {
    inUse.remove(generation);
    open.remove(generation);
    try {
      OptionalLong current = folders.current();
      if (!closed && current.isPresent() && generation < current.getAsLong()) {
        folders.remove(generation);
      }
    } catch (IOException e) {
      // The folder is a leftover then, which the next start removes.
    }
  }

  /** Removes what is neither current nor open here: former generations and unfinished ones. */
  private void removeLeftovers() throws IOException {
    OptionalLong current = folders.current();
    for (long generation : folders.all()) {
      boolean isCurrent = current.isPresent() && current.getAsLong() == generation;
      if (!isCurrent && !inUse.contains(generation)) {
        folders.remove(generation);
      }
    }
  }

  /** A folder whose current generation is unknown is left as it is, for a re-indexing. */
  private void removeLeftoversUnlessDamaged() throws IOException {
    try {
      removeLeftovers();
    } catch (DamagedIndexException e) {
      // Whoever opens the current generation is told.
    }
  }

  private static CommitNotes commit(Path folder) throws IOException {
    String name = String.valueOf(folder.getFileName());
    if (!Files.isDirectory(folder)) {
      throw new DamagedIndexException(name, new IOException("its folder is missing"));
    }
    try (Directory directory = FSDirectory.open(folder)) {
      if (!DirectoryReader.indexExists(directory)) {
        throw new IOException("it has no commit");
      }
      return Commits.latest(directory);
    } catch (IOException | RuntimeException e) {
      throw Commits.explained(name, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    Map<Long, LuceneGalleryIndex> toClose;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      toClose = Map.copyOf(open);
    }
    try (lockFile;
        lock) {
      for (LuceneGalleryIndex index : toClose.values()) {
        index.close();
      }
    }
  }
}
