package org.roomprint.vectors.hash;

/**
 * The eight ways to turn and mirror a picture onto its frame.
 *
 * <p>Each changes the picture's DCT coefficients only in sign and by exchanging the two directions,
 * so that the hashes of all eight follow from one transform of the original. The names are those of
 * the public reference.
 */
public enum DihedralTransform {
  /** The picture as it is. */
  ORIGINAL("orig", false, false, false),
  /** A quarter turn counter-clockwise. */
  ROTATE_90("rot90", true, true, false),
  /** Half a turn. */
  ROTATE_180("rot180", false, true, true),
  /** A quarter turn clockwise. */
  ROTATE_270("rot270", true, false, true),
  /** Upside down: mirrored at the horizontal axis. */
  FLIP_X("flipx", false, false, true),
  /** Mirrored at the vertical axis: left and right exchanged. */
  FLIP_Y("flipy", false, true, false),
  /** Mirrored at the diagonal from the upper left: rows and columns exchanged. */
  FLIP_PLUS("flipp", true, false, false),
  /** Mirrored at the diagonal from the upper right. */
  FLIP_MINUS("flipm", true, true, true);

  private final String referenceName;
  private final boolean transposed;
  private final boolean negatesEvenColumns;
  private final boolean negatesEvenRows;

  DihedralTransform(
      String referenceName,
      boolean transposed,
      boolean negatesEvenColumns,
      boolean negatesEvenRows) {
    this.referenceName = referenceName;
    this.transposed = transposed;
    this.negatesEvenColumns = negatesEvenColumns;
    this.negatesEvenRows = negatesEvenRows;
  }

  /** The name in the public reference's output, for instance {@code rot90}. */
  public String referenceName() {
    return referenceName;
  }

  /**
   * The coefficients of the transformed picture.
   *
   * @param coefficients {@code [side][side]} of the original: vertical, then horizontal frequency,
   *     each from 1
   */
  float[] apply(float[] coefficients, int side) {
    float[] changed = new float[side * side];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        boolean negative =
            (negatesEvenColumns && column % 2 == 0) ^ (negatesEvenRows && row % 2 == 0);
        float value = coefficients[row * side + column];
        int at = transposed ? column * side + row : row * side + column;
        changed[at] = negative ? -value : value;
      }
    }
    return changed;
  }
}
