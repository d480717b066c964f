package org.roomprint.vectors.local;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * All dot products between two sets of vectors of whole numbers, by OpenBLAS.
 *
 * <p>As long as the sums stay below 2^24, float arithmetic is exact in any order, so that the
 * result is the same on every machine.
 *
 * <p>Each thread has one place for what it multiplies, outside of Java's heap, which grows to the
 * largest that it was asked for: thousands of multiplications a search leave nothing behind.
 */
public final class DotProducts {
  private static final ThreadLocal<DotProducts> OF_THREAD =
      ThreadLocal.withInitial(DotProducts::new);

  static {
    // Pictures are compared side by side; threads within one multiplication would get in the way.
    openblas.blas_set_num_threads(1);
  }

  private final Numbers rows = new Numbers();
  private final Numbers columns = new Numbers();
  private final Numbers products = new Numbers();
  private float[] converted = new float[0];

  private DotProducts() {}

  /** Numbers where OpenBLAS reads and writes them without copying. */
  private static final class Numbers {
    private FloatPointer pointer = new FloatPointer();
    private FloatBuffer buffer = FloatBuffer.allocate(0);

    FloatPointer ofLength(int length) {
      if (buffer.capacity() < length) {
        pointer.close();
        pointer = new FloatPointer(length);
        buffer = pointer.asBuffer();
      }
      return pointer;
    }
  }

  /**
   * Multiplies each row with each column.
   *
   * @param rows {@code [rowCount][values]}
   * @param columns {@code [columnCount][values]}
   * @param values of one vector, at least 1
   * @return {@code [rowCount][columnCount]}, from its beginning on; valid until the same thread
   *     asks again
   */
  public static FloatBuffer of(byte[] rows, byte[] columns, int values) {
    if (values < 1 || rows.length % values != 0 || columns.length % values != 0) {
      throw new IllegalArgumentException(
          rows.length + " and " + columns.length + " numbers are not vectors of " + values);
    }
    return OF_THREAD.get().multiplied(rows, columns, values);
  }

  private FloatBuffer multiplied(byte[] rowBytes, byte[] columnBytes, int values) {
    int rowCount = rowBytes.length / values;
    int columnCount = columnBytes.length / values;
    int count = rowCount * columnCount;
    FloatPointer result = products.ofLength(count);
    if (count > 0) {
      openblas.cblas_sgemm(
          openblas.CblasRowMajor,
          openblas.CblasNoTrans,
          openblas.CblasTrans,
          rowCount,
          columnCount,
          values,
          1,
          filled(rows, rowBytes),
          values,
          filled(columns, columnBytes),
          values,
          0,
          result,
          columnCount);
    }
    return products.buffer;
  }

  private FloatPointer filled(Numbers numbers, byte[] bytes) {
    if (converted.length < bytes.length) {
      converted = new float[bytes.length];
    }
    for (int i = 0; i < bytes.length; i++) {
      converted[i] = bytes[i];
    }
    FloatPointer pointer = numbers.ofLength(bytes.length);
    numbers.buffer.put(0, converted, 0, bytes.length);
    return pointer;
  }
}
