package org.roomprint.vectors.search;

import java.util.ArrayList;
import java.util.Arrays;
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
 * what is known already, and counts half. A query may be seen more than once (as it is, in its
 * mirror image): a kind's agreement is the mean over these readings, each of which finds the most
 * alike parts by itself.
 */
final class PartsEvidence {
  private static final double FURTHER_KIND = 0.5;

  /** For each kind, its readings, first of the picture as it is. */
  private final List<List<PatchComparison>> kinds;

  /**
   * Takes the parts of a query image that lie mostly outside of what is ignored.
   *
   * @param readings the same parts of the same picture as seen several times, at least once; first
   *     as it is
   */
  PartsEvidence(List<PatchEmbeddings> readings, Optional<Mask> ignored) {
    PatchEmbeddings asItIs = readings.getFirst();
    int[] visible = PatchComparison.visible(asItIs, ignored);
    List<List<PatchComparison>> comparisons = new ArrayList<>();
    for (int kind = 0; kind < asItIs.kinds().size(); kind++) {
      int index = kind;
      comparisons.add(
          readings.stream()
              .map(reading -> new PatchComparison(reading.kinds().get(index), visible))
              .toList());
    }
    this.kinds = List.copyOf(comparisons);
  }

  /** How many kinds are compared. */
  int count() {
    return kinds.size();
  }

  /** Whether the mask leaves anything to compare. */
  boolean isEmpty() {
    return first().isEmpty();
  }

  /**
   * A candidate's parts beside the query's.
   *
   * @param patches of the candidate
   * @param best for each kind, for each reading of the query
   */
  record Compared(PatchEmbeddings patches, List<List<PatchComparison.Best>> best) {}

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
   * @param similarity for each kind, for each reading of the query, for each of its visible parts
   */
  record Common(List<List<float[]>> similarity) {}

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
    List<List<PatchComparison.Best>> best = new ArrayList<>();
    for (int kind = 0; kind < kinds.size(); kind++) {
      PatchEmbeddings ofKind = theirs.get(kind);
      best.add(kinds.get(kind).stream().map(reading -> reading.best(ofKind)).toList());
    }
    return new Compared(candidate, best);
  }

  /** What three in four of some pictures show. */
  Common common(List<Compared> pictures) {
    List<List<float[]>> similarity = new ArrayList<>();
    for (int kind = 0; kind < kinds.size(); kind++) {
      List<float[]> ofReadings = new ArrayList<>();
      for (int reading = 0; reading < kinds.get(kind).size(); reading++) {
        ofReadings.add(kinds.get(kind).get(reading).common(bestOf(kind, reading, pictures)));
      }
      similarity.add(ofReadings);
    }
    return new Common(similarity);
  }

  /**
   * The first reading's agreement of the first kind with one picture, 0..4: a first look at many.
   */
  double agreement(PatchEmbeddings candidate, Common common) {
    return PatchComparison.agreement(
        first().best(candidate), common.similarity().getFirst().getFirst());
  }

  /** How alike the parts of a candidate are on average by the first kind and reading, -1..1. */
  static double mean(Compared candidate) {
    return PatchComparison.mean(candidate.best().getFirst().getFirst());
  }

  /**
   * What the parts say of each candidate, in their order.
   *
   * @param background how many of them, from the first on, say how surprising an agreement is
   */
  List<Said> of(List<Compared> candidates, int background, Common common) {
    double[] evidence = new double[candidates.size()];
    List<HeatMaps.Sum> heat =
        candidates.stream().map(candidate -> first().noHeat(candidate.patches())).toList();
    for (int kind = 0; kind < kinds.size(); kind++) {
      double weight = kind == 0 ? 1 : FURTHER_KIND;
      double[] agreements = agreements(kind, candidates, common);
      LookScale scale =
          LookScale.fit(
              Arrays.stream(agreements)
                  .limit(background)
                  .boxed()
                  .sorted(Comparator.reverseOrder())
                  .toList());
      List<PatchComparison> readings = kinds.get(kind);
      for (int i = 0; i < evidence.length; i++) {
        evidence[i] += weight * scale.evidence(agreements[i]);
        for (int reading = 0; reading < readings.size(); reading++) {
          readings
              .get(reading)
              .addHeat(
                  candidates.get(i).best().get(kind).get(reading),
                  common.similarity().get(kind).get(reading),
                  weight * scale.perUnit() / readings.size(),
                  heat.get(i));
        }
      }
    }
    List<Said> said = new ArrayList<>(evidence.length);
    for (int i = 0; i < evidence.length; i++) {
      said.add(new Said(evidence[i], heat.get(i).maps()));
    }
    return said;
  }

  /** Of each candidate the mean over the readings. */
  private double[] agreements(int kind, List<Compared> candidates, Common common) {
    double[] agreements = new double[candidates.size()];
    int readings = kinds.get(kind).size();
    for (int reading = 0; reading < readings; reading++) {
      float[] ofReading = common.similarity().get(kind).get(reading);
      List<PatchComparison.Best> best = bestOf(kind, reading, candidates);
      for (int i = 0; i < agreements.length; i++) {
        agreements[i] += PatchComparison.agreement(best.get(i), ofReading) / readings;
      }
    }
    return agreements;
  }

  private PatchComparison first() {
    return kinds.getFirst().getFirst();
  }

  private static List<PatchComparison.Best> bestOf(int kind, int reading, List<Compared> pictures) {
    return pictures.stream().map(picture -> picture.best().get(kind).get(reading)).toList();
  }
}
