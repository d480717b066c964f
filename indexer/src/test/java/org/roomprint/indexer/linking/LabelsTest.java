package org.roomprint.indexer.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelsTest {
  private static final Map<String, String> FORMER =
      Map.of("a", "g", "b", "g", "c", "g", "d", "h", "e", "h");
  private static final Map<String, String> CLOSED = Map.of("g", "closed");

  @Test
  void adsThatJoinAClosedGroupDoNotOpenIt() {
    assertThat(carry(Map.of("g", List.of("a", "b", "c", "new", "newer", "newest", "last"))))
        .isEqualTo(CLOSED);
  }

  @Test
  void thePartsOfAClosedGroupStayClosed() {
    assertThat(carry(Map.of("g", List.of("a", "b"), "c", List.of("c", "new"))))
        .isEqualTo(Map.of("g", "closed", "c", "closed"));
  }

  @Test
  void aClosedAdDoesNotCloseTheLargerGroupThatItJoins() {
    assertThat(carry(Map.of("h", List.of("c", "d", "e"), "g", List.of("a", "b"))))
        .isEqualTo(CLOSED);
  }

  @Test
  void halfOfTheAdsAreNotEnough() {
    assertThat(carry(Map.of("h", List.of("a", "b", "d", "e")))).isEmpty();
  }

  private static Map<String, String> carry(Map<String, List<String>> now) {
    return Labels.carry(now, FORMER, CLOSED);
  }
}
