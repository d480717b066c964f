package org.roomprint.vectors.index.lucene;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.embedding.Embedding;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.IndexIdentity;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.KnnAnswer;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.local.LocalFeatures;

/**
 * Measures nearest-neighbour search through the whole gallery index, one thread: recall@10 against
 * the exact answer, time to ask, time to build.
 *
 * <p>A command, not a test; {@code vectors/bench/knn.sh} runs it beside faiss on the same vectors.
 */
final class KnnBenchmark {
  private static final int K = 10;
  private static final int BATCH = 1000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final GalleryFilter PHOTOS = GalleryFilter.all(PictureKind.GALLERY_PHOTO);

  private final Map<String, String> options = new HashMap<>();
  private final Path folder;
  private final int dimension;

  private KnnBenchmark(String[] arguments) {
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      if (parts.length != 2 || !parts[0].startsWith("--")) {
        throw new IllegalArgumentException("Options look like --count=200000, not " + argument);
      }
      options.put(parts[0].substring(2), parts[1]);
    }
    folder = Path.of(option("folder", "target/knn"));
    dimension = Integer.parseInt(option("dimension", "512"));
  }

  /**
   * Runs the steps named by {@code --steps} (of generate, build, truth, ask) with {@code --count},
   * {@code --dimension}, {@code --queries}, {@code --seed}, {@code --candidates}, {@code --rounds},
   * {@code --encoding}, {@code --edges}, {@code --construction}.
   */
  public static void main(String[] arguments) throws IOException {
    KnnBenchmark benchmark = new KnnBenchmark(arguments);
    for (String step : benchmark.option("steps", "generate,build,truth,ask").split(",", -1)) {
      switch (step) {
        case "generate" -> benchmark.generate();
        case "build" -> benchmark.build();
        case "truth" -> benchmark.truth();
        case "ask" -> benchmark.ask();
        default -> throw new IllegalArgumentException("No step is called " + step);
      }
    }
  }

  private String option(String name, String otherwise) {
    return options.getOrDefault(name, otherwise);
  }

  private void generate() throws IOException {
    Files.createDirectories(folder);
    int count = Integer.parseInt(option("count", "200000"));
    int queries = Integer.parseInt(option("queries", "1000"));
    long seed = Long.parseLong(option("seed", "20"));
    BenchVectors vectors = new BenchVectors(seed, dimension);
    int rooms = BenchVectors.rooms(count);
    vectors.write(folder.resolve("base.f32"), count, rooms, false);
    vectors.write(folder.resolve("queries.f32"), queries, rooms, true);
    print(
        String.format(
            Locale.ROOT,
            "%d vectors and %d queries of %d dimensions, seed %d",
            count,
            queries,
            dimension,
            seed));
  }

  private void build() throws IOException {
    Path index = folder.resolve("lucene");
    if (Files.isDirectory(index)) {
      try (Stream<Path> files = Files.list(index)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
    float[][] base = BenchVectors.read(folder.resolve("base.f32"), dimension);
    long start = System.nanoTime();
    long processor = PROCESS.getProcessCpuTime();
    try (LuceneGalleryIndex gallery = open(index)) {
      for (int from = 0; from < base.length; from += BATCH) {
        List<IndexedPicture> pictures = new ArrayList<>();
        for (int i = from; i < Math.min(base.length, from + BATCH); i++) {
          pictures.add(picture(i, base[i]));
        }
        gallery.put(pictures);
      }
      gallery.commit();
      double put = seconds(start);
      gallery.compact();
      gallery.commit();
      print(
          String.format(
              Locale.ROOT,
              "gallery index: build %.1f s (put and commit %.1f s, then compact), processor %.1f s",
              seconds(start),
              put,
              (PROCESS.getProcessCpuTime() - processor) / 1e9));
    }
  }

  private LuceneGalleryIndex open(Path index) throws IOException {
    return LuceneGalleryIndex.open(
        FSDirectory.open(index),
        new IndexIdentity("benchmark", dimension, 1),
        () -> {},
        new GalleryCodec(
            ScalarEncoding.valueOf(option("encoding", "DIBIT_QUERY_NIBBLE")),
            Integer.parseInt(option("edges", "" + GalleryCodec.EDGES_PER_NODE)),
            Integer.parseInt(option("construction", "" + GalleryCodec.CONSTRUCTION_CANDIDATES))));
  }

  private static IndexedPicture picture(int i, float[] vector) {
    return new IndexedPicture(
        "p" + i,
        PictureKind.GALLERY_PHOTO,
        "h" + i / 32,
        Optional.of("r" + i / 8),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new PictureDescription(
            new ContentHash(String.format(Locale.ROOT, "%064x", i)),
            new PdqHash(i, i, i, i),
            100,
            Embedding.of(vector),
            Optional.empty(),
            LocalFeatures.none(640, 480)));
  }

  private void truth() throws IOException {
    float[][] queries = BenchVectors.read(folder.resolve("queries.f32"), dimension);
    ByteBuffer bytes =
        ByteBuffer.allocate(queries.length * K * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    double[] times = new double[queries.length];
    try (LuceneGalleryIndex gallery = open(folder.resolve("lucene"));
        LuceneSnapshot snapshot = (LuceneSnapshot) gallery.snapshot()) {
      for (int q = 0; q < queries.length; q++) {
        long start = System.nanoTime();
        KnnAnswer answer = snapshot.knn(Embedding.of(queries[q]), K, KnnMode.EXACT, PHOTOS);
        times[q] = seconds(start);
        for (int number : numbers(answer)) {
          bytes.putInt(number);
        }
      }
    }
    Files.write(folder.resolve("truth.i32"), bytes.array());
    print(String.format(Locale.ROOT, "gallery index, exact: median %.2f ms", median(times) * 1e3));
  }

  private void ask() throws IOException {
    float[][] vectors = BenchVectors.read(folder.resolve("queries.f32"), dimension);
    List<Embedding> queries = Arrays.stream(vectors).map(Embedding::of).toList();
    int[] truth = new int[queries.size() * K];
    ByteBuffer.wrap(Files.readAllBytes(folder.resolve("truth.i32")))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .get(truth);
    int rounds = Integer.parseInt(option("rounds", "5"));
    try (LuceneGalleryIndex gallery = open(folder.resolve("lucene"));
        LuceneSnapshot snapshot = (LuceneSnapshot) gallery.snapshot()) {
      for (int i = 0; i < 3; i++) {
        askAll(snapshot, queries, truth, 64, 1, false);
      }
      for (String candidates : option("candidates", "32,64,128,256").split(",", -1)) {
        askAll(snapshot, queries, truth, Integer.parseInt(candidates), rounds, true);
      }
    }
  }

  private static void askAll(
      LuceneSnapshot snapshot,
      List<Embedding> queries,
      int[] truth,
      int candidates,
      int rounds,
      boolean say)
      throws IOException {
    double[] times = new double[queries.size() * rounds];
    int found = 0;
    long visited = 0;
    long cpu = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < times.length; i++) {
      int q = i % queries.size();
      long start = System.nanoTime();
      KnnAnswer answer = snapshot.knn(queries.get(q), K, candidates, KnnMode.APPROXIMATE, PHOTOS);
      times[i] = seconds(start);
      visited += answer.visited();
      for (int number : numbers(answer)) {
        for (int j = 0; j < K; j++) {
          found += truth[q * K + j] == number ? 1 : 0;
        }
      }
    }
    double cpuMillis = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6 / times.length;
    if (say) {
      double median = median(times);
      print(
          String.format(
              Locale.ROOT,
              "gallery index: candidates %4d  recall@10 %.4f  median %.3f ms  processor %.3f ms"
                  + "  %.0f a second  visited %d",
              candidates,
              found / (double) (times.length * K),
              median * 1e3,
              cpuMillis,
              1 / median,
              visited / times.length));
    }
  }

  private static int[] numbers(KnnAnswer answer) {
    return answer.hits().stream()
        .mapToInt(hit -> Integer.parseInt(hit.picture().pictureId().substring(1)))
        .toArray();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
