package org.roomprint.searchapi.searches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.roomprint.http.ProblemException;

class TurnsTest {
  @Test
  void givesTheNextTurnToTheKeyThatHasTheFewestHoweverManyOfAnotherWait() throws Exception {
    FairTurns turns = new FairTurns(1, 1, Duration.ofSeconds(20));
    turns.enter("greedy");
    List<String> served = Collections.synchronizedList(new ArrayList<>());
    List<Thread> waiting = new ArrayList<>();
    for (String key : List.of("greedy", "greedy", "greedy", "modest")) {
      waiting.add(
          Thread.ofVirtual()
              .start(() -> {
                turns.enter(key);
                served.add(key);
                turns.leave(key);
              }));
      Thread.sleep(50);
    }
    turns.leave("greedy");
    for (Thread one : waiting) {
      one.join();
    }

    assertThat(served).hasSize(4).startsWith("modest");
  }

  @Test
  void leavesTurnsFreeThatAreBeyondTheShareOfOneKey() {
    FairTurns turns = new FairTurns(2, 1, Duration.ofMillis(50));
    turns.enter("greedy");

    assertThatThrownBy(() -> turns.enter("greedy"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Other searches");
    turns.enter("modest");
    turns.leave("greedy");
    turns.enter("greedy");
  }

  @Test
  void makesRoomForAKeyThatHasNoBodyOnlyAfterAWhileAndNeverAtTheCostOfAWholeOne() {
    BodyTurns bodies = new BodyTurns(2, 1, 1_000, Duration.ofMillis(300));
    bodies.enter("a", 10, sender(0));
    bodies.whole(bodies.enter("b", 10, sender(0)));
    assertThatThrownBy(() -> bodies.enter("c", 10, sender(0))).isInstanceOf(ProblemException.class);

    BodyTurns patient =
        new BodyTurns(2, 1, 1_000, BodyTurns.UNDISTURBED.plus(Duration.ofSeconds(10)));
    BodyTurns.Held[] slow = new BodyTurns.Held[1];
    slow[0] = patient.enter("a", 10, sender(0, () -> patient.leave(slow[0])));
    patient.whole(patient.enter("b", 10, sender(0)));
    patient.enter("c", 10, sender(0));
  }

  @Test
  void pushesNobodyOutWhoseBodyComesInSteadily() {
    BodyTurns bodies =
        new BodyTurns(2, 1, 1_000, BodyTurns.UNDISTURBED.plus(Duration.ofSeconds(2)));
    bodies.enter("a", 10, sender(1 << 20));
    bodies.enter("b", 10, sender(1 << 20));

    assertThatThrownBy(() -> bodies.enter("c", 10, sender(0))).isInstanceOf(ProblemException.class);
  }

  /** One whose bytes come in at a rate from now on, and who must not be pushed out. */
  private static BodyTurns.Sender sender(long bytesPerSecond) {
    return sender(
        bytesPerSecond,
        () -> {
          throw new AssertionError("It was pushed out");
        });
  }

  private static BodyTurns.Sender sender(long bytesPerSecond, Runnable abort) {
    long begun = System.nanoTime();
    return new BodyTurns.Sender() {
      @Override
      public long receivedBytes() {
        return (long) ((System.nanoTime() - begun) / 1e9 * bytesPerSecond);
      }

      @Override
      public void abort() {
        abort.run();
      }
    };
  }

  @Test
  void boundsTheBytesOfAllBodiesAndLetsASingleOneHaveMore() {
    BodyTurns bodies = new BodyTurns(8, 4, 100, Duration.ofMillis(50));
    BodyTurns.Held large = bodies.enter("a", 500, sender(0));
    assertThatThrownBy(() -> bodies.enter("b", 1, sender(0))).isInstanceOf(ProblemException.class);
    bodies.leave(large);
    bodies.enter("b", 60, sender(0));
    assertThatThrownBy(() -> bodies.enter("c", 60, sender(0))).isInstanceOf(ProblemException.class);
  }
}
