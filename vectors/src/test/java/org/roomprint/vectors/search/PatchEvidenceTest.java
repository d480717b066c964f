package org.roomprint.vectors.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.image.Mask;

class PatchEvidenceTest {
  private static final int CANDIDATES = 40;

  private final Random random = new Random(20261122);

  private PatchEmbeddings grid(int dimension) {
    float[] values = new float[4 * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return PatchEmbeddings.of(2, 2, dimension, values);
  }

  private List<PatchEmbeddings> grids(int dimension) {
    List<PatchEmbeddings> all = new ArrayList<>();
    for (int i = 0; i < CANDIDATES; i++) {
      all.add(grid(dimension));
    }
    return all;
  }

  private static List<PatchEvidence.Result> results(
      PatchEmbeddings query, List<PatchEmbeddings> candidates) {
    return results(List.of(query), candidates);
  }

  private static List<PatchEvidence.Result> results(
      List<PatchEmbeddings> augmentations, List<PatchEmbeddings> candidates) {
    PatchEvidence evidence = new PatchEvidence(augmentations, Optional.empty());
    List<PatchEvidence.CandidateMatches> compared =
        candidates.stream().map(evidence::compare).toList();
    return evidence.of(compared, compared.size(), evidence.background(compared));
  }

  @Test
  void withOneChannelItIsThatChannelsAgreementOnTheCommonScale() {
    PatchEmbeddings query = grid(16);
    List<PatchEmbeddings> candidates = grids(16);

    List<PatchEvidence.Result> results = results(query, candidates);

    List<Double> agreements = agreements(query, candidates);
    assertIsEvidenceOf(agreements, results);
  }

  @Test
  void aFurtherChannelCountsHalf() {
    PatchEmbeddings query = grid(16);
    PatchEmbeddings colour = grid(8);
    List<PatchEmbeddings> candidates = grids(16);
    List<PatchEmbeddings> colours = grids(8);
    List<PatchEmbeddings> both = new ArrayList<>();
    for (int i = 0; i < CANDIDATES; i++) {
      both.add(candidates.get(i).with(List.of(colours.get(i))));
    }

    List<PatchEvidence.Result> first = results(query, candidates);
    List<PatchEvidence.Result> second = results(colour, colours);
    List<PatchEvidence.Result> together = results(query.with(List.of(colour)), both);

    for (int i = 0; i < CANDIDATES; i++) {
      assertThat(together.get(i).evidence())
          .isCloseTo(first.get(i).evidence() + second.get(i).evidence() / 2, within(1e-9));
      assertThat(sum(together.get(i).heat().query()))
          .isCloseTo(
              sum(first.get(i).heat().query()) + sum(second.get(i).heat().query()) / 2,
              within(1e-9));
    }
  }

  @Test
  void augmentationsOfOnePictureAgreeOnAverage() {
    PatchEmbeddings query = grid(16);
    PatchEmbeddings again = grid(16);
    List<PatchEmbeddings> candidates = grids(16);

    List<PatchEvidence.Result> results = results(List.of(query, again), candidates);

    List<Double> agreements = new ArrayList<>();
    List<Double> first = agreements(query, candidates);
    List<Double> second = agreements(again, candidates);
    for (int i = 0; i < CANDIDATES; i++) {
      agreements.add((first.get(i) + second.get(i)) / 2);
    }
    assertIsEvidenceOf(agreements, results);
  }

  @Test
  void whatIsHiddenIsHiddenInEveryAugmentation() {
    PatchEmbeddings query = grid(16);
    PatchEmbeddings again = grid(16);
    List<PatchEmbeddings> candidates = grids(16);
    BitSet left = new BitSet();
    for (int y = 0; y < 10; y++) {
      left.set(10 * y, 10 * y + 5);
    }
    PatchEvidence evidence =
        new PatchEvidence(List.of(query, again), Optional.of(Mask.copyOf(10, 10, left)));
    List<PatchEvidence.CandidateMatches> compared =
        candidates.stream().map(evidence::compare).toList();

    List<PatchEvidence.Result> results =
        evidence.of(compared, compared.size(), evidence.background(compared));

    List<Double> agreements = new ArrayList<>();
    List<Double> first = agreements(query, candidates, 1, 3);
    List<Double> second = agreements(again, candidates, 1, 3);
    for (int i = 0; i < CANDIDATES; i++) {
      agreements.add((first.get(i) + second.get(i)) / 2);
    }
    assertIsEvidenceOf(agreements, results);
    for (int i = 0; i < CANDIDATES; i++) {
      assertThat(results.get(i).heat().query().values().get(0)).isZero();
      assertThat(results.get(i).heat().query().values().get(2)).isZero();
    }
  }

  private static void assertIsEvidenceOf(
      List<Double> agreements, List<PatchEvidence.Result> results) {
    ExtremeValueScale scale =
        ExtremeValueScale.fit(agreements.stream().sorted(Comparator.reverseOrder()).toList());
    for (int i = 0; i < CANDIDATES; i++) {
      assertThat(results.get(i).evidence())
          .isCloseTo(scale.evidence(agreements.get(i)), within(1e-9));
    }
  }

  private static List<Double> agreements(PatchEmbeddings query, List<PatchEmbeddings> candidates) {
    return agreements(query, candidates, 0, 1, 2, 3);
  }

  private static List<Double> agreements(
      PatchEmbeddings query, List<PatchEmbeddings> candidates, int... visible) {
    PatchComparison comparison = new PatchComparison(query, visible);
    List<PatchComparison.BestMatches> best =
        candidates.stream().map(comparison::bestMatches).toList();
    float[] background = comparison.background(best);
    return best.stream().map(one -> PatchComparison.agreement(one, background)).toList();
  }

  @Test
  void heatRisesAsEvidenceDoes() {
    PatchEmbeddings query = grid(16).with(List.of(grid(8)));
    List<PatchEmbeddings> candidates = new ArrayList<>();
    for (PatchEmbeddings each : grids(16)) {
      candidates.add(each.with(List.of(grid(8))));
    }

    List<PatchEvidence.Result> results =
        results(List.of(query, grid(16).with(List.of(grid(8)))), candidates);

    double nothing = results.getFirst().evidence() - sum(results.getFirst().heat().photo());
    for (PatchEvidence.Result one : results) {
      assertThat(one.evidence()).isCloseTo(nothing + sum(one.heat().photo()), within(1e-6));
    }
  }

  @Test
  void refusesPatchesOfAnotherModel() {
    PatchEvidence evidence =
        new PatchEvidence(List.of(grid(16).with(List.of(grid(8)))), Optional.empty());

    assertThatThrownBy(() -> evidence.compare(grid(16)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 and 1 channels cannot be compared");
  }

  @Test
  void isEmptyWhereAllIsHidden() {
    BitSet all = new BitSet();
    all.set(0, 100);

    assertThat(
            new PatchEvidence(
                    List.of(grid(16).with(List.of(grid(8)))), Optional.of(Mask.copyOf(10, 10, all)))
                .isEmpty())
        .isTrue();
  }

  private static double sum(HeatMaps.Grid grid) {
    return grid.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
