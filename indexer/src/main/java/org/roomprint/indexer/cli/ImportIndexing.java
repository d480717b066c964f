package org.roomprint.indexer.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.roomprint.indexer.importing.ImportProgress;
import org.roomprint.indexer.indexing.BackgroundIndexing;
import org.roomprint.vectors.index.IndexInUseException;

/**
 * Lets what a command writes into the catalog come into the index: by this process where no other
 * writes the index, and else by the one that does, such as {@code roomprint work}. Should that one
 * end before, this process takes over.
 */
final class ImportIndexing implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final ImportTools tools;
  private final ImportProgress progress;
  private final Consumer<String> say;
  private final IndexWatch watch;
  private Optional<WrittenIndex> own = Optional.empty();
  private Optional<BackgroundIndexing> indexing = Optional.empty();
  private boolean saidThatItWaits;

  /** Told so far: of the own index the number of changes, of another's the last one. */
  private long told;

  private long seen;

  /**
   * Begins; the index may lack what an interrupted run has left behind.
   *
   * @param say words to people
   */
  ImportIndexing(ImportTools tools, ImportProgress progress, Consumer<String> say)
      throws IOException {
    this.tools = tools;
    this.progress = progress;
    this.say = say;
    this.watch = new IndexWatch(tools.catalog(), tools.settings());
    if (!takeOver()) {
      seen = watch.followed();
    }
  }

  /** Whether this process writes the index from now on. */
  private boolean takeOver() throws IOException {
    WrittenIndex opened;
    try {
      opened = tools.openIndex(Optional.empty());
    } catch (IndexInUseException _) {
      if (!saidThatItWaits) {
        saidThatItWaits = true;
        say.accept(
            "Another process keeps the index, such as 'roomprint work': it takes in what comes into the catalog");
      }
      return false;
    }
    try {
      indexing =
          Optional.of(
              opened.indexing(
                  opened.follower(opened.current(), Optional.empty()),
                  BackgroundIndexing.ONLY_WHEN_AWAITED));
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
    own = Optional.of(opened);
    return true;
  }

  /** Tells how far the index has come. */
  void look() throws IOException {
    if (indexing.isPresent()) {
      indexing.get().requireHealthy();
      indexing.get().stir();
      long now = indexing.get().dealtWith();
      progress.indexed(now - told);
      told = now;
    } else {
      long now = watch.followed();
      if (now > seen) {
        long behind = tools.catalog().changes().pendingSince(now);
        progress.indexed(tools.catalog().changes().pendingSince(seen) - behind);
        seen = now;
      }
    }
  }

  /** Waits until everything that is in the catalog now is in the index for good. */
  void await() throws IOException {
    long sequence = tools.catalog().changes().latestSequence();
    boolean there = false;
    while (!there) {
      if (indexing.isPresent()) {
        there = indexing.get().await(sequence, LOOK_EVERY);
      } else {
        there = watch.followed() >= sequence;
        if (!there && !takeOver()) {
          sleep();
        }
      }
      look();
      progress.toBeIndexed(there ? 0 : pending());
    }
  }

  private long pending() throws IOException {
    return indexing.isPresent()
        ? indexing.get().pending()
        : tools.catalog().changes().pendingSince(seen);
  }

  private static void sleep() throws IOException {
    try {
      Thread.sleep(LOOK_EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while another process indexed", e);
    }
  }

  /** Waits until what was to be purged is out of the index's files. */
  void awaitPurge() throws IOException {
    await();
    long wanted = tools.catalog().changes().purgeSequence();
    while (watch.purged() < wanted) {
      if (indexing.isEmpty() && !takeOver()) {
        look();
      }
      sleep();
      look();
    }
  }

  @Override
  public void close() throws IOException {
    try (watch) {
      indexing.ifPresent(BackgroundIndexing::close);
      if (own.isPresent()) {
        own.get().close();
      }
    }
  }
}
