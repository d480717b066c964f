package org.roomprint.searchapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roomprint.searchapi.SampleService.SAMPLE;
import static org.roomprint.searchapi.SampleService.STATEMENT;

import io.javalin.security.RouteRole;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.Justification;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.audit.AuditOutcome;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.catalog.paging.Page;
import org.roomprint.searchapi.SampleService.Answer;
import org.roomprint.searchapi.http.RouteAccess;

/**
 * What people with and without a key may not do leaves a trace, is bounded, and harms nobody else.
 */
class MisuseTest {
  private static final String SEARCHES = "api/v1/hotel-searches";
  private static final int ADS_PER_DAY = 12;
  private static final int HEAD_SECONDS = 2;

  @TempDir private static Path folder;

  private static SampleService sample;
  private static byte[] photo;

  @BeforeAll
  static void start() throws IOException {
    ServiceSettings settings =
        new ServiceSettings(
            "127.0.0.1",
            0,
            2,
            List.of(),
            6_000,
            20,
            ADS_PER_DAY,
            2,
            1_000,
            1_000,
            100,
            30,
            HEAD_SECONDS,
            4_096);
    sample = new SampleService(folder, 1, true, settings);
    photo = Files.readAllBytes(SAMPLE.resolve("queries").resolve("query-01.jpg"));
  }

  @AfterAll
  static void stop() {
    sample.close();
  }

  @Test
  void recordsRefusedSearchesAndCountsTheirRepetition() throws Exception {
    String operator = sample.key(Role.OPERATOR);
    String analyst = sample.key(Role.ANALYST);
    for (int i = 0; i < 5; i++) {
      assertProblem(search(operator, STATEMENT), 403, "not-permitted");
    }
    assertProblem(search(analyst, "{\"purpose\":\"x\"}"), 400, "invalid-request");

    assertThat(refusals(operator)).hasSize(1);
    assertThat(refusals(operator).getFirst().action()).isEqualTo(Action.SEARCH_HOTELS);
    assertThat(refusals(operator).getFirst().keyLabel()).contains("test");
    assertThat(refusals(operator).getFirst().parameters()).contains("NOT_PERMITTED");
    assertThat(refusals(analyst).getFirst().parameters()).contains("INVALID_REQUEST");
  }

  @Test
  void slowsWrongKeysDownRecordsThemOnceAndStillLetsARightOneIn() throws Exception {
    String right = sample.key(Role.ANALYST);
    String wrong = right.substring(0, right.length() - 4) + "AAAA";
    int slowed = 0;
    for (int i = 0; i < 60; i++) {
      Answer answer = sample.get("api/v1/hotels", wrong);
      assertThat(answer.status()).isIn(401, 429);
      if (answer.status() == 429) {
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        slowed++;
      }
    }

    assertThat(slowed).isGreaterThan(45);
    assertThat(sample.get("api/v1/hotels", right).status()).isEqualTo(200);
    List<AuditEntry> records =
        records().stream()
            .map(AuditRecord::entry)
            .filter(entry -> entry.action() == Action.PRESENT_KEY)
            .filter(entry -> entry.parameters().contains("UNKNOWN_KEY"))
            .toList();
    assertThat(records).hasSizeBetween(1, 2);
    assertThat(records.getLast().parameters()).contains(keyId(right));
    assertThat(records.getLast().keyId()).isEqualTo(AuditEntry.NO_KEY);
  }

  @Test
  void readsAdsAndWholePicturesOnlyForACaseRecordsThatAndEndsAtTheQuota() throws Exception {
    String analyst = sample.key(Role.ANALYST);
    assertProblem(sample.get("api/v1/ads", analyst), 400, "invalid-request");

    Answer ads = sample.getForCase("api/v1/ads?limit=10", analyst);

    assertThat(ads.status()).isEqualTo(200);
    AuditRecord read = newest();
    assertThat(read.entry().action()).isEqualTo(Action.VIEW_ADS);
    assertThat(read.entry().outcome()).isEqualTo(AuditOutcome.DONE);
    assertThat(read.entry().justification().orElseThrow().purpose().text())
        .isEqualTo("testing – all");
    assertThat(read.entry().answer()).hasSize(ads.json().path("ads").size());
    assertThat(ads.header("X-Audit-Head")).isEqualTo(read.head().text());
    int left = ADS_PER_DAY - ads.json().path("ads").size();
    assertProblem(
        sample.getForCase("api/v1/ads?limit=200", analyst),
        left < ads.json().path("ads").size() ? 429 : 200,
        left < ads.json().path("ads").size() ? "quota-used" : "");
    assertThat(refusals(analyst).getFirst().parameters()).contains("QUOTA_USED");

    String picture = "api/v1/photos/" + aPhoto() + "/picture";
    String investigator = sample.key(Role.INVESTIGATOR);
    assertProblem(sample.get(picture, investigator), 400, "invalid-request");
    Answer whole = sample.getForCase(picture, investigator);
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.header("Content-Disposition")).isEqualTo("inline; filename=\"picture\"");
    assertThat(newest().entry().answer().getFirst().id()).isEqualTo(aPhoto());
    assertThat(sample.getForCase(picture, investigator).status()).isEqualTo(200);
    assertProblem(sample.getForCase(picture, investigator), 429, "quota-used");
    assertThat(sample.getForCase(picture, sample.key(Role.INVESTIGATOR)).status()).isEqualTo(200);
  }

  @Test
  void decodesTheCaseOfAReadOnce() throws Exception {
    String head =
        "Authorization: Bearer " + sample.key(Role.ANALYST) + "\r\nX-Purpose: x%2520%2541\r\n";
    String line = "GET /api/v1/ads?limit=1 HTTP/1.1";

    assertThat(raw(line, head + "X-Case-Reference: A%2D1\r\n")).startsWith("HTTP/1.1 200");
    Justification kept = newest().entry().justification().orElseThrow();
    assertThat(kept.caseReference().text()).isEqualTo("A-1");
    assertThat(kept.purpose().text()).isEqualTo("x%20%41");
    // Decoded once it has a percent sign, which no case has.
    assertThat(raw(line, head + "X-Case-Reference: %2541\r\n")).startsWith("HTTP/1.1 400");
  }

  @Test
  void findsAnAdByWhatItsSiteCallsIt() throws Exception {
    String analyst = sample.key(Role.ANALYST);
    String siteAdId;
    try (Catalog catalog = sample.openCatalog()) {
      siteAdId = catalog.ads().list(Optional.empty(), 1).items().getFirst().siteAdId();
    }

    assertThat(
            sample.post("api/v1/ads/" + siteAdId + "/link-searches", analyst, STATEMENT).status())
        .isEqualTo(200);
    assertThat(sample.getForCase("api/v1/ads/" + siteAdId, analyst).status()).isEqualTo(200);
  }

  @Test
  void tellsTheHeadOfTheAuditLogWithEveryAnswerToAKeyAndToNobodyElse() throws Exception {
    Answer answer = search(sample.key(Role.ANALYST), STATEMENT);

    assertThat(AuditHead.in(answer.header("X-Audit-Head"))).contains(newest().head());
    assertThat(answer.json().path("auditHash").asString()).isEqualTo(newest().hash());
    assertThat(sample.get("api/v1/hotels", sample.key(Role.ANALYST)).header("X-Audit-Head"))
        .isNotEmpty();
    assertThat(sample.get("health/ready", "").header("X-Audit-Head")).isEmpty();
    assertThat(sample.get("api/v1/hotels", "").header("X-Audit-Head")).isEmpty();
  }

  /** Every route with every caller, as the roles' table says. */
  @Test
  void answersEachRouteForWhomItIsMeantAndNobodyElse() throws Exception {
    for (Map.Entry<String, Set<RouteRole>> route : sample.service().api().routes().entrySet()) {
      String[] words = route.getKey().split(" ", 2);
      String path = words[1].substring(1).replaceAll("\\{[^}]*}", "none");
      Optional<Action> action = ((RouteAccess) route.getValue().iterator().next()).action();
      assertThat(statusOf(words[0], path, ""))
          .as(route.getKey())
          .matches(status -> (status == 401) == action.isPresent());
      for (Role role : Role.values()) {
        boolean permitted = action.map(role.permitted()::contains).orElse(true);
        assertThat(statusOf(words[0], path, sample.key(role)))
            .as(route.getKey() + " " + role)
            .matches(status -> (status == 403) != permitted)
            .isNotIn(401, 500);
      }
    }
  }

  private static int statusOf(String method, String path, String key) throws Exception {
    return (method.equals("POST") ? sample.post(path, key, "{}") : sample.get(path, key)).status();
  }

  @Test
  void saysWhatAKeyIsFor() throws Exception {
    Answer answer = sample.get("api/v1/key", sample.key(Role.ANALYST, Role.OPERATOR));

    assertThat(answer.json().path("roles").toString()).isEqualTo("[\"ANALYST\",\"OPERATOR\"]");
    assertThat(answer.json().path("label").asString()).isEqualTo("test");
    assertProblem(sample.get("api/v1/key", sample.key(Role.PARTNER)), 403, "not-permitted");
  }

  @Test
  void notesTheDayAKeyWasUsed() throws Exception {
    String key = sample.key(Role.ANALYST);
    sample.get("api/v1/hotels", key);

    try (Catalog catalog = sample.openCatalog()) {
      Optional<?> used = Optional.empty();
      for (int i = 0; i < 100 && used.isEmpty(); i++) {
        Thread.sleep(100);
        used = catalog.apiKeys().find(keyId(key)).orElseThrow().key().lastUsed();
      }
      assertThat(used).isPresent();
    }
  }

  @Test
  void takesNoRequestIdFromAClientAndReadsNoOtherTextThanUtf8() throws Exception {
    String key = sample.key(Role.ANALYST);
    String head = "Authorization: Bearer " + key + "\r\nX-Request-Id: of-the-client-0001\r\n";

    assertThat(raw("GET /api/v1/hotels HTTP/1.1", head)).doesNotContain("of-the-client");
    for (String type :
        List.of(
            "multipart/form-data; boundary=b; charset=x",
            "application/json; charset=x",
            "application/json; Charset=\"utf-16\"")) {
      String body = head + "Content-Type: " + type + "\r\nContent-Length: 2\r\n";
      for (String path : List.of(SEARCHES, "api/v1/picture-lookups", "api/v1/nothing")) {
        assertThat(raw("POST /" + path + " HTTP/1.1", body + "\r\n{}"))
            .as(type + " " + path)
            .startsWith("HTTP/1.1 415");
      }
    }
    assertThat(
            raw(
                "POST /api/v1/picture-lookups HTTP/1.1",
                head
                    + "Content-Type: Application/JSON; CharSet=UTF-8\r\nContent-Length: 2\r\n\r\n{}"))
        .startsWith("HTTP/1.1 400")
        .contains("case reference");
  }

  @Test
  void answersWhatTheServerRefusesItselfAsAProblemToo() throws Exception {
    for (String line :
        List.of(
            "GET /%00 HTTP/1.1", "GET /a%ZZ HTTP/1.1", "GET /" + "x".repeat(9_000) + " HTTP/1.1")) {
      assertThat(raw(line, ""))
          .as(line.substring(0, 12))
          .startsWith("HTTP/1.1 4")
          .contains("application/problem+json")
          .contains("urn:roomprint:problem:")
          .doesNotContain("<html");
    }
  }

  @Test
  void refusesASearchWhosePicturesDeclareTooManyPixels() throws Exception {
    byte[] large = png(4_000, 3_000);

    assertProblem(
        sample.postFiles(
            SEARCHES,
            sample.key(Role.ANALYST),
            STATEMENT,
            List.of(Map.entry("image", large), Map.entry("mask", large))),
        413,
        "too-large");
    assertThat(
            sample
                .postFiles(
                    SEARCHES,
                    sample.key(Role.ANALYST),
                    STATEMENT,
                    List.of(Map.entry("image", large)))
                .status())
        .isEqualTo(200);
  }

  @Test
  void searchesForAThirdWhileSlowBodiesOfTwoKeysDoNotCome() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (String key : List.of(sample.key(Role.ANALYST), sample.key(Role.ANALYST))) {
        for (int i = 0; i < 16; i++) {
          Socket socket = connect();
          slow.add(socket);
          write(
              socket,
              "POST /"
                  + SEARCHES
                  + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                  + key
                  + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n--b\r\n");
        }
      }
      Thread.sleep(1_000);

      assertThat(search(sample.key(Role.ANALYST), STATEMENT).status()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void dropsConnectionsWhoseHeadDoesNotComeInTimeHoweverManyBytesTrickleIn() throws Exception {
    try (Socket socket = connect()) {
      write(socket, "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
      boolean dropped = false;
      for (int i = 0; i < 20 && !dropped; i++) {
        Thread.sleep(500);
        dropped = isDropped(socket);
      }
      assertThat(dropped).isTrue();
    }
  }

  private static boolean isDropped(Socket socket) throws IOException {
    try {
      write(socket, "a");
      socket.setSoTimeout(50);
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException _) {
      return false;
    } catch (SocketException _) {
      return true;
    }
  }

  private static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int x = 0; x < width / 2; x++) {
      for (int y = 0; y < 40; y++) {
        image.setRGB(x, y, 0xFFFFFF);
      }
    }
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static Answer search(String key, String statement) throws Exception {
    return sample.postFiles(SEARCHES, key, statement, List.of(Map.entry("image", photo)));
  }

  private static String keyId(String key) {
    return key.substring(3, 15);
  }

  private static String aPhoto() {
    try (Catalog catalog = sample.openCatalog()) {
      String hotel = catalog.hotels().list(Optional.empty(), 1).items().getFirst().hotelId();
      return catalog.photos().ofHotel(hotel, Optional.empty(), 1).items().getFirst().photoId();
    }
  }

  private static AuditRecord newest() {
    return records().getFirst();
  }

  private static List<AuditRecord> records() {
    try (Catalog catalog = sample.openCatalog()) {
      return catalog.auditLog().list(Optional.empty(), Page.MAX_LIMIT).items();
    }
  }

  private static List<AuditEntry> refusals(String key) {
    return records().stream()
        .map(AuditRecord::entry)
        .filter(entry -> entry.keyId().equals(keyId(key)))
        .filter(entry -> entry.outcome() == AuditOutcome.REFUSED)
        .toList();
  }

  private static Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), sample.service().port());
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String raw(String line, String headersAndBody) throws IOException {
    try (Socket socket = connect()) {
      String rest = headersAndBody.contains("\r\n\r\n") ? headersAndBody : headersAndBody + "\r\n";
      write(socket, line + "\r\nHost: localhost\r\nConnection: close\r\n" + rest);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).isEqualTo(status);
    if (status >= 400) {
      assertThat(answer.json().path("type").asString()).isEqualTo("urn:roomprint:problem:" + type);
    }
  }
}
