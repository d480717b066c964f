package org.roomprint.ads.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StableIdsTest {
  private static final List<String> AGES = List.of("a", "b", "c", "d", "e", "f");

  private static AdGroup group(String id, String... ads) {
    return new AdGroup(Level.POSTER, id, List.of(ads));
  }

  @Test
  void theLargestOverlapKeepsTheId() {
    StableIds.Carried carried =
        StableIds.carry(
            List.of(group("one", "a", "b", "c"), group("two", "d")),
            List.of(group("a", "a"), group("b", "b", "c", "d")),
            AGES);

    assertThat(carried.groups()).containsExactly(group("a", "a"), group("one", "b", "c", "d"));
    assertThat(carried.merges()).containsExactly(new StableIds.Merge("one", List.of("one", "two")));
    assertThat(carried.splits()).containsExactly(new StableIds.Split("one", List.of("a", "one")));
  }

  @Test
  void theOldestAdDecidesATie() {
    StableIds.Carried carried =
        StableIds.carry(
            List.of(group("late", "c", "d"), group("early", "a", "b")),
            List.of(group("a", "a", "b", "c", "d")),
            AGES);

    assertThat(carried.groups()).containsExactly(group("early", "a", "b", "c", "d"));
  }

  @Test
  void aNewGroupGetsAnIdThatNoGroupHad() {
    StableIds.Carried carried =
        StableIds.carry(
            List.of(group("a", "a", "b", "c")),
            List.of(group("a", "a"), group("b", "b", "c")),
            AGES);

    assertThat(carried.groups()).containsExactly(group("a-2", "a"), group("a", "b", "c"));
  }

  @Test
  void whatIsAsItWasIsNotReported() {
    List<AdGroup> groups = List.of(group("one", "a", "b"), group("two", "c"));

    StableIds.Carried carried = StableIds.carry(groups, groups, AGES);

    assertThat(carried.groups()).isEqualTo(groups);
    assertThat(carried.merges()).isEmpty();
    assertThat(carried.splits()).isEmpty();
  }
}
