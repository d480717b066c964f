package org.roomprint.vectors.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatchEmbeddingsTest {
  @Test
  void keepsDirectionsAndForgetsLengths() {
    PatchEmbeddings patches = PatchEmbeddings.of(1, 2, 2, new float[] {3, 4, 0, -10});

    float[] exact = {0.6f, 0.8f, 0, -1};
    assertThat(patches.toArray()).containsExactly(exact, within(0.004f));
    PatchEmbeddings kept = patches.rounded();
    assertThat(kept.toArray()).containsExactly(exact, within(0.072f));
    assertThat(kept.toSteps()[1] * patches.toSteps()[3] * kept.perProduct(patches))
        .isCloseTo(-0.8f, within(0.072f));
  }

  @Test
  void givesTheSameFromItsBytes() {
    PatchEmbeddings patches = PatchEmbeddings.of(1, 2, 2, new float[] {3, 4, 0, -10});

    assertThat(PatchEmbeddings.ofBytes(ByteBuffer.wrap(patches.toBytes())))
        .isEqualTo(patches.rounded())
        .isNotEqualTo(patches)
        .hasSameHashCodeAs(patches.rounded());
    assertThat(patches.rounded().toBytes()).isEqualTo(patches.toBytes());
    assertThat(patches.rounded().rounded()).isEqualTo(patches.rounded());
    assertThat(patches.with(List.of(patches))).isNotEqualTo(patches);
  }

  @Test
  void roundsLittleWhereMostValuesAreSmallAndWhereMostAreZero() {
    Random random = new Random(20261130);
    float[] small = new float[196 * 64];
    float[] oneEach = new float[196 * 1024];
    for (int i = 0; i < small.length; i++) {
      small[i] = (float) random.nextGaussian();
    }
    for (int patch = 0; patch < 196; patch++) {
      oneEach[patch * 1024 + random.nextInt(1024)] = 1;
    }

    for (PatchEmbeddings patches :
        List.of(PatchEmbeddings.of(14, 14, 64, small), PatchEmbeddings.of(14, 14, 1024, oneEach))) {
      PatchEmbeddings kept = patches.rounded();
      byte[] steps = kept.toSteps();
      for (int patch = 0; patch < 196; patch++) {
        int sum = 0;
        for (int i = patch * patches.dimension(); i < (patch + 1) * patches.dimension(); i++) {
          sum += steps[i] * steps[i];
        }
        assertThat(sum * kept.perProduct(kept)).isCloseTo(1, within(0.12f));
      }
    }
  }

  @Test
  void refusesBytesThatAreNoGrid() {
    byte[] bytes = PatchEmbeddings.of(1, 2, 2, new float[] {3, 4, 0, -10}).toBytes();

    assertThatThrownBy(() -> PatchEmbeddings.ofBytes(ByteBuffer.wrap(bytes, 0, bytes.length - 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("No grid has 1 x 2 patches of 2 values here");
  }

  @Test
  void isMirroredWithLeftAndRightExchangedInEveryChannel() {
    PatchEmbeddings patches =
        PatchEmbeddings.of(2, 2, 2, new float[] {1, 0, 0, 1, -1, 0, 0, -1})
            .with(List.of(PatchEmbeddings.of(2, 2, 1, new float[] {1, -1, -1, 0})));

    PatchEmbeddings mirrored = patches.mirrored();

    assertThat(mirrored.rounded().toSteps()).containsExactly(0, 7, 7, 0, 0, -7, -7, 0);
    assertThat(mirrored.rounded().further().getFirst().toSteps()).containsExactly(-7, 7, 0, -7);
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
