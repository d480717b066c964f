package org.roomprint.vectors.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DotProductsTest {
  @Test
  void multipliesEachWithEachExactly() {
    int rows = 7;
    int columns = 19;
    int values = 64;
    Random random = new Random(20261122);
    float[] left = bytes(random, rows * values);
    float[] right = bytes(random, columns * values);

    float[] products = DotProducts.of(left, right, values);

    assertThat(products).hasSize(rows * columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int sum = 0;
        for (int v = 0; v < values; v++) {
          sum += Math.round(left[i * values + v]) * Math.round(right[j * values + v]);
        }
        assertThat(products[i * columns + j]).isEqualTo((float) sum);
      }
    }
  }

  @Test
  void givesNothingForNoVectors() {
    assertThat(DotProducts.of(new float[0], new float[4], 2)).isEmpty();
    assertThat(DotProducts.of(new float[4], new float[0], 2)).isEmpty();
  }

  @Test
  void refusesWhatAreNoWholeVectors() {
    assertThatThrownBy(() -> DotProducts.of(new float[4], new float[5], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("4 and 5 numbers are not vectors of 2");
  }

  private static float[] bytes(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextInt(255) - 127;
    }
    return numbers;
  }
}
