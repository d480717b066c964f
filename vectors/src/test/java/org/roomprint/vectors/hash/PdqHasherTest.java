package org.roomprint.vectors.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.image.RasterImage;

class PdqHasherTest {
  private final PdqHasher hasher = new PdqHasher();

  @Test
  void findsNoStructureInAFlatPicture() {
    assertThat(hasher.hash(RasterImage.copyOf(200, 150, new byte[200 * 150 * 3])).quality())
        .isZero();
  }

  @Test
  void hashesPicturesOfAnySizeFromOnePixel() {
    for (int side : new int[] {1, 2, 63, 64, 65, 127, 128, 129, 257}) {
      PdqResult wide = hasher.hash(picture(side, 1));
      PdqResult high = hasher.hash(picture(1, side));
      assertThat(wide.quality()).isBetween(0, 100);
      assertThat(high.quality()).isBetween(0, 100);
    }
  }

  @Test
  void givesMirroredPictureTheMirroredHash() {
    int width = 512;
    int height = 384;
    byte[] rgb = picture(width, height).toRgb();
    byte[] mirrored = new byte[rgb.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(rgb, 3 * (y * width + x), mirrored, 3 * (y * width + width - 1 - x), 3);
      }
    }
    PdqHash expected =
        hasher.dihedral(RasterImage.copyOf(width, height, rgb)).of(DihedralTransform.FLIP_Y);
    PdqHash actual = hasher.hash(RasterImage.copyOf(width, height, mirrored)).hash();
    assertThat(actual.distance(expected)).isLessThanOrEqualTo(PdqHash.SAME_PICTURE_DISTANCE);
  }

  @Test
  void givesTurnedPictureTheTurnedHash() {
    int width = 512;
    int height = 384;
    byte[] rgb = picture(width, height).toRgb();
    byte[] turned = new byte[rgb.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int to = (width - 1 - x) * height + y;
        System.arraycopy(rgb, 3 * (y * width + x), turned, 3 * to, 3);
      }
    }
    PdqHash expected =
        hasher.dihedral(RasterImage.copyOf(width, height, rgb)).of(DihedralTransform.ROTATE_90);
    PdqHash actual = hasher.hash(RasterImage.copyOf(height, width, turned)).hash();
    assertThat(actual.distance(expected)).isLessThanOrEqualTo(PdqHash.SAME_PICTURE_DISTANCE);
  }

  @Test
  void givesTheOriginalAmongTheEightForms() {
    RasterImage picture = picture(300, 200);
    DihedralHashes eight = hasher.dihedral(picture);
    PdqResult one = hasher.hash(picture);
    assertThat(eight.of(DihedralTransform.ORIGINAL)).isEqualTo(one.hash());
    assertThat(eight.quality()).isEqualTo(one.quality());
    assertThat(eight.hashes().values()).doesNotHaveDuplicates();
  }

  /** Seeded coloured rectangles, brighter to the right. */
  static RasterImage picture(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    Random random = new Random(20260101L + width);
    for (int shape = 0; shape < 60; shape++) {
      int x0 = random.nextInt(width);
      int y0 = random.nextInt(height);
      int x1 = Math.min(width, x0 + 1 + random.nextInt(width / 3 + 1));
      int y1 = Math.min(height, y0 + 1 + random.nextInt(height / 3 + 1));
      int value = random.nextInt(256);
      for (int y = y0; y < y1; y++) {
        for (int x = x0; x < x1; x++) {
          for (int c = 0; c < 3; c++) {
            rgb[3 * (y * width + x) + c] = (byte) (value * (c + 1) / 3);
          }
        }
      }
    }
    return RasterImage.copyOf(width, height, rgb);
  }
}
