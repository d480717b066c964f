package org.roomprint.vectors.search;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.image.Mask;

/**
 * Prints the processor time of comparing a query's patches with those of its candidates, and of one
 * region with those of a photo; seeded patches, as many as those of the model that ships.
 */
public final class PatchBenchmark {
  private static final int SIDE = 14;
  private static final List<Integer> DIMENSIONS = List.of(64, 32, 12);
  private static final int CANDIDATES = RoomLocator.K;
  private static final int ROUNDS = 15;

  private PatchBenchmark() {}

  /** Takes no arguments. */
  public static void main(String[] args) {
    Random random = new Random(20261122);
    List<PatchEmbeddings> candidates = new ArrayList<>();
    for (int i = 0; i < CANDIDATES; i++) {
      candidates.add(picture(random));
    }
    PatchEmbeddings query = picture(random);
    BitSet allButALamp = new BitSet();
    allButALamp.set(0, SIDE * SIDE);
    for (int row = 4; row < 8; row++) {
      allButALamp.clear(row * SIDE + 5, row * SIDE + 9);
    }
    PatchEvidence whole = new PatchEvidence(List.of(query, picture(random)), Optional.empty());
    print(
        "a whole picture and its mirror image, all channels of patches",
        () -> {
          List<PatchEvidence.CandidateMatches> compared =
              candidates.stream().map(whole::compare).toList();
          whole.of(compared, compared.size(), whole.background(compared));
        });
    PatchEvidence region =
        new PatchEvidence(List.of(query), Optional.of(Mask.copyOf(SIDE, SIDE, allButALamp)));
    PatchEvidence.BackgroundSimilarity background =
        region.background(candidates.stream().map(region::compare).toList());
    print(
        "a region of 4 x 4 patches, the first channel",
        () -> candidates.forEach(candidate -> region.agreement(candidate, background)));
  }

  private static void print(String what, Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double[] milliseconds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long begin = threads.getCurrentThreadCpuTime();
      work.run();
      milliseconds[round] = (threads.getCurrentThreadCpuTime() - begin) / 1e6;
    }
    Arrays.sort(milliseconds);
    System.out.printf(
        Locale.ROOT,
        "%s with %d photos: median %.1f ms of processor time (%.1f to %.1f)%n",
        what,
        CANDIDATES,
        milliseconds[ROUNDS / 2],
        milliseconds[0],
        milliseconds[ROUNDS - 1]);
  }

  private static PatchEmbeddings picture(Random random) {
    List<PatchEmbeddings> channels =
        DIMENSIONS.stream().map(dimension -> grid(dimension, random)).toList();
    return channels.getFirst().with(channels.subList(1, channels.size()));
  }

  private static PatchEmbeddings grid(int dimension, Random random) {
    float[] values = new float[SIDE * SIDE * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return PatchEmbeddings.of(SIDE, SIDE, dimension, values);
  }
}
