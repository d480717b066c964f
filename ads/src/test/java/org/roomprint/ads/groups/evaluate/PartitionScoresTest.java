package org.roomprint.ads.groups.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PartitionScoresTest {
  @Test
  void equalGroupingsAreRightUnderAnyNames() {
    PartitionScores scores = PartitionScores.of(new int[] {7, 7, 3}, new int[] {0, 0, 1});

    assertThat(scores).isEqualTo(new PartitionScores(1, 1, 1, 1, 2, 2, 2, 2));
  }

  @Test
  void aGroupingIsMeasuredAsByHand() {
    // Found {a b c} {d}, true {a b} {c d}.
    PartitionScores scores = PartitionScores.of(new int[] {0, 0, 0, 1}, new int[] {0, 0, 1, 1});

    assertThat(scores.precision()).isCloseTo((2 / 3.0 + 2 / 3.0 + 1 / 3.0 + 1) / 4, within(1e-9));
    assertThat(scores.recall()).isCloseTo((1 + 1 + 0.5 + 0.5) / 4, within(1e-9));
    // 1 common pair, 3 found, 2 true, 6 in all: (1 - 1) / (2.5 - 1).
    assertThat(scores.adjustedRand()).isCloseTo(0, within(1e-9));
    assertThat(scores.largest()).isEqualTo(3);
    assertThat(scores.trueLargest()).isEqualTo(2);
  }

  @Test
  void groupingsOfOtherItemsAreRefused() {
    assertThatThrownBy(() -> PartitionScores.of(new int[1], new int[2]))
        .hasMessageContaining("1 groups for 2 items");
  }
}
