package org.roomprint.vectors.local;

import java.util.ArrayList;
import java.util.List;

/** Pairs of points that may belong together, on the scale of {@link PairGeometry#SIDE}. */
final class TentativePairs {
  final LocalFeatures query;
  final LocalFeatures candidate;

  /** {@code [pairs][2]}, scaled. */
  final float[] from;

  /** {@code [pairs][2]}, scaled. */
  final float[] to;

  private final List<DescriptorMatcher.Pair> pairs;

  TentativePairs(LocalFeatures query, LocalFeatures candidate, List<DescriptorMatcher.Pair> pairs) {
    this.query = query;
    this.candidate = candidate;
    this.pairs = List.copyOf(pairs);
    this.from = new float[2 * pairs.size()];
    this.to = new float[2 * pairs.size()];
    double queryScale = PairGeometry.scale(query);
    double candidateScale = PairGeometry.scale(candidate);
    for (int i = 0; i < pairs.size(); i++) {
      int q = pairs.get(i).query();
      int c = pairs.get(i).candidate();
      from[2 * i] = (float) (query.x(q) * queryScale);
      from[2 * i + 1] = (float) (query.y(q) * queryScale);
      to[2 * i] = (float) (candidate.x(c) * candidateScale);
      to[2 * i + 1] = (float) (candidate.y(c) * candidateScale);
    }
  }

  int count() {
    return pairs.size();
  }

  /** These of the pairs in pixels of both pictures. */
  List<Verification.Match> matches(List<Integer> which) {
    List<Verification.Match> matches = new ArrayList<>(which.size());
    for (int i : which) {
      int q = pairs.get(i).query();
      int c = pairs.get(i).candidate();
      matches.add(new Verification.Match(query.x(q), query.y(q), candidate.x(c), candidate.y(c)));
    }
    return matches;
  }
}
