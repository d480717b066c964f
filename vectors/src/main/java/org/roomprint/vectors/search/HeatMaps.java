package org.roomprint.vectors.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where in a query image and in a found photo their agreement comes from: the addends of the
 * evidence of their patches, all channels together, laid out as the patches lie in the pictures.
 *
 * @param query of the query image
 * @param photo of the found photo
 */
public record HeatMaps(Grid query, Grid photo) {
  /**
   * A number for each cell of a grid laid over a picture.
   *
   * @param rows from the top
   * @param columns from the left
   * @param values {@code [rows * columns]}, row by row, at least 0; comparable within one answer
   */
  public record Grid(int rows, int columns, List<Double> values) {
    public Grid {
      values = List.copyOf(values);
      if (values.size() != rows * columns) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "A grid of %d x %d has not %d values", rows, columns, values.size()));
      }
    }

    private static Grid of(int rows, int columns, double[] values) {
      return new Grid(rows, columns, Arrays.stream(values).boxed().toList());
    }
  }

  /** Heat maps that addends are still added to. */
  static final class Sum {
    private final int queryRows;
    private final int queryColumns;
    private final int photoRows;
    private final int photoColumns;
    private final double[] inQuery;
    private final double[] inPhoto;

    Sum(int queryRows, int queryColumns, int photoRows, int photoColumns) {
      this.queryRows = queryRows;
      this.queryColumns = queryColumns;
      this.photoRows = photoRows;
      this.photoColumns = photoColumns;
      this.inQuery = new double[queryRows * queryColumns];
      this.inPhoto = new double[photoRows * photoColumns];
    }

    /** Adds to a cell of each, counted row by row. */
    void add(int queryCell, int photoCell, double addend) {
      inQuery[queryCell] += addend;
      inPhoto[photoCell] += addend;
    }

    HeatMaps maps() {
      return new HeatMaps(
          Grid.of(queryRows, queryColumns, inQuery), Grid.of(photoRows, photoColumns, inPhoto));
    }
  }
}
