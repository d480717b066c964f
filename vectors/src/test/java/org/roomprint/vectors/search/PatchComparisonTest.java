package org.roomprint.vectors.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.image.Mask;

class PatchComparisonTest {
  private static final int SIDE = 3;
  private static final int DIMENSION = 32;

  private final Random random = new Random(20261122);

  private float[] direction() {
    float[] values = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private List<float[]> directions() {
    List<float[]> all = new ArrayList<>();
    for (int i = 0; i < SIDE * SIDE; i++) {
      all.add(direction());
    }
    return all;
  }

  private static PatchEmbeddings grid(List<float[]> patches) {
    float[] values = new float[patches.size() * DIMENSION];
    for (int i = 0; i < patches.size(); i++) {
      System.arraycopy(patches.get(i), 0, values, i * DIMENSION, DIMENSION);
    }
    return PatchEmbeddings.of(SIDE, patches.size() / SIDE, DIMENSION, values);
  }

  private static PatchComparison comparison(PatchEmbeddings query, Optional<Mask> mask) {
    return new PatchComparison(query, PatchComparison.visible(query, mask));
  }

  private PatchEmbeddings with(float[] patch, int at) {
    List<float[]> patches = directions();
    patches.set(at, patch);
    return grid(patches);
  }

  @Test
  void findsAPartWhereverInTheCandidateItLies() {
    float[] lamp = direction();

    PatchComparison.BestMatches best =
        comparison(with(lamp, 0), Optional.empty()).bestMatches(with(lamp, 5));

    assertThat(best.similarity()[0]).isCloseTo(1f, within(0.05f));
    assertThat(best.where()[0]).isEqualTo(5);
    for (int i = 1; i < SIDE * SIDE; i++) {
      assertThat(best.similarity()[i]).isLessThan(0.8f);
    }
  }

  @Test
  void whatMostCandidatesShowTooCountsForNothing() {
    float[] lamp = direction();
    float[] whiteWall = direction();
    List<float[]> patches = directions();
    patches.set(0, lamp);
    patches.set(1, whiteWall);
    PatchComparison comparison = comparison(grid(patches), Optional.empty());
    List<PatchComparison.BestMatches> best = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      best.add(comparison.bestMatches(with(whiteWall, i % 9)));
    }
    best.add(comparison.bestMatches(with(lamp, 7)));
    float[] background = comparison.background(best);

    assertThat(background[0]).isLessThan(0.8f);
    assertThat(background[1]).isCloseTo(1f, within(0.05f));
    double withLamp = PatchComparison.agreement(best.getLast(), background);
    for (PatchComparison.BestMatches other : best.subList(0, 20)) {
      assertThat(PatchComparison.agreement(other, background)).isLessThan(withLamp);
    }
  }

  @Test
  void aLikenessThatAnotherPatchExceedsCountsHalf() {
    float[] curtain = direction();
    float[] faded = curtain.clone();
    for (int i = 0; i < DIMENSION / 16; i++) {
      faded[i] = -faded[i];
    }
    List<float[]> patches = directions();
    patches.set(0, curtain);
    patches.set(1, faded);
    PatchComparison comparison = comparison(grid(patches), Optional.empty());

    PatchComparison.BestMatches best = comparison.bestMatches(with(curtain, 4));

    assertThat(best.where()[0]).isEqualTo(4);
    assertThat(best.where()[1]).isEqualTo(4);
    assertThat(best.mutual()[0]).isTrue();
    assertThat(best.mutual()[1]).isFalse();
    float[] nothing = new float[SIDE * SIDE];
    assertThat(best.above(0, nothing)).isCloseTo(1, within(0.07));
    assertThat(best.above(1, nothing))
        .isCloseTo(Math.pow(best.similarity()[1] / 2, 2), within(1e-6));
  }

  @Test
  void leavesOutWhatTheMaskHides() {
    float[] person = direction();
    BitSet left = new BitSet();
    for (int y = 0; y < 30; y++) {
      left.set(y * 60, y * 60 + 20);
    }
    PatchComparison comparison =
        comparison(with(person, 3), Optional.of(Mask.copyOf(60, 30, left)));

    PatchComparison.BestMatches best = comparison.bestMatches(with(person, 3));

    assertThat(best.similarity()).hasSize(6);
    for (float similarity : best.similarity()) {
      assertThat(similarity).isLessThan(0.8f);
    }
  }

  @Test
  void hasNothingToCompareWhereAllIsHidden() {
    BitSet all = new BitSet();
    all.set(0, 60 * 30);

    assertThat(comparison(with(direction(), 0), Optional.of(Mask.copyOf(60, 30, all))).isEmpty())
        .isTrue();
  }

  @Test
  void theHeatOfBothPicturesSumsUpToTheAgreement() {
    float[] lamp = direction();
    PatchComparison comparison = comparison(with(lamp, 2), Optional.empty());
    List<PatchEmbeddings> candidates = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      candidates.add(grid(directions()));
    }
    candidates.add(with(lamp, 6));
    List<PatchComparison.BestMatches> best =
        candidates.stream().map(comparison::bestMatches).toList();
    float[] background = comparison.background(best);

    HeatMaps.Sum added = comparison.noHeat(candidates.getLast());
    comparison.addHeat(best.getLast(), background, 10, added);
    HeatMaps heat = added.maps();

    double agreement = PatchComparison.agreement(best.getLast(), background);
    assertThat(sum(heat.query())).isCloseTo(10 * agreement, within(1e-6));
    assertThat(sum(heat.photo())).isCloseTo(10 * agreement, within(1e-6));
    assertThat(largest(heat.query())).isEqualTo(2);
    assertThat(largest(heat.photo())).isEqualTo(6);
  }

  @Test
  void refusesPatchesOfAnotherModel() {
    PatchComparison comparison = comparison(with(direction(), 0), Optional.empty());

    assertThatThrownBy(
            () -> comparison.bestMatches(PatchEmbeddings.of(1, 1, 2, new float[] {1, 0})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 and 2 dimensions");
  }

  private static double sum(HeatMaps.Grid grid) {
    return grid.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static int largest(HeatMaps.Grid grid) {
    int at = 0;
    for (int i = 1; i < grid.values().size(); i++) {
      at = grid.values().get(i) > grid.values().get(at) ? i : at;
    }
    return at;
  }
}
