package org.roomprint.vectors.hash;

import org.roomprint.vectors.image.RasterImage;

/**
 * The blurred luminance of a picture at 64 x 64 points: PDQ's first half.
 *
 * <p>Two passes of a box filter along rows and columns make a tent filter (W. Jarosz, "Fast Image
 * Convolutions", 2001). Each is a running sum in {@code float}, in which rounding errors travel
 * along the line; the sums here see the same numbers in the same order as the public reference's,
 * which is what makes the hashes equal. Two things that cannot change a result make it fast: four
 * rows are summed side by side, since each alone waits for its own last addition, and the second
 * pass divides only where one of the 64 x 64 points lies.
 */
final class PdqReduction {
  /** Points along each side of the reduction. */
  static final int SIDE = 64;

  private static final int WINDOWS_PER_SIDE = 128;
  private static final float RED = 0.299f;
  private static final float GREEN = 0.587f;
  private static final float BLUE = 0.114f;
  private static final float[] RED_PART = parts(RED);
  private static final float[] GREEN_PART = parts(GREEN);
  private static final float[] BLUE_PART = parts(BLUE);

  private final int width;
  private final int height;
  private final Window across;
  private final Window down;

  private PdqReduction(int width, int height) {
    this.width = width;
    this.height = height;
    this.across = new Window(width);
    this.down = new Window(height);
  }

  /** Luminance {@code [64][64]}, 0..255, of a picture of any size. */
  static float[] reduce(RasterImage picture) {
    return new PdqReduction(picture.width(), picture.height()).run(picture.toRgb());
  }

  private float[] run(byte[] rgb) {
    return secondColumns(secondRows(firstRows(rgb)));
  }

  /** Luminance, and the first pass along rows: {@code [height][width]}. */
  private float[][] firstRows(byte[] rgb) {
    float[][] out = new float[height][width];
    FourRows block = new FourRows(across, width);
    for (int y = 0; y < height; y += FourRows.COUNT) {
      int filled = Math.min(FourRows.COUNT, height - y);
      for (int r = 0; r < filled; r++) {
        luminance(rgb, (y + r) * width * RasterImage.CHANNELS, block.row(r), block.before());
      }
      block.sum();
      for (int r = 0; r < filled; r++) {
        divide(block.sums(r), across.counts, out[y + r]);
      }
    }
    return out;
  }

  private void luminance(byte[] rgb, int from, float[] row, int to) {
    for (int x = 0; x < width; x++) {
      int at = from + RasterImage.CHANNELS * x;
      row[to + x] =
          RED_PART[rgb[at] & 0xff] + GREEN_PART[rgb[at + 1] & 0xff] + BLUE_PART[rgb[at + 2] & 0xff];
    }
  }

  /**
   * The first pass along columns and the second along rows, kept at 64 columns: {@code
   * [height][64]}.
   */
  private float[][] secondRows(float[][] rows) {
    float[][] out = new float[height][SIDE];
    RunningColumns columns = new RunningColumns(rows, down, width);
    float[] averages = new float[width];
    FourRows block = new FourRows(across, width);
    for (int y = 0; y < height; y += FourRows.COUNT) {
      int filled = Math.min(FourRows.COUNT, height - y);
      for (int r = 0; r < filled; r++) {
        divide(columns.next(), down.counts[y + r], averages);
        System.arraycopy(averages, 0, block.row(r), block.before(), width);
      }
      block.sum();
      for (int r = 0; r < filled; r++) {
        for (int point = 0; point < SIDE; point++) {
          int x = across.points[point];
          out[y + r][point] = block.sums(r)[x] / across.counts[x];
        }
      }
    }
    return out;
  }

  /** The second pass along columns, kept at 64 rows: {@code [64][64]}. */
  private float[] secondColumns(float[][] rows) {
    float[] out = new float[SIDE * SIDE];
    RunningColumns columns = new RunningColumns(rows, down, SIDE);
    float[] averages = new float[SIDE];
    int point = 0;
    for (int y = 0; y < height; y++) {
      divide(columns.next(), down.counts[y], averages);
      for (; point < SIDE && down.points[point] == y; point++) {
        System.arraycopy(averages, 0, out, point * SIDE, SIDE);
      }
    }
    return out;
  }

  // Loops over whole arrays at one index each: those the compiler turns into vector instructions.

  private static void divide(float[] sums, float count, float[] out) {
    for (int x = 0; x < out.length; x++) {
      out[x] = sums[x] / count;
    }
  }

  private static void divide(float[] sums, float[] counts, float[] out) {
    for (int x = 0; x < out.length; x++) {
      out[x] = sums[x] / counts[x];
    }
  }

  private static float[] parts(float weight) {
    float[] parts = new float[256];
    for (int value = 0; value < parts.length; value++) {
      parts[value] = weight * value;
    }
    return parts;
  }

  /** The filter's window along one direction, cut off at the edges. */
  private static final class Window {
    /** Values before the current one. */
    final int behind;

    /** Values after the current one. */
    final int ahead;

    /** Number of values in the window at each position. */
    final float[] counts;

    /** Where the 64 points lie, ascending; some coincide where there are fewer positions. */
    final int[] points = new int[SIDE];

    Window(int length) {
      int size = (length + WINDOWS_PER_SIDE - 1) / WINDOWS_PER_SIDE;
      ahead = (size + 2) / 2 - 1;
      behind = size - 1 - ahead;
      counts = new float[length];
      for (int at = 0; at < length; at++) {
        counts[at] = Math.min(length - 1, at + ahead) - Math.max(0, at - behind) + 1;
      }
      for (int point = 0; point < SIDE; point++) {
        points[point] = (int) ((point + 0.5) * length / SIDE);
      }
    }
  }

  /** Sums over the window down each column, one row after the other. */
  private static final class RunningColumns {
    private final float[][] rows;
    private final Window window;
    private final float[] sums;
    private int y;

    RunningColumns(float[][] rows, Window window, int width) {
      this.rows = rows;
      this.window = window;
      this.sums = new float[width];
      for (int i = 0; i < window.ahead; i++) {
        add(rows[i]);
      }
    }

    /** The sums at the next row; good until the next call. */
    float[] next() {
      if (y + window.ahead < rows.length) {
        add(rows[y + window.ahead]);
      }
      if (y > window.behind) {
        subtract(rows[y - window.behind - 1]);
      }
      y++;
      return sums;
    }

    private void add(float[] row) {
      for (int x = 0; x < sums.length; x++) {
        sums[x] += row[x];
      }
    }

    private void subtract(float[] row) {
      for (int x = 0; x < sums.length; x++) {
        sums[x] -= row[x];
      }
    }
  }

  /**
   * Sums over the window along four rows. The rows have zeros on both sides, which leave a running
   * sum as it is, so that the edges need no case of their own.
   */
  private static final class FourRows {
    static final int COUNT = 4;

    private final int width;
    private final int ahead;
    private final int before;
    private final float[][] rows;
    private final float[][] sums;

    FourRows(Window window, int width) {
      this.width = width;
      this.ahead = window.ahead;
      this.before = window.behind + 1;
      this.rows = new float[COUNT][before + width + ahead];
      this.sums = new float[COUNT][width];
    }

    /** The row to be filled, from {@link #before}. */
    float[] row(int r) {
      return rows[r];
    }

    int before() {
      return before;
    }

    float[] sums(int r) {
      return sums[r];
    }

    void sum() {
      float[] row0 = rows[0];
      float[] row1 = rows[1];
      float[] row2 = rows[2];
      float[] row3 = rows[3];
      float[] out0 = sums[0];
      float[] out1 = sums[1];
      float[] out2 = sums[2];
      float[] out3 = sums[3];
      float sum0 = 0;
      float sum1 = 0;
      float sum2 = 0;
      float sum3 = 0;
      int entering = before;
      for (; entering < before + ahead; entering++) {
        sum0 += row0[entering];
        sum1 += row1[entering];
        sum2 += row2[entering];
        sum3 += row3[entering];
      }
      for (int x = 0; x < width; x++) {
        sum0 = sum0 + row0[entering + x] - row0[x];
        sum1 = sum1 + row1[entering + x] - row1[x];
        sum2 = sum2 + row2[entering + x] - row2[x];
        sum3 = sum3 + row3[entering + x] - row3[x];
        out0[x] = sum0;
        out1[x] = sum1;
        out2[x] = sum2;
        out3[x] = sum3;
      }
    }
  }
}
