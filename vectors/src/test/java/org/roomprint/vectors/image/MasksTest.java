package org.roomprint.vectors.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.image.Masks.Point;

class MasksTest {
  @Test
  void ignoresTheLightPixelsOfAPicture() {
    byte[] rgb = {0, 0, 0, 127, 127, 127, (byte) 128, (byte) 128, (byte) 128, -1, -1, -1};
    assertThat(drawn(Masks.fromPicture(RasterImage.copyOf(4, 1, rgb)))).isEqualTo("..##\n");
  }

  @Test
  void ignoresThePixelsWhoseMiddleLiesInAnOutline() {
    List<Point> square = List.of(at(1, 1), at(4, 1), at(4, 3), at(1, 3));
    assertThat(drawn(Masks.fromPolygons(6, 4, List.of(square))))
        .isEqualTo("......\n.###..\n.###..\n......\n");
    List<Point> triangle = List.of(at(0, 0), at(4, 0), at(0, 4));
    assertThat(drawn(Masks.fromPolygons(4, 4, List.of(triangle))))
        .isEqualTo("###.\n##..\n#...\n....\n");
  }

  @Test
  void joinsOverlappingOutlinesAndCutsThemAtTheEdge() {
    List<Point> left = List.of(at(-9, -9), at(2, -9), at(2, 9), at(-9, 9));
    List<Point> right = List.of(at(1, 0), at(99, 0), at(99, 1), at(1, 1));
    assertThat(drawn(Masks.fromPolygons(4, 2, List.of(left, right)))).isEqualTo("####\n##..\n");
  }

  @Test
  void ignoresNothingWithoutOutlines() {
    assertThat(Masks.fromPolygons(3, 3, List.of()).hiddenShare()).isZero();
  }

  @Test
  void refusesAnOutlineOfTwoCorners() {
    assertThatThrownBy(() -> Masks.fromPolygons(3, 3, List.of(List.of(at(0, 0), at(1, 1)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least three corners");
  }

  @Test
  void refusesACornerWithoutAPlace() {
    assertThatThrownBy(() -> at(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void repeatsPixelsWhenAMaskGrows() {
    Mask small = mask(2, 1, 1);
    assertThat(drawn(Masks.scaled(small, 4, 2))).isEqualTo("..##\n..##\n");
  }

  @Test
  void uncoversNothingWhenAMaskShrinks() {
    Mask large = mask(5, 3, 7);
    assertThat(drawn(Masks.scaled(large, 2, 1))).isEqualTo("#.\n".replace('.', '#'));
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 200; round++) {
      int width = 1 + random.nextInt(40);
      int height = 1 + random.nextInt(40);
      int pixel = random.nextInt(width * height);
      int newWidth = 1 + random.nextInt(50);
      int newHeight = 1 + random.nextInt(50);
      Mask scaled = Masks.scaled(mask(width, height, pixel), newWidth, newHeight);
      int x = (int) ((pixel % width + 0.5) / width * newWidth);
      int row = pixel / width;
      int y = (int) ((row + 0.5) / height * newHeight);
      assertThat(scaled.hides(x, y)).as("round %d", round).isTrue();
    }
  }

  @Test
  void keepsAMaskOfTheSameSize() {
    Mask mask = mask(7, 5, 3, 4, 20);
    assertThat(Masks.scaled(mask, 7, 5)).isEqualTo(mask);
  }

  private static Point at(double x, double y) {
    return new Point(x, y);
  }

  private static Mask mask(int width, int height, int... hidden) {
    BitSet bits = new BitSet();
    for (int pixel : hidden) {
      bits.set(pixel);
    }
    return Mask.copyOf(width, height, bits);
  }

  private static String drawn(Mask mask) {
    StringBuilder text = new StringBuilder();
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        text.append(mask.hides(x, y) ? '#' : '.');
      }
      text.append('\n');
    }
    return text.toString();
  }
}
