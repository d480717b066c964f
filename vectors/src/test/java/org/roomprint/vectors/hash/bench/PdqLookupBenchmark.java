package org.roomprint.vectors.hash.bench;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntUnaryOperator;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.hash.PdqIndex;
import org.roomprint.vectors.hash.PdqLookup;

/**
 * Measures exact PDQ look-up within distance 31: look-ups per second with one thread and with two,
 * bytes per hash, planted neighbours found; the index beside a plain scan.
 *
 * <p>Arguments: number of hashes, and a folder to which hashes and queries are written for other
 * programs to be measured on the same. See {@code vectors/bench/pdq.sh}.
 */
public final class PdqLookupBenchmark {
  private static final long SEED = 20260101;
  private static final int QUERIES = 4096;
  private static final int SCAN_QUERIES = 64;
  private static final int ROUNDS = 7;
  private static final int MAX_DISTANCE = PdqHash.SAME_PICTURE_DISTANCE;

  private PdqLookupBenchmark() {}

  /** A query and the hash it was made from. */
  private record Query(PdqHash hash, int planted, int distance) {}

  /** Runs all measurements and prints them. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int count = Integer.parseInt(arguments[0]);
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    print("seed %d, %,d hashes, %d queries, distance %d", SEED, count, QUERIES, MAX_DISTANCE);

    long before = usedHeap();
    PdqIndex.Builder builder = PdqIndex.builder();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < count; i++) {
      builder.add(random(random));
    }
    long start = System.nanoTime();
    PdqIndex index = builder.build(2);
    double seconds = (System.nanoTime() - start) / 1e9;
    double bytes = (double) (usedHeap() - before) / count;
    print("built with 2 threads in %.1f s; heap %.1f bytes a hash", seconds, bytes);

    List<Query> queries = plant(index, random);
    write(index, queries, folder);
    findPlanted("index", index, queries);
    findPlanted("scan ", index.scan(), queries.subList(0, SCAN_QUERIES));
    for (int threads = 1; threads <= 2; threads++) {
      measure("index", index, queries, threads);
      measure("scan ", index.scan(), queries.subList(0, SCAN_QUERIES), threads);
    }
    for (int distance : new int[] {0, 7, 15, 23}) {
      measure("index within " + distance, index, queries, distance, 1);
    }
    crowd(count, random);
  }

  /** What a query costs that lies in or beside a crowd of a quarter of all hashes. */
  private static void crowd(int count, SplittableRandom random) throws InterruptedException {
    PdqHash centre = random(random);
    PdqIndex.Builder builder = PdqIndex.builder();
    int hashes = count / 4;
    for (int i = 0; i < hashes; i++) {
      builder.add(i % 4 == 0 ? differing(centre, random.nextInt(24), random) : random(random));
    }
    PdqIndex index = builder.build(2);
    print("%,d hashes, a quarter of them within 23 bits of one:", hashes);
    for (int distance : new int[] {0, 32, 48, 64, 80, 128}) {
      List<Query> queries = new ArrayList<>();
      for (int i = 0; i < SCAN_QUERIES; i++) {
        queries.add(new Query(differing(centre, distance, random), 0, distance));
      }
      measure("index, query " + distance + " bits from it", index, queries, 1);
    }
    List<Query> far = List.of(new Query(random(random), 0, 0));
    measure("scan ", index.scan(), far, 1);
  }

  private static List<Query> plant(PdqIndex index, SplittableRandom random) {
    List<Query> queries = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      int planted = random.nextInt(index.size());
      int distance = i % (MAX_DISTANCE + 1);
      queries.add(new Query(differing(index.hash(planted), distance, random), planted, distance));
    }
    return queries;
  }

  private static void findPlanted(String name, PdqLookup lookup, List<Query> queries) {
    int[] found = new int[1];
    int[] hits = new int[1];
    for (Query query : queries) {
      lookup.search(
          query.hash(),
          MAX_DISTANCE,
          (ordinal, distance) -> {
            hits[0]++;
            if (ordinal == query.planted() && distance == query.distance()) {
              found[0]++;
            }
          });
    }
    print("%s: %d of %d planted found, %d hits in all", name, found[0], queries.size(), hits[0]);
  }

  private static void measure(String name, PdqLookup lookup, List<Query> queries, int threads)
      throws InterruptedException {
    measure(name, lookup, queries, MAX_DISTANCE, threads);
  }

  private static void measure(
      String name, PdqLookup lookup, List<Query> queries, int maxDistance, int threads)
      throws InterruptedException {
    double[] rates = new double[ROUNDS];
    double[] cpuMicros = new double[ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      LongAdder cpuNanos = new LongAdder();
      LongAdder hits = new LongAdder();
      List<Thread> workers = new ArrayList<>();
      long start = System.nanoTime();
      for (int t = 0; t < threads; t++) {
        IntUnaryOperator order = offset(t * queries.size() / threads, queries.size());
        workers.add(
            Thread.ofPlatform()
                .start(() -> {
                  int[] count = new int[1];
                  for (int i = 0; i < queries.size(); i++) {
                    Query query = queries.get(order.applyAsInt(i));
                    lookup.search(query.hash(), maxDistance, (_, _) -> count[0]++);
                  }
                  hits.add(count[0]);
                  cpuNanos.add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
                }));
      }
      for (Thread worker : workers) {
        worker.join();
      }
      if (round >= 0) {
        double lookups = (double) queries.size() * threads;
        rates[round] = lookups * 1e9 / (System.nanoTime() - start);
        cpuMicros[round] = cpuNanos.sum() / 1e3 / lookups;
      }
    }
    Arrays.sort(rates);
    Arrays.sort(cpuMicros);
    print(
        "%s, %d thread(s): %,.1f look-ups/s (%,.1f to %,.1f), %,.1f us of CPU each (%,.1f to %,.1f)",
        name,
        threads,
        rates[ROUNDS / 2],
        rates[0],
        rates[ROUNDS - 1],
        cpuMicros[ROUNDS / 2],
        cpuMicros[0],
        cpuMicros[ROUNDS - 1]);
  }

  private static IntUnaryOperator offset(int by, int size) {
    return i -> (i + by) % size;
  }

  /** As the text form reads: 32 bytes a hash, the first digits first. */
  private static void write(PdqIndex index, List<Query> queries, Path folder) throws IOException {
    try (DataOutputStream out = open(folder.resolve("hashes.bin"))) {
      for (int i = 0; i < index.size(); i++) {
        write(index.hash(i), out);
      }
    }
    try (DataOutputStream out = open(folder.resolve("queries.bin"))) {
      for (Query query : queries) {
        write(query.hash(), out);
      }
    }
    Files.write(
        folder.resolve("planted.txt"),
        queries.stream().map(query -> query.planted() + " " + query.distance()).toList());
  }

  private static DataOutputStream open(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20));
  }

  private static void write(PdqHash hash, DataOutputStream out) throws IOException {
    out.writeLong(hash.bits255To192());
    out.writeLong(hash.bits191To128());
    out.writeLong(hash.bits127To64());
    out.writeLong(hash.bits63To0());
  }

  private static PdqHash random(SplittableRandom random) {
    return new PdqHash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  private static PdqHash differing(PdqHash hash, int bits, SplittableRandom random) {
    long[] words = {hash.bits255To192(), hash.bits191To128(), hash.bits127To64(), hash.bits63To0()};
    int left = bits;
    for (int place = 0; place < PdqHash.BITS; place++) {
      if (random.nextInt(PdqHash.BITS - place) < left) {
        words[place / Long.SIZE] ^= 1L << place;
        left--;
      }
    }
    return new PdqHash(words[0], words[1], words[2], words[3]);
  }

  @SuppressWarnings("SystemGc")
  private static long usedHeap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return heap.getUsed();
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
