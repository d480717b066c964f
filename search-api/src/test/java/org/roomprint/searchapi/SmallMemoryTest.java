package org.roomprint.searchapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roomprint.searchapi.SampleService.ROOT;
import static org.roomprint.searchapi.SampleService.SAMPLE;
import static org.roomprint.searchapi.SampleService.STATEMENT;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.access.Role;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.image.Sanitiser;

/**
 * The service with the memory that the launcher gives it, asked for more at once than fits: what
 * cannot be searched is refused, nobody's request is lost without an answer, and it goes on.
 */
@Tag("slow")
class SmallMemoryTest {
  private static final int AT_ONCE = 16;
  private static final int PICTURES = 8;
  private static final int NO_ANSWER = 0;
  private static final Pattern MEMORY = Pattern.compile("SERVICE_MEMORY='(.*)'");
  private static final Pattern ADDRESS = Pattern.compile("http://\\S+:\\d+/");
  private static final long START_SECONDS = 120;

  @TempDir private Path folder;

  @Test
  void answersSixteenSearchesOfEightLargePicturesEach() throws Exception {
    List<String> keys;
    try (SampleService sample = new SampleService(folder, 2, false)) {
      keys =
          IntStream.rangeClosed(0, AT_ONCE).mapToObj(_ -> sample.key(Role.INVESTIGATOR)).toList();
    }
    byte[] large = largePicture();
    Path log = folder.resolve("serve.log");
    Process service = serve(log);
    try (HttpClient client = HttpClient.newHttpClient();
        ExecutorService people = Executors.newFixedThreadPool(AT_ONCE)) {
      String address = addressIn(log, service);
      List<Future<Integer>> asked = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        String key = keys.get(i);
        asked.add(people.submit(() -> search(client, address, key, large, PICTURES)));
      }
      Map<Integer, Integer> statuses = new TreeMap<>();
      for (Future<Integer> one : asked) {
        try {
          statuses.merge(one.get(10, TimeUnit.MINUTES), 1, Integer::sum);
        } catch (ExecutionException _) {
          statuses.merge(NO_ANSWER, 1, Integer::sum);
        }
      }

      assertThat(service.isAlive()).as(Files.readString(log)).isTrue();
      assertThat(statuses.keySet()).as(statuses + Files.readString(log)).isSubsetOf(200, 429, 503);
      assertThat(statuses).containsKey(200);
      byte[] query = Files.readAllBytes(SAMPLE.resolve("queries").resolve("query-01.jpg"));
      assertThat(search(client, address, keys.get(AT_ONCE), query, 1)).isEqualTo(200);
      assertThat(Files.readString(log)).doesNotContain("OutOfMemory");
      print(
          String.format(
              Locale.ROOT,
              "%d searches at once of %d pictures of %.1f MB, service with %s: answers %s; it held"
                  + " %s at most",
              AT_ONCE,
              PICTURES,
              large.length / 1e6,
              memory(),
              statuses,
              mostHeld(service)));
    } finally {
      service.destroy();
      boolean _ = service.waitFor(30, TimeUnit.SECONDS);
    }
  }

  @SuppressWarnings("SystemOut") // the figures of a slow test are read by a person
  private static void print(String line) {
    System.out.println(line);
  }

  /** Noise: no picture of so many pixels is larger as a file. */
  private static byte[] largePicture() {
    byte[] noise = new byte[4_000 * 3_000 * 3];
    new Random(16).nextBytes(noise);
    byte[] file = Sanitiser.sanitise(RasterImage.copyOf(4_000, 3_000, noise));
    assertThat(file.length).isBetween(8_000_000, 15_000_000);
    return file;
  }

  /** The options of the launcher itself. */
  private static String memory() throws IOException {
    Matcher found = MEMORY.matcher(Files.readString(ROOT.resolve("roomprint")));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private Process serve(Path log) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of(memory().split(" ")));
    command.addAll(
        List.of(
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-Droomprint.home=" + ROOT,
            "-cp",
            System.getProperty("java.class.path"),
            Server.class.getName(),
            "--data",
            folder.resolve("data").toString(),
            "--port",
            "0"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static String addressIn(Path log, Process service) throws Exception {
    for (int i = 0; i < START_SECONDS * 5; i++) {
      Matcher found = ADDRESS.matcher(Files.readString(log));
      if (found.find()) {
        return found.group();
      }
      assertThat(service.isAlive()).as(Files.readString(log)).isTrue();
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new AssertionError("It does not start: " + Files.readString(log));
  }

  private static int search(
      HttpClient client, String address, String key, byte[] picture, int pictures)
      throws IOException, InterruptedException {
    List<HttpRequest.BodyPublisher> body = new ArrayList<>();
    body.addAll(part("name=\"query\"", STATEMENT.getBytes(StandardCharsets.UTF_8)));
    for (int i = 0; i < pictures; i++) {
      body.addAll(part("name=\"image\"; filename=\"a.jpg\"", picture));
    }
    body.add(text("--b--\r\n"));
    return client
        .send(
            HttpRequest.newBuilder(URI.create(address + "api/v1/hotel-searches"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(
                    HttpRequest.BodyPublishers.concat(
                        body.toArray(HttpRequest.BodyPublisher[]::new)))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static List<HttpRequest.BodyPublisher> part(String disposition, byte[] content) {
    return List.of(
        text("--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n"),
        HttpRequest.BodyPublishers.ofByteArray(content),
        text("\r\n"));
  }

  private static HttpRequest.BodyPublisher text(String text) {
    return HttpRequest.BodyPublishers.ofString(text);
  }

  /** As the system counts it, with what lies outside the heap. */
  private static String mostHeld(Process service) throws IOException {
    Path status = Path.of("/proc", Long.toString(service.pid()), "status");
    if (!Files.exists(status)) {
      return "unknown";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .map(kilobytes -> Math.round(Long.parseLong(kilobytes) / 1024.0) + " MiB")
        .findFirst()
        .orElse("unknown");
  }
}
