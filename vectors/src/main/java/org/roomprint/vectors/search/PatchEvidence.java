package org.roomprint.vectors.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.image.Mask;

/**
 * What the patches of a query image say of its candidates, all patch channels together.
 *
 * <p>Each channel finds the most alike patches by itself and gives evidence on the common scale
 * ({@link ExtremeValueScale}). A channel beside the first sees the same surfaces once more, so that
 * it repeats some of what is known already, and counts half. A query may be seen more than once (as
 * it is, in its mirror image): a channel's agreement is the mean over these augmentations, each of
 * which finds the most alike patches by itself.
 */
final class PatchEvidence {
  private static final double FURTHER_CHANNEL = 0.5;

  /** For each channel, its augmentations, first of the picture as it is. */
  private final List<List<PatchComparison>> channels;

  /**
   * Takes the patches of a query image that lie mostly outside of what is ignored.
   *
   * @param augmentations the same patches of the same picture as seen several times, at least once;
   *     first as it is
   */
  PatchEvidence(List<PatchEmbeddings> augmentations, Optional<Mask> ignored) {
    PatchEmbeddings asItIs = augmentations.getFirst();
    int[] visible = PatchComparison.visible(asItIs, ignored);
    List<List<PatchComparison>> comparisons = new ArrayList<>();
    for (int channel = 0; channel < asItIs.channels().size(); channel++) {
      int index = channel;
      comparisons.add(
          augmentations.stream()
              .map(augmentation -> new PatchComparison(augmentation.channels().get(index), visible))
              .toList());
    }
    this.channels = List.copyOf(comparisons);
  }

  /** How many channels are compared. */
  int count() {
    return channels.size();
  }

  /** Whether the mask leaves anything to compare. */
  boolean isEmpty() {
    return first().isEmpty();
  }

  /**
   * A candidate's patches beside the query's.
   *
   * @param patches of the candidate
   * @param best for each channel, for each augmentation of the query
   */
  record CandidateMatches(PatchEmbeddings patches, List<List<PatchComparison.BestMatches>> best) {}

  /**
   * What the patches say of a candidate.
   *
   * @param evidence the weighted sum of the channels' evidence, each a decimal logarithm
   * @param heat where in both pictures it comes from: it rises with the evidence
   */
  record Result(double evidence, HeatMaps heat) {}

  /**
   * What many pictures show and therefore says nothing.
   *
   * @param similarity for each channel, for each augmentation of the query, for each of its visible
   *     patches
   */
  record BackgroundSimilarity(List<List<float[]>> similarity) {}

  /** Compares with one candidate; both are described by the same model. */
  CandidateMatches compare(PatchEmbeddings candidate) {
    List<PatchEmbeddings> theirs = candidate.channels();
    if (theirs.size() != channels.size()) {
      throw new IllegalArgumentException(
          "Patches of "
              + channels.size()
              + " and "
              + theirs.size()
              + " channels cannot be compared: they are of different models");
    }
    List<List<PatchComparison.BestMatches>> best = new ArrayList<>();
    for (int channel = 0; channel < channels.size(); channel++) {
      PatchEmbeddings ofChannel = theirs.get(channel);
      byte[] steps = ofChannel.toSteps();
      best.add(
          channels.get(channel).stream()
              .map(augmentation -> augmentation.bestMatches(ofChannel, steps))
              .toList());
    }
    return new CandidateMatches(candidate, best);
  }

  /** What three in four of some pictures show. */
  BackgroundSimilarity background(List<CandidateMatches> pictures) {
    List<List<float[]>> similarity = new ArrayList<>();
    for (int channel = 0; channel < channels.size(); channel++) {
      List<float[]> ofAugmentations = new ArrayList<>();
      for (int augmentation = 0; augmentation < channels.get(channel).size(); augmentation++) {
        ofAugmentations.add(
            channels
                .get(channel)
                .get(augmentation)
                .background(bestOf(channel, augmentation, pictures)));
      }
      similarity.add(ofAugmentations);
    }
    return new BackgroundSimilarity(similarity);
  }

  /**
   * The first augmentation's agreement of the first channel with one picture, 0..4: a first look at
   * many.
   */
  double agreement(PatchEmbeddings candidate, BackgroundSimilarity background) {
    return PatchComparison.agreement(
        first().bestMatches(candidate), background.similarity().getFirst().getFirst());
  }

  /**
   * How alike the patches of a candidate are on average by the first channel and augmentation,
   * -1..1.
   */
  static double mean(CandidateMatches candidate) {
    return PatchComparison.mean(candidate.best().getFirst().getFirst());
  }

  /**
   * What the patches say of each candidate, in their order.
   *
   * @param backgroundCount how many of them, from the first on, say how surprising an agreement is
   */
  List<Result> of(
      List<CandidateMatches> candidates, int backgroundCount, BackgroundSimilarity background) {
    double[] evidence = new double[candidates.size()];
    List<HeatMaps.Sum> heat =
        candidates.stream().map(candidate -> first().noHeat(candidate.patches())).toList();
    for (int channel = 0; channel < channels.size(); channel++) {
      double weight = channel == 0 ? 1 : FURTHER_CHANNEL;
      double[] agreements = agreements(channel, candidates, background);
      ExtremeValueScale scale =
          ExtremeValueScale.fit(
              Arrays.stream(agreements)
                  .limit(backgroundCount)
                  .boxed()
                  .sorted(Comparator.reverseOrder())
                  .toList());
      List<PatchComparison> augmentations = channels.get(channel);
      for (int i = 0; i < evidence.length; i++) {
        evidence[i] += weight * scale.evidence(agreements[i]);
        for (int augmentation = 0; augmentation < augmentations.size(); augmentation++) {
          augmentations
              .get(augmentation)
              .addHeat(
                  candidates.get(i).best().get(channel).get(augmentation),
                  background.similarity().get(channel).get(augmentation),
                  weight * scale.perUnit() / augmentations.size(),
                  heat.get(i));
        }
      }
    }
    List<Result> results = new ArrayList<>(evidence.length);
    for (int i = 0; i < evidence.length; i++) {
      results.add(new Result(evidence[i], heat.get(i).maps()));
    }
    return results;
  }

  /** Of each candidate the mean over the augmentations. */
  private double[] agreements(
      int channel, List<CandidateMatches> candidates, BackgroundSimilarity background) {
    double[] agreements = new double[candidates.size()];
    int augmentations = channels.get(channel).size();
    for (int augmentation = 0; augmentation < augmentations; augmentation++) {
      float[] ofAugmentation = background.similarity().get(channel).get(augmentation);
      List<PatchComparison.BestMatches> best = bestOf(channel, augmentation, candidates);
      for (int i = 0; i < agreements.length; i++) {
        agreements[i] += PatchComparison.agreement(best.get(i), ofAugmentation) / augmentations;
      }
    }
    return agreements;
  }

  private PatchComparison first() {
    return channels.getFirst().getFirst();
  }

  private static List<PatchComparison.BestMatches> bestOf(
      int channel, int augmentation, List<CandidateMatches> pictures) {
    return pictures.stream().map(picture -> picture.best().get(channel).get(augmentation)).toList();
  }
}
