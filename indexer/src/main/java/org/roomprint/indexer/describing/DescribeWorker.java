package org.roomprint.indexer.describing;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.describing.DescribeTasks;
import org.roomprint.catalog.files.DamagedPictureException;
import org.roomprint.catalog.picture.PictureId;
import org.roomprint.indexer.StepTimes;
import org.roomprint.vectors.describe.DescriptionStore;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.PictureDecoder;
import org.roomprint.vectors.image.RasterImage;

/**
 * Describes what is wanted: claims pictures, makes each description from the kept file, leaves it
 * in the store and says so. Any number of them work beside one another.
 *
 * <p>Every description is made from the kept picture, never from what happens to be in memory, so
 * that an index is the same whoever described for it, and however often they were killed.
 */
public final class DescribeWorker {
  /** Pictures that are claimed at a time. */
  public static final int BATCH = 64;

  /** Batches that the threads have at a time: one to go on with while the other ends. */
  private static final int BATCHES = 2;

  /** Longer side of the pixels that a description is made from. */
  public static final int MAX_SIDE_PIXELS = 1024;

  /** A claim is anybody's after this time: far more than both batches take on a slow machine. */
  static final Duration LEASE = Duration.ofMinutes(15);

  private final Catalog catalog;
  private final DescriptionStore store;
  private final String modelId;
  private final Opening describer;
  private final PictureDecoder decoder;
  private final ExecutorService threads;
  private final StepTimes times;
  private final InstantSource clock;
  private final DescribingProcess process;
  private final Queue<List<Begun>> batches = new ArrayDeque<>();

  /** Held for reading by whoever describes. */
  private final ReadWriteLock describing = new ReentrantReadWriteLock();

  private volatile boolean stopping;

  /** Opens the model when there is something to describe, and gives the same from then on. */
  @FunctionalInterface
  public interface Opening {
    /** The describer. */
    PictureDescriber open() throws IOException;
  }

  private record Begun(PictureId picture, Future<Boolean> left) {}

  /**
   * Prepares a worker; its methods are called by one thread.
   *
   * @param describer with the model of this id
   * @param decoder of the kept pictures, which are our own
   * @param threads describe pictures beside one another
   * @param clock of the claims
   */
  public DescribeWorker(
      Catalog catalog,
      DescriptionStore store,
      String modelId,
      Opening describer,
      PictureDecoder decoder,
      ExecutorService threads,
      StepTimes times,
      InstantSource clock,
      DescribingProcess process) {
    this.catalog = catalog;
    this.store = store;
    this.modelId = modelId;
    this.describer = describer;
    this.decoder = decoder;
    this.threads = threads;
    this.times = times;
    this.clock = clock;
    this.process = process;
  }

  /**
   * Claims more if there is room for it, and waits for what was begun first if there is not, or
   * nothing more to claim.
   *
   * @param whenLeft called by the threads when a description was left, or a picture left out
   * @return false when there is nothing to do
   */
  boolean step(Runnable whenLeft) throws IOException {
    if (batches.size() < BATCHES && begin(whenLeft)) {
      return true;
    }
    List<Begun> first = batches.poll();
    if (first == null) {
      return false;
    }
    finish(first);
    return true;
  }

  private boolean begin(Runnable whenLeft) throws IOException {
    DescribeTasks tasks = catalog.describeTasks();
    process.releaseEnded(tasks, clock.instant());
    List<PictureId> claimed = tasks.claim(modelId, process.owner(), BATCH, LEASE, clock.instant());
    if (claimed.isEmpty()) {
      return false;
    }
    PictureDescriber opened = describer.open();
    List<Begun> batch = new ArrayList<>(claimed.size());
    for (PictureId picture : claimed) {
      batch.add(
          new Begun(
              picture,
              threads.submit(() -> {
                boolean described = isDescribed(picture, opened);
                whenLeft.run();
                return described;
              })));
    }
    batches.add(batch);
    return true;
  }

  private void finish(List<Begun> batch) throws IOException {
    List<PictureId> described = new ArrayList<>();
    try {
      for (Begun one : batch) {
        if (one.left().get()) {
          described.add(one.picture());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while pictures were described", e);
    } catch (ExecutionException e) {
      throw new IOException("A picture could not be described", e.getCause());
    } finally {
      catalog.describeTasks().described(modelId, process.owner(), described);
    }
  }

  /** Lets what was begun end soon, undone; safe to be called from any thread. */
  void stop() {
    stopping = true;
  }

  /** Gives back what was claimed and is not done; afterwards nothing uses the describer. */
  void giveBack() {
    stopping = true;
    batches.forEach(batch -> batch.forEach(one -> one.left().cancel(false)));
    batches.clear();
    describing.writeLock().lock(); // waits for what the threads are at
    try {
      catalog.describeTasks().release(process.owner());
    } finally {
      describing.writeLock().unlock();
    }
  }

  private boolean isDescribed(PictureId picture, PictureDescriber opened) throws IOException {
    describing.readLock().lock();
    try {
      return !stopping && describe(picture, opened);
    } finally {
      describing.readLock().unlock();
    }
  }

  /** Whether it could be described. */
  private boolean describe(PictureId picture, PictureDescriber opened) throws IOException {
    long begin = System.nanoTime();
    Optional<byte[]> bytes;
    try {
      bytes = catalog.pictures().read(picture);
    } catch (DamagedPictureException e) {
      leaveOut(picture, DescribeTasks.Reason.DAMAGED, String.valueOf(e.getMessage()));
      return false;
    }
    if (bytes.isEmpty()) {
      leaveOut(picture, DescribeTasks.Reason.MISSING, "");
      return false;
    }
    DecodeOutcome outcome = decoder.decode(bytes.get(), MAX_SIDE_PIXELS);
    times.add(StepTimes.Step.READ_KEPT, System.nanoTime() - begin);
    return switch (outcome) {
      case DecodeOutcome.Decoded decoded -> {
        leave(new ContentHash(picture.hex()), decoded.picture(), opened);
        yield true;
      }
      case DecodeOutcome.Refused refused -> {
        leaveOut(picture, DescribeTasks.Reason.UNDECODABLE, refused.reason().name());
        yield false;
      }
    };
  }

  private void leave(ContentHash picture, RasterImage pixels, PictureDescriber opened)
      throws IOException {
    PictureDescriber.Timed described = opened.describeTimed(picture, pixels, Optional.empty());
    times.add(StepTimes.Step.HASH, described.hashNanos());
    times.add(StepTimes.Step.EMBED, described.embedNanos());
    times.add(StepTimes.Step.LOCAL_FEATURES, described.localNanos());
    long begin = System.nanoTime();
    store.put(picture, modelId, described.description());
    times.add(StepTimes.Step.HAND_OVER, System.nanoTime() - begin);
  }

  private void leaveOut(PictureId picture, DescribeTasks.Reason reason, String detail) {
    catalog.describeTasks().leftOut(modelId, process.owner(), picture, reason, detail);
  }
}
