package org.roomprint.ads.groups;

/**
 * How well two posters go together as one operation: they share a selector, or most of a set of
 * pictures with a text of their own; rooms, pictures and texts add to that, and are never enough.
 * The numbers stand in {@link Weights.Operations}.
 */
final class OperationScore implements Agglomeration.PairScore {
  private final Weights.Operations weights;
  private final boolean[] isNobodys;
  private final double[] worth;

  OperationScore(KeyTable table, Weights.Operations weights, boolean[] isNobodys) {
    this.weights = weights;
    this.isNobodys = isNobodys;
    this.worth = table.worth(weights.keys());
  }

  @Override
  public double of(Agglomeration state, int a, int b) {
    Cluster one = state.cluster(a);
    Cluster two = state.cluster(b);
    // Keys come by kind: the best of each kind is counted when the next kind begins.
    double sum = 0;
    double best = 0;
    double bestPicture = 0;
    KeyKind kind = KeyKind.PHONE;
    boolean isReached = false;
    int pictures = 0;
    int pictureSpan = 0;
    int textSpan = Integer.MAX_VALUE;
    int j = 0;
    for (int key : one.keys) {
      while (j < two.keys.length && two.keys[j] < key) {
        j++;
      }
      if (j == two.keys.length) {
        break;
      }
      if (two.keys[j] != key || isNobodys[key]) {
        continue;
      }
      KeyKind of = state.table.kind(key);
      if (of != kind) {
        sum += best;
        best = 0;
        kind = of;
      }
      double value =
          worth[key] / Math.pow(Math.max(1, state.span(key) - 1), weights.spanExponent());
      isReached |= of.isSelector();
      if (of == KeyKind.PICTURE) {
        pictures++;
        pictureSpan = Math.max(pictureSpan, state.span(key));
        bestPicture = Math.max(bestPicture, value);
      } else {
        best = Math.max(best, value);
        textSpan = of == KeyKind.TEXT ? Math.min(textSpan, state.span(key)) : textSpan;
      }
    }
    sum += best;
    boolean isSet =
        textSpan <= weights.ownText() * pictureSpan
            && pictures >= weights.setSize()
            && pictures
                >= weights.setShare() * Math.min(pictures(state, one), pictures(state, two));
    return isReached || isSet ? sum + (isSet ? weights.set() : bestPicture) : 0;
  }

  private static int pictures(Agglomeration state, Cluster cluster) {
    int count = 0;
    for (int key : cluster.keys) {
      count += state.table.kind(key) == KeyKind.PICTURE ? 1 : 0;
    }
    return count;
  }
}
