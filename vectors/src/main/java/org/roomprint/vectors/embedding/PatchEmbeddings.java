package org.roomprint.vectors.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Embeddings of the cells of a grid laid over a picture: what the model sees where.
 *
 * <p>Each is of unit length, kept with one byte a value: two pictures' patches are compared as
 * patch descriptors are in place recognition (Hausler, Garg, Xu, Milford and Fischer, 2021), here
 * without asking where in the picture they lie.
 *
 * <p>A model may describe the same picture by further grids, each another channel: of what surfaces
 * are made, of their colours. Grids of one channel are compared with one another only.
 *
 * <p>Immutable; numbers are copied in and out.
 */
public final class PatchEmbeddings {
  /** A value of 1 is kept as this. */
  private static final int UNIT = 127;

  /** Cosine of two embeddings whose bytes have a dot product of 1. */
  public static final float PER_PRODUCT = 1f / (UNIT * UNIT);

  private final int rows;
  private final int columns;
  private final int dimension;
  private final byte[] values;
  private final List<PatchEmbeddings> further;

  private PatchEmbeddings(
      int rows, int columns, int dimension, byte[] values, List<PatchEmbeddings> further) {
    this.rows = rows;
    this.columns = columns;
    this.dimension = dimension;
    this.values = values;
    this.further = further;
  }

  /**
   * Scales vectors to unit length and rounds them to bytes.
   *
   * @param values {@code [rows * columns][dimension]}, finite; a vector that is all zero stays so,
   *     and is alike to nothing
   */
  public static PatchEmbeddings of(int rows, int columns, int dimension, float[] values) {
    check(rows, columns, dimension, values.length);
    byte[] rounded = new byte[values.length];
    for (int from = 0; from < values.length; from += dimension) {
      double squares = 0;
      for (int i = from; i < from + dimension; i++) {
        squares += (double) values[i] * values[i];
      }
      if (!Double.isFinite(squares)) {
        throw new IllegalArgumentException("A patch's embedding has finite values");
      }
      double scale = squares == 0 ? 0 : UNIT / Math.sqrt(squares);
      for (int i = from; i < from + dimension; i++) {
        rounded[i] = (byte) Math.round(values[i] * scale);
      }
    }
    return new PatchEmbeddings(rows, columns, dimension, rounded, List.of());
  }

  /**
   * Copies what {@link #toBytes} gave.
   *
   * @param values {@code [rows * columns][dimension]}
   */
  public static PatchEmbeddings ofBytes(int rows, int columns, int dimension, byte[] values) {
    check(rows, columns, dimension, values.length);
    return new PatchEmbeddings(rows, columns, dimension, values.clone(), List.of());
  }

  /**
   * The same grid with grids of further channels beside it.
   *
   * @param further in the order of the model, over the same rows and columns; instead of those that
   *     are beside it already
   */
  public PatchEmbeddings with(List<PatchEmbeddings> further) {
    for (PatchEmbeddings grid : further) {
      if (grid.rows != rows || grid.columns != columns) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "A further channel lies over the same %d x %d cells, not over %d x %d",
                rows,
                columns,
                grid.rows,
                grid.columns));
      }
      if (!grid.further.isEmpty()) {
        throw new IllegalArgumentException("A further channel has no further channels of its own");
      }
    }
    return new PatchEmbeddings(rows, columns, dimension, values, List.copyOf(further));
  }

  /** The same patches with left and right exchanged, further channels as well. */
  public PatchEmbeddings mirrored() {
    byte[] mirrored = new byte[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        System.arraycopy(
            values,
            (row * columns + column) * dimension,
            mirrored,
            (row * columns + columns - 1 - column) * dimension,
            dimension);
      }
    }
    return new PatchEmbeddings(
        rows,
        columns,
        dimension,
        mirrored,
        further.stream().map(PatchEmbeddings::mirrored).toList());
  }

  private static void check(int rows, int columns, int dimension, int length) {
    if (rows < 1 || columns < 1 || dimension < 1 || length != rows * columns * dimension) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d values are not a grid of %d x %d patches of %d values each",
              length,
              rows,
              columns,
              dimension));
    }
  }

  /** Grids of further channels for the same picture, in the order of the model. */
  public List<PatchEmbeddings> further() {
    return further;
  }

  /** This grid and those of further channels, at least one. */
  public List<PatchEmbeddings> channels() {
    return Stream.concat(Stream.of(this), further.stream()).toList();
  }

  /** Rows of the grid, from the top. */
  public int rows() {
    return rows;
  }

  /** Columns of the grid, from the left. */
  public int columns() {
    return columns;
  }

  /** Values of each embedding. */
  public int dimension() {
    return dimension;
  }

  /** Number of patches. */
  public int count() {
    return rows * columns;
  }

  /** A copy of the bytes, {@code [rows * columns][dimension]}, row by row from the top left. */
  public byte[] toBytes() {
    return values.clone();
  }

  /** A copy of the values, {@code [rows * columns][dimension]}, of unit length but for rounding. */
  public float[] toArray() {
    float[] result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) values[i] / UNIT;
    }
    return result;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PatchEmbeddings that
        && rows == that.rows
        && columns == that.columns
        && dimension == that.dimension
        && Arrays.equals(values, that.values)
        && further.equals(that.further);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * (31 * rows + columns) + dimension) + Arrays.hashCode(values))
        + further.hashCode();
  }

  @Override
  public String toString() {
    return "PatchEmbeddings["
        + rows
        + " x "
        + columns
        + ", "
        + dimension
        + "]"
        + (further.isEmpty() ? "" : further);
  }
}
