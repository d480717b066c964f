package org.roomprint.vectors.search;

import java.util.List;
import java.util.Locale;

/**
 * Where in a query image and in a found photo their agreement comes from: the addends of the
 * agreement of their parts, laid out as the parts lie in the pictures.
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
  }
}
