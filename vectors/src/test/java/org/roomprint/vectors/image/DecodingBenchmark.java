package org.roomprint.vectors.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.roomprint.vectors.image.DecodeOutcome.Decoded;

/**
 * Pictures per second: gate, decoding within the process, decoding in worker processes, sanitising.
 *
 * <p>Run by {@code vectors/bench/decoding.sh}.
 */
final class DecodingBenchmark {
  private static final int MAX_SIDE_PIXELS = 800;
  private static final int ROUNDS = 3;

  private DecodingBenchmark() {}

  /**
   * Prints one line for each way and round.
   *
   * @param arguments a folder of JPEG files, or none for drawn pictures
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    List<byte[]> files = arguments.length == 0 ? drawn() : read(Path.of(arguments[0]));
    System.out.println(files.size() + " files, longer side to " + MAX_SIDE_PIXELS + " px");
    List<RasterImage> pictures = new ArrayList<>();
    try (PictureDecoder inProcess = new InProcessDecoder()) {
      for (byte[] file : files) {
        if (inProcess.decode(file, MAX_SIDE_PIXELS) instanceof Decoded decoded) {
          pictures.add(decoded.picture());
        }
      }
    }
    for (int round = 1; round <= ROUNDS; round++) {
      print(round, "gate", files.size(), () -> files.forEach(Gate::inspect));
      try (PictureDecoder inProcess = new InProcessDecoder()) {
        print(round, "in process, 1 thread", files.size(), () -> decode(inProcess, files, 1));
      }
      for (int processes : new int[] {1, 2}) {
        long begin = System.nanoTime();
        try (WorkerDecoder workers = WorkerDecoder.start(processes)) {
          System.out.printf(
              Locale.ROOT,
              "  round %d  start of %d workers: %.2f s%n",
              round,
              processes,
              (System.nanoTime() - begin) / 1e9);
          String name = processes + " worker processes, as many threads";
          print(round, name, files.size(), () -> decode(workers, files, processes));
        }
      }
      print(round, "sanitiser", pictures.size(), () -> pictures.forEach(Sanitiser::sanitise));
      print(round, "thumbnails", pictures.size(), () -> pictures.forEach(Thumbnails::of));
    }
  }

  /** What is measured. */
  private interface Work {
    void run() throws InterruptedException, ExecutionException;
  }

  private static void print(int round, String name, int pictures, Work work)
      throws InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "  round %d  %-38s %8.1f pictures/s  %7.2f ms each%n",
        round,
        name,
        pictures / seconds,
        1_000 * seconds / pictures);
  }

  private static void decode(PictureDecoder decoder, List<byte[]> files, int threads)
      throws InterruptedException, ExecutionException {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<DecodeOutcome>> outcomes = new ArrayList<>();
      for (byte[] file : files) {
        outcomes.add(pool.submit(() -> decoder.decode(file, MAX_SIDE_PIXELS)));
      }
      for (Future<DecodeOutcome> outcome : outcomes) {
        if (!(outcome.get() instanceof Decoded)) {
          throw new IllegalStateException("Not decoded: " + outcome.get());
        }
      }
    }
  }

  private static List<byte[]> read(Path folder) throws IOException {
    List<byte[]> files = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(path -> path.toString().endsWith(".jpg")).sorted().toList()) {
        files.add(Files.readAllBytes(path));
      }
    }
    return files;
  }

  private static List<byte[]> drawn() {
    List<byte[]> files = new ArrayList<>();
    for (int seed = 0; seed < 20; seed++) {
      files.add(DrawnPictures.jpeg(DrawnPictures.scene(1_600, 1_200, seed)));
    }
    return files.stream().flatMap(file -> Collections.nCopies(10, file).stream()).toList();
  }
}
