package org.roomprint.mobileupload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
import org.roomprint.mobileupload.Phone.Answer;
import org.roomprint.mobileupload.Phone.Gift;

/**
 * The real service on a small disk of its own that is full at one step of sending after the other:
 * it says 507, loses nothing that it acknowledged, and goes on by itself once there is room again.
 */
class FullDiskTest {
  private static final int DISK_MIB = 16;
  private static final int BLOCK = 4_096;
  private static final int PHOTO_BYTES = 50_000;

  /** The steps of sending. */
  private enum Step {
    OPEN,
    APPEND,
    COMPLETE,
    WITHDRAW,
    PLAIN_FORM
  }

  @TempDir private Path folder;
  private final Random random = new Random(20_261_122);
  private final Map<Step, Map<Integer, Integer>> statuses = new EnumMap<>(Step.class);
  private final List<String> receipts = new ArrayList<>();
  private final List<List<String>> acknowledged = new ArrayList<>();
  private Path disk = Path.of("unused");

  @BeforeEach
  void mount() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name"))
            && System.getProperty("os.name").equals("Linux"),
        "A small disk is mounted for this test, which only root may");
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MIB + "m", "tmpfs", disk.toString()) == 0,
        "A small disk cannot be mounted here");
  }

  @AfterEach
  void unmount() throws Exception {
    if (Files.isDirectory(disk)) {
      run("umount", disk.toString());
    }
  }

  @Test
  void recoversFromAFullDisk() throws Exception {
    Path data = disk.resolve("data");
    int port = ReceiverProcess.freePort();
    Path log = folder.resolve("log");
    try (ReceiverProcess service = start(data, port, log);
        Phone phone = new Phone("http://127.0.0.1:" + port);
        InboxIntake intake = SqlInbox.openIntake(InboxSettings.inFolder(data.resolve("inbox")))) {
      service.awaitReady(phone);
      for (Step step : Step.values()) {
        tryStep(step, 0, phone);
      }
      compare(intake);
      service.stop();
    }
    checkAnswers(log);
  }

  private static ReceiverProcess start(Path data, int port, Path log) throws IOException {
    return ReceiverProcess.start(
        data, port, log, ReceiverProcess.WITHOUT_LIMITS, "-XX:TieredStopAtLevel=1");
  }

  @Test
  @Tag("slow")
  void recoversFromADiskThatIsFullAtEveryStepAndEveryBlock() throws Exception {
    int[] blocks = new int[20];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = i;
    }
    fillAtEveryStep(blocks);
    print("Answers by step of sending, on a disk with 0 to 19 blocks of 4 KiB left: " + statuses);
  }

  @SuppressWarnings("SystemOut") // the figures of a slow test are read by a person
  private static void print(String line) {
    System.out.println(line);
  }

  private void fillAtEveryStep(int[] blocksLeft) throws Exception {
    Path data = disk.resolve("data");
    int port = ReceiverProcess.freePort();
    String address = "http://127.0.0.1:" + port;
    Path log = folder.resolve("log");
    for (Step step : Step.values()) {
      // Started afresh for each, so that the database's log is short and has to grow.
      try (ReceiverProcess service = start(data, port, log);
          Phone phone = new Phone(address)) {
        service.awaitReady(phone);
        for (int blocks : blocksLeft) {
          tryStep(step, blocks, phone);
        }
        assertThat(service.isAlive()).isTrue();
        service.stop();
      }
    }
    try (ReceiverProcess service = start(data, port, log);
        Phone phone = new Phone(address);
        InboxIntake intake = SqlInbox.openIntake(InboxSettings.inFolder(data.resolve("inbox")))) {
      service.awaitReady(phone);
      compare(intake);
      service.stop();
    }
    checkAnswers(log);
  }

  private void checkAnswers(Path log) throws IOException {
    assertThat(Files.readString(log)).doesNotContain("ERROR");
    // A row needs no new block where the database's log has one left over, so not every step fails
    // at every fill; but where bytes are written, all do.
    assertThat(statuses.get(Step.APPEND)).containsKey(507);
    assertThat(statuses.get(Step.OPEN)).containsKey(507);
    assertThat(statuses.get(Step.PLAIN_FORM)).containsKey(507);
    assertThat(statuses.values())
        .allSatisfy(some -> assertThat(some.keySet()).isSubsetOf(200, 201, 204, 507));
  }

  /**
   * Does what comes before the step, fills the disk, does the step, makes room and does the rest.
   */
  private void tryStep(Step step, int blocksLeft, Phone phone) throws Exception {
    Gift gift = Phone.gift(random, 1, PHOTO_BYTES);
    byte[] photo = gift.photos.getFirst();
    switch (step) {
      case OPEN -> {
        note(step, withFullDisk(blocksLeft, () -> phone.open(gift)));
        finish(phone, gift);
      }
      case APPEND -> {
        String url = phone.open(gift).json().path("uploads").path(0).path("url").asString();
        note(step, withFullDisk(blocksLeft, () -> phone.patch(url, 0, photo)));
        finish(phone, gift);
      }
      case COMPLETE -> {
        Answer opened = phone.open(gift);
        phone.patch(opened.json().path("uploads").path(0).path("url").asString(), 0, photo);
        String id = opened.json().path("submissionId").asString();
        note(step, withFullDisk(blocksLeft, () -> phone.complete(id, gift.key)));
        finish(phone, gift);
      }
      case WITHDRAW -> {
        String body = "{\"receipt\":\"" + phone.give(gift, PHOTO_BYTES) + "\"}";
        note(step, withFullDisk(blocksLeft, () -> phone.post("/api/v1/withdrawals", body)));
        Answer again = phone.post("/api/v1/withdrawals", body);
        assertThat(again.json().path("state").asString()).isEqualTo("WITHDRAWN");
      }
      case PLAIN_FORM -> {
        PlainGift plain = new PlainGift(gift.key, photo);
        note(step, withFullDisk(blocksLeft, () -> plain.send(phone)));
        Answer again = plain.send(phone);
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        receipts.add(again.text());
        acknowledged.add(List.of(Digests.sha256Hex(photo)));
      }
    }
  }

  private void note(Step step, Answer answer) {
    statuses.computeIfAbsent(step, _ -> new TreeMap<>()).merge(answer.status(), 1, Integer::sum);
    if (answer.status() == 507 && step != Step.PLAIN_FORM) {
      assertThat(answer.problem()).isEqualTo("full");
    }
  }

  /** Sends what is left to be sent, as the phone does when it is told to come again. */
  private void finish(Phone phone, Gift gift) throws Exception {
    receipts.add(phone.give(gift, PHOTO_BYTES));
    acknowledged.add(gift.photos.stream().map(Digests::sha256Hex).toList());
  }

  private interface Request {
    Answer send() throws Exception;
  }

  private Answer withFullDisk(int blocksLeft, Request request) throws Exception {
    Path ballast = disk.resolve("ballast");
    long free = Files.getFileStore(disk).getUsableSpace();
    Files.write(ballast, new byte[Math.toIntExact(free - (long) blocksLeft * BLOCK)]);
    try {
      return request.send();
    } finally {
      Files.delete(ballast);
    }
  }

  private void compare(InboxIntake intake) {
    List<List<String>> kept = new ArrayList<>();
    for (Submission submission : intake.list(SubmissionState.RECEIVED, 0, 100_000)) {
      kept.add(submission.photos().stream().map(AnnouncedPhoto::sha256).toList());
      submission
          .photos()
          .forEach(photo ->
              assertThat(intake.photo(submission.submissionId(), photo.photoId())).isPresent());
    }
    assertThat(kept).containsExactlyInAnyOrderElementsOf(acknowledged);
    assertThat(intake.counts().open()).isZero();
    assertThat(intake.counts().reservedBytes()).isEqualTo((long) acknowledged.size() * PHOTO_BYTES);
  }

  private static int run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
