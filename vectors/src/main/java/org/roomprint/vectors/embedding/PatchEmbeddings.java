package org.roomprint.vectors.embedding;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Embeddings of the cells of a grid laid over a picture: what the model sees where.
 *
 * <p>Each is of unit length. What is kept is rounded to one of 15 steps a value, which takes half a
 * byte; a query, which is not kept, has 18 times as many. Two pictures' patches are compared as
 * patch descriptors are in place recognition (Hausler, Garg, Xu, Milford and Fischer, 2021), here
 * without asking where in the picture they lie. What rounding costs is measured in
 * docs/experiments/description-size.md.
 *
 * <p>A model may describe the same picture by further grids, each another channel: of what surfaces
 * are made, of their colours. Grids of one channel are compared with one another only.
 *
 * <p>Immutable; numbers are copied in and out.
 */
public final class PatchEmbeddings {
  /** Steps away from 0 that a value of what is kept lies at most. */
  private static final int MOST_STEPS = 7;

  /** Finer steps in one of those, so that a value still fits into a byte. */
  private static final int FINER = 18;

  /** Share of a grid's values that may lie further away and are cut. */
  private static final double CUT_SHARE = 0.005;

  private final int rows;
  private final int columns;
  private final int dimension;
  private final float step;
  private final boolean fine;
  private final byte[] values;
  private final List<PatchEmbeddings> further;

  private PatchEmbeddings(
      int rows,
      int columns,
      int dimension,
      float step,
      boolean fine,
      byte[] values,
      List<PatchEmbeddings> further) {
    this.rows = rows;
    this.columns = columns;
    this.dimension = dimension;
    this.step = step;
    this.fine = fine;
    this.values = values;
    this.further = further;
  }

  /**
   * Scales vectors to unit length and rounds them to fine steps, as a query is compared.
   *
   * @param values {@code [rows * columns][dimension]}, finite; a vector that is all zero stays so,
   *     and is alike to nothing
   */
  public static PatchEmbeddings of(int rows, int columns, int dimension, float[] values) {
    check(rows, columns, dimension, values.length);
    float[] unit = new float[values.length];
    for (int from = 0; from < values.length; from += dimension) {
      double squares = 0;
      for (int i = from; i < from + dimension; i++) {
        squares += (double) values[i] * values[i];
      }
      if (!Double.isFinite(squares)) {
        throw new IllegalArgumentException("A patch's embedding has finite values");
      }
      double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares);
      for (int i = from; i < from + dimension; i++) {
        unit[i] = (float) (values[i] * scale);
      }
    }
    float step = step(unit) / FINER;
    int most = MOST_STEPS * FINER;
    byte[] steps = new byte[values.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (byte) Math.clamp(Math.round(unit[i] / step), -most, most);
    }
    return new PatchEmbeddings(rows, columns, dimension, step, true, steps, List.of());
  }

  /** What is kept of them, further channels as well: rounded to the steps of {@link #toBytes}. */
  public PatchEmbeddings rounded() {
    if (!fine) {
      return this;
    }
    byte[] steps = new byte[values.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (byte) Math.round(values[i] / (float) FINER);
    }
    return new PatchEmbeddings(
        rows,
        columns,
        dimension,
        step * FINER,
        false,
        steps,
        further.stream().map(PatchEmbeddings::rounded).toList());
  }

  /** So that few of the values are cut, and none where few are not zero. */
  private static float step(float[] unit) {
    float[] sizes = new float[unit.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(unit[i]);
    }
    Arrays.sort(sizes);
    float most = sizes[sizes.length - 1 - (int) (CUT_SHARE * sizes.length)];
    float largest = sizes[sizes.length - 1];
    if (largest == 0) {
      return 1;
    }
    return (most < largest / 4 ? largest : most) / MOST_STEPS;
  }

  /** This grid without those beside it, rounded, in bytes for {@link #ofBytes}. */
  public byte[] toBytes() {
    if (fine) {
      return with(List.of()).rounded().toBytes();
    }
    ByteBuffer buffer =
        ByteBuffer.allocate(3 * Short.BYTES + Float.BYTES + (values.length + 1) / 2);
    buffer.putShort((short) rows).putShort((short) columns).putShort((short) dimension);
    buffer.putFloat(step);
    for (int i = 0; i < values.length; i += 2) {
      int second = i + 1 < values.length ? values[i + 1] : 0;
      buffer.put((byte) ((values[i] + MOST_STEPS) << 4 | (second + MOST_STEPS)));
    }
    return buffer.array();
  }

  /**
   * What {@link #toBytes} gave, read from here on.
   *
   * @throws IllegalArgumentException when the bytes say what none can say
   * @throws java.nio.BufferUnderflowException when there are too few
   */
  public static PatchEmbeddings ofBytes(ByteBuffer buffer) {
    int rows = Short.toUnsignedInt(buffer.getShort());
    int columns = Short.toUnsignedInt(buffer.getShort());
    int dimension = Short.toUnsignedInt(buffer.getShort());
    float step = buffer.getFloat();
    long count = (long) rows * columns * dimension;
    if (count < 1 || !(step > 0) || (count + 1) / 2 > buffer.remaining()) {
      throw new IllegalArgumentException(
          "No grid has " + rows + " x " + columns + " patches of " + dimension + " values here");
    }
    byte[] values = new byte[(int) count];
    for (int i = 0; i < values.length; i += 2) {
      int two = buffer.get();
      values[i] = (byte) (((two >> 4) & 0xf) - MOST_STEPS);
      if (i + 1 < values.length) {
        values[i + 1] = (byte) ((two & 0xf) - MOST_STEPS);
      }
    }
    return new PatchEmbeddings(rows, columns, dimension, step, false, values, List.of());
  }

  /**
   * The first of some grids with the others beside it.
   *
   * @param channels in the order of the model
   * @return empty when there are none
   */
  public static Optional<PatchEmbeddings> ofChannels(List<PatchEmbeddings> channels) {
    return channels.isEmpty()
        ? Optional.empty()
        : Optional.of(channels.getFirst().with(channels.subList(1, channels.size())));
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
    return new PatchEmbeddings(rows, columns, dimension, step, fine, values, List.copyOf(further));
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
        step,
        fine,
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

  /**
   * A copy of the values in steps, -7 to 7 if they are rounded and else -126 to 126, {@code [rows *
   * columns][dimension]}, row by row from the top left.
   */
  public byte[] toSteps() {
    return values.clone();
  }

  /** Cosine of a patch of this grid and one of another whose steps have a dot product of 1. */
  public float perProduct(PatchEmbeddings other) {
    return step * other.step;
  }

  /** A copy of the values, {@code [rows * columns][dimension]}, of unit length but for rounding. */
  public float[] toArray() {
    float[] result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = values[i] * step;
    }
    return result;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PatchEmbeddings that
        && rows == that.rows
        && columns == that.columns
        && dimension == that.dimension
        && step == that.step
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
