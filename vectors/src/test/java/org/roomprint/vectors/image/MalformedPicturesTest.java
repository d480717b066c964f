package org.roomprint.vectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.image.DecodeOutcome.Decoded;
import org.roomprint.vectors.image.DecodeOutcome.Refused;

/** Everything in the set of malformed pictures gets a verdict, and nothing but a worker suffers. */
class MalformedPicturesTest {
  private static final long SEED = 20_260_308;
  private static final int MAX_SIDE_PIXELS = 800;
  private static final int PROCESSES = 2;

  /** Every so-manieth of the set is looked at every day. */
  private static final int EVERYDAY_STRIDE = 13;

  /** One verdict and what it took, the wait for a free process included. */
  private record Verdict(MalformedPictures.Kind kind, String name, double seconds) {}

  @Test
  void givesATypedVerdictOnAShareOfTheSet() throws ExecutionException, InterruptedException {
    judge(MalformedPictures.ofJpegPngAndWebp(SEED), everyday());
  }

  @Test
  void givesATypedVerdictOnAShareOfTheSetOfOtherFormats()
      throws ExecutionException, InterruptedException {
    PictureFixtures.assumeLibheif();
    judge(MalformedPictures.ofOtherFormats(SEED), everyday());
  }

  private static int[] everyday() {
    return IntStream.range(0, MalformedPictures.COUNT)
        .filter(number -> number % EVERYDAY_STRIDE == 0)
        .toArray();
  }

  @Test
  @Tag("slow")
  void givesATypedVerdictOnEveryPictureOfTheSet() throws ExecutionException, InterruptedException {
    judge(
        MalformedPictures.ofJpegPngAndWebp(SEED),
        IntStream.range(0, MalformedPictures.COUNT).toArray());
  }

  @Test
  @Tag("slow")
  void givesATypedVerdictOnEveryPictureOfTheSetOfOtherFormats()
      throws ExecutionException, InterruptedException {
    PictureFixtures.assumeLibheif();
    judge(
        MalformedPictures.ofOtherFormats(SEED),
        IntStream.range(0, MalformedPictures.COUNT).toArray());
  }

  private static void judge(MalformedPictures set, int[] numbers)
      throws ExecutionException, InterruptedException {
    byte[] good = DrawnPictures.jpeg(DrawnPictures.scene(300, 200, 1));
    DecodeOutcome expected = new InProcessDecoder().decode(good, MAX_SIDE_PIXELS);
    try (WorkerDecoder decoder = WorkerDecoder.start(PROCESSES);
        ExecutorService threads = Executors.newFixedThreadPool(PROCESSES)) {
      List<Future<Verdict>> pending = new ArrayList<>();
      for (int number : numbers) {
        pending.add(threads.submit(() -> verdict(decoder, set, number)));
      }
      List<Verdict> verdicts = new ArrayList<>();
      for (Future<Verdict> each : pending) {
        verdicts.add(each.get());
      }
      assertThat(verdicts).hasSameSizeAs(numbers);
      assertThat(decoder.decode(good, MAX_SIDE_PIXELS))
          .as("a good picture after all the bad ones")
          .isEqualTo(expected);
      print(verdicts, decoder.counts());
    }
  }

  private static Verdict verdict(WorkerDecoder decoder, MalformedPictures set, int number) {
    byte[] file = set.file(number);
    long begin = System.nanoTime();
    DecodeOutcome outcome = decoder.decode(file, MAX_SIDE_PIXELS);
    double seconds = (System.nanoTime() - begin) / 1e9;
    String name =
        switch (outcome) {
          case Decoded decoded -> {
            RasterImage picture = decoded.picture();
            assertThat(Math.max(picture.width(), picture.height()))
                .as("file %d", number)
                .isLessThanOrEqualTo(MAX_SIDE_PIXELS);
            assertThat(MalformedPictures.kind(number))
                .as("file %d was cut and taken", number)
                .isNotIn(set.cutKinds());
            yield "decoded";
          }
          case Refused refused -> {
            assertThat(refused.detail()).as("file %d", number).isNotBlank();
            yield refused.reason().name();
          }
        };
    return new Verdict(MalformedPictures.kind(number), name, seconds);
  }

  private static void print(List<Verdict> verdicts, WorkerDecoder.Counts counts) {
    Map<MalformedPictures.Kind, Map<String, Integer>> table =
        new EnumMap<>(MalformedPictures.Kind.class);
    Map<String, Integer> sums = new TreeMap<>();
    List<Double> seconds = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      table
          .computeIfAbsent(verdict.kind, _ -> new TreeMap<>())
          .merge(verdict.name, 1, Integer::sum);
      sums.merge(verdict.name, 1, Integer::sum);
      seconds.add(verdict.seconds);
    }
    System.out.println("Malformed pictures: " + verdicts.size() + ", seed " + SEED);
    table.forEach((kind, row) -> System.out.println("  " + kind + " " + row));
    System.out.println("  all " + sums);
    System.out.printf(
        Locale.ROOT, "  slowest verdict %.2f s; processes: %s%n", Collections.max(seconds), counts);
  }
}
