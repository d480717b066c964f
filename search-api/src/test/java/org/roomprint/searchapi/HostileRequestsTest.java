package org.roomprint.searchapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roomprint.searchapi.SampleService.SAMPLE;
import static org.roomprint.searchapi.SampleService.STATEMENT;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.access.Role;
import org.roomprint.searchapi.SampleService.Answer;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.image.Sanitiser;

/**
 * What a client sends that is mistaken, or means harm, is answered as such and harms nobody else.
 */
class HostileRequestsTest {
  private static final String SEARCHES = "api/v1/hotel-searches";
  private static final String LOOKUPS = "api/v1/picture-lookups";

  @TempDir private static Path folder;

  private static SampleService sample;
  private static String analyst;
  private static String other;
  private static String operator;
  private static byte[] photo;

  @BeforeAll
  static void start() throws IOException {
    sample = new SampleService(folder, 1, false);
    analyst = sample.key(Role.ANALYST);
    other = sample.key(Role.ANALYST);
    operator = sample.key(Role.OPERATOR);
    photo = Files.readAllBytes(SAMPLE.resolve("queries").resolve("query-01.jpg"));
  }

  @AfterAll
  static void stop() {
    sample.close();
  }

  @Test
  void namesThePictureThatHasTooManyBytes() throws Exception {
    byte[] padded = new byte[(15 << 20) + photo.length];
    padded[0] = photo[0];
    padded[1] = photo[1];
    for (int at = 2; at < padded.length - photo.length; at += 4_096) { // comments
      padded[at] = (byte) 0xFF;
      padded[at + 1] = (byte) 0xFE;
      padded[at + 2] = (byte) (4_094 >> 8);
      padded[at + 3] = (byte) 4_094;
    }
    byte[] large = Arrays.copyOf(padded, padded.length + photo.length);
    System.arraycopy(photo, 2, large, 2 + (padded.length - 2) / 4_096 * 4_096, photo.length - 2);
    Answer answer = search(STATEMENT, large);

    assertProblem(answer, 413, "too-large");
    assertThat(answer.json().path("detail").asString()).contains("image 1").contains("15 MiB");
  }

  @Test
  void searchesWithAPhotoThatALargeFilmFollows() throws Exception {
    Answer answer = search(STATEMENT, Arrays.copyOf(photo, photo.length + (16 << 20)));

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void refusesAQueryPartThatIsMoreThanAQuery() throws Exception {
    assertProblem(search(STATEMENT + " ".repeat(70_000), photo), 413, "too-large");
    String file =
        "--b\r\nContent-Disposition: form-data; name=\"query\"; filename=\"q\"\r\n\r\n"
            + STATEMENT
            + " ".repeat(70_000)
            + "\r\n--b--\r\n";
    assertThat(sendRaw("POST", LOOKUPS, analyst, "multipart/form-data; boundary=b", file))
        .startsWith("HTTP/1.1 413");
  }

  @Test
  void refusesWhatIsSentTwice() throws Exception {
    String other = STATEMENT.replace("TEST-1", "TEST-2");
    assertProblem(
        sample.postFiles(
            SEARCHES,
            analyst,
            STATEMENT,
            List.of(
                Map.entry("query", other.getBytes(StandardCharsets.UTF_8)),
                Map.entry("image", photo))),
        400,
        "invalid-request");
    assertProblem(sample.get("api/v1/hotels?limit=1&limit=2", analyst), 400, "invalid-request");
    String fields =
        "--b\r\nContent-Disposition: form-data; name=\"query\"\r\n\r\n"
            + STATEMENT
            + "\r\n--b\r\nContent-Disposition: form-data; name=\"query\"\r\n\r\n"
            + other
            + "\r\n--b--\r\n";
    assertThat(sendRaw("POST", LOOKUPS, analyst, "multipart/form-data; boundary=b", fields))
        .startsWith("HTTP/1.1 400")
        .contains("once");
    String headers = "text/plain\r\nX-Purpose: x\r\nX-Case-Reference: A\r\nX-Case-Reference: B";
    assertThat(sendRaw("GET", "api/v1/ads", analyst, headers, ""))
        .startsWith("HTTP/1.1 400")
        .contains("X-Case-Reference is sent once");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--other\r\n\r\n\r\n--other--\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"query\"\r\n\r\n{",
        "--b\r\n\r\nx\r\n--b--\r\n",
        "\0\0\0",
        ""
      })
  void saysThatABodyIsNoMultipart(String body) throws Exception {
    for (String type : List.of("multipart/form-data; boundary=b", "multipart/form-data")) {
      String answer = sendRaw("POST", SEARCHES, analyst, type, body);

      assertThat(answer).startsWith("HTTP/1.1 400").contains("problem:invalid-request");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"caseReference\":",
        "{\"caseReference\":\"A-1\",\"caseReference\":\"B-2\",\"purpose\":\"x\"}",
        "{\"caseReference\":\"A-1\",\"purpose\":\"x\",\"maxHotels\":1.5}",
        "{\"caseReference\":\"A-1\",\"purpose\":\"x\",\"filter\":{\"chains\":[null]}}",
        "{\"caseReference\":\"A-1\",\"purpose\":\"x\",\"filter\":{\"countries\":[null]}}",
        "{\"caseReference\":\"A-1\",\"purpose\":\"x\",\"filter\":{\"area\":{\"latitude\":1,\"longitude\":1,"
            + "\"radiusMetres\":1e400}}}"
      })
  void refusesAQueryThatDoesNotFit(String query) throws Exception {
    assertProblem(search(query, photo), 400, "invalid-request");
  }

  @Test
  void refusesJsonThatIsNestedToNoPurpose() throws Exception {
    assertProblem(search("{\"filter\":".repeat(5_000), photo), 400, "invalid-request");
    assertProblem(sample.post(LOOKUPS, analyst, "{\"a\":".repeat(10_000)), 400, "invalid-request");
    assertProblem(
        sample.post(LOOKUPS, analyst, "{\"maxDistance\":" + "9".repeat(5_000) + "}"),
        400,
        "invalid-request");
  }

  @Test
  void refusesAMaskThatHidesEverything() throws Exception {
    byte[] white = new byte[RasterImage.CHANNELS * 64 * 48];
    Arrays.fill(white, (byte) 0xFF);
    byte[] mask = Sanitiser.sanitise(RasterImage.copyOf(64, 48, white));

    Answer answer =
        sample.postFiles(
            SEARCHES,
            analyst,
            STATEMENT,
            List.of(Map.entry("image", photo), Map.entry("mask", mask)));

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.json().path("detail").asString()).contains("whole picture");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "TRACE", "OPTIONS", "PUT", "DELETE", "PROPFIND"})
  void answersNoOtherMethodThanGetAndPost(String method) throws Exception {
    for (String path : List.of("", "health/live", "api/v1/hotels")) {
      assertThat(sendRaw(method, path, analyst, "text/plain", ""))
          .as(path)
          .startsWith("HTTP/1.1 405");
    }
    assertThat(sendRaw(method, "nowhere", analyst, "text/plain", ""))
        .startsWith("HTTP/1.1 404")
        .doesNotContain("\r\nAllow:");
  }

  @Test
  void tellsAtEveryAddressWhichMethodsItAnswers() throws Exception {
    Map<String, Set<String>> answered = new TreeMap<>();
    for (String route : sample.service().api().routes().keySet()) {
      String[] words = route.split(" ", 2);
      answered.computeIfAbsent(words[1], _ -> new TreeSet<>()).add(words[0]);
    }
    assertThat(answered).hasSizeGreaterThan(20);
    for (Map.Entry<String, Set<String>> one : answered.entrySet()) {
      String path = one.getKey().substring(1).replaceAll("\\{[a-zA-Z]+\\}", "7");
      for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
        String answer = sendRaw(method, path, "", "text/plain", "");
        if (one.getValue().contains(method)) {
          assertThat(answer).as(method + " " + path).doesNotStartWith("HTTP/1.1 405");
        } else {
          assertThat(answer)
              .as(method + " " + path)
              .startsWith("HTTP/1.1 405")
              .containsPattern("\r\nAllow: " + String.join(", ", one.getValue()) + "\r\n");
        }
      }
    }
  }

  @Test
  void countsNoMethodUnderTheNameThatAClientGaveIt() throws Exception {
    sendRaw("INVENTEDBYACLIENT", "api/v1/hotels", "", "text/plain", "");

    Answer metrics = sample.get("metrics", operator);

    assertThat(new String(metrics.body(), StandardCharsets.UTF_8))
        .contains("route=\"OTHER none\"")
        .doesNotContain("INVENTEDBYACLIENT");
  }

  @Test
  void recordsAllThatALookUpUsed() throws Exception {
    Answer byHash =
        sample.post(
            LOOKUPS,
            analyst,
            "{\"caseReference\":\"C-1\",\"purpose\":\"x\",\"maxDistance\":7,\"pdq\":\""
                + "0".repeat(64)
                + "\"}");
    assertThat(parametersOf(byHash)).contains("\"maxDistance\":7");

    Answer byFile =
        sample.postFiles(LOOKUPS, analyst, STATEMENT, List.of(Map.entry("image", photo)));
    assertThat(parametersOf(byFile)).contains("maskHashes");

    assertProblem(
        sample.postFiles(
            LOOKUPS,
            analyst,
            STATEMENT.replace("}", ",\"maxDistance\":7}"),
            List.of(Map.entry("image", photo))),
        400,
        "invalid-request");
  }

  @Test
  void searchesForOthersWhileManyBodiesOfOneKeyDoNotCome() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 12; i++) {
        Socket socket = connect();
        slow.add(socket);
        begin(socket, "POST", SEARCHES, analyst, "multipart/form-data; boundary=b", 100_000);
        socket.getOutputStream().write("--b\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
      }

      Answer answer =
          sample.postFiles(SEARCHES, other, STATEMENT, List.of(Map.entry("image", photo)));

      assertThat(answer.status()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private static String parametersOf(Answer answer) {
    try (Catalog catalog = sample.openCatalog()) {
      return catalog
          .auditLog()
          .find(Long.parseLong(answer.json().path("auditId").asString()))
          .orElseThrow()
          .entry()
          .parameters();
    }
  }

  private static Answer search(String statement, byte[] image) throws Exception {
    return sample.postFiles(SEARCHES, analyst, statement, List.of(Map.entry("image", image)));
  }

  /** What a well-behaved client library would not send. */
  private static String sendRaw(String method, String path, String key, String type, String body)
      throws IOException {
    try (Socket socket = connect()) {
      byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
      begin(socket, method, path, key, type, bytes.length);
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), sample.service().port());
  }

  private static void begin(
      Socket socket, String method, String path, String key, String type, int bytes)
      throws IOException {
    String head =
        method
            + " /"
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
            + type
            + (key.isEmpty() ? "" : "\r\nAuthorization: Bearer " + key)
            + "\r\nContent-Length: "
            + bytes
            + "\r\n\r\n";
    OutputStream out = socket.getOutputStream();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("type").asString()).isEqualTo("urn:roomprint:problem:" + type);
    assertThat(answer.json().path("detail").asString()).isNotBlank();
  }
}
