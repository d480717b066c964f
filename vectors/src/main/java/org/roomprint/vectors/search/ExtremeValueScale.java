package org.roomprint.vectors.search;

import java.util.List;

/**
 * Makes appearance scores of similarities: how surprising one is for this query in this gallery,
 * whatever the model.
 *
 * <p>What has nothing to do with a query falls off exponentially at the upper end of its
 * similarities. As extreme value theory has it for such tails, an exponential is fitted, between
 * two ranks that lie too deep to be moved by the few true matches; the evidence of a similarity is
 * then the negative decimal logarithm of the number of unrelated pictures expected to be as alike.
 * That is the unit in which geometry is scored too.
 *
 * @param similarity at the deeper rank
 * @param decay by which the similarity rises while the expected number falls to the e-th part
 * @param rank the deeper rank
 */
record ExtremeValueScale(double similarity, double decay, int rank) {
  static final int DEEP_RANK = 64;
  private static final int RANKS_APART = 8;

  /** Where all neighbours are equally alike, any difference would be infinitely surprising. */
  private static final double LEAST_DECAY = 1e-4;

  /** Fits the scale to the similarities of a query's nearest neighbours, best first. */
  static ExtremeValueScale fit(List<Double> similarities) {
    int deep = Math.min(DEEP_RANK, similarities.size());
    if (deep == 0) {
      return new ExtremeValueScale(0, 1, 1);
    }
    int upper = Math.max(1, deep / RANKS_APART);
    double lowest = similarities.get(deep - 1);
    double decay =
        upper == deep
            ? 1
            : (similarities.get(upper - 1) - lowest) / Math.log((double) deep / upper);
    return new ExtremeValueScale(lowest, Math.max(decay, LEAST_DECAY), deep);
  }

  /** Evidence of a similarity, a decimal logarithm: 0 where one unrelated picture is expected. */
  double evidence(double of) {
    return (of - similarity) * perUnit() - Math.log10(rank);
  }

  /** By how much evidence rises while a similarity rises by 1. */
  double perUnit() {
    return 1 / decay / Math.log(10);
  }
}
