package org.roomprint.vectors.search;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.embedding.DjlEmbedder;
import org.roomprint.vectors.embedding.Embedding;
import org.roomprint.vectors.embedding.ModelFolder;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.embedding.PictureEmbedder;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.InProcessDecoder;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.index.IndexIdentity;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.index.lucene.LuceneGalleryIndex;
import org.roomprint.vectors.local.LocalFeatures;

/**
 * Prints what a photo takes on disk and what a search takes of processor and memory, in galleries
 * of several sizes: real descriptions, each changed at random as often as it takes.
 */
public final class ScaleBenchmark {
  private static final int MAX_SIDE_PIXELS = 1024;
  private static final int PHOTOS_OF_A_HOTEL = 10;
  private static final int DESCRIBED = 1000;
  private static final int QUERIES = 20;
  private static final int WARM_UP_ROUNDS = 3;
  private static final int ROUNDS = 3;
  private static final int BATCH = 500;

  private final Random random = new Random(20261130);
  private final PictureEmbedder embedder;
  private final PictureDescriber describer;

  private ScaleBenchmark(PictureEmbedder embedder) {
    this.embedder = embedder;
    this.describer = PictureDescriber.with(embedder);
  }

  /** Takes the model's folder, a folder of pictures, one to write to, and numbers of photos. */
  public static void main(String[] args) throws IOException {
    try (PictureEmbedder embedder =
        PictureEmbedder.open(
            ModelFolder.open(Path.of(args[0])), new DjlEmbedder.Settings(2, 1, 1))) {
      new ScaleBenchmark(embedder)
          .run(
              Path.of(args[1]),
              Path.of(args[2]),
              Arrays.stream(args).skip(3).mapToInt(Integer::parseInt).toArray());
    }
  }

  private void run(Path pictures, Path folder, int[] sizes) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(pictures)) {
      files = all.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
    int step = Math.max(1, files.size() / (DESCRIBED + QUERIES));
    List<Path> chosen =
        IntStream.range(0, files.size() / step)
            .mapToObj(i -> files.get(i * step))
            .limit(DESCRIBED + QUERIES)
            .toList();
    List<QueryImage> queries =
        chosen.subList(0, QUERIES).stream()
            .map(file ->
                new QueryImage(ContentHash.of(bytes(file)), decoded(file), Optional.empty()))
            .toList();
    List<PictureDescription> described =
        chosen.subList(QUERIES, chosen.size()).parallelStream()
            .map(file ->
                describer.describe(ContentHash.of(bytes(file)), decoded(file), Optional.empty()))
            .toList();
    for (int size : sizes) {
      Path index = folder.resolve("gallery-" + size);
      fill(index, described, size);
      System.out.printf(Locale.ROOT, "%d photos: %s%n", size, onDisk(index, size));
      search(index, queries, size);
    }
  }

  private void fill(Path folder, List<PictureDescription> described, int size) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    try (LuceneGalleryIndex index =
        LuceneGalleryIndex.open(
            folder, new IndexIdentity(embedder.modelId(), embedder.dimension(), 1))) {
      List<IndexedPicture> batch = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        batch.add(
            new IndexedPicture(
                "photo-" + i,
                PictureKind.GALLERY_PHOTO,
                "hotel-" + i / PHOTOS_OF_A_HOTEL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                changed(described.get(random.nextInt(described.size())), i)));
        if (batch.size() == BATCH || i == size - 1) {
          index.put(batch);
          batch.clear();
        }
      }
      index.commit();
    }
  }

  private PictureDescription changed(PictureDescription from, int number) {
    float[] embedding = from.embedding().toArray();
    for (int i = 0; i < embedding.length; i++) {
      embedding[i] += (float) (0.6 * random.nextGaussian() / Math.sqrt(embedding.length));
    }
    return new PictureDescription(
        ContentHash.of(Integer.toString(number).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        new PdqHash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()),
        from.pdqQuality(),
        Embedding.of(embedding),
        from.patches().map(this::changed),
        changed(from.localFeatures()));
  }

  private PatchEmbeddings changed(PatchEmbeddings from) {
    List<PatchEmbeddings> channels = from.channels().stream().map(this::changedGrid).toList();
    return channels.getFirst().with(channels.subList(1, channels.size()));
  }

  private PatchEmbeddings changedGrid(PatchEmbeddings grid) {
    float[] values = grid.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (0.6 * random.nextGaussian() / Math.sqrt(grid.dimension()));
    }
    return PatchEmbeddings.of(grid.rows(), grid.columns(), grid.dimension(), values);
  }

  private LocalFeatures changed(LocalFeatures from) {
    byte[] descriptors = from.toDescriptors();
    for (int i = 0; i < descriptors.length; i++) {
      descriptors[i] = (byte) Math.clamp(descriptors[i] + random.nextInt(41) - 20, 0, 127);
    }
    return LocalFeatures.of(from.width(), from.height(), from.toPoints(), descriptors);
  }

  private static String onDisk(Path folder, int size) throws IOException {
    Map<String, Long> bytes = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        bytes.merge(
            name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "other",
            Files.size(file),
            Long::sum);
      }
    }
    long all = bytes.values().stream().mapToLong(Long::longValue).sum();
    StringBuilder text =
        new StringBuilder(String.format(Locale.ROOT, "%.1f KB a photo", all / 1e3 / size));
    bytes.forEach((kind, sum) ->
        text.append(String.format(Locale.ROOT, ", %s %.2f", kind, sum / 1e3 / size)));
    return text.toString();
  }

  private void search(Path folder, List<QueryImage> queries, int size) throws IOException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    List<Double> processor = new ArrayList<>();
    List<Double> wall = new ArrayList<>();
    List<Double> allocated = new ArrayList<>();
    Map<String, Double> stages = new TreeMap<>();
    try (LuceneGalleryIndex opened =
            LuceneGalleryIndex.open(
                folder, new IndexIdentity(embedder.modelId(), embedder.dimension(), 1));
        GalleryIndex index = opened;
        SearchTools tools = new SearchTools(describer, 2);
        SearchSession session = tools.session(index.snapshot())) {
      for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
        for (QueryImage query : queries) {
          long cpu = system.getProcessCpuTime();
          long bytes = threads.getTotalThreadAllocatedBytes();
          long begin = System.nanoTime();
          LocateRoomAnswer answer =
              session.locate(
                  new LocateRoomQuery(
                      List.of(query),
                      GalleryFilter.all(PictureKind.GALLERY_PHOTO),
                      KnnMode.APPROXIMATE,
                      true,
                      20));
          if (round >= WARM_UP_ROUNDS) {
            wall.add((System.nanoTime() - begin) / 1e6);
            processor.add((system.getProcessCpuTime() - cpu) / 1e6);
            allocated.add((threads.getTotalThreadAllocatedBytes() - bytes) / 1e6);
            answer
                .report()
                .stages()
                .forEach(stage -> stages.merge(stage.name(), stage.milliseconds(), Double::sum));
          }
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d photos: a search takes %.0f ms of processor time (median; 90 %% below %.0f), %.0f ms, and allocates %.1f MB (most %.1f)%n",
        size,
        quantile(processor, 0.5),
        quantile(processor, 0.9),
        quantile(wall, 0.5),
        quantile(allocated, 0.5),
        quantile(allocated, 1));
    stages.forEach((name, sum) ->
        System.out.printf(Locale.ROOT, "  %s %.1f ms%n", name, sum / processor.size()));
  }

  private static double quantile(List<Double> values, double share) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[(int) (share * (sorted.length - 1))];
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static RasterImage decoded(Path file) {
    return switch (new InProcessDecoder().decode(bytes(file), MAX_SIDE_PIXELS)) {
      case DecodeOutcome.Decoded decoded -> decoded.picture();
      case DecodeOutcome.Refused refused ->
          throw new IllegalArgumentException(file + ": " + refused.detail());
    };
  }
}
