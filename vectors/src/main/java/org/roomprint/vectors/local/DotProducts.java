package org.roomprint.vectors.local;

import org.bytedeco.openblas.global.openblas;

/**
 * All dot products between two sets of vectors, by OpenBLAS.
 *
 * <p>Of whole numbers whose sums stay below 2^24, float arithmetic is exact in any order, so that
 * the result is the same on every machine. Safe to be called from several threads at once.
 */
public final class DotProducts {
  static {
    // Pictures are compared side by side; threads within one multiplication would get in the way.
    openblas.blas_set_num_threads(1);
  }

  private DotProducts() {}

  /**
   * Multiplies each row with each column.
   *
   * @param rows {@code [rowCount][values]}
   * @param columns {@code [columnCount][values]}
   * @param values of one vector, at least 1
   * @return {@code [rowCount][columnCount]}
   */
  public static float[] of(float[] rows, float[] columns, int values) {
    if (values < 1 || rows.length % values != 0 || columns.length % values != 0) {
      throw new IllegalArgumentException(
          rows.length + " and " + columns.length + " numbers are not vectors of " + values);
    }
    int rowCount = rows.length / values;
    int columnCount = columns.length / values;
    float[] products = new float[rowCount * columnCount];
    if (products.length > 0) {
      openblas.cblas_sgemm(
          openblas.CblasRowMajor,
          openblas.CblasNoTrans,
          openblas.CblasTrans,
          rowCount,
          columnCount,
          values,
          1,
          rows,
          values,
          columns,
          values,
          0,
          products,
          columnCount);
    }
    return products;
  }
}
