package org.roomprint.vectors.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
    int[] visible = PatchComparison.visible(query, ignored);
    this.kinds = query.kinds().stream().map(kind -> new PatchComparison(kind, visible)).toList();
  }

  /** How many kinds are compared. */
  int count() {
    return kinds.size();
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
   * @param evidence the weighted sum of the kinds' evidence, each a decimal logarithm
   * @param heat where in both pictures it comes from: it rises with the evidence
   */
  record Said(double evidence, HeatMaps heat) {}

  /**
   * What many pictures show and therefore says nothing.
   *
   * @param similarity for each kind, for each visible part of the query
   */
  record Common(List<float[]> similarity) {}

  /** Compares with one candidate; both are described by the same model. */
  Compared compare(PatchEmbeddings candidate) {
    List<PatchEmbeddings> theirs = candidate.kinds();
    if (theirs.size() != kinds.size()) {
      throw new IllegalArgumentException(
          "Patches of "
              + kinds.size()
              + " and "
              + theirs.size()
              + " kinds cannot be compared: they are of different models");
    }
    List<PatchComparison.Best> best = new ArrayList<>();
    for (int kind = 0; kind < kinds.size(); kind++) {
      best.add(kinds.get(kind).best(theirs.get(kind)));
    }
    return new Compared(candidate, best);
  }

  /** What three in four of some pictures show. */
  Common common(List<Compared> pictures) {
    List<float[]> similarity = new ArrayList<>();
    for (int kind = 0; kind < kinds.size(); kind++) {
      similarity.add(kinds.get(kind).common(bestOf(kind, pictures)));
    }
    return new Common(similarity);
  }

  /** The agreement of the first kind with one picture, 0..4: a first look at many. */
  double agreement(PatchEmbeddings candidate, Common common) {
    return PatchComparison.agreement(
        kinds.getFirst().best(candidate), common.similarity().getFirst());
  }

  /** How alike the parts of a candidate are on average by the first kind, -1..1. */
  static double mean(Compared candidate) {
    return PatchComparison.mean(candidate.best().getFirst());
  }

  /** What the parts say of each candidate, in their order. */
  List<Said> of(List<Compared> candidates, Common common) {
    double[] evidence = new double[candidates.size()];
    List<HeatMaps.Sum> heat =
        candidates.stream().map(candidate -> kinds.getFirst().noHeat(candidate.patches())).toList();
    for (int kind = 0; kind < kinds.size(); kind++) {
      PatchComparison comparison = kinds.get(kind);
      double weight = kind == 0 ? 1 : FURTHER_KIND;
      float[] ofKind = common.similarity().get(kind);
      List<PatchComparison.Best> best = bestOf(kind, candidates);
      List<Double> agreements =
          best.stream().map(one -> PatchComparison.agreement(one, ofKind)).toList();
      LookScale scale =
          LookScale.fit(agreements.stream().sorted(Comparator.reverseOrder()).toList());
      for (int i = 0; i < evidence.length; i++) {
        evidence[i] += weight * scale.evidence(agreements.get(i));
        comparison.addHeat(best.get(i), ofKind, weight * scale.perUnit(), heat.get(i));
      }
    }
    List<Said> said = new ArrayList<>(evidence.length);
    for (int i = 0; i < evidence.length; i++) {
      said.add(new Said(evidence[i], heat.get(i).maps()));
    }
    return said;
  }

  private static List<PatchComparison.Best> bestOf(int kind, List<Compared> pictures) {
    return pictures.stream().map(picture -> picture.best().get(kind)).toList();
  }
}
