package org.roomprint.vectors.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.roomprint.vectors.embedding.ModelMeasurements;
import org.roomprint.vectors.embedding.PictureEmbedder;

/**
 * Makes probabilities of the scores of ranked hotels: each hotel's share of the evidence, beside
 * that of a hotel which is not in the gallery.
 *
 * <p>A score is a decimal logarithm of how unlikely chance is, whatever the model and the size of
 * the gallery ({@link ExtremeValueScale}), so that three constants are enough. They take every
 * second search to be for a hotel that the gallery does not hold.
 *
 * @param sharpness by which a score is multiplied, above 0
 * @param absent what speaks for a hotel that is not in the gallery, on the same scale
 * @param noEvidencePrior share of the searches without evidence in which the first hotel is right
 *     nevertheless, 0..1: that much of the probability of absence is the first hotel's
 */
public record Calibration(double sharpness, double absent, double noEvidencePrior) {
  /**
   * Share of what unverified photos prove that is taken to be true: as many are expected to be
   * false as true. Nobody has counted it; it is the most cautious figure that still lets them
   * count.
   */
  private static final double UNVERIFIED = 0.5;

  /** Keeps a quotient finite where nothing is to be shared. */
  private static final double LEAST = Double.MIN_NORMAL;

  /** Of a search by the whole picture alone that nobody measured: it orders, and states nothing. */
  private static final Calibration WITHOUT_PATCHES = new Calibration(3.0, 2.0, 0);

  /** The same of a search that compares patches. */
  private static final Calibration WITH_PATCHES = new Calibration(1.5, -0.2, 0);

  public Calibration {
    if (!(sharpness > 0)
        || !Double.isFinite(absent)
        || !(noEvidencePrior >= 0 && noEvidencePrior <= 1)) {
      throw new IllegalArgumentException(
          "Sharpness is above 0, what speaks for absence finite, and the no-evidence prior from 0 to 1");
    }
  }

  /**
   * That of a model, where it was measured: it holds for searches that compare all its patches.
   *
   * @param patchChannels that were compared, 0 where none were
   */
  public static Optional<Calibration> measured(PictureEmbedder model, int patchChannels) {
    return model
        .measurements()
        .filter(_ -> patchChannels == model.patchChannels())
        .map(ModelMeasurements::calibration)
        .map(fitted ->
            new Calibration(fitted.sharpness(), fitted.absent(), fitted.noEvidencePrior()));
  }

  /**
   * What a search is ordered by: the model's, or one that states nothing.
   *
   * @param patchChannels that were compared, 0 where none were
   */
  public static Calibration of(PictureEmbedder model, int patchChannels) {
    return measured(model, patchChannels)
        .orElse(patchChannels == 0 ? WITHOUT_PATCHES : WITH_PATCHES);
  }

  /**
   * What came of it.
   *
   * @param hotels in the order of the scores, 0..1
   * @param notInGallery that none of them is right, 0..1; with the others it sums up to 1
   */
  public record Probabilities(List<Double> hotels, double notInGallery) {
    public Probabilities {
      hotels = List.copyOf(hotels);
    }
  }

  /**
   * Probabilities of ranked hotels.
   *
   * @param scores of all ranked hotels, best first
   */
  public Probabilities of(List<Double> scores) {
    return ofPart(scores, List.of(), List.of());
  }

  /**
   * Probabilities of the hotels of a part of the gallery, given that the right one, if it is in the
   * gallery at all, is in that part; "not in the gallery" then means not in this part. None is
   * lower than in a search of the whole gallery: the hotels that only a search of the part brings
   * up have together at most what the hotels outside of it had.
   *
   * @param found scores of the part's hotels that a search of the whole gallery finds, too, or that
   *     are proven, best first
   * @param further scores of its other hotels, best first; in the result they follow
   * @param outside scores of the hotels that are found outside of the part
   */
  public Probabilities ofPart(List<Double> found, List<Double> further, List<Double> outside) {
    double highest =
        Stream.of(found, further, outside)
            .flatMap(List::stream)
            .mapToDouble(score -> sharpness * score)
            .reduce(absent, Math::max);
    double none = Math.exp(absent - highest);
    List<Double> shares = new ArrayList<>(shares(found, highest));
    List<Double> ofFurther = shares(further, highest);
    double cut = Math.min(1, sum(shares(outside, highest)) / Math.max(sum(ofFurther), LEAST));
    ofFurther.forEach(share -> shares.add(share * cut));
    double total = none + sum(shares);
    if (shares.isEmpty()) {
      return new Probabilities(List.of(), 1);
    }
    shares.set(0, shares.getFirst() + noEvidencePrior * none);
    return new Probabilities(
        shares.stream().map(share -> share / total).toList(), (1 - noEvidencePrior) * none / total);
  }

  /**
   * Probabilities of hotels for which unverified photos alone speak. They share in what the trusted
   * photos leave, so that nobody takes anything from a trusted hotel by giving photos.
   *
   * @param notInGallery that no trusted photo's hotel is right, 0..1
   * @param scores on the scale of the others, in any order
   * @return those of the hotels in their order, and that none of all is right
   */
  public Probabilities ofUnverified(double notInGallery, List<Double> scores) {
    double highest =
        scores.stream().mapToDouble(score -> sharpness * score).reduce(absent, Math::max);
    List<Double> shares = shares(scores, highest);
    double total = Math.exp(absent - highest) + sum(shares);
    List<Double> hotels =
        shares.stream().map(share -> notInGallery * UNVERIFIED * share / total).toList();
    return new Probabilities(hotels, notInGallery - sum(hotels));
  }

  private List<Double> shares(List<Double> scores, double highest) {
    return scores.stream().map(score -> Math.exp(sharpness * score - highest)).toList();
  }

  private static double sum(List<Double> shares) {
    return shares.stream().mapToDouble(Double::doubleValue).sum();
  }
}
