package org.roomprint.vectors.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roomprint.vectors.image.DecodeOutcome.Decoded;
import org.roomprint.vectors.image.DecodeOutcome.Refused;

class WorkerDecoderTest {
  private static final Duration SHORT = Duration.ofSeconds(2);

  /** No limit that a busy machine could reach. */
  private static final Duration LONG = Duration.ofMinutes(1);

  private static final int NEVER = Integer.MAX_VALUE;
  private static final RasterImage PICTURE = DrawnPictures.scene(320, 240, 5);

  private static WorkerDecoder decoder;
  private static WorkerDecoder misbehaving;
  private static WorkerDecoder hanging;

  @BeforeAll
  static void start() {
    decoder =
        WorkerDecoder.start(
            new WorkerCommand(DecoderWorker.class),
            2,
            LONG,
            WorkerDecoder.MAX_PICTURES_PER_PROCESS);
    misbehaving = WorkerDecoder.start(new WorkerCommand(MisbehavingWorker.class), 1, LONG, NEVER);
    hanging = WorkerDecoder.start(new WorkerCommand(MisbehavingWorker.class), 1, SHORT, NEVER);
  }

  @AfterAll
  static void close() {
    decoder.close();
    misbehaving.close();
    hanging.close();
  }

  @Test
  void givesWhatDecodingInProcessGives() {
    PictureDecoder inProcess = new InProcessDecoder();
    for (byte[] bytes :
        List.of(
            DrawnPictures.jpeg(PICTURE),
            DrawnPictures.progressiveJpeg(PICTURE),
            DrawnPictures.jpegWithOrientation(DrawnPictures.jpeg(PICTURE), 6),
            DrawnPictures.png(PICTURE),
            DrawnPictures.lossyWebp(PICTURE),
            DrawnPictures.losslessWebp(PICTURE))) {
      for (int side : new int[] {5_000, 320, 100, 33}) {
        assertThat(decoder.decode(bytes, side))
            .isInstanceOf(Decoded.class)
            .isEqualTo(inProcess.decode(bytes, side));
      }
    }
  }

  @Test
  void refusesWhatTheGateRefuses() {
    assertThat(reason(decoder.decode(new byte[0], 800))).isEqualTo(RefusalReason.EMPTY);
  }

  @Test
  void refusesAPngWhoseDataAreDamaged() {
    byte[] png = DrawnPictures.png(PICTURE);
    png[png.length / 2] ^= 4;
    assertThat(reason(decoder.decode(png, 800))).isEqualTo(RefusalReason.UNDECODABLE);
  }

  @Test
  void refusesJpegsCutAtEveryPercentEvenWhenTheirEndIsMended() {
    for (byte[] whole :
        List.of(
            DrawnPictures.jpeg(PICTURE),
            DrawnPictures.progressiveJpeg(PICTURE),
            DrawnPictures.jpegWithRestarts(PICTURE))) {
      for (int percent = 3; percent < 100; percent++) {
        byte[] mended = MendedFiles.mend(Arrays.copyOf(whole, whole.length * percent / 100));
        assertThat(decoder.decode(mended, 800)).as("%d %%", percent).isInstanceOf(Refused.class);
      }
    }
  }

  @Test
  void callsAJpegWithAHoleInItsDataIncomplete() {
    byte[] jpeg = DrawnPictures.jpegWithRestarts(PICTURE);
    byte[] holed =
        DrawnPictures.join(
            Arrays.copyOf(jpeg, jpeg.length / 2),
            Arrays.copyOfRange(jpeg, jpeg.length / 2 + 900, jpeg.length));
    assertThat(reason(decoder.decode(holed, 800))).isEqualTo(RefusalReason.INCOMPLETE);
  }

  @Test
  void decodesAJpegWhoseDataArePaddedBeforeTheEnd() {
    byte[] jpeg = DrawnPictures.jpeg(PICTURE);
    byte[] padded = DrawnPictures.splice(jpeg, jpeg.length - 2, new byte[300]);
    assertThat(decoder.decode(padded, 800)).isEqualTo(decoder.decode(jpeg, 800));
  }

  @Test
  void decodesAPictureOfTheLargestPhonesAtReducedScale() {
    Decoded decoded = (Decoded) decoder.decode(OddJpegs.flat(16_320, 12_240), 800);
    assertThat(decoded.originalWidth()).isEqualTo(16_320);
    assertThat(decoded.picture().width()).isEqualTo(800);
  }

  @Test
  void takesAJpegInEveryOddWrappingAndSaysOfNoneThatItIsDamaged() {
    byte[] jpeg = DrawnPictures.jpeg(PICTURE);
    DecodeOutcome whole = decoder.decode(jpeg, 800);
    OddJpegs.wrappings(jpeg)
        .forEach(
            (wrapping, odd) -> assertThat(decoder.decode(odd, 800)).as(wrapping).isEqualTo(whole));
  }

  @Test
  void doesNotBlameAPictureForTheWarningsOfTheOneBefore() {
    byte[] jpeg = DrawnPictures.jpeg(PICTURE);
    byte[] cut = MendedFiles.mend(Arrays.copyOf(jpeg, jpeg.length / 2));
    for (int i = 0; i < 5; i++) {
      assertThat(decoder.decode(cut, 800)).isInstanceOf(Refused.class);
      assertThat(decoder.decode(jpeg, 800)).isInstanceOf(Decoded.class);
    }
  }

  @Test
  void decodesFromSeveralThreadsAtOnceAndMixesNothingUp()
      throws ExecutionException, InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Future<Boolean>> right = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        RasterImage picture = DrawnPictures.scene(40 + i, 50, i);
        right.add(
            threads.submit(() ->
                decoder.decode(DrawnPictures.png(picture), 800) instanceof Decoded decoded
                    && decoded.picture().equals(picture)));
      }
      for (Future<Boolean> each : right) {
        assertThat(each.get()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        MisbehavingWorker.ENDS,
        MisbehavingWorker.ANSWERS_ANOTHER_SIZE,
        MisbehavingWorker.ANSWERS_NONSENSE,
        MisbehavingWorker.STOPS_WITHIN_ITS_ANSWER,
        MisbehavingWorker.FILLS_ITS_HEAP,
        MisbehavingWorker.PRINTS_WITHOUT_END,
        MisbehavingWorker.PRINTS_ONE_LINE_WITHOUT_END,
        MisbehavingWorker.REFUSES_FOR_A_REASON_NOT_ITS_OWN
      })
  void givesAVerdictOnAFileThatBringsTheWorkerDownAndGoesOn(int behaviour) {
    long crashes = misbehaving.counts().crashes();
    assertThat(reason(misbehaving.decode(pngOfWidth(behaviour), 800)))
        .isEqualTo(RefusalReason.DECODER_CRASHED);
    assertThat(misbehaving.counts().crashes()).isEqualTo(crashes + 1);
    assertThat(misbehaving.decode(pngOfWidth(50), 800)).isInstanceOf(Decoded.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {MisbehavingWorker.HANGS, MisbehavingWorker.FORGETS_THE_END_OF_WARNINGS})
  void givesAVerdictOnAFileThatTheWorkerDoesNotFinishAndGoesOn(int behaviour) {
    long timeOuts = hanging.counts().timeOuts();
    assertThat(reason(hanging.decode(pngOfWidth(behaviour), 800)))
        .isEqualTo(RefusalReason.TIMED_OUT);
    assertThat(hanging.counts().timeOuts()).isGreaterThan(timeOuts);
    // On a busy machine even an honest worker may be late once.
    assertThat(Stream.generate(() -> hanging.decode(pngOfWidth(50), 800)).limit(10))
        .anyMatch(Decoded.class::isInstance);
  }

  @Test
  void blamesNoFileForAWorkerThatEndedWhileItWasIdle() throws InterruptedException {
    try (WorkerDecoder own =
        WorkerDecoder.start(new WorkerCommand(MisbehavingWorker.class), 1, LONG, NEVER)) {
      for (int i = 0; i < 3; i++) {
        List<ProcessHandle> idle = own.handles().toList();
        idle.forEach(ProcessHandle::destroyForcibly);
        idle.forEach(process -> process.onExit().join());
        Thread.sleep(200); // until the parent has noticed, too
        assertThat(own.decode(pngOfWidth(50), 800)).isInstanceOf(Decoded.class);
      }
      assertThat(own.counts().crashes()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        MisbehavingWorker.PRINTS_WHEN_IT_IS_IDLE,
        MisbehavingWorker.ANSWERS_WHEN_IT_IS_IDLE,
        MisbehavingWorker.ENDS_ITS_WARNINGS_AGAIN_AND_AGAIN
      })
  void endsAWorkerThatSpeaksWithoutHavingBeenAsked(int behaviour) throws InterruptedException {
    try (WorkerDecoder own =
        WorkerDecoder.start(new WorkerCommand(MisbehavingWorker.class), 1, LONG, NEVER)) {
      assertThat(own.decode(pngOfWidth(behaviour), 800)).isInstanceOf(Decoded.class);
      List<Long> before = own.handles().map(ProcessHandle::pid).toList();
      Thread.sleep(MisbehavingWorker.IDLE_MILLIS * 3L);
      assertThat(own.decode(pngOfWidth(50), 800)).isInstanceOf(Decoded.class);
      assertThat(own.handles().map(ProcessHandle::pid)).isNotEqualTo(before);
      assertThat(own.counts().crashes()).isZero();
    }
  }

  @Test
  void endsAWorkerThatWorksWithoutHavingBeenAsked() {
    try (WorkerDecoder own =
        WorkerDecoder.start(new WorkerCommand(MisbehavingWorker.class), 1, LONG, NEVER)) {
      List<ProcessHandle> before = own.handles().toList();
      assertThat(own.decode(pngOfWidth(MisbehavingWorker.WORKS_WHEN_IT_IS_IDLE), 800))
          .isInstanceOf(Decoded.class);
      assertThat(before).anySatisfy(process -> assertThat(process.onExit()).succeedsWithin(LONG));
    }
  }

  @Test
  void replacesAProcessAfterSoManyPictures() {
    try (WorkerDecoder own =
        WorkerDecoder.start(new WorkerCommand(MisbehavingWorker.class), 1, LONG, 3)) {
      List<Long> before = own.handles().map(ProcessHandle::pid).toList();
      for (int i = 0; i < 12; i++) {
        assertThat(own.decode(pngOfWidth(50), 800)).isInstanceOf(Decoded.class);
      }
      assertThat(own.handles().map(ProcessHandle::pid)).doesNotContainAnyElementsOf(before);
      assertThat(own.counts().starts()).isGreaterThanOrEqualTo(4);
      assertThat(own.counts().verdicts()).isEqualTo(12);
    }
  }

  @Test
  void leavesNoProcessBehindWhenItIsClosed() {
    WorkerDecoder own =
        WorkerDecoder.start(new WorkerCommand(MisbehavingWorker.class), 2, LONG, NEVER);
    List<ProcessHandle> processes = own.handles().toList();
    assertThat(processes).hasSizeGreaterThanOrEqualTo(2);
    own.close();
    assertThat(processes)
        .allSatisfy(process -> assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(20)));
    assertThat(own.decode(pngOfWidth(50), 800)).isInstanceOf(Refused.class);
  }

  @Test
  void endsAWorkerWithItsParentEvenWithinAPicture() throws IOException, InterruptedException {
    Process orphan = new WorkerCommand(MisbehavingWorker.class).toProcess("orphan").start();
    DataInputStream answers = new DataInputStream(orphan.getInputStream());
    assertThat(answers.readInt()).isIn(WorkerProtocol.READY, WorkerProtocol.READY_AND_FILTERED);
    DataOutputStream requests = new DataOutputStream(orphan.getOutputStream());
    WorkerProtocol.writeRequest(requests, pngOfWidth(MisbehavingWorker.HANGS), 800);
    assertThat(orphan.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
    orphan.getOutputStream().close(); // what the system does for a parent that ended
    assertThat(orphan.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void givesTheWorkerNothingOfOurEnvironment() {
    byte[] png = pngOfWidth(MisbehavingWorker.SHOWS_WHITE_WHEN_ITS_ENVIRONMENT_IS_BARE);
    Decoded decoded = (Decoded) misbehaving.decode(png, 800);
    assertThat(decoded.picture().rgbAt(0, 0)).isEqualTo(0xFFFFFF);
  }

  @Test
  void letsTheWorkerWriteNoFile() {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a shell that sets limits");
    byte[] png = pngOfWidth(MisbehavingWorker.SHOWS_WHITE_WHEN_IT_CANNOT_WRITE_A_FILE);
    Decoded decoded = (Decoded) misbehaving.decode(png, 800);
    assertThat(decoded.picture().rgbAt(0, 0)).isEqualTo(0xFFFFFF);
  }

  @Test
  void leavesNoProcessBehindThatIsClosedWhileItStarts() throws Exception {
    WorkerCommand command = new WorkerCommand(MisbehavingWorker.class);
    assumeTrue(command.bubblewrap().works(), "needs bubblewrap, whose child could be left behind");
    List<ProcessHandle> before = bubblewraps();
    SplittableRandom random = new SplittableRandom(3);
    try (ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor()) {
      for (int i = 0; i < 60; i++) {
        String mark = "closed-early-" + i;
        Process process = command.toProcess(mark).start();
        Thread.sleep(random.nextInt(12));
        new DecoderProcess(process, mark, watchdog).close();
        process.waitFor();
      }
    }
    for (int i = 0; i < 20 && !before.containsAll(bubblewraps()); i++) {
      Thread.sleep(250);
    }
    assertThat(bubblewraps()).as("left behind").isSubsetOf(before);
  }

  /** Those of this class whose parent is gone; other modules' tests have workers of their own. */
  private static List<ProcessHandle> bubblewraps() {
    return ProcessHandle.allProcesses()
        .filter(one -> one.info().command().map(file -> file.endsWith("/bwrap")).orElse(false))
        .filter(one ->
            one.info()
                .arguments()
                .map(all -> List.of(all).contains(MisbehavingWorker.class.getName()))
                .orElse(false))
        .filter(one -> one.parent().map(ProcessHandle::pid).orElse(1L) == 1)
        .toList();
  }

  @Test
  void saysWhatAWorkerPrintedThatDoesNotStart() {
    WorkerCommand command = new WorkerCommand(PixelSize.class);
    assertThatThrownBy(() -> WorkerDecoder.start(command, 1, SHORT, NEVER))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("did not start")
        .hasMessageContaining("PixelSize");
  }

  private static byte[] pngOfWidth(int width) {
    return DrawnPictures.png(DrawnPictures.scene(width, 20, 1));
  }

  private static RefusalReason reason(DecodeOutcome outcome) {
    return ((Refused) outcome).reason();
  }
}
