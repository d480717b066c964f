package org.roomprint.vectors.search;

import java.util.List;
import org.roomprint.vectors.local.Verification;

/** Tells whether the matching points are those of one flat thing, such as a picture. */
final class CopyGeometry {
  /** Of a homography, its last one being 1. */
  private static final int HOMOGRAPHY_VALUES = 8;

  /**
   * Largest distance from where the homography says, as a share of the points' spread: about five
   * of the pixels in which points are looked for, where these are all over the picture.
   */
  private static final double MAX_PLANE_RESIDUAL = 0.035;

  private static final int TRIMMING_STEPS = 12;
  private static final double TRIMMED_EACH_STEP = 0.05;
  private static final double FEWEST_KEPT = 0.6;

  private CopyGeometry() {}

  /**
   * Share of the matching points that one homography moves, 0..1: nearly all of them where a
   * picture was taken of a picture or of one flat thing, cropped, turned or seen from the side.
   * Another view of a room has walls, floor and furniture, which no single one moves.
   *
   * <p>Fitted to all points at first and then, step by step, to those that agree best (least
   * trimmed squares), since some of the points of a copy are mistaken too. Too few points to tell
   * give 0.
   */
  static double planeShare(List<Verification.Match> matches) {
    int n = matches.size();
    if (n < 2 * HOMOGRAPHY_VALUES) {
      return 0;
    }
    double[] query = frame(matches, true);
    double[] candidate = frame(matches, false);
    double[] residuals = new double[n];
    for (int step = 0; step <= TRIMMING_STEPS; step++) {
      double kept = Math.max(FEWEST_KEPT, 1 - TRIMMED_EACH_STEP * step);
      double[] sorted = residuals.clone();
      java.util.Arrays.sort(sorted);
      double limit = Math.max(MAX_PLANE_RESIDUAL, sorted[(int) Math.ceil(kept * n) - 1]);
      residuals = residuals(homography(matches, query, candidate, residuals, limit), matches);
    }
    int moved = 0;
    for (double residual : residuals) {
      moved += residual <= MAX_PLANE_RESIDUAL ? 1 : 0;
    }
    return moved / (double) n;
  }

  /** Least squares over the matches whose residual is within the limit. */
  private static double[] homography(
      List<Verification.Match> matches,
      double[] query,
      double[] candidate,
      double[] residuals,
      double limit) {
    double[][] normal = new double[HOMOGRAPHY_VALUES][HOMOGRAPHY_VALUES + 1];
    for (int i = 0; i < matches.size(); i++) {
      if (residuals[i] <= limit) {
        Verification.Match match = matches.get(i);
        double x = (match.queryX() - query[0]) / query[2];
        double y = (match.queryY() - query[1]) / query[2];
        double u = (match.candidateX() - candidate[0]) / candidate[2];
        double v = (match.candidateY() - candidate[1]) / candidate[2];
        add(normal, new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y, u});
        add(normal, new double[] {0, 0, 0, x, y, 1, -v * x, -v * y, v});
      }
    }
    return solve(normal);
  }

  /** Distances from where the homography says, in the spread of the candidate's points. */
  private static double[] residuals(double[] h, List<Verification.Match> matches) {
    double[] query = frame(matches, true);
    double[] candidate = frame(matches, false);
    double[] residuals = new double[matches.size()];
    for (int i = 0; i < residuals.length; i++) {
      Verification.Match match = matches.get(i);
      double x = (match.queryX() - query[0]) / query[2];
      double y = (match.queryY() - query[1]) / query[2];
      double w = h[6] * x + h[7] * y + 1;
      double u = (match.candidateX() - candidate[0]) / candidate[2];
      double v = (match.candidateY() - candidate[1]) / candidate[2];
      double distance =
          Math.hypot((h[0] * x + h[1] * y + h[2]) / w - u, (h[3] * x + h[4] * y + h[5]) / w - v);
      residuals[i] = Double.isFinite(distance) ? distance : Double.MAX_VALUE;
    }
    return residuals;
  }

  /** Centre and spread of the points of one side: {@code x, y, root mean square distance}. */
  private static double[] frame(List<Verification.Match> matches, boolean ofQuery) {
    double x = 0;
    double y = 0;
    for (Verification.Match match : matches) {
      x += (ofQuery ? match.queryX() : match.candidateX()) / matches.size();
      y += (ofQuery ? match.queryY() : match.candidateY()) / matches.size();
    }
    double spread = 0;
    for (Verification.Match match : matches) {
      double dx = (ofQuery ? match.queryX() : match.candidateX()) - x;
      double dy = (ofQuery ? match.queryY() : match.candidateY()) - y;
      spread += (dx * dx + dy * dy) / matches.size();
    }
    return new double[] {x, y, Math.max(Math.sqrt(spread), 1e-9)};
  }

  private static void add(double[][] normal, double[] row) {
    for (int i = 0; i < HOMOGRAPHY_VALUES; i++) {
      for (int j = 0; j <= HOMOGRAPHY_VALUES; j++) {
        normal[i][j] += row[i] * row[j];
      }
    }
  }

  /** Gaussian elimination with pivots; a value that nothing determines becomes 0. */
  private static double[] solve(double[][] rows) {
    int n = rows.length;
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int i = column + 1; i < n; i++) {
        pivot = Math.abs(rows[i][column]) > Math.abs(rows[pivot][column]) ? i : pivot;
      }
      double[] swapped = rows[pivot];
      rows[pivot] = rows[column];
      rows[column] = swapped;
      for (int i = 0; i < n; i++) {
        if (i != column && Math.abs(rows[column][column]) > 1e-12) {
          double factor = rows[i][column] / rows[column][column];
          for (int j = column; j <= n; j++) {
            rows[i][j] -= factor * rows[column][j];
          }
        }
      }
    }
    double[] solved = new double[n];
    for (int i = 0; i < n; i++) {
      solved[i] = Math.abs(rows[i][i]) > 1e-12 ? rows[i][n] / rows[i][i] : 0;
    }
    return solved;
  }
}
