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

class PartsEvidenceTest {
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

  private static List<PartsEvidence.Said> said(
      PatchEmbeddings query, List<PatchEmbeddings> candidates) {
    return said(List.of(query), candidates);
  }

  private static List<PartsEvidence.Said> said(
      List<PatchEmbeddings> readings, List<PatchEmbeddings> candidates) {
    PartsEvidence evidence = new PartsEvidence(readings, Optional.empty());
    List<PartsEvidence.Compared> compared = candidates.stream().map(evidence::compare).toList();
    return evidence.of(compared, compared.size(), evidence.common(compared));
  }

  @Test
  void withOneKindItIsThatKindsAgreementOnTheCommonScale() {
    PatchEmbeddings query = grid(16);
    List<PatchEmbeddings> candidates = grids(16);

    List<PartsEvidence.Said> said = said(query, candidates);

    List<Double> agreements = agreements(query, candidates);
    assertIsEvidenceOf(agreements, said);
  }

  @Test
  void aFurtherKindCountsHalf() {
    PatchEmbeddings query = grid(16);
    PatchEmbeddings colour = grid(8);
    List<PatchEmbeddings> candidates = grids(16);
    List<PatchEmbeddings> colours = grids(8);
    List<PatchEmbeddings> both = new ArrayList<>();
    for (int i = 0; i < CANDIDATES; i++) {
      both.add(candidates.get(i).with(List.of(colours.get(i))));
    }

    List<PartsEvidence.Said> first = said(query, candidates);
    List<PartsEvidence.Said> second = said(colour, colours);
    List<PartsEvidence.Said> together = said(query.with(List.of(colour)), both);

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
  void readingsOfOnePictureAgreeOnAverage() {
    PatchEmbeddings query = grid(16);
    PatchEmbeddings again = grid(16);
    List<PatchEmbeddings> candidates = grids(16);

    List<PartsEvidence.Said> said = said(List.of(query, again), candidates);

    List<Double> agreements = new ArrayList<>();
    List<Double> first = agreements(query, candidates);
    List<Double> second = agreements(again, candidates);
    for (int i = 0; i < CANDIDATES; i++) {
      agreements.add((first.get(i) + second.get(i)) / 2);
    }
    assertIsEvidenceOf(agreements, said);
  }

  @Test
  void whatIsHiddenIsHiddenInEveryReading() {
    PatchEmbeddings query = grid(16);
    PatchEmbeddings again = grid(16);
    List<PatchEmbeddings> candidates = grids(16);
    BitSet left = new BitSet();
    for (int y = 0; y < 10; y++) {
      left.set(10 * y, 10 * y + 5);
    }
    PartsEvidence evidence =
        new PartsEvidence(List.of(query, again), Optional.of(Mask.copyOf(10, 10, left)));
    List<PartsEvidence.Compared> compared = candidates.stream().map(evidence::compare).toList();

    List<PartsEvidence.Said> said =
        evidence.of(compared, compared.size(), evidence.common(compared));

    List<Double> agreements = new ArrayList<>();
    List<Double> first = agreements(query, candidates, 1, 3);
    List<Double> second = agreements(again, candidates, 1, 3);
    for (int i = 0; i < CANDIDATES; i++) {
      agreements.add((first.get(i) + second.get(i)) / 2);
    }
    assertIsEvidenceOf(agreements, said);
    for (int i = 0; i < CANDIDATES; i++) {
      assertThat(said.get(i).heat().query().values().get(0)).isZero();
      assertThat(said.get(i).heat().query().values().get(2)).isZero();
    }
  }

  private static void assertIsEvidenceOf(List<Double> agreements, List<PartsEvidence.Said> said) {
    LookScale scale = LookScale.fit(agreements.stream().sorted(Comparator.reverseOrder()).toList());
    for (int i = 0; i < CANDIDATES; i++) {
      assertThat(said.get(i).evidence()).isCloseTo(scale.evidence(agreements.get(i)), within(1e-9));
    }
  }

  private static List<Double> agreements(PatchEmbeddings query, List<PatchEmbeddings> candidates) {
    return agreements(query, candidates, 0, 1, 2, 3);
  }

  private static List<Double> agreements(
      PatchEmbeddings query, List<PatchEmbeddings> candidates, int... visible) {
    PatchComparison comparison = new PatchComparison(query, visible);
    List<PatchComparison.Best> best = candidates.stream().map(comparison::best).toList();
    float[] common = comparison.common(best);
    return best.stream().map(one -> PatchComparison.agreement(one, common)).toList();
  }

  @Test
  void heatRisesAsEvidenceDoes() {
    PatchEmbeddings query = grid(16).with(List.of(grid(8)));
    List<PatchEmbeddings> candidates = new ArrayList<>();
    for (PatchEmbeddings each : grids(16)) {
      candidates.add(each.with(List.of(grid(8))));
    }

    List<PartsEvidence.Said> said =
        said(List.of(query, grid(16).with(List.of(grid(8)))), candidates);

    double nothing = said.getFirst().evidence() - sum(said.getFirst().heat().photo());
    for (PartsEvidence.Said one : said) {
      assertThat(one.evidence()).isCloseTo(nothing + sum(one.heat().photo()), within(1e-6));
    }
  }

  @Test
  void refusesPartsOfAnotherModel() {
    PartsEvidence evidence =
        new PartsEvidence(List.of(grid(16).with(List.of(grid(8)))), Optional.empty());

    assertThatThrownBy(() -> evidence.compare(grid(16)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 and 1 kinds cannot be compared");
  }

  @Test
  void isEmptyWhereAllIsHidden() {
    BitSet all = new BitSet();
    all.set(0, 100);

    assertThat(
            new PartsEvidence(
                    List.of(grid(16).with(List.of(grid(8)))), Optional.of(Mask.copyOf(10, 10, all)))
                .isEmpty())
        .isTrue();
  }

  private static double sum(HeatMaps.Grid grid) {
    return grid.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
