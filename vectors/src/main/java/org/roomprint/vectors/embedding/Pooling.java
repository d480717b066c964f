package org.roomprint.vectors.embedding;

import java.util.Arrays;
import java.util.Locale;

/**
 * How one vector is made of a model's output: transformers give one for each token ({@code
 * [batch][tokens][values]}), convolutional networks a map ({@code [batch][channels][height]
 * [width]}).
 */
public enum Pooling {
  /** The output is one vector already, perhaps with sides of length 1 behind it. */
  NONE,
  /** The first token: the one that transformers put in front to stand for the whole picture. */
  FIRST,
  /** The mean over tokens, or over the places of a map. */
  MEAN,
  /**
   * The generalised mean with p = 3 over the places of a map, values below 0 counting as 0
   * (Radenović et al., Fine-tuning CNN image retrieval with no human annotation, 2018).
   */
  GEM;

  private static final double SMALLEST = 1e-6;

  /**
   * Pools a whole batch.
   *
   * @param values of the output, row-major
   * @param shape of the output, the batch first
   * @return {@code [batch][dimension]}, row-major
   * @throws InvalidModelException when an output of this shape cannot be pooled so
   */
  float[] pool(float[] values, long[] shape) {
    return switch (this) {
      case NONE -> values;
      case FIRST -> {
        require(shape.length == 3, shape, "[batch][tokens][values]");
        int batch = (int) shape[0];
        int tokens = (int) shape[1];
        int dimension = (int) shape[2];
        float[] first = new float[batch * dimension];
        for (int i = 0; i < batch; i++) {
          System.arraycopy(values, i * tokens * dimension, first, i * dimension, dimension);
        }
        yield first;
      }
      case MEAN -> {
        if (shape.length == 3) {
          yield means(values, (int) shape[0], (int) shape[1], (int) shape[2], true, false);
        }
        require(
            shape.length == 4,
            shape,
            "[batch][tokens][values] or [batch][channels][height][width]");
        yield means(
            values, (int) shape[0], (int) (shape[2] * shape[3]), (int) shape[1], false, false);
      }
      case GEM -> {
        require(shape.length == 4, shape, "[batch][channels][height][width]");
        yield means(
            values, (int) shape[0], (int) (shape[2] * shape[3]), (int) shape[1], false, true);
      }
    };
  }

  private static float[] means(
      float[] values, int batch, int places, int dimension, boolean placesFirst, boolean cubic) {
    float[] pooled = new float[batch * dimension];
    for (int i = 0; i < batch; i++) {
      for (int d = 0; d < dimension; d++) {
        double sum = 0;
        for (int p = 0; p < places; p++) {
          int at = placesFirst ? p * dimension + d : d * places + p;
          double value = values[i * places * dimension + at];
          sum += cubic ? Math.pow(Math.max(value, SMALLEST), 3) : value;
        }
        double mean = sum / places;
        pooled[i * dimension + d] = (float) (cubic ? Math.cbrt(mean) : mean);
      }
    }
    return pooled;
  }

  private void require(boolean fits, long[] shape, String wanted) {
    if (!fits) {
      throw new InvalidModelException(
          String.format(
              Locale.ROOT,
              "Pooling %s needs an output %s, not %s",
              name().toLowerCase(Locale.ROOT),
              wanted,
              Arrays.toString(shape)));
    }
  }
}
