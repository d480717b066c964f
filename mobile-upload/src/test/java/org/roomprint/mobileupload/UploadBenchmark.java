package org.roomprint.mobileupload;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jetty.util.IO;
import org.roomprint.mobileupload.Phone.Answer;
import org.roomprint.mobileupload.Phone.Gift;
import tools.jackson.databind.JsonNode;

/**
 * Many phones that send at once to the real service, and how long each waits for every
 * acknowledgement. All of them begin in the same moment, each sends one photo after the other.
 */
final class UploadBenchmark {
  private final Map<String, List<Double>> milliseconds =
      Collections.synchronizedMap(new TreeMap<>());

  private UploadBenchmark() {}

  /** Arguments: uploaders, photos of each, bytes of a photo, rounds, folder to work in. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int uploaders = Integer.parseInt(arguments[0]);
    int photos = Integer.parseInt(arguments[1]);
    int bytes = Integer.parseInt(arguments[2]);
    int rounds = Integer.parseInt(arguments[3]);
    Path folder = Files.createTempDirectory(Path.of(arguments[4]), "uploads");
    try {
      for (int round = 0; round <= rounds; round++) {
        UploadBenchmark benchmark = new UploadBenchmark();
        String line =
            benchmark.run(folder.resolve("round" + round), uploaders, photos, bytes, round);
        if (round > 0) { // the first one warms the phones of this process up
          out.println(line);
        }
      }
    } finally {
      IO.delete(folder);
    }
  }

  private String run(Path data, int uploaders, int photos, int bytes, int seed) throws Exception {
    int port = ReceiverProcess.freePort();
    String address = "http://127.0.0.1:" + port;
    CountDownLatch begin = new CountDownLatch(1);
    Files.createDirectories(data);
    try (ReceiverProcess service =
            ReceiverProcess.start(data, port, data.resolve("log"), ReceiverProcess.WITHOUT_LIMITS);
        ExecutorService threads = Executors.newFixedThreadPool(uploaders);
        Phone first = new Phone(address)) {
      service.awaitReady(first);
      first.give(Phone.gift(new Random(-1), 1, 1_000), 1_000);
      List<Future<Boolean>> sending = new ArrayList<>();
      for (int i = 0; i < uploaders; i++) {
        Gift gift = Phone.gift(new Random(seed * 1_000L + i), photos, bytes);
        sending.add(
            threads.submit(() -> {
              try (Phone phone = new Phone(address)) {
                begin.await();
                give(phone, gift);
              }
              return true;
            }));
      }
      long processorBefore = service.processorMillis();
      long start = System.nanoTime();
      begin.countDown();
      for (Future<Boolean> one : sending) {
        one.get();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      long processor = service.processorMillis() - processorBefore;
      return table(seconds, processor, (double) uploaders * photos * bytes / 1e6);
    }
  }

  private void give(Phone phone, Gift gift) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Answer opened = phone.open(gift);
    note("submission opened", begin, opened, 201);
    JsonNode uploads = opened.json().path("uploads");
    for (int i = 0; i < gift.photos.size(); i++) {
      long photo = System.nanoTime();
      Answer sent = phone.patch(uploads.path(i).path("url").asString(), 0, gift.photos.get(i));
      note("photo sent and safe", photo, sent, 204);
    }
    long complete = System.nanoTime();
    Answer receipt = phone.complete(opened.json().path("submissionId").asString());
    note("receipt after completing", complete, receipt, 200);
    note("whole, from opening to receipt", begin, receipt, 200);
  }

  private void note(String what, long since, Answer answer, int wanted) {
    if (answer.status() != wanted) {
      throw new IllegalStateException(what + ": " + answer.status() + " " + answer.text());
    }
    milliseconds
        .computeIfAbsent(what, _ -> Collections.synchronizedList(new ArrayList<>()))
        .add((System.nanoTime() - since) / 1e6);
  }

  private String table(double seconds, long processorMillis, double megabytes) {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%.0f MB in %.1f s: %.1f MB/s; processor time of the service %.1f s%n",
            megabytes,
            seconds,
            megabytes / seconds,
            processorMillis / 1e3));
    milliseconds.forEach((what, times) -> {
      List<Double> sorted = times.stream().sorted().toList();
      table.append(
          String.format(
              Locale.ROOT,
              "%-32s %4d times: median %.0f ms, 90 %% %.0f ms, 99 %% %.0f ms, longest %.0f ms%n",
              what,
              sorted.size(),
              at(sorted, 0.5),
              at(sorted, 0.9),
              at(sorted, 0.99),
              sorted.getLast()));
    });
    return table.toString();
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }
}
