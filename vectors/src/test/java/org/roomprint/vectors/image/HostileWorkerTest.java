package org.roomprint.vectors.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.image.DecodeOutcome.Decoded;
import org.roomprint.vectors.image.HostileWorker.Attack;

/** What a picture could do that has taken over the process which decodes it. */
class HostileWorkerTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  /** Ports that fit into a picture's width. */
  private static final int FIRST_PORT = 9_000;

  private static final int LAST_PORT = 11_999;

  private static ServerSocket service;

  @BeforeAll
  static void startService() throws IOException {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "closing off needs Linux");
    for (int port = FIRST_PORT; service == null && port <= LAST_PORT; port++) {
      try {
        service = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      } catch (BindException e) {
        // Another one is free.
      }
    }
  }

  @AfterAll
  static void stopService() throws IOException {
    if (service != null) {
      service.close();
    }
  }

  @BeforeEach
  void makeWhatIsAttacked() throws IOException {
    Path target = HostileWorker.target();
    Files.createDirectories(target);
    try (Stream<Path> before = Files.list(target)) {
      for (Path file : before.toList()) {
        Files.delete(file);
      }
    }
    for (String name : Set.of("catalog.sqlite", "to-delete", "to-rename")) {
      Files.writeString(target.resolve(name), "secret");
    }
  }

  @Test
  void everyAttackSucceedsWhereNothingClosesTheWorkerOff() {
    assertThat(succeeding(HostileWorker.Unfiltered.class, Bubblewrap.none("not wanted")))
        .containsExactlyInAnyOrder(Attack.values());
  }

  @Test
  void noAttackSucceedsAgainstTheWorkerAsItIsStarted() throws IOException {
    assertThat(succeeding(HostileWorker.class, Bubblewrap.ofThisMachine())).isEmpty();
    assertThat(HostileWorker.target().resolve("to-delete")).exists();
    assertThat(HostileWorker.target().resolve("to-rename")).exists();
  }

  @Test
  void noAttackSucceedsAgainstTheFilterAlone() {
    assertThat(succeeding(HostileWorker.class, Bubblewrap.none("not wanted"))).isEmpty();
  }

  @Test
  void bubblewrapAloneHidesFilesNetworkAndProcesses() {
    if (!Bubblewrap.ofThisMachine().works()) {
      assertThat(Bubblewrap.ofThisMachine().missing()).isNotBlank();
      return;
    }
    assertThat(succeeding(HostileWorker.Unfiltered.class, Bubblewrap.ofThisMachine()))
        // Within its own empty network, and on itself.
        .isSubsetOf(Attack.LISTEN, Attack.CALL_THE_KERNEL_DIRECTLY);
  }

  private static Set<Attack> succeeding(Class<?> worker, Bubblewrap bubblewrap) {
    Set<Attack> succeeding = EnumSet.noneOf(Attack.class);
    try (WorkerDecoder decoder =
        WorkerDecoder.start(new WorkerCommand(worker, bubblewrap), 1, LONG, Integer.MAX_VALUE)) {
      for (Attack attack : Attack.values()) {
        byte[] png =
            PictureEncoder.encode(
                RasterImage.owning(
                    service.getLocalPort(),
                    attack.height(),
                    new byte[service.getLocalPort() * attack.height() * RasterImage.CHANNELS]),
                PictureFormat.PNG,
                90);
        Decoded decoded = (Decoded) decoder.decode(png, Integer.MAX_VALUE);
        if (decoded.picture().rgbAt(0, 0) == 0xFFFFFF) {
          succeeding.add(attack);
        }
      }
      assertThat(decoder.counts().crashes()).isZero();
    }
    return succeeding;
  }
}
