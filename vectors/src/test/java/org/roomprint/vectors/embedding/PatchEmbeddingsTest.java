package org.roomprint.vectors.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PatchEmbeddingsTest {
  @Test
  void keepsDirectionsAndForgetsLengths() {
    PatchEmbeddings patches = PatchEmbeddings.of(1, 2, 2, new float[] {3, 4, 0, -10});

    assertThat(patches.toArray()).containsExactly(new float[] {0.6f, 0.8f, 0, -1}, within(0.004f));
    assertThat(patches.toBytes()[1] * patches.toBytes()[3] * PatchEmbeddings.PER_PRODUCT)
        .isCloseTo(-0.8f, within(0.004f));
  }

  @Test
  void givesTheSameFromItsBytes() {
    PatchEmbeddings patches = PatchEmbeddings.of(1, 2, 2, new float[] {3, 4, 0, -10});

    assertThat(PatchEmbeddings.ofBytes(1, 2, 2, patches.toBytes()))
        .isEqualTo(patches)
        .hasSameHashCodeAs(patches);
    assertThat(PatchEmbeddings.ofBytes(2, 1, 2, patches.toBytes())).isNotEqualTo(patches);
    assertThat(patches.with(List.of(patches))).isNotEqualTo(patches);
  }

  @Test
  void isMirroredWithLeftAndRightExchangedInEveryChannel() {
    PatchEmbeddings patches =
        PatchEmbeddings.ofBytes(2, 2, 2, new byte[] {1, 2, 3, 4, 5, 6, 7, 8})
            .with(List.of(PatchEmbeddings.ofBytes(2, 2, 1, new byte[] {1, 2, 3, 4})));

    PatchEmbeddings mirrored = patches.mirrored();

    assertThat(mirrored.toBytes()).containsExactly(3, 4, 1, 2, 7, 8, 5, 6);
    assertThat(mirrored.further().getFirst().toBytes()).containsExactly(2, 1, 4, 3);
    assertThat(mirrored.mirrored()).isEqualTo(patches);
  }

  @Test
  void hasFurtherKindsBesideIt() {
    PatchEmbeddings patches = PatchEmbeddings.of(1, 2, 2, new float[] {3, 4, 0, -10});
    PatchEmbeddings colour = PatchEmbeddings.of(1, 2, 1, new float[] {1, -1});
    PatchEmbeddings both = patches.with(List.of(colour));

    assertThat(patches.further()).isEmpty();
    assertThat(both.further()).containsExactly(colour);
    assertThat(both.toBytes()).isEqualTo(patches.toBytes());
    assertThat(both).isEqualTo(patches.with(List.of(colour))).isNotEqualTo(patches);
    assertThat(both.channels()).hasSize(2);
    assertThatThrownBy(
            () -> patches.with(List.of(PatchEmbeddings.of(2, 1, 1, new float[] {1, -1}))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A further channel lies over the same 1 x 2 cells, not over 2 x 1");
    assertThatThrownBy(() -> patches.with(List.of(both)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A further channel has no further channels of its own");
  }

  @Test
  void aPatchThatIsAllZeroStaysSo() {
    assertThat(PatchEmbeddings.of(1, 1, 2, new float[2]).toArray()).containsExactly(0, 0);
  }

  @Test
  void refusesNumbersThatAreNotAGrid() {
    assertThatThrownBy(() -> PatchEmbeddings.of(2, 2, 2, new float[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("7 values are not a grid of 2 x 2 patches of 2 values each");
    assertThatThrownBy(() -> PatchEmbeddings.of(1, 1, 2, new float[] {Float.NaN, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("finite");
  }
}
