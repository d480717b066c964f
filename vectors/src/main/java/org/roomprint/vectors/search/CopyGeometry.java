package org.roomprint.vectors.search;

import java.util.List;
import org.roomprint.vectors.local.Verification;

/**
 * Tells a cropped, padded or rescaled copy from another view of the same place: in a copy all
 * matching points, foreground and background alike, are moved by one similarity transform; another
 * view moves them by parallax.
 */
final class CopyGeometry {
  private static final int FEWEST_POINTS = 24;

  /** Largest median distance from the transform, as a share of the points' spread. */
  private static final double MAX_MEDIAN_RESIDUAL = 0.006;

  /** Share of the points that must lie within three times that. */
  private static final double MIN_CONSISTENT = 0.8;

  private CopyGeometry() {}

  static boolean holds(List<Verification.Match> matches) {
    int n = matches.size();
    if (n < FEWEST_POINTS) {
      return false;
    }
    double queryX = 0;
    double queryY = 0;
    double candidateX = 0;
    double candidateY = 0;
    for (Verification.Match match : matches) {
      queryX += match.queryX() / n;
      queryY += match.queryY() / n;
      candidateX += match.candidateX() / n;
      candidateY += match.candidateY() / n;
    }
    // Least squares similarity transform of centred points (Umeyama 1991, in complex numbers).
    double dot = 0;
    double cross = 0;
    double spread = 0;
    double candidateSpread = 0;
    for (Verification.Match match : matches) {
      double x = match.queryX() - queryX;
      double y = match.queryY() - queryY;
      double u = match.candidateX() - candidateX;
      double v = match.candidateY() - candidateY;
      dot += x * u + y * v;
      cross += x * v - y * u;
      spread += x * x + y * y;
      candidateSpread += u * u + v * v;
    }
    if (spread == 0 || candidateSpread == 0) {
      return false;
    }
    double a = dot / spread;
    double b = cross / spread;
    double[] residuals = new double[n];
    for (int i = 0; i < n; i++) {
      Verification.Match match = matches.get(i);
      double x = match.queryX() - queryX;
      double y = match.queryY() - queryY;
      residuals[i] =
          Math.hypot(
              a * x - b * y - (match.candidateX() - candidateX),
              b * x + a * y - (match.candidateY() - candidateY));
    }
    java.util.Arrays.sort(residuals);
    double scale = Math.sqrt(candidateSpread / n);
    double limit = 3 * MAX_MEDIAN_RESIDUAL * scale;
    int consistent = 0;
    for (double residual : residuals) {
      consistent += residual <= limit ? 1 : 0;
    }
    return residuals[n / 2] <= MAX_MEDIAN_RESIDUAL * scale && consistent >= MIN_CONSISTENT * n;
  }
}
