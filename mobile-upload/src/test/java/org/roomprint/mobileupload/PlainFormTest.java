package org.roomprint.mobileupload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.inbox.AnnouncedPhoto;
import org.roomprint.inbox.ShotLabel;
import org.roomprint.inbox.Submission;
import org.roomprint.inbox.SubmissionState;
import org.roomprint.inbox.SubmittedHotel;
import org.roomprint.mobileupload.Phone.Answer;

/** The way of a person whose browser runs no script. */
class PlainFormTest {
  private static final String BOUNDARY = "----roomprint-7MA4YWxkTrZu0gW";
  private static final Pattern RECEIPT = Pattern.compile("<strong>([0-9A-Z-]{19})</strong>");

  /** Of this run alone; the module's folder of outputs may hold those of earlier ones. */
  private static final Path PAGES =
      Path.of("target", "plain-pages", Long.toString(ProcessHandle.current().pid()));

  private static final AtomicInteger PAGES_SEEN = new AtomicInteger();

  @TempDir Path folder;
  private final Random random = new Random(7);
  private RunningService running;

  @SuppressWarnings("NullAway.Init") // set before each test
  PlainFormTest() {}

  @BeforeEach
  void start() throws IOException {
    running =
        new RunningService(
            folder, "maxBytesPerPhoto = 300000", "maxPhotosPerSubmission = 3", "minFreeBytes = 0");
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void leadsFromTheNameOfTheHotelToAReceiptAndToTakingItBack() throws Exception {
    Answer start = get("/plain", "es-MX,es;q=0.9,en;q=0.5");
    assertThat(start.text()).contains("<html lang=\"es\">").contains("Nombre del hotel");
    assertThat(get("/plain?language=en", "es").text()).contains("<html lang=\"en\">");

    Answer form = postForm("/plain/hotels", Map.of("name", "etoile <b>", "language", "en"));
    assertThat(form.text())
        .contains("No hotel of this name")
        .contains("value=\"etoile &lt;b>\"")
        .doesNotContain("<b>");
    form = postForm("/plain/hotels", Map.of("name", "étoile", "language", "en"));
    assertThat(form.text()).contains("H\u00f4tel &lt;\u00c9toile&gt; &amp; Co, Lyon (FR)");
    String key = keyOf(form);

    byte[] corner = Phone.picture(random, 250_000);
    byte[] lamp = Phone.picture(random, 30_000);
    Answer sent =
        submit(
            List.of(
                field("language", "en"),
                field("key", key),
                field("hotel", "h-1"),
                field("room", "12"),
                field("month", "2026-10"),
                photo("photo-corner", corner),
                part("name=\"photo-bed\"; filename=\"\"", new byte[0]),
                photo("photo-lamp", lamp)));

    assertThat(sent.status()).as(sent.text()).isEqualTo(200);
    String receipt = receiptOf(sent);
    Submission submission = running.intake.claim().orElseThrow();
    assertThat(submission.hotel()).contains(new SubmittedHotel.Known("h-1"));
    assertThat(submission.room()).contains("12");
    assertThat(submission.photos())
        .extracting(AnnouncedPhoto::label)
        .containsExactly(ShotLabel.CORNER, ShotLabel.LAMP);
    assertThat(running.intake.photo(submission.submissionId(), "plain-0000")).contains(corner);
    assertThat(running.intake.photo(submission.submissionId(), "plain-0001")).contains(lamp);

    Answer again =
        submit(
            List.of(
                field("language", "en"),
                field("key", key),
                field("hotel", "h-1"),
                field("room", "12"),
                field("month", "2026-10"),
                photo("photo-corner", corner),
                photo("photo-lamp", lamp)));
    assertThat(receiptOf(again)).isEqualTo(receipt);

    Answer status = postForm("/plain/receipt", Map.of("receipt", receipt, "language", "es"));
    assertThat(status.text()).contains("Se están revisando");
    Answer withdrawn =
        postForm("/plain/receipt", Map.of("receipt", receipt, "withdraw", "yes", "language", "es"));
    assertThat(withdrawn.text()).contains("Retiradas");
    assertThat(running.intake.find(submission.submissionId()).orElseThrow().state())
        .isEqualTo(SubmissionState.WITHDRAWN);
    assertThat(uploads()).hasSize(2); // the trusted side has them, and is told
    assertThat(running.intake.withdrawn(10)).hasSize(1);
  }

  @Test
  void takesAHotelThatTheListLacks() throws Exception {
    Answer sent =
        submit(
            List.of(
                field("key", "7c9e6679-7425-40de-944b-e07fc1f90ae7"),
                field("hotel", "new"),
                field("hotel-name", "Casa Azul"),
                field("hotel-country", "mx"),
                photo("photo-bed", Phone.picture(random, 10))));

    assertThat(sent.status()).isEqualTo(200);
    assertThat(running.intake.claim().orElseThrow().hotel())
        .contains(new SubmittedHotel.Missing("Casa Azul", Optional.empty(), Optional.of("MX")));
  }

  @Test
  void saysInItsLanguageWhatWasWrongAndKeepsNothing() throws Exception {
    String key = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    byte[] small = Phone.picture(random, 10);
    assertPage(submit(List.of(field("key", key), field("hotel", "h-1"))), 400, "missing");
    assertPage(
        submit(List.of(field("key", "k"), field("hotel", "h-1"), photo("photo-bed", small))),
        400,
        "missing");
    assertPage(
        submit(
            List.of(
                field("key", key),
                field("hotel", "h-1"),
                photo("photo-bed", Phone.picture(random, 300_001)))),
        413,
        "larger than 300 kB");
    assertPage(
        submit(List.of(field("key", key), field("hotel", "h-1"), photo("photo-bed", new byte[9]))),
        415,
        "not a photograph");
    assertPage(
        submit(List.of(field("key", key), field("room", "x".repeat(5_000)))), 413, "too large");
    Answer spanish =
        send(
            running.phone.to("/plain/receipt").header("Accept-Language", "es"),
            "application/x-www-form-urlencoded",
            "receipt=0000-0000-0000-0000".getBytes(StandardCharsets.UTF_8));
    assertPage(spanish, 404, "No conocemos");

    assertThat(uploads()).isEmpty();
    assertThat(running.intake.counts().open()).isZero();
    assertThat(running.intake.counts().reservedBytes()).isZero();
  }

  @Test
  void eachPhotoStandsForItselfAndWhatFailedIsNamedWithItsReason() throws Exception {
    byte[] one = Phone.picture(random, 250_000);
    byte[] other = Phone.picture(random, 30_000);
    Answer sent =
        submit(
            List.of(
                field("key", "7c9e6679-7425-40de-944b-e07fc1f90ae7"),
                field("hotel", "h-1"),
                field("room", "12"),
                field("month", "October"),
                file("photo-corner", "C:\\fotos\\una.jpg", one),
                file("photo-bed", "<b>cañón\u202Egpj.exe", new byte[4_000]),
                file("photo-bathroom", "empty.png", new byte[0]),
                file("photo-lamp", "huge.jpg", Phone.picture(random, 400_000)),
                file("photo-lamp", "lamp.jpg", other),
                file("photo-view", "third.jpg", Phone.picture(random, 10)),
                file("photo-view", "fourth.jpg", Phone.picture(random, 10))));

    assertThat(sent.status()).as(sent.text()).isEqualTo(200);
    assertThat(receiptOf(sent)).isNotEmpty();
    assertThat(sent.text())
        .contains("Your photographs have arrived (3)")
        .contains("File 2 (&lt;b&gt;cañóngpj.exe), The bed from its foot: this is not a photo")
        .contains("File 3 (empty.png), The bathroom from its door: the file is empty")
        .contains("File 4 (huge.jpg), Lamps: the file is larger than 300 kB")
        .contains("File 7 (fourth.jpg), View out of the window: one form takes 3 photographs")
        .doesNotContain("una.jpg", "\u202E")
        .contains("name=\"hotel\" value=\"h-1\"", "name=\"room\" value=\"12\"")
        .contains("name=\"photo-bed\"", "name=\"photo-bathroom\"", "name=\"photo-view\"")
        .doesNotContain("name=\"photo-corner\"");
    Submission submission = running.intake.claim().orElseThrow();
    assertThat(running.intake.photo(submission.submissionId(), "plain-0000")).contains(one);
    assertThat(running.intake.photo(submission.submissionId(), "plain-0001")).contains(other);
    assertThat(submission.photos()).hasSize(3);
    assertThat(uploads()).hasSize(3);

    Answer added =
        submit(
            List.of(
                field("key", keyOf(sent)),
                field("hotel", "h-1"),
                file("photo-bed", "bed.jpg", other)));
    assertThat(receiptOf(added)).isNotEqualTo(receiptOf(sent));
  }

  @Test
  void takesAPhotoWithAFilmBehindItThatIsLargerThanAPictureMayBe() throws Exception {
    running.close();
    running = new RunningService(folder, "minFreeBytes = 0");
    byte[] motion = Phone.picture(random, (15 << 20) + 3_000_000);
    Answer sent =
        submit(
            List.of(
                field("key", "7c9e6679-7425-40de-944b-e07fc1f90ae7"),
                field("hotel", "h-1"),
                file("photo-bed", "motion.jpg", motion)));

    assertThat(sent.status()).as(sent.text()).isEqualTo(200);
    Submission submission = running.intake.claim().orElseThrow();
    assertThat(running.intake.photo(submission.submissionId(), "plain-0000")).contains(motion);
  }

  @Test
  void keepsWhatTurnsOrHidesTextOutOfNames() throws Exception {
    submit(
        List.of(
            field("key", "7c9e6679-7425-40de-944b-e07fc1f90ae7"),
            field("hotel", "new"),
            field("hotel-name", "\u202EluzA\u0007 asaC\u200B\uFEFF"),
            field("hotel-town", "\u2066M\u00e9rida"),
            field("room", "\u200F"),
            photo("photo-bed", Phone.picture(random, 10))));
    Submission submission = running.intake.claim().orElseThrow();
    assertThat(submission.hotel())
        .contains(
            new SubmittedHotel.Missing("luzA asaC", Optional.of("M\u00e9rida"), Optional.empty()));
    assertThat(((SubmittedHotel.Missing) submission.hotel().orElseThrow()).name())
        .isEqualTo("luzA asaC");
    assertThat(submission.room()).isEmpty();
  }

  @Test
  void refusesAFormThatAnotherSiteHadABrowserSend() throws Exception {
    List<Map<String, String>> foreign =
        List.of(
            Map.of("Sec-Fetch-Site", "cross-site"),
            Map.of("Sec-Fetch-Site", "same-site"),
            Map.of("Sec-Fetch-Site", "cross-site", "Origin", running.address),
            Map.of("Origin", "https://other.example"),
            Map.of("Origin", "http://127.0.0.1.other.example"),
            Map.of("Origin", "not an origin"));
    for (Map<String, String> headers : foreign) {
      assertPage(sendWhole(headers), 400, "missing");
      Answer hotels =
          send(
              withHeaders("/plain/hotels", headers),
              "application/x-www-form-urlencoded",
              "name=gare".getBytes(StandardCharsets.UTF_8));
      assertPage(hotels, 400, "missing");
    }
    assertThat(uploads()).isEmpty();
    assertThat(running.intake.claim()).isEmpty();
    for (Map<String, String> headers :
        List.of(
            Map.of("Sec-Fetch-Site", "same-origin", "Origin", "null"),
            Map.of("Origin", running.address),
            Map.of("Origin", "null"))) { // of a page that asks for no referrer, as ours do
      assertThat(sendWhole(headers).status()).as(headers.toString()).isEqualTo(200);
    }
  }

  /** A form that lacks nothing. */
  private Answer sendWhole(Map<String, String> headers) throws Exception {
    return send(
        withHeaders("/plain/submissions", headers),
        "multipart/form-data; boundary=" + BOUNDARY,
        body(
            List.of(
                field("key", new UUID(random.nextLong(), random.nextLong()).toString()),
                field("hotel", "h-1"),
                photo("photo-bed", Phone.picture(random, 10)))));
  }

  private HttpRequest.Builder withHeaders(String path, Map<String, String> headers) {
    HttpRequest.Builder request = running.phone.to(path);
    headers.forEach(request::header);
    return request;
  }

  @Test
  void decodesAFieldOnceAndRefusesOneThatComesTwice() throws Exception {
    String type = "application/x-www-form-urlencoded";
    byte[] encoded = "language=en&name=%2541%253Cb%253E".getBytes(StandardCharsets.UTF_8);
    assertPage(send(running.phone.to("/plain/hotels"), type, encoded), 200, "value=\"%41%3Cb%3E\"");

    byte[] twice = "name=gare&name=etoile".getBytes(StandardCharsets.UTF_8);
    assertPage(send(running.phone.to("/plain/hotels"), type, twice), 400, "missing");
    assertPage(
        submit(
            List.of(
                field("key", "7c9e6679-7425-40de-944b-e07fc1f90ae7"),
                field("hotel", "h-1"),
                field("hotel", "h-2"),
                photo("photo-bed", Phone.picture(random, 10)))),
        400,
        "missing");
    assertThat(uploads()).isEmpty();
  }

  @Test
  void refusesASmallFormThatCannotBeReadOrIsTooLong() throws Exception {
    for (String unreadable : List.of("name=%zz", "name=%4", "name=%ff%fe")) {
      assertPage(sendFields(unreadable), 400, "missing");
    }
    assertPage(sendFields("name=gare&x=" + "x".repeat(8_300)), 413, "too large");
    assertPage(sendFields("x&y".repeat(2_000) + "&name=gare"), 400, "missing"); // y comes twice
    String many =
        IntStream.range(0, 30).mapToObj(i -> "x" + i + "=1").collect(Collectors.joining("&"));
    assertPage(sendFields(many + "&name=gare"), 413, "too large");
  }

  private Answer sendFields(String fields) throws Exception {
    return send(
        running.phone.to("/plain/hotels").header("Accept-Language", "en"),
        "application/x-www-form-urlencoded",
        fields.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void leavesNothingOfAFormThatBreaksOff() throws Exception {
    byte[] whole =
        body(
            List.of(
                field("key", "7c9e6679-7425-40de-944b-e07fc1f90ae7"),
                field("hotel", "h-1"),
                photo("photo-bed", Phone.picture(random, 200_000))));
    byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
    assertPage(
        send(
            running.phone.to("/plain/submissions"),
            "multipart/form-data; boundary=" + BOUNDARY,
            half),
        400,
        "missing");
    assertThat(uploads()).isEmpty();
  }

  private static void assertPage(Answer answer, int status, String words) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertThat(answer.text()).contains(words);
  }

  private Answer get(String path, String languages) throws Exception {
    return kept(
        running.phone.send(running.phone.to(path).header("Accept-Language", languages).GET()));
  }

  /** Every page that a test sees is checked when all have been seen. */
  private static Answer kept(Answer answer) throws IOException {
    if (answer.header("Content-Type").startsWith("text/html")) {
      Files.createDirectories(PAGES);
      Files.write(PAGES.resolve(PAGES_SEEN.incrementAndGet() + ".html"), answer.body());
    }
    return answer;
  }

  @AfterAll
  static void pagesAreValidHtml() throws Exception {
    Path checker = PhonePageTest.ROOT.resolve(".mvn/check-html.mjs");
    ProcessBuilder check =
        new ProcessBuilder("node", checker.toString(), PAGES.toString()).redirectErrorStream(true);
    check.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = check.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private Answer postForm(String path, Map<String, String> fields) throws Exception {
    List<String> pairs =
        fields.entrySet().stream()
            .map(one ->
                one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .toList();
    return send(
        running.phone.to(path),
        "application/x-www-form-urlencoded",
        String.join("&", pairs).getBytes(StandardCharsets.UTF_8));
  }

  private Answer submit(List<byte[]> parts) throws Exception {
    return send(
        running.phone.to("/plain/submissions"),
        "multipart/form-data; boundary=" + BOUNDARY,
        body(parts));
  }

  private Answer send(HttpRequest.Builder request, String type, byte[] body) throws Exception {
    return kept(
        running.phone.send(
            request
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))));
  }

  private static byte[] body(List<byte[]> parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    parts.forEach(body::writeBytes);
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  private static byte[] field(String name, String value) {
    return part("name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] photo(String name, byte[] content) {
    return part("name=\"" + name + "\"; filename=\"../../etc/x.jpg\"", content);
  }

  private static byte[] file(String name, String fileName, byte[] content) {
    return part("name=\"" + name + "\"; filename=\"" + fileName + "\"", content);
  }

  private static byte[] part(String disposition, byte[] content) {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    part.writeBytes(
        ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    part.writeBytes(content);
    part.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    return part.toByteArray();
  }

  private static String keyOf(Answer form) {
    Matcher matcher =
        Pattern.compile("name=\"key\" value=\"([0-9a-f-]{36})\"").matcher(form.text());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static String receiptOf(Answer sent) {
    Matcher matcher = RECEIPT.matcher(sent.text());
    assertThat(matcher.find()).as(sent.text()).isTrue();
    return matcher.group(1);
  }

  private List<Path> uploads() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("inbox").resolve("uploads"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
