package org.roomprint.vectors.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DotProductsTest {
  @Test
  void multipliesEachWithEachExactly() {
    int rows = 7;
    int columns = 19;
    int values = 64;
    Random random = new Random(20261122);
    byte[] left = bytes(random, rows * values);
    byte[] right = bytes(random, columns * values);

    FloatBuffer products = DotProducts.of(left, right, values);

    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int sum = 0;
        for (int v = 0; v < values; v++) {
          sum += left[i * values + v] * right[j * values + v];
        }
        assertThat(products.get(i * columns + j)).isEqualTo((float) sum);
      }
    }
  }

  @Test
  void multipliesSmallOnesAfterLargeOnes() {
    Random random = new Random(20261130);
    DotProducts.of(bytes(random, 640), bytes(random, 1280), 64);

    FloatBuffer products = DotProducts.of(new byte[] {2, 3}, new byte[] {5, -7, 1, 1}, 2);

    assertThat(products.get(0)).isEqualTo(-11f);
    assertThat(products.get(1)).isEqualTo(5f);
  }

  @Test
  void takesNoVectorsAtAll() {
    assertThat(DotProducts.of(new byte[0], new byte[4], 2)).isNotNull();
    assertThat(DotProducts.of(new byte[4], new byte[0], 2)).isNotNull();
  }

  @Test
  void refusesWhatAreNoWholeVectors() {
    assertThatThrownBy(() -> DotProducts.of(new byte[4], new byte[5], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("4 and 5 numbers are not vectors of 2");
  }

  private static byte[] bytes(Random random, int count) {
    byte[] numbers = new byte[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (byte) (random.nextInt(255) - 127);
    }
    return numbers;
  }
}
