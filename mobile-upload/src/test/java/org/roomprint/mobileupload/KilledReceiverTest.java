package org.roomprint.mobileupload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.base.Digests;
import org.roomprint.inbox.AnnouncedPhoto;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.Submission;
import org.roomprint.inbox.SubmissionState;
import org.roomprint.inbox.sql.SqlInbox;

/**
 * The real service, killed with no warning while phones send to it: no photo whose receipt was
 * given is lost, no offset that was acknowledged goes back, no submission is ever seen in part, and
 * none is there twice.
 */
class KilledReceiverTest {
  private static final int PHOTOS = 3;
  private static final int PHOTO_BYTES = 60_000;
  private static final int PIECE_BYTES = 25_000;

  /** Between two gifts of a phone. */
  private static final int MAX_REST_MILLIS = 1_000;

  private static final Duration PAUSE = Duration.ofMillis(400);

  @TempDir Path folder;

  @Test
  void losesNothingWhenItIsKilledSometimes() throws Exception {
    killAndLookForLosses(4, 4, 20_261_122L);
  }

  @Test
  @Tag("slow")
  void losesNothingWhenItIsKilledTwoHundredTimesUnderTwentyUploaders() throws Exception {
    killAndLookForLosses(200, 20, 20_261_123L);
  }

  private void killAndLookForLosses(int kills, int uploaders, long seed) throws Exception {
    Path data = folder.resolve("data");
    InboxSettings settings = InboxSettings.inFolder(data.resolve("inbox"));
    int port = ReceiverProcess.freePort();
    Path log = folder.resolve("log");
    Random random = new Random(seed);
    Sending sending = new Sending("http://127.0.0.1:" + port, seed);
    int whileAnswering = 0;
    try (InboxIntake intake = SqlInbox.openIntake(settings);
        ExecutorService threads = Executors.newFixedThreadPool(uploaders);
        Phone phone = new Phone("http://127.0.0.1:" + port)) {
      try (ReceiverProcess service = start(data, port, log)) {
        service.awaitReady(phone);
        service.stop();
      }
      Observer observer = new Observer(intake);
      List<Future<Integer>> uploading = new ArrayList<>();
      for (int i = 0; i < uploaders; i++) {
        int number = i;
        uploading.add(threads.submit(() -> sending.giveUntilDone(number)));
      }
      try {
        for (int i = 0; i < kills && !sending.failed.get(); i++) {
          try (ReceiverProcess service = start(data, port, log)) {
            // Every fourth time while it starts; otherwise while it answers.
            if (i % 4 == 0) {
              Thread.sleep(random.nextInt(1_500));
            } else {
              service.awaitReady(phone);
              Thread.sleep(random.nextInt(1_500));
              whileAnswering++;
            }
            service.kill();
          }
          observer.lookForHalfOnes();
        }
      } finally {
        sending.done.set(true);
      }
      try (ReceiverProcess service = start(data, port, log)) {
        service.awaitReady(phone);
        for (Future<Integer> one : uploading) {
          one.get();
        }
        observer.lookForHalfOnes();
        sending.compareWith(intake, phone);
        service.stop();
      }
    }
    assertThat(Files.readString(log)).doesNotContain("ERROR", "Exception");
    if (kills > 50) {
      report(kills, whileAnswering, uploaders, sending);
    }
  }

  @SuppressWarnings("SystemOut") // the figures of a slow test are read by a person
  private static void report(int kills, int whileAnswering, int uploaders, Sending sending) {
    System.out.println(
        kills
            + " kills ("
            + whileAnswering
            + " while it answered, the others while it started) under "
            + uploaders
            + " uploaders: "
            + sending.receipts.size()
            + " submissions of "
            + PHOTOS
            + " photos acknowledged, all whole, each once; "
            + sending.interruptions
            + " times a phone was cut off and went on");
  }

  private static ReceiverProcess start(Path data, int port, Path log) throws IOException {
    // The archive of loaded classes shortens each start, as with ./roomprint.
    return ReceiverProcess.start(
        data,
        port,
        log,
        ReceiverProcess.WITHOUT_LIMITS,
        "-XX:TieredStopAtLevel=1",
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + log.resolveSibling("archive.jsa"),
        "-Xlog:cds=off",
        "-Xlog:aot=off",
        "-Xlog:cds+dynamic=off");
  }

  /** The phones, and what they were told. */
  private static final class Sending {
    final AtomicBoolean done = new AtomicBoolean();
    final AtomicBoolean failed = new AtomicBoolean();
    final AtomicInteger interruptions = new AtomicInteger();

    /** The hashes of its photos by receipt. */
    final Map<String, List<String>> receipts = new ConcurrentHashMap<>();

    private final String address;
    private final long seed;

    Sending(String address, long seed) {
      this.address = address;
      this.seed = seed;
    }

    /** Gives one gift after the other, each until its receipt is there. */
    int giveUntilDone(int number) throws InterruptedException {
      Random random = new Random(seed + number);
      int given = 0;
      try (Phone phone = new Phone(address)) {
        do {
          Phone.Gift gift = Phone.gift(random, PHOTOS, PHOTO_BYTES);
          String receipt = giveUntilReceipt(phone, gift);
          List<String> hashes = gift.photos.stream().map(Digests::sha256Hex).toList();
          assertThat(receipts.put(receipt, hashes)).isNull();
          given++;
          Thread.sleep(random.nextInt(MAX_REST_MILLIS));
        } while (!done.get());
      } catch (AssertionError | RuntimeException e) {
        failed.set(true);
        throw e;
      }
      return given;
    }

    private String giveUntilReceipt(Phone phone, Phone.Gift gift) throws InterruptedException {
      while (true) {
        try {
          return phone.give(gift, PIECE_BYTES);
        } catch (IOException _) {
          interruptions.incrementAndGet();
        } catch (Phone.UnexpectedAnswerException e) {
          // The service that was killed may have held an offset that the next one takes over.
          assertThat(e.status()).as(e.getMessage()).isIn(409, 503);
          interruptions.incrementAndGet();
        }
        Thread.sleep(PAUSE);
      }
    }

    void compareWith(InboxIntake intake, Phone phone) throws IOException, InterruptedException {
      List<List<String>> kept = new ArrayList<>();
      for (Submission submission : all(intake)) {
        kept.add(submission.photos().stream().map(AnnouncedPhoto::sha256).toList());
      }
      assertThat(kept).containsExactlyInAnyOrderElementsOf(receipts.values());
      for (String receipt : receipts.keySet()) {
        assertThat(
                phone
                    .post("/api/v1/receipt-lookups", "{\"receipt\":\"" + receipt + "\"}")
                    .json()
                    .path("photos")
                    .asInt())
            .isEqualTo(PHOTOS);
      }
      assertThat(intake.counts().open()).isZero();
    }
  }

  private static List<Submission> all(InboxIntake intake) {
    return intake.list(SubmissionState.RECEIVED, 0, 1_000_000);
  }

  /** The trusted side, which looks at every submission as soon as it sees one. */
  private static final class Observer {
    private final InboxIntake intake;
    private final Map<String, Long> seen = new HashMap<>();
    private long reached;

    Observer(InboxIntake intake) {
      this.intake = intake;
    }

    void lookForHalfOnes() {
      for (Submission submission : intake.list(SubmissionState.RECEIVED, reached, 1_000_000)) {
        assertThat(seen.put(submission.submissionId(), submission.number())).isNull();
        assertThat(submission.number()).isGreaterThan(reached);
        reached = submission.number();
        assertThat(submission.photos()).hasSize(PHOTOS);
        Set<Integer> lengths = new HashSet<>();
        submission
            .photos()
            .forEach(photo ->
                lengths.add(
                    intake.photo(submission.submissionId(), photo.photoId()).orElseThrow().length));
        assertThat(lengths).containsExactly(PHOTO_BYTES);
      }
    }
  }
}
