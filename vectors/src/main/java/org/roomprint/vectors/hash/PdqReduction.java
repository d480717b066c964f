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

  /** Rows summed side by side. */
  private static final int ROWS = 4;

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
    float[] rows = firstRows(rgb);
    float[] columns = secondRows(rows);
    return secondColumns(columns);
  }

  /** Luminance, and the first pass along rows: {@code [height][width]}. */
  private float[] firstRows(byte[] rgb) {
    float[] out = new float[Math.multiplyExact(height, width)];
    PaddedRows block = new PaddedRows();
    for (int y = 0; y < height; y += ROWS) {
      int rows = Math.min(ROWS, height - y);
      for (int r = 0; r < rows; r++) {
        int from = (y + r) * width * RasterImage.CHANNELS;
        for (int x = 0, at = block.start(r); x < width; x++, at++, from += 3) {
          block.values[at] =
              RED_PART[rgb[from] & 0xff]
                  + GREEN_PART[rgb[from + 1] & 0xff]
                  + BLUE_PART[rgb[from + 2] & 0xff];
        }
      }
      block.average(out, y * width, rows);
    }
    return out;
  }

  /**
   * The first pass along columns and the second along rows, kept at 64 columns: {@code
   * [height][64]}.
   */
  private float[] secondRows(float[] rows) {
    float[] out = new float[height * SIDE];
    float[] sums = new float[width];
    PaddedRows block = new PaddedRows();
    for (int y = 0; y < down.ahead; y++) {
      add(sums, rows, y * width);
    }
    for (int y = 0; y < height; y += ROWS) {
      int filled = Math.min(ROWS, height - y);
      for (int r = 0; r < filled; r++) {
        int entering = y + r + down.ahead;
        int leaving = y + r - down.behind - 1;
        if (entering < height) {
          add(sums, rows, entering * width);
        }
        if (leaving >= 0) {
          subtract(sums, rows, leaving * width);
        }
        divide(sums, down.counts[y + r], block.values, block.start(r));
      }
      block.averageAtPoints(out, y * SIDE, filled);
    }
    return out;
  }

  /** The second pass along columns, kept at 64 rows: {@code [64][64]}. */
  private float[] secondColumns(float[] in) {
    float[] out = new float[SIDE * SIDE];
    float[] sums = new float[SIDE];
    for (int y = 0; y < down.ahead; y++) {
      add(sums, in, y * SIDE);
    }
    for (int y = 0, point = 0; y < height && point < SIDE; y++) {
      int entering = y + down.ahead;
      int leaving = y - down.behind - 1;
      if (entering < height) {
        add(sums, in, entering * SIDE);
      }
      if (leaving >= 0) {
        subtract(sums, in, leaving * SIDE);
      }
      for (; point < SIDE && down.points[point] == y; point++) {
        divide(sums, down.counts[y], out, point * SIDE);
      }
    }
    return out;
  }

  private static void add(float[] sums, float[] line, int from) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] += line[from + x];
    }
  }

  private static void subtract(float[] sums, float[] line, int from) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] -= line[from + x];
    }
  }

  private static void divide(float[] sums, float count, float[] out, int to) {
    for (int x = 0; x < sums.length; x++) {
      out[to + x] = sums[x] / count;
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

  /**
   * Four rows with zeros on both sides, which leave a running sum as it is: so the edges need no
   * case of their own.
   */
  private final class PaddedRows {
    final int before = across.behind + 1;
    final int stride = before + width + across.ahead;
    final float[] values = new float[ROWS * stride];
    private final float[] averages = new float[ROWS * width];

    int start(int row) {
      return row * stride + before;
    }

    /** Averages of the first rows over the window, {@code [rows][width]}. */
    void average(float[] out, int to, int rows) {
      sum();
      for (int r = 0; r < rows; r++) {
        for (int x = 0; x < width; x++) {
          out[to + r * width + x] = averages[r * width + x] / across.counts[x];
        }
      }
    }

    /** Averages of the first rows at the 64 points, {@code [rows][64]}. */
    void averageAtPoints(float[] out, int to, int rows) {
      sum();
      for (int r = 0; r < rows; r++) {
        for (int point = 0; point < SIDE; point++) {
          int x = across.points[point];
          out[to + r * SIDE + point] = averages[r * width + x] / across.counts[x];
        }
      }
    }

    private void sum() {
      float sum0 = 0;
      float sum1 = 0;
      float sum2 = 0;
      float sum3 = 0;
      int leaving = -across.ahead;
      for (int entering = before; entering < stride; entering++, leaving++) {
        sum0 += values[entering];
        sum1 += values[stride + entering];
        sum2 += values[2 * stride + entering];
        sum3 += values[3 * stride + entering];
        if (leaving >= 0) {
          sum0 -= values[leaving];
          sum1 -= values[stride + leaving];
          sum2 -= values[2 * stride + leaving];
          sum3 -= values[3 * stride + leaving];
          averages[leaving] = sum0;
          averages[width + leaving] = sum1;
          averages[2 * width + leaving] = sum2;
          averages[3 * width + leaving] = sum3;
        }
      }
    }
  }
}
