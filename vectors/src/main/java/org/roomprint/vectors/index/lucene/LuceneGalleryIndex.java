package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;
import org.roomprint.vectors.index.DamagedIndexException;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexIdentity;
import org.roomprint.vectors.index.IndexInUseException;
import org.roomprint.vectors.index.IndexModelMismatchException;
import org.roomprint.vectors.index.IndexedPicture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One generation of the index in a folder, open for writing: one process at a time.
 *
 * <p>After a failed write (a full disk, say) it may refuse further work, saying so; opened again it
 * is as the last commit left it.
 */
public final class LuceneGalleryIndex implements GalleryIndex {
  /**
   * Memory that pictures wait in before they become a segment, which is then too small for a graph.
   */
  private static final double WRITE_BUFFER_MIB = 32;

  private static final Logger LOG = LoggerFactory.getLogger(LuceneGalleryIndex.class);

  private final Directory directory;
  private final IndexWriter writer;
  private final PdqSegments pdq = new PdqSegments();
  private final Copies copies = new Copies();
  private final Runnable whenUnused;
  private final AtomicInteger users = new AtomicInteger(1);
  private final Object commitLock = new Object();
  private volatile CommitNotes commit;
  private DirectoryReader newest;
  private CommitNotes newestCommit;
  private boolean closed;

  private LuceneGalleryIndex(
      Directory directory,
      IndexWriter writer,
      CommitNotes commit,
      DirectoryReader newest,
      Runnable whenUnused) {
    this.directory = directory;
    this.writer = writer;
    this.commit = commit;
    this.newest = newest;
    this.newestCommit = commit;
    this.whenUnused = whenUnused;
  }

  /**
   * Opens the index in a folder, or begins one there.
   *
   * @throws IndexModelMismatchException when another model made it
   * @throws DamagedIndexException when it cannot be read
   * @throws IndexInUseException when another process has it open for writing
   */
  public static LuceneGalleryIndex open(Path folder, IndexIdentity identity) throws IOException {
    return open(FSDirectory.open(folder), identity, () -> {});
  }

  /**
   * As above for any Lucene directory, which is closed with the index.
   *
   * @param whenUnused called once when the index and all its snapshots are closed
   */
  static LuceneGalleryIndex open(Directory directory, IndexIdentity identity, Runnable whenUnused)
      throws IOException {
    return open(directory, identity, whenUnused, new GalleryCodec());
  }

  /** As above with another choice of how vectors are written. */
  static LuceneGalleryIndex open(
      Directory directory, IndexIdentity identity, Runnable whenUnused, GalleryCodec codec)
      throws IOException {
    String name = Commits.name(directory);
    IndexWriter writer = null;
    try {
      CommitNotes commit = new CommitNotes(identity, Map.of());
      boolean exists = DirectoryReader.indexExists(directory);
      if (exists) {
        commit = Commits.latest(directory);
        Commits.requireModel(commit, identity.modelId(), identity.dimension());
      }
      writer = new IndexWriter(directory, configuration(exists, codec));
      if (!exists) {
        commit(writer, commit);
      }
      return new LuceneGalleryIndex(
          directory, writer, commit, DirectoryReader.open(directory), whenUnused);
    } catch (LockObtainFailedException e) {
      IOUtils.closeWhileHandlingException(writer, directory);
      IndexInUseException inUse = new IndexInUseException(name);
      inUse.initCause(e);
      throw inUse;
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(writer, directory);
      throw Commits.explained(name, e);
    }
  }

  private static IndexWriterConfig configuration(boolean exists, GalleryCodec codec) {
    return new IndexWriterConfig()
        .setCodec(codec)
        .setOpenMode(exists ? IndexWriterConfig.OpenMode.APPEND : IndexWriterConfig.OpenMode.CREATE)
        .setCommitOnClose(false)
        .setMergeScheduler(new BackgroundMerges())
        .setMergePolicy(new TieredMergePolicy().setForceMergeDeletesPctAllowed(0))
        .setRAMBufferSizeMB(WRITE_BUFFER_MIB);
  }

  /** Merges in the background; a failing one ends the writer, which the next commit then says. */
  private static final class BackgroundMerges extends ConcurrentMergeScheduler {
    @Override
    protected void handleMergeException(Throwable failure) {
      LOG.warn("Merging segments of the index failed: {}", failure.toString());
    }
  }

  @Override
  public IndexIdentity identity() {
    return commit.identity();
  }

  @Override
  public Map<String, String> notes() {
    return commit.notes();
  }

  @Override
  public void put(Collection<IndexedPicture> pictures) throws IOException {
    int dimension = identity().dimension();
    for (IndexedPicture picture : pictures) {
      int found = picture.description().embedding().dimension();
      if (found != dimension) {
        throw new IllegalArgumentException(
            "Picture "
                + picture.pictureId()
                + " has an embedding of "
                + found
                + " dimensions; the index holds "
                + dimension);
      }
    }
    DirectoryReader committed;
    synchronized (commitLock) {
      if (closed) {
        throw new IOException("The index is closed");
      }
      committed = newest;
      committed.incRef();
    }
    try {
      for (IndexedPicture picture : pictures) {
        BytesRef key = EntryCodec.embeddingKey(picture.description().embedding().toArray());
        boolean copy = copies.isCopy(picture, key, committed);
        writer.updateDocument(
            new Term(GalleryFields.ID, picture.pictureId()),
            PictureDocuments.document(picture, key, copy));
      }
    } catch (AlreadyClosedException e) {
      throw stopped(e);
    } finally {
      committed.decRef();
    }
  }

  @Override
  public void delete(Collection<String> pictureIds) throws IOException {
    List<Term> terms = new ArrayList<>();
    for (String id : pictureIds) {
      terms.add(new Term(GalleryFields.ID, id));
    }
    try {
      writer.deleteDocuments(terms.toArray(Term[]::new));
    } catch (AlreadyClosedException e) {
      throw stopped(e);
    }
  }

  @Override
  public void commit(Map<String, String> notes) throws IOException {
    synchronized (commitLock) {
      CommitNotes next = new CommitNotes(identity(), notes);
      try {
        commit(writer, next);
      } catch (IllegalStateException e) {
        // Closed, or a merge in the background failed meanwhile.
        throw stopped(e);
      }
      commit = next;
      DirectoryReader newer = DirectoryReader.openIfChanged(newest);
      if (newer != null) {
        newest.decRef();
        newest = newer;
      }
      newestCommit = next;
      copies.committed();
    }
  }

  @Override
  public void compact() throws IOException {
    try {
      writer.forceMerge(1);
    } catch (AlreadyClosedException e) {
      throw stopped(e);
    }
  }

  @Override
  public void purge() throws IOException {
    try {
      writer.forceMergeDeletes(true);
    } catch (AlreadyClosedException e) {
      throw stopped(e);
    }
  }

  @Override
  public Size size() throws IOException {
    synchronized (commitLock) {
      if (closed) {
        throw new IOException("The index is closed");
      }
      return new Size(newest.numDocs(), newest.numDeletedDocs());
    }
  }

  @Override
  public GallerySnapshot snapshot() throws IOException {
    synchronized (commitLock) {
      if (closed) {
        throw new IOException("The index is closed");
      }
      newest.incRef();
      users.incrementAndGet();
      return new LuceneSnapshot(newest, newestCommit, pdq, this::release);
    }
  }

  private static void commit(IndexWriter writer, CommitNotes notes) throws IOException {
    writer.setLiveCommitData(notes.toUserData().entrySet());
    writer.commit();
  }

  private static IOException stopped(IllegalStateException cause) {
    return new IOException(
        "The index is closed, perhaps because of an earlier failed write; opened again it is as the"
            + " last commit left it",
        cause);
  }

  private void release() {
    if (users.decrementAndGet() == 0) {
      whenUnused.run();
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (commitLock) {
      if (closed) {
        return;
      }
      closed = true;
      try (directory;
          writer) {
        newest.decRef();
      } finally {
        release();
      }
    }
  }
}
