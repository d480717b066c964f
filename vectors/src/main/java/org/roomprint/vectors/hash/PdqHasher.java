package org.roomprint.vectors.hash;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.roomprint.vectors.image.RasterImage;

/**
 * Computes PDQ hashes bit for bit as the public Java reference does when it is given the same
 * pixels.
 *
 * <p>The picture's luminance is blurred by {@link PdqReduction} to 64 x 64, of which the 16 x 16
 * lowest frequencies of a cosine transform (without the constant) are compared with their median: a
 * bit is set where the coefficient is larger. The picture is taken at the size it has, as the Java
 * reference does and the C++ one does not.
 *
 * <p>Equality to the last bit needs the same {@code float} operations in the same order; where that
 * is not obvious the code says so. Stateless; safe to be called from several threads.
 *
 * <p>Specification: "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm",
 * Facebook, 2019.
 */
public final class PdqHasher {
  private static final int REDUCED = PdqReduction.SIDE;
  private static final int FREQUENCIES = 16;

  /** The lower of the two middle ones when all are sorted. */
  private static final int MEDIAN_RANK = FREQUENCIES * FREQUENCIES / 2 - 1;

  /** {@code [16][64]}: the cosines of frequencies 1..16. */
  private static final float[] COSINES = cosines();

  /** The hash of a picture and its quality. */
  public PdqResult hash(RasterImage picture) {
    float[] reduced = PdqReduction.reduce(picture);
    return new PdqResult(bits(transform(reduced)), PdqQuality.of(reduced, REDUCED));
  }

  /** The hashes of a picture in its eight turned and mirrored forms. */
  public DihedralHashes dihedral(RasterImage picture) {
    float[] reduced = PdqReduction.reduce(picture);
    float[] coefficients = transform(reduced);
    Map<DihedralTransform, PdqHash> hashes = new EnumMap<>(DihedralTransform.class);
    for (DihedralTransform transform : DihedralTransform.values()) {
      hashes.put(transform, bits(transform.apply(coefficients, FREQUENCIES)));
    }
    return new DihedralHashes(hashes, PdqQuality.of(reduced, REDUCED));
  }

  /**
   * {@code [16][16]} coefficients, vertical then horizontal frequency, of {@code [64][64]}
   * luminance.
   */
  private static float[] transform(float[] reduced) {
    // Sums run upwards from zero over the 64 terms: another order rounds differently.
    float[] vertical = new float[FREQUENCIES * REDUCED];
    for (int f = 0; f < FREQUENCIES; f++) {
      for (int y = 0; y < REDUCED; y++) {
        float cosine = COSINES[f * REDUCED + y];
        for (int x = 0; x < REDUCED; x++) {
          vertical[f * REDUCED + x] += cosine * reduced[y * REDUCED + x];
        }
      }
    }
    float[] both = new float[FREQUENCIES * FREQUENCIES];
    for (int f = 0; f < FREQUENCIES; f++) {
      for (int g = 0; g < FREQUENCIES; g++) {
        float sum = 0;
        for (int x = 0; x < REDUCED; x++) {
          sum += vertical[f * REDUCED + x] * COSINES[g * REDUCED + x];
        }
        both[f * FREQUENCIES + g] = sum;
      }
    }
    return both;
  }

  private static PdqHash bits(float[] coefficients) {
    float[] sorted = coefficients.clone();
    Arrays.sort(sorted);
    float median = sorted[MEDIAN_RANK];
    long[] words = new long[PdqHash.BITS / Long.SIZE];
    for (int bit = 0; bit < PdqHash.BITS; bit++) {
      if (coefficients[bit] > median) {
        words[bit / Long.SIZE] |= 1L << bit;
      }
    }
    return new PdqHash(words[3], words[2], words[1], words[0]);
  }

  private static float[] cosines() {
    float scale = (float) Math.sqrt(2.0 / REDUCED);
    float[] cosines = new float[FREQUENCIES * REDUCED];
    for (int f = 0; f < FREQUENCIES; f++) {
      for (int x = 0; x < REDUCED; x++) {
        double angle = Math.PI / 2 / REDUCED * (f + 1) * (2 * x + 1);
        cosines[f * REDUCED + x] = (float) (scale * Math.cos(angle));
      }
    }
    return cosines;
  }
}
