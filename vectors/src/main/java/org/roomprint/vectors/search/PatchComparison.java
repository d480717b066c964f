package org.roomprint.vectors.search;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.image.Mask;
import org.roomprint.vectors.local.DotProducts;

/**
 * Compares the visible patches of a query image with the patches of its candidates, wherever in the
 * picture they lie.
 *
 * <p>Each patch of the query is as alike to a candidate as to that candidate's most alike patch.
 * What three in four candidates have as well, a white wall or a ceiling, says nothing: only what
 * lies above counts, half of it where another patch of the query is even more alike to that patch
 * of the candidate. A candidate's agreement is the mean of its square over the patches of the
 * query: a few patches that are very much alike say more than many that are a little.
 */
final class PatchComparison {
  /** With fewer candidates no background can be told. */
  static final int FEWEST_CANDIDATES = 16;

  /** Share of the candidates that have to be less alike. */
  private static final double BACKGROUND_QUANTILE = 0.75;

  /** What a likeness that is not mutual counts for. */
  private static final double ONE_SIDED = 0.5;

  /** A patch of which more is hidden is left out. */
  private static final double MAX_HIDDEN = 0.5;

  private final PatchEmbeddings query;
  private final int[] visible;
  private final byte[] values;

  /**
   * Takes patches of a query image.
   *
   * @param visible which, counted row by row: {@link #visible}
   */
  PatchComparison(PatchEmbeddings query, int[] visible) {
    this.query = query;
    this.visible = visible.clone();
    this.values = values(query, visible);
  }

  /** Whether the mask leaves anything to compare. */
  boolean isEmpty() {
    return visible.length == 0;
  }

  /**
   * How alike each visible patch of the query is to a candidate.
   *
   * @param similarity cosine to the candidate's most alike patch, -1..1, {@code [visible]}
   * @param where that patch, counted row by row, {@code [visible]}
   * @param mutual whether no other visible patch of the query is more alike to it, {@code
   *     [visible]}
   */
  @SuppressWarnings("ArrayRecordComponent") // within this package only, never changed
  record BestMatches(float[] similarity, int[] where, boolean[] mutual) {
    /** What one patch says, 0..4: the square of what its likeness has above the background. */
    double above(int patch, float[] background) {
      double above =
          Math.max(0, similarity[patch] - background[patch]) * (mutual[patch] ? 1 : ONE_SIDED);
      return above * above;
    }
  }

  /** Compares with one candidate; both are grids of the same model. */
  BestMatches bestMatches(PatchEmbeddings candidate) {
    return bestMatches(candidate, candidate.toSteps());
  }

  /** The same with the candidate's steps, for whoever compares with it several times. */
  BestMatches bestMatches(PatchEmbeddings candidate, byte[] steps) {
    if (candidate.dimension() != query.dimension()) {
      throw new IllegalArgumentException(
          "Patches of "
              + query.dimension()
              + " and "
              + candidate.dimension()
              + " dimensions cannot be compared");
    }
    int count = candidate.count();
    FloatBuffer products = DotProducts.of(values, steps, query.dimension());
    float perProduct = query.perProduct(candidate);
    float[] similarity = new float[visible.length];
    int[] where = new int[visible.length];
    float[] highest = new float[count];
    int[] highestOf = new int[count];
    Arrays.fill(highest, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < visible.length; i++) {
      float most = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < count; j++) {
        float product = products.get(i * count + j);
        if (product > most) {
          most = product;
          where[i] = j;
        }
        if (product > highest[j]) {
          highest[j] = product;
          highestOf[j] = i;
        }
      }
      similarity[i] = most * perProduct;
    }
    boolean[] mutual = new boolean[visible.length];
    for (int i = 0; i < mutual.length; i++) {
      mutual[i] = highestOf[where[i]] == i;
    }
    return new BestMatches(similarity, where, mutual);
  }

  /** The steps of the visible patches, {@code [visible][dimension]}. */
  private static byte[] values(PatchEmbeddings query, int[] visible) {
    byte[] all = query.toSteps();
    byte[] values = new byte[visible.length * query.dimension()];
    for (int i = 0; i < visible.length; i++) {
      System.arraycopy(
          all, visible[i] * query.dimension(), values, i * query.dimension(), query.dimension());
    }
    return values;
  }

  /** The background: for each visible patch the similarity that three in four do not exceed. */
  float[] background(List<BestMatches> candidates) {
    float[] background = new float[visible.length];
    float[] sorted = new float[candidates.size()];
    for (int i = 0; i < background.length; i++) {
      for (int c = 0; c < sorted.length; c++) {
        sorted[c] = candidates.get(c).similarity()[i];
      }
      Arrays.sort(sorted);
      background[i] = sorted[(int) (BACKGROUND_QUANTILE * (sorted.length - 1))];
    }
    return background;
  }

  /** A candidate's agreement, 0..4: the mean of what its patches say. */
  static double agreement(BestMatches best, float[] background) {
    double sum = 0;
    for (int i = 0; i < background.length; i++) {
      sum += best.above(i, background);
    }
    return sum / background.length;
  }

  /** How alike the patches are on average, -1..1. */
  static double mean(BestMatches best) {
    double sum = 0;
    for (float similarity : best.similarity()) {
      sum += similarity;
    }
    return sum / best.similarity().length;
  }

  /** Heat maps of the query and of a candidate before anything is added to them. */
  HeatMaps.Sum noHeat(PatchEmbeddings candidate) {
    return new HeatMaps.Sum(query.rows(), query.columns(), candidate.rows(), candidate.columns());
  }

  /**
   * Adds where in both pictures the agreement comes from: what each patch adds to it.
   *
   * @param unit what an agreement of 1 counts for
   */
  void addHeat(BestMatches best, float[] background, double unit, HeatMaps.Sum heat) {
    for (int i = 0; i < background.length; i++) {
      heat.add(visible[i], best.where()[i], unit * best.above(i, background) / background.length);
    }
  }

  /**
   * The patches of a query image that lie mostly outside of what is ignored; of a region that fills
   * no patch, the one that shows most of it.
   */
  static int[] visible(PatchEmbeddings grid, Optional<Mask> mask) {
    List<Integer> found = new ArrayList<>();
    int least = 0;
    double leastHidden = 1;
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        int y = row;
        int x = column;
        double share = mask.map(hidden -> hiddenShare(hidden, grid, y, x)).orElse(0.0);
        if (share <= MAX_HIDDEN) {
          found.add(row * grid.columns() + column);
        }
        if (share < leastHidden) {
          leastHidden = share;
          least = row * grid.columns() + column;
        }
      }
    }
    if (found.isEmpty() && leastHidden < 1) {
      found.add(least);
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double hiddenShare(Mask mask, PatchEmbeddings grid, int row, int column) {
    int top = row * mask.height() / grid.rows();
    int bottom = Math.max(top + 1, (row + 1) * mask.height() / grid.rows());
    int left = column * mask.width() / grid.columns();
    int right = Math.max(left + 1, (column + 1) * mask.width() / grid.columns());
    int hidden = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        hidden += mask.hides(x, y) ? 1 : 0;
      }
    }
    return hidden / (double) ((bottom - top) * (right - left));
  }
}
