package org.roomprint.vectors.embedding;

import java.util.Arrays;

/**
 * A vector of unit length from a model: alike pictures have a similarity near 1.
 *
 * <p>Immutable; numbers are copied in and out.
 */
public final class Embedding {
  /** Most values of an embedding that is indexed. */
  public static final int MAX_DIMENSION = 4096;

  /** Squared lengths this near to 1 are rounding: such a vector is kept bit by bit. */
  private static final double UNIT_TOLERANCE = 1e-6;

  private final float[] values;

  private Embedding(float[] values) {
    this.values = values;
  }

  /**
   * Copies a vector and scales it to unit length; one that has it already is kept bit by bit.
   *
   * @param values {@code [dimension]}, finite, not all zero
   * @throws IllegalArgumentException when a value is not finite or all are zero
   */
  public static Embedding of(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    if (!Double.isFinite(squares) || squares == 0) {
      throw new IllegalArgumentException("An embedding has finite values that are not all zero");
    }
    if (Math.abs(squares - 1) <= UNIT_TOLERANCE) {
      return new Embedding(values.clone());
    }
    float scale = (float) (1 / Math.sqrt(squares));
    float[] unit = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      unit[i] = values[i] * scale;
    }
    return new Embedding(unit);
  }

  /** Number of values. */
  public int dimension() {
    return values.length;
  }

  /** A copy of the values, {@code [dimension]}, of unit length. */
  public float[] toArray() {
    return values.clone();
  }

  /** Cosine of the angle to another embedding of the same model, -1..1. */
  public double similarity(Embedding other) {
    if (other.values.length != values.length) {
      throw new IllegalArgumentException(
          "Embeddings of "
              + values.length
              + " and "
              + other.values.length
              + " dimensions cannot be compared");
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) values[i] * other.values[i];
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Embedding[" + values.length + "]";
  }
}
