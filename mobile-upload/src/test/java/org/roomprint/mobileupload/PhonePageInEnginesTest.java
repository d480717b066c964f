package org.roomprint.mobileupload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.Submission;
import org.roomprint.inbox.SubmissionState;
import org.roomprint.inbox.sql.SqlInbox;

/**
 * The whole way of the phone page and of the plain form in the engines of Chrome, Firefox and
 * Safari: six photos through ten interruptions, taken back, without network and back, by the plain
 * form. Pictures of every screen are left in {@code target/phone-page-engines}.
 */
class PhonePageInEnginesTest {
  private static final long PATIENCE_MINUTES = 10;

  @TempDir private Path folder;

  /** Both at once, each with a service of its own: most of what they do is waiting. */
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"webkit,   320-dark-private", "firefox,  320-dark"})
  void leadsToWholeSubmissionsThatCanBeTakenBack(String engine, String way) throws Exception {
    walk(engine, way);
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "chromium, 320-light",
    "chromium, 320-dark",
    "chromium, 390-light",
    "chromium, 390-dark",
    "chromium, 390-light-private",
    "firefox,  320-light",
    "firefox,  390-light",
    "firefox,  390-dark",
    "firefox,  390-light-private",
    "webkit,   320-light",
    "webkit,   320-dark",
    "webkit,   390-light",
    "webkit,   390-dark",
    "webkit,   390-light-private"
  })
  void leadsToWholeSubmissionsInEverySizeAndColour(String engine, String way) throws Exception {
    walk(engine, way);
  }

  @Tag("slow")
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest(name = "{0}, {1} of 10")
  @CsvSource({
    "390-light,1",
    "390-light,2",
    "390-light,3",
    "390-light,4",
    "390-light,5",
    "390-light,6",
    "390-light,7",
    "390-light,8",
    "390-light,9",
    "390-light,10",
    "390-dark-private,1",
    "390-dark-private,2",
    "390-dark-private,3",
    "390-dark-private,4",
    "390-dark-private,5",
    "390-dark-private,6",
    "390-dark-private,7",
    "390-dark-private,8",
    "390-dark-private,9",
    "390-dark-private,10"
  })
  void losesNothingInWebKitTenTimesInARow(String way, int time) throws Exception {
    assertThat(time).isPositive();
    walk("webkit", way);
  }

  private void walk(String engine, String way) throws IOException, InterruptedException {
    Path web = PhonePageTest.ROOT.resolve("mobile-upload/src/main/web");
    String missing =
        run(
            web,
            "node",
            "--input-type=module",
            "--eval",
            "import { missing } from './engines/engines.mjs'; "
                + "process.stdout.write(missing('"
                + engine
                + "') ?? '');");
    assumeTrue(missing.isEmpty(), missing);
    assumeTrue(
        ReceivingService.class.getResource("pages/index.html") != null,
        "The pages were left out of this build (-Dpages.skip)");
    Path pictures =
        Files.createDirectories(Path.of("target", "phone-page-engines")).toAbsolutePath();
    InboxSettings inbox = InboxSettings.inFolder(folder.resolve("inbox"));
    try (ReceivingService service =
            new ReceivingService(inbox, MobileSettings.defaults().withPort(0), Clock.systemUTC());
        InboxIntake intake = SqlInbox.openIntake(inbox)) {
      intake.publishHotels(PhonePageTest.sampleHotels().iterator());
      run(
          web,
          "node",
          "engines.e2e.mjs",
          Integer.toString(service.port()),
          engine,
          PhonePageTest.SAMPLE.resolve("photos/h01/r1").toString(),
          PhonePageTest.HOTEL,
          pictures.toString(),
          way);
      List<Submission> kept = intake.list(SubmissionState.RECEIVED, 0, 100);
      assertThat(kept.stream().map(submission -> submission.photos().size()))
          .as("photos of what was not taken back: without network, by the plain form")
          .containsExactlyInAnyOrder(1, 1);
      assertThat(intake.counts().open()).as("submissions begun and not completed").isZero();
    }
  }

  /** What a program prints, which must end with 0. */
  private String run(Path in, String... command) throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "printed", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // The engine of Safari is shown by a window that is a Java program.
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    String printed = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(ended).as(printed).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }
}
