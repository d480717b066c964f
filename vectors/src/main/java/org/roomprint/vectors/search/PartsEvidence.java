package org.roomprint.vectors.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.image.Mask;

/**
 * What the parts of a query image say of its candidates, all kinds of parts together.
 *
 * <p>Each kind finds the most alike parts by itself and gives evidence on the common scale ({@link
 * LookScale}). A kind beside the first sees the same surfaces once more, so that it repeats some of
 * what is known already, and counts half.
 */
final class PartsEvidence {
  private static final double FURTHER_KIND = 0.5;

  private final List<PatchComparison> kinds;

  /** Takes the parts of a query image that lie mostly outside of what is ignored. */
  PartsEvidence(PatchEmbeddings query, Optional<Mask> ignored) {
    this.kinds = kindsOf(query).map(kind -> new PatchComparison(kind, ignored)).toList();
  }

  /** Whether the mask leaves anything to compare. */
  boolean isEmpty() {
    return kinds.getFirst().isEmpty();
  }

  /**
   * A candidate's parts beside the query's.
   *
   * @param patches of the candidate
   * @param best for each kind
   */
  record Compared(PatchEmbeddings patches, List<PatchComparison.Best> best) {}

  /**
   * What the parts say of a candidate.
   *
   * @param evidence a decimal logarithm, 0 where one unrelated picture is expected
   * @param heat where in both pictures it comes from
   */
  record Said(double evidence, HeatMaps heat) {}

  /** Compares with one candidate; both are described by the same model. */
  Compared compare(PatchEmbeddings candidate) {
    List<PatchEmbeddings> theirs = kindsOf(candidate).toList();
    List<PatchComparison.Best> best = new ArrayList<>();
    for (int kind = 0; kind < kinds.size(); kind++) {
      best.add(kinds.get(kind).best(theirs.get(kind)));
    }
    return new Compared(candidate, best);
  }

  /**
   * What the parts say of each candidate, in their order.
   *
   * @param candidates at least {@link PatchComparison#FEWEST_CANDIDATES}
   */
  List<Said> of(List<Compared> candidates) {
    double[] evidence = new double[candidates.size()];
    List<HeatMaps.Sum> heat =
        candidates.stream().map(candidate -> kinds.getFirst().noHeat(candidate.patches())).toList();
    for (int kind = 0; kind < kinds.size(); kind++) {
      PatchComparison comparison = kinds.get(kind);
      double weight = kind == 0 ? 1 : FURTHER_KIND;
      int number = kind;
      List<PatchComparison.Best> best =
          candidates.stream().map(candidate -> candidate.best().get(number)).toList();
      float[] common = comparison.common(best);
      List<Double> agreements =
          best.stream().map(one -> PatchComparison.agreement(one, common)).toList();
      LookScale scale =
          LookScale.fit(agreements.stream().sorted(Comparator.reverseOrder()).toList());
      for (int i = 0; i < evidence.length; i++) {
        evidence[i] += weight * scale.evidence(agreements.get(i));
        comparison.addHeat(best.get(i), common, weight * scale.perUnit(), heat.get(i));
      }
    }
    List<Said> said = new ArrayList<>(evidence.length);
    for (int i = 0; i < evidence.length; i++) {
      said.add(new Said(evidence[i], heat.get(i).maps()));
    }
    return said;
  }

  private static Stream<PatchEmbeddings> kindsOf(PatchEmbeddings patches) {
    return Stream.concat(Stream.of(patches), patches.further().stream());
  }
}
