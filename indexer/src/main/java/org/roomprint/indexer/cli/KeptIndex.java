package org.roomprint.indexer.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.indexer.describing.DescribingProcess;
import org.roomprint.indexer.indexing.BackgroundIndexing;
import org.roomprint.indexer.indexing.IndexFollower;
import org.roomprint.indexer.intake.Intake;
import org.roomprint.indexer.intake.IntakeSettings;
import org.roomprint.indexer.linking.PictureLinking;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.index.IndexInUseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index as {@code roomprint work} keeps it: opened as soon as no other process writes it, kept
 * up to date from then on, and opened anew after a failure, as its last commit left it.
 */
final class KeptIndex implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeptIndex.class);

  /** How soon what comes is found when nobody waits for it. */
  private static final Duration COMMIT_AFTER = Duration.ofSeconds(1);

  /** What an ended process left is deleted after this time. */
  private static final Duration LEFT_BEHIND_FOR = Duration.ofDays(1);

  /** How long after a failure it is tried again. */
  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(10);

  private final ImportTools tools;
  private final InboxIntake inbox;
  private final IntakeSettings settings;
  private final Consumer<String> say;

  /** Read-locked by whoever works in the index, who is not to be ended half way. */
  private final ReadWriteLock working = new ReentrantReadWriteLock();

  private volatile Optional<Opened> opened = Optional.empty();
  private Instant notBefore = Instant.MIN;
  private boolean saidThatItWaits;

  KeptIndex(ImportTools tools, InboxIntake inbox, IntakeSettings settings, Consumer<String> say) {
    this.tools = tools;
    this.inbox = inbox;
    this.settings = settings;
    this.say = say;
  }

  private record Opened(
      WrittenIndex written,
      IndexFollower follower,
      BackgroundIndexing indexing,
      IntakePasses passes,
      AdPictureLinks links)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      try (written) {
        passes.close();
        links.close();
        indexing.close();
      }
    }
  }

  /** Opens it if it is not open, or has failed. */
  synchronized void look() throws IOException {
    Instant now = tools.clock().instant();
    if (opened.isPresent()) {
      Optional<Throwable> failure = opened.get().indexing().failure();
      if (failure.isEmpty()) {
        return;
      }
      LOG.error("The index is opened anew, since it could not be kept up to date", failure.get());
      notBefore = now.plus(TRY_AGAIN_AFTER);
      end();
    }
    if (now.isBefore(notBefore)) {
      return;
    }
    notBefore = now.plus(TRY_AGAIN_AFTER);
    try {
      opened = Optional.of(open());
      notBefore = Instant.MIN;
    } catch (IndexInUseException _) {
      notBefore = Instant.MIN; // that is no failure
      if (!saidThatItWaits) {
        saidThatItWaits = true;
        say.accept(
            "Another process writes the index, such as an import: what was sent waits for it");
      }
    }
  }

  private Opened open() throws IOException {
    WrittenIndex written = tools.openIndex(Optional.empty());
    try {
      GalleryIndex index = written.current();
      IndexFollower follower = written.follower(index, Optional.empty());
      BackgroundIndexing indexing = written.indexing(follower, COMMIT_AFTER);
      saidThatItWaits = false;
      return new Opened(
          written,
          follower,
          indexing,
          new IntakePasses(tools, inbox, settings, written, index, indexing),
          new AdPictureLinks(
              new PictureLinking(tools.catalog(), written.keptDecoder()),
              written,
              follower,
              index,
              tools.settings().threads()));
    } catch (IOException | RuntimeException e) {
      written.close();
      throw e;
    }
  }

  /** A pass over the inbox, if there is something to do and the index is open. */
  Optional<Intake.Report> pass() throws IOException {
    working.readLock().lock();
    try {
      Optional<Opened> now = opened;
      return now.isPresent() ? now.get().passes().passIfNeeded() : Optional.empty();
    } finally {
      working.readLock().unlock();
    }
  }

  /** Links some pictures of ads, if there are any in the index and it is open. */
  boolean linkPictures() throws IOException {
    working.readLock().lock();
    try {
      Optional<Opened> now = opened;
      return now.isPresent() && now.get().links().next();
    } finally {
      working.readLock().unlock();
    }
  }

  /** Deletes descriptions that nobody awaits. */
  void sweep() throws IOException {
    Optional<Opened> now = opened;
    if (now.isPresent()) {
      now.get().follower().sweep();
    }
    DescribingProcess.sweep(
        DataOptions.describingFolder(tools.settings()),
        tools.clock().instant().minus(LEFT_BEHIND_FOR));
  }

  private void end() throws IOException {
    working.writeLock().lock();
    try {
      Optional<Opened> ended = opened;
      opened = Optional.empty();
      if (ended.isPresent()) {
        ended.get().close();
      }
    } finally {
      working.writeLock().unlock();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    end();
  }
}
