package org.roomprint.vectors.index.lucene;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.roomprint.vectors.index.DamagedIndexException;
import org.roomprint.vectors.index.GalleryReader;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexIdentity;
import org.roomprint.vectors.index.IndexMissingException;

/**
 * The searching side of an index folder: gives snapshots of the newest commit of the current
 * generation, while another process may be writing.
 *
 * <p>Looking for something newer costs two file look-ups and is done for each snapshot. Making a
 * newer commit ready can take seconds in a gallery of millions; meanwhile other threads get
 * snapshots of the former one. A service that calls {@link #refresh} from time to time by itself
 * spares its searches that wait. Safe to be called from several threads at once.
 */
final class LuceneGalleryReader implements GalleryReader {
  /** How often a generation that vanishes while it is opened is looked for again. */
  private static final int ATTEMPTS = 10;

  private final GenerationFolders folders;
  private final String modelId;
  private final int dimension;
  private final PdqSegments pdq = new PdqSegments();
  private final ReentrantLock refreshing = new ReentrantLock();
  private volatile @Nullable View newest;
  private volatile boolean closed;

  /** What is searched: the newest commit that was seen. */
  private record View(
      long generation, String commitFile, DirectoryReader reader, CommitNotes commit) {}

  private LuceneGalleryReader(Path folder, String modelId, int dimension) {
    this.folders = new GenerationFolders(folder);
    this.modelId = modelId;
    this.dimension = dimension;
  }

  /**
   * Opens an index folder for searching. There need not be an index yet.
   *
   * @param modelId of the model that queries are embedded with
   * @param dimension of its embeddings
   * @throws org.roomprint.vectors.index.IndexModelMismatchException when another model made the
   *     index
   * @throws DamagedIndexException when it cannot be read
   */
  static LuceneGalleryReader open(Path folder, String modelId, int dimension) throws IOException {
    LuceneGalleryReader reader = new LuceneGalleryReader(folder, modelId, dimension);
    try {
      reader.refresh();
    } catch (IndexMissingException e) {
      // The first import makes it; until then each search says so.
    }
    return reader;
  }

  @Override
  public GallerySnapshot snapshot() throws IOException {
    if (newest == null) {
      refresh();
    } else if (refreshing.tryLock()) {
      try {
        refresh();
      } finally {
        refreshing.unlock();
      }
    }
    return lastSnapshot().orElseThrow(() -> new IOException("The reader is closed"));
  }

  @Override
  public Optional<GallerySnapshot> lastSnapshot() {
    while (true) {
      View view = newest;
      if (view == null) {
        return Optional.empty();
      }
      if (view.reader().tryIncRef()) {
        return Optional.of(new LuceneSnapshot(view.reader(), view.commit(), pdq, () -> {}));
      }
    }
  }

  @Override
  public Optional<IndexIdentity> identity() {
    return Optional.ofNullable(newest).map(view -> view.commit().identity());
  }

  @Override
  public boolean refresh() throws IOException {
    refreshing.lock();
    try {
      return refreshLocked();
    } finally {
      refreshing.unlock();
    }
  }

  private boolean refreshLocked() throws IOException {
    if (closed) {
      throw new IOException("The reader is closed");
    }
    IOException failure = new IndexMissingException(String.valueOf(folders.root().getFileName()));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      OptionalLong current = folders.current();
      if (current.isEmpty()) {
        throw failure;
      }
      try {
        return refresh(current.getAsLong());
      } catch (NoSuchFileException | FileNotFoundException e) {
        // Removed between the look at the pointer and the opening: the pointer has moved on.
        failure = e;
      } catch (IOException | RuntimeException e) {
        throw Commits.explained(name(current.getAsLong()), e);
      }
    }
    throw new DamagedIndexException(String.valueOf(folders.root().getFileName()), failure);
  }

  private boolean refresh(long generation) throws IOException {
    View old = newest;
    if (!Files.isDirectory(folders.folder(generation))) {
      throw new NoSuchFileException(name(generation));
    }
    try (Directory directory = FSDirectory.open(folders.folder(generation))) {
      String commitFile = SegmentInfos.getLastCommitSegmentsFileName(directory);
      if (commitFile == null) {
        throw new IndexNotFoundException("there is no commit in " + name(generation));
      }
      if (old != null && old.generation() == generation && old.commitFile().equals(commitFile)) {
        return false;
      }
    }
    View fresh = open(old, generation);
    try {
      Commits.requireModel(fresh.commit(), modelId, dimension);
      pdq.warm(fresh.reader());
    } catch (IOException | RuntimeException e) {
      fresh.reader().decRef();
      throw e;
    }
    newest = fresh;
    if (old != null) {
      old.reader().decRef();
    }
    return true;
  }

  private View open(@Nullable View old, long generation) throws IOException {
    DirectoryReader reader = null;
    if (old != null && old.generation() == generation) {
      reader = DirectoryReader.openIfChanged(old.reader());
    }
    if (reader == null) {
      reader = DirectoryReader.open(FSDirectory.open(folders.folder(generation)));
    }
    return new View(
        generation,
        reader.getIndexCommit().getSegmentsFileName(),
        reader,
        CommitNotes.fromUserData(reader.getIndexCommit().getUserData()));
  }

  private String name(long generation) {
    return String.valueOf(folders.folder(generation).getFileName());
  }

  /** Ends the look for newer commits; snapshots stay valid until they are closed. */
  @Override
  public void close() throws IOException {
    refreshing.lock();
    try {
      closed = true;
      View view = newest;
      newest = null;
      if (view != null) {
        view.reader().decRef();
      }
    } finally {
      refreshing.unlock();
    }
  }
}
