package org.roomprint.vectors.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.roomprint.vectors.search.Calibration;

/**
 * Whether stated probabilities hold: over searches whose hotel is in the gallery and as many whose
 * hotel is not.
 *
 * <p>Expected calibration error as Guo and others (2017) define it, over the first hotel of every
 * search in bins of a tenth.
 */
public final class CalibrationCheck {
  private static final int BINS = 10;
  private static final double[] SHARPNESS = steps(0.3, 4.0, 0.1);
  private static final double[] ABSENT = steps(-4, 8, 0.2);
  private static final double[] NO_EVIDENCE_PRIOR = steps(0, 0.2, 0.02);

  private CalibrationCheck() {}

  /**
   * One search.
   *
   * @param hotel that was looked for
   * @param scores of the ranked hotels, best first
   * @param right place of the right hotel among them, from 0; -1 when it is not among them
   * @param present whether it was in the gallery
   */
  public record Search(String hotel, List<Double> scores, int right, boolean present) {
    public Search {
      scores = List.copyOf(scores);
    }

    /** What a ranker with scores answered. */
    public static Search of(QueryRanking ranking, boolean present) {
      return new Search(
          ranking.query().hotel(),
          ranking.scores(),
          present ? ranking.hotels().indexOf(ranking.query().hotel()) : -1,
          present);
    }
  }

  /**
   * Searches whose first hotel had a probability in one tenth.
   *
   * @param searches how many
   * @param stated mean probability
   * @param right share whose first hotel was right
   */
  public record Bin(int searches, double stated, double right) {}

  /**
   * What was found.
   *
   * @param calibration that was measured
   * @param searches measured
   * @param error expected calibration error, 0..1
   * @param bins from 0..0.1 to 0.9..1
   * @param absentAuc area under the curve of telling absent hotels from present ones, 0..1
   * @param absentTold share of absent hotels said to be probably not in the gallery
   * @param presentTold share of present ones of which that was said wrongly
   * @param sureHolds share of present hotels that are among the first n that hold them at 90 %, of
   *     those searches for which there is such an n
   * @param sureSearches such searches
   * @param sureHotels mean of these n
   */
  public record Report(
      Calibration calibration,
      int searches,
      double error,
      List<Bin> bins,
      double absentAuc,
      double absentTold,
      double presentTold,
      double sureHolds,
      int sureSearches,
      double sureHotels) {
    public Report {
      bins = List.copyOf(bins);
    }
  }

  /** Measures a calibration. */
  public static Report measure(Calibration calibration, List<Search> searches) {
    int[] counts = new int[BINS];
    double[] stated = new double[BINS];
    double[] right = new double[BINS];
    List<double[]> absent = new ArrayList<>();
    int sureSearches = 0;
    int sureHold = 0;
    double sureHotels = 0;
    for (Search search : searches) {
      Calibration.Probabilities probabilities = calibration.of(search.scores());
      double first = search.scores().isEmpty() ? 0 : probabilities.hotels().getFirst();
      int bin = Math.min(BINS - 1, (int) (first * BINS));
      counts[bin]++;
      stated[bin] += first;
      right[bin] += search.right() == 0 ? 1 : 0;
      absent.add(new double[] {probabilities.notInGallery(), search.present() ? 0 : 1});
      double sum = 0;
      for (int i = 0; i < search.scores().size(); i++) {
        sum += probabilities.hotels().get(i);
        if (sum >= 0.9) {
          sureSearches++;
          sureHotels += i + 1;
          sureHold += search.right() >= 0 && search.right() <= i ? 1 : 0;
          break;
        }
      }
    }
    double error = 0;
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(stated[bin] - right[bin]) / Math.max(1, searches.size());
      int count = Math.max(1, counts[bin]);
      bins.add(new Bin(counts[bin], stated[bin] / count, right[bin] / count));
    }
    return new Report(
        calibration,
        searches.size(),
        error,
        bins,
        areaUnderCurve(absent),
        shareSaid(absent, 1),
        shareSaid(absent, 0),
        sureSearches == 0 ? 1 : (double) sureHold / sureSearches,
        sureSearches,
        sureSearches == 0 ? 0 : sureHotels / sureSearches);
  }

  /** The calibration of the greatest likelihood, on a grid. */
  public static Calibration fit(List<Search> searches) {
    Calibration best = new Calibration(SHARPNESS[0], ABSENT[0], NO_EVIDENCE_PRIOR[0]);
    double least = Double.MAX_VALUE;
    for (double sharpness : SHARPNESS) {
      for (double absent : ABSENT) {
        Calibration withoutPrior = new Calibration(sharpness, absent, 0);
        List<Calibration.Probabilities> probabilities =
            searches.stream().map(search -> withoutPrior.of(search.scores())).toList();
        for (double noEvidencePrior : NO_EVIDENCE_PRIOR) {
          double loss = 0;
          for (int i = 0; i < searches.size(); i++) {
            double ofTruth =
                ofTruth(probabilities.get(i), noEvidencePrior, searches.get(i).right());
            loss -= Math.log(Math.max(1e-6, ofTruth));
          }
          if (loss < least) {
            least = loss;
            best = new Calibration(sharpness, absent, noEvidencePrior);
          }
        }
      }
    }
    return best;
  }

  /**
   * What a calibration with a no-evidence prior would give to the truth, from what one without
   * gives.
   */
  private static double ofTruth(
      Calibration.Probabilities probabilities, double noEvidencePrior, int right) {
    double none = probabilities.notInGallery();
    if (right < 0) {
      return probabilities.hotels().isEmpty() ? none : (1 - noEvidencePrior) * none;
    }
    return probabilities.hotels().get(right) + (right == 0 ? noEvidencePrior * none : 0);
  }

  private static double shareSaid(List<double[]> absent, int truth) {
    return absent.stream()
        .filter(one -> one[1] == truth)
        .mapToDouble(one -> one[0] > 0.5 ? 1 : 0)
        .average()
        .orElse(0);
  }

  /** By ranks (Mann and Whitney, 1947); ties count half. */
  private static double areaUnderCurve(List<double[]> scored) {
    List<double[]> sorted = new ArrayList<>(scored);
    sorted.sort(Comparator.comparingDouble(one -> one[0]));
    double ranks = 0;
    double positives = 0;
    for (int i = 0; i < sorted.size(); ) {
      int end = i;
      while (end < sorted.size() && sorted.get(end)[0] == sorted.get(i)[0]) {
        end++;
      }
      for (int j = i; j < end; j++) {
        ranks += sorted.get(j)[1] * (i + end + 1) / 2.0;
        positives += sorted.get(j)[1];
      }
      i = end;
    }
    double negatives = sorted.size() - positives;
    return positives == 0 || negatives == 0
        ? 0.5
        : (ranks - positives * (positives + 1) / 2) / (positives * negatives);
  }

  private static double[] steps(double from, double to, double step) {
    double[] values = new double[(int) Math.round((to - from) / step) + 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = from + i * step;
    }
    return values;
  }
}
