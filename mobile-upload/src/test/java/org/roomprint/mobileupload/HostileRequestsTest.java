package org.roomprint.mobileupload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.mobileupload.Phone.Answer;

/** Requests as strangers, scanners and old browsers send them, byte by byte. */
class HostileRequestsTest {
  private static final int MEGABYTE = 1 << 20;

  @TempDir Path folder;
  private RunningService running;

  @SuppressWarnings("NullAway.Init") // set in each test
  HostileRequestsTest() {}

  private void start(String... lines) throws IOException {
    List<String> all = new ArrayList<>(List.of(lines));
    all.add("minFreeBytes = 0");
    running = new RunningService(folder, all.toArray(String[]::new));
  }

  private RawRequest raw(String request) throws IOException {
    return RawRequest.send(running.service.port(), request);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void everyMethodAtEveryAddressIsCountedAndNoneFails() throws Exception {
    start("requestsPerMinute = 40");
    List<Integer> statuses = new ArrayList<>();
    for (String method : List.of("HEAD", "PUT", "TRACE", "DELETE", "PATCH", "OPTIONS", "BREW")) {
      for (String path :
          List.of("/health/live", "/", "/nothing/here", "/plain", "/api/v1/uploads/x")) {
        RawRequest answer =
            raw(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        statuses.add(answer.status());
        if (method.equals("TRACE")) {
          assertThat(answer.status()).as(path).isIn(404, 405);
        }
        if (answer.status() == 405) {
          assertThat(answer.header("Allow")).as(method + " " + path).isNotEmpty();
          assertThat(answer.header("Content-Type"))
              .startsWith(path.equals("/plain") ? "text/html" : "application/problem+json");
        }
      }
    }
    assertThat(statuses).isSubsetOf(200, 204, 404, 405, 412, 415, 429);
    for (int i = 0; i < 20; i++) {
      raw("PUT /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }
    RawRequest last = raw("TRACE /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(last.status()).isEqualTo(429);
    assertThat(last.header("Retry-After")).isNotEmpty();
  }

  @Test
  void headAnswersAsGetDoes() throws Exception {
    start();
    for (String path : List.of("/health/live", "/plain", "/api/v1/settings")) {
      Answer get = running.phone.get(path);
      Answer head = running.phone.send(running.phone.to(path).HEAD());
      assertThat(head.status()).isEqualTo(get.status());
      assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
      assertThat(head.body()).isEmpty();
    }
  }

  @Test
  void aWrongMethodIsToldTheRightOnes() throws Exception {
    start();
    RawRequest upload =
        raw(
            "PUT /api/v1/uploads/"
                + "0".repeat(32)
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(upload.status()).isEqualTo(405);
    assertThat(upload.header("Allow")).isEqualTo("DELETE, HEAD, OPTIONS, PATCH, POST");
    assertThat(upload.header("Tus-Resumable")).isEqualTo("1.0.0");
    RawRequest live = raw("BREW /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(live.header("Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void everyAddressTellsWhichMethodsItAnswers() throws Exception {
    start("requestsPerMinute = 10000", "submissionsPerHour = 10000", "receiptsPerHour = 10000");
    Map<String, Set<String>> answered = new TreeMap<>();
    for (String route : running.service.api().routes().keySet()) {
      String[] words = route.split(" ", 2);
      answered.computeIfAbsent(words[1], _ -> new TreeSet<>()).add(words[0]);
    }
    assertThat(answered).hasSizeGreaterThan(10);
    for (Map.Entry<String, Set<String>> one : answered.entrySet()) {
      String path = one.getKey().replaceAll("\\{[a-zA-Z]+\\}", "0".repeat(32));
      for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
        RawRequest answer =
            raw(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        if (one.getValue().contains(method)) {
          assertThat(answer.status()).as(method + " " + path).isNotEqualTo(405);
        } else {
          assertThat(answer.status()).as(method + " " + path).isEqualTo(405);
          assertThat(answer.header("Allow"))
              .as(method + " " + path)
              .isEqualTo(String.join(", ", one.getValue()));
        }
      }
    }
  }

  @Test
  void whatJettyRefusesByItselfIsAProblemDocumentToo() throws Exception {
    start();
    for (String request :
        List.of(
            "GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /api/v1/uploads/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /a b c HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nBad\u0001Header: 1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(9_000) + "\r\n\r\n",
            "GET /" + "y".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: zip\r\n\r\n",
            "\u001b[31m\r\n\r\n")) {
      RawRequest answer = raw(request);
      String what = request.substring(0, Math.min(60, request.length()));
      assertThat(answer.status()).as(what).isBetween(400, 599).isNotEqualTo(500);
      assertThat(answer.header("Content-Type")).as(what).isEqualTo("application/problem+json");
      assertThat(answer.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
      assertThat(answer.text())
          .as(what)
          .contains("urn:roomprint:problem:")
          .doesNotContain("<", "Jetty");
    }
  }

  @Test
  void aMessageWhoseEndIsSaidInTwoWaysIsRefusedAndItsConnectionClosed() throws Exception {
    start();
    String second = "GET /api/v1/settings HTTP/1.1\r\nHost: x\r\n\r\n";
    for (String framing :
        List.of(
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
            "Content-Length: 5\r\nContent-Length: 6\r\n",
            "Content-Length: 5, 6\r\n",
            "Content-Length: +5\r\n",
            "Transfer-Encoding: chunked, identity\r\n")) {
      String request = "POST /plain/hotels HTTP/1.1\r\nHost: x\r\n" + framing + "\r\n0\r\n\r\n";
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), running.service.port())) {
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write((request + second).getBytes(StandardCharsets.US_ASCII));
        String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answers).as(framing).startsWith("HTTP/1.1 4").doesNotContain("HTTP/1.1 200");
      }
    }
  }

  @Test
  void anOddCharsetOrLetterCaseOfABodysTypeIsNoFault() throws Exception {
    start();
    for (String type :
        List.of(
            "application/json; charset=x",
            "application/json; charset=\"\"",
            "Application/JSON;charset=utf-8",
            "application/json; charset=\u00e4")) {
      RawRequest answer =
          raw(
              "POST /api/v1/hotel-searches HTTP/1.1\r\n"
                  + "Host: x\r\n"
                  + "Connection: close\r\n"
                  + "Content-Type: "
                  + type
                  + "\r\nContent-Length: 14\r\n\r\n{\"name\":\"gare\"}".replace("14", "15"));
      assertThat(answer.status()).as(type).isIn(200, 400, 415);
    }
    for (String path : List.of("/plain/hotels", "/plain/receipt")) {
      RawRequest answer =
          raw(
              "POST "
                  + path
                  + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                  + "Content-Type: application/x-www-form-urlencoded; charset=x\r\n"
                  + "Content-Length: 9\r\n\r\nname=gare");
      assertThat(answer.status()).as(path).isIn(200, 400, 404, 415);
    }
    Answer opened = running.phone.open(Phone.gift(new Random(1), 1, 100));
    String url = opened.json().path("uploads").path(0).path("url").asString();
    Answer sent =
        running.phone.send(
            running
                .phone
                .to(url)
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", "0")
                .header("Content-Type", "Application/Offset+Octet-Stream; charset=x")
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(new byte[100])));
    assertThat(sent.status()).isEqualTo(204);
    assertThat(sent.header("Upload-Expires"))
        .matches("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT");
  }

  @Test
  void whoeverSendsAllBeforeReadingSeesWhyItWasRefused() throws Exception {
    start("receiptsPerHour = 1");
    String json = "Content-Type: application/json\r\n";
    String multipart = "Content-Type: multipart/form-data; boundary=b\r\n";
    raw(head("POST /api/v1/receipt-lookups", json, 2) + "{}");
    for (List<String> refused :
        List.of(
            List.of("POST /plain/submissions", multipart + "Sec-Fetch-Site: cross-site\r\n", "400"),
            List.of("POST /plain/submissions", "Content-Type: text/plain\r\n", "415"),
            List.of("POST /api/v1/receipt-lookups", json, "429"),
            List.of("POST /api/v1/hotel-searches", json, "413"),
            List.of("POST /api/v1/hotel-searches", "Content-Type: text/csv\r\n", "415"),
            List.of("POST /api/v1/hotel-searches", json + "Authorization: Bearer x\r\n", "429"),
            List.of("POST /nothing/here", json, "404"),
            List.of("PUT /health/live", json, "405"),
            List.of("PATCH /api/v1/uploads/" + "0".repeat(32), "Tus-Resumable: 0.2\r\n", "412"))) {
      byte[] head =
          head(refused.get(0), refused.get(1), 40 * MEGABYTE).getBytes(StandardCharsets.US_ASCII);
      byte[] all = Arrays.copyOf(head, head.length + 40 * MEGABYTE);
      Arrays.fill(all, head.length, all.length, (byte) ' ');
      RawRequest answer = RawRequest.send(running.service.port(), all);
      assertThat(Integer.toString(answer.status())).as(refused.get(0)).isEqualTo(refused.get(2));
      assertThat(answer.text())
          .as(refused.get(0))
          .containsAnyOf("urn:roomprint:problem:", "role=\"alert\"");
    }
  }

  @Test
  void aFormThatIsTooLargeIsToldSoInItsOwnWords() throws Exception {
    start("maxBytesPerPhoto = 1000000", "maxPhotosPerSubmission = 3");
    byte[] head =
        head(
                "POST /plain/submissions",
                "Content-Type: multipart/form-data; boundary=b\r\nAccept-Language: es\r\n",
                60 * MEGABYTE)
            .getBytes(StandardCharsets.US_ASCII);
    RawRequest answer =
        RawRequest.send(running.service.port(), Arrays.copyOf(head, head.length + 60 * MEGABYTE));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.text()).contains("Son demasiadas fotografías");
  }

  @Test
  void aBodyThatNeverEndsIsCutOff() throws Exception {
    start();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), running.service.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          head("POST /nothing/here", "Content-Type: text/plain\r\n", Long.MAX_VALUE)
              .getBytes(StandardCharsets.US_ASCII));
      byte[] piece = new byte[MEGABYTE];
      int sent = 0;
      try {
        while (sent < 3_000) {
          out.write(piece);
          sent++;
        }
      } catch (SocketException _) {
        // cut off, as it should be
      }
      assertThat(sent).isBetween(1_000, 1_200);
    }
  }

  private static String head(String line, String headers, long bytes) {
    return line
        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        + headers
        + "Content-Length: "
        + bytes
        + "\r\n\r\n";
  }
}
