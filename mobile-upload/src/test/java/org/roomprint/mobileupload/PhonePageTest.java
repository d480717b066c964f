package org.roomprint.mobileupload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.base.Place;
import org.roomprint.inbox.AnnouncedPhoto;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.PublicHotel;
import org.roomprint.inbox.Submission;
import org.roomprint.inbox.SubmissionState;
import org.roomprint.inbox.sql.SqlInbox;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The phone page in a real headless Chromium with a phone's profile, against the real service;
 * pictures of every screen are left in {@code target/phone-page}.
 */
class PhonePageTest {
  private static final long PATIENCE_MINUTES = 15;
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path SAMPLE = ROOT.resolve("indexer/sample");
  static final String HOTEL = "Larkspur Inn Halifax";

  private static final int MARKER = 0xff;
  private static final int START_OF_SCAN = 0xda;
  private static final int FIRST_METADATA_SEGMENT = 0xe1;
  private static final int LAST_METADATA_SEGMENT = 0xef;
  private static final int COMMENT = 0xfe;

  @TempDir private Path folder;

  @Test
  void leadsFromTheFirstTapToOneCompleteSubmissionEachTimeWhateverTheNetworkDoes()
      throws Exception {
    play(
        6,
        "tour-english",
        "size",
        "network-lost",
        "page-closed",
        "offline",
        "content",
        "photo-lost",
        "plain-form");
    assertThat(Path.of("target", "phone-page", "01-start.webp")).isNotEmptyFile();
  }

  @Tag("slow")
  @Test
  void doesTheSameInSpanishInTheDarkOnAFullPhoneAndWithoutNetworkThreeTimes() throws Exception {
    play(
        4,
        "tour-spanish-320-dark",
        "network-lost-three-times",
        "nothing-kept",
        "phone-full",
        "segmenter-late");
  }

  private void play(int withReceipt, String... scenarios) throws Exception {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "Chromium is not installed (package chromium)");
    assumeTrue(
        ReceivingService.class.getResource("pages/index.html") != null,
        "The pages were left out of this build (-Dpages.skip)");
    Path pictures = Files.createDirectories(Path.of("target", "phone-page")).toAbsolutePath();
    InboxSettings inbox = InboxSettings.inFolder(folder.resolve("inbox"));
    try (ReceivingService service =
            new ReceivingService(inbox, MobileSettings.defaults().withPort(0), Clock.systemUTC());
        InboxIntake intake = SqlInbox.openIntake(inbox)) {
      intake.publishHotels(sampleHotels().iterator());
      List<JsonNode> said = drive(service.port(), chromium.get(), pictures, scenarios);
      assertThat(said)
          .extracting(scenario -> scenario.path("scenario").asString())
          .containsExactlyInAnyOrder(scenarios);

      List<JsonNode> sent =
          said.stream().filter(scenario -> scenario.hasNonNull("receipt")).toList();
      assertThat(sent).hasSize(withReceipt);
      List<Submission> kept = intake.list(SubmissionState.RECEIVED, 0, 100);
      assertThat(kept.stream().map(submission -> submission.photos().size()))
          .as("one submission, complete, for each that was not taken back")
          .containsExactlyInAnyOrderElementsOf(
              sent.stream()
                  .filter(scenario -> !scenario.hasNonNull("withdrawn"))
                  .map(scenario -> scenario.get("photos").asInt())
                  .toList());
      assertThat(intake.counts().open()).as("submissions begun and not completed").isZero();
      for (Submission submission : kept) {
        for (AnnouncedPhoto photo : submission.photos()) {
          assertThat(
                  segments(intake.photo(submission.submissionId(), photo.photoId()).orElseThrow()))
              .as("segments of a JPEG that can carry words")
              .noneMatch(marker ->
                  marker == COMMENT
                      || (marker >= FIRST_METADATA_SEGMENT && marker <= LAST_METADATA_SEGMENT));
        }
      }
    }
  }

  /** What the script says of each scenario. */
  private List<JsonNode> drive(int port, Path chromium, Path pictures, String... scenarios)
      throws IOException, InterruptedException {
    Path log = folder.resolve("page.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                "node",
                "phone.e2e.mjs",
                "http://localhost:" + port + "/",
                chromium.toString(),
                SAMPLE.resolve("photos/h01/r1").toString(),
                HOTEL,
                pictures.toString()));
    command.addAll(List.of(scenarios));
    Process process =
        new ProcessBuilder(command)
            .directory(ROOT.resolve("mobile-upload/src/main/web").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    String printed = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(ended).as(printed).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    ObjectMapper json = new ObjectMapper();
    return printed.lines().filter(line -> line.startsWith("{")).map(json::readTree).toList();
  }

  static List<PublicHotel> sampleHotels() throws IOException {
    return Files.readAllLines(SAMPLE.resolve("hotels.csv")).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(cells ->
            new PublicHotel(
                cells[0],
                cells[1],
                Optional.of(cells[6]),
                Optional.of(cells[5]),
                Optional.of(new Place(Double.parseDouble(cells[3]), Double.parseDouble(cells[4])))))
        .toList();
  }

  /** Markers of a JPEG's segments up to its first scan. */
  private static List<Integer> segments(byte[] jpeg) {
    List<Integer> markers = new ArrayList<>();
    int at = 2;
    while (Byte.toUnsignedInt(jpeg[at]) == MARKER) {
      int marker = Byte.toUnsignedInt(jpeg[at + 1]);
      markers.add(marker);
      if (marker == START_OF_SCAN) {
        break;
      }
      at += 2 + (Byte.toUnsignedInt(jpeg[at + 2]) << 8) + Byte.toUnsignedInt(jpeg[at + 3]);
    }
    return markers;
  }

  private static Optional<Path> chromium() {
    String named = System.getenv("CHROMIUM");
    return Stream.of(
            named == null ? "" : named,
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
