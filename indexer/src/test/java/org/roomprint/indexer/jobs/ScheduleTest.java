package org.roomprint.indexer.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Duration OFTEN = Duration.ofMillis(5);

  @Test
  void aJobThatFailsIsTriedAgainAndHoldsUpNoOther() throws InterruptedException {
    CountDownLatch failed = new CountDownLatch(3);
    CountDownLatch done = new CountDownLatch(3);
    try (Schedule schedule = new Schedule(2)) {
      schedule.every(
          OFTEN,
          "A job that fails",
          () -> {
            failed.countDown();
            throw new IllegalStateException("as the test wants it");
          });
      schedule.every(OFTEN, "Another job", done::countDown);

      assertThat(failed.await(30, TimeUnit.SECONDS)).as("tried again").isTrue();
      assertThat(done.await(30, TimeUnit.SECONDS)).as("the other goes on").isTrue();
    }
  }

  @Test
  void aJobThatHangsHoldsUpNoOther() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(3);
    CountDownLatch end = new CountDownLatch(1);
    try (Schedule schedule = new Schedule(2)) {
      schedule.every(OFTEN, "A job that hangs", end::await);
      schedule.every(OFTEN, "Another job", done::countDown);

      assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
      end.countDown();
    }
  }
}
