package org.roomprint.vectors.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryConditionTest {
  @Test
  void whatIsHiddenIsAskedWithoutAndWithItsMaskInEveryLight() {
    assertThat(
            QueryCondition.grid(
                List.of(Occlusion.NONE, Occlusion.HIGH),
                List.of(LightChange.NONE, LightChange.STRONG)))
        .containsExactly(
            QueryCondition.AS_IT_IS,
            new QueryCondition(Occlusion.HIGH, false, LightChange.NONE),
            new QueryCondition(Occlusion.HIGH, true, LightChange.NONE),
            new QueryCondition(Occlusion.NONE, false, LightChange.STRONG),
            new QueryCondition(Occlusion.HIGH, false, LightChange.STRONG),
            new QueryCondition(Occlusion.HIGH, true, LightChange.STRONG));
  }

  @Test
  void nothingIsAskedTwice() {
    assertThat(
            QueryCondition.grid(List.of(Occlusion.NONE, Occlusion.NONE), List.of(LightChange.NONE)))
        .containsExactly(QueryCondition.AS_IT_IS);
  }

  @Test
  void noMaskIsGivenWhereNothingIsHidden() {
    assertThatThrownBy(() -> new QueryCondition(Occlusion.NONE, true, LightChange.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no mask");
  }

  @Test
  void wordsNameWhatWasDone() {
    assertThat(QueryCondition.AS_IT_IS.words()).isEqualTo("none hidden");
    assertThat(new QueryCondition(Occlusion.LOW, true, LightChange.SLIGHT).words())
        .isEqualTo("low hidden, mask given, slight change of light");
  }
}
