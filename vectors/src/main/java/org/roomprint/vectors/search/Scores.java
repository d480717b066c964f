package org.roomprint.vectors.search;

import java.util.List;
import org.roomprint.vectors.local.MagsacVerifier;
import org.roomprint.vectors.local.Verification;

/**
 * How the appearance score and geometry become one score and one kind of evidence.
 *
 * <p>Both are decimal logarithms of how unlikely chance is ({@link ExtremeValueScale}, {@link
 * MagsacVerifier}). Matches of one picture are not independent of one another, so that geometry
 * counts by the logarithm of its score: twice the points are not twice the proof. The same picture
 * stands above all else.
 */
final class Scores {
  /**
   * Above what appearance and geometry together come to: 83 was the most over 526 real photographs.
   */
  private static final double SAME_PICTURE_BONUS = 200;

  private static final double SAME_BYTES_BONUS = 400;

  /**
   * Points of one object, or at a few places only, however many: they prove no more of the room
   * than what is just not enough for "the same room".
   */
  private static final double MOST_WITHOUT_ROOM = MagsacVerifier.VERIFIED_SCORE;

  /**
   * How much better than another a photo of the same hotel is before that other hardly counts: a
   * hotel of which several photos are alike stands above one of which a single one is.
   */
  private static final double PHOTO_SOFTNESS = 0.3;

  private Scores() {}

  static EvidenceKind evidence(CandidateSearch.Candidate candidate) {
    if (candidate.sameBytes) {
      return EvidenceKind.SAME_BYTES;
    }
    if (candidate.samePdq()) {
      return EvidenceKind.SAME_PICTURE;
    }
    return switch (candidate.verification.orElse(Verification.none()).shared()) {
      case PICTURE -> EvidenceKind.SAME_PICTURE;
      case ROOM -> EvidenceKind.SAME_ROOM;
      case OBJECT -> EvidenceKind.SAME_OBJECT;
      case NOTHING -> EvidenceKind.LOOKS_ALIKE;
    };
  }

  static double score(CandidateSearch.Candidate candidate, EvidenceKind evidence) {
    double verified = candidate.verification.map(Verification::score).orElse(0.0);
    return switch (evidence) {
      case SAME_BYTES -> candidate.appearance + Math.log1p(verified) + SAME_BYTES_BONUS;
      case SAME_PICTURE -> candidate.appearance + Math.log1p(verified) + SAME_PICTURE_BONUS;
      case SAME_ROOM -> candidate.appearance + Math.log1p(verified);
      case SAME_OBJECT, LOOKS_ALIKE ->
          candidate.appearance + Math.log1p(Math.min(verified, MOST_WITHOUT_ROOM));
    };
  }

  /** The soft maximum of the scores of a hotel's photos: at least the best, little more. */
  static double ofHotel(List<Double> photos) {
    double best = photos.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    double sum = 0;
    for (double photo : photos) {
      sum += Math.exp((photo - best) / PHOTO_SOFTNESS);
    }
    return best + PHOTO_SOFTNESS * Math.log(sum);
  }

  static PhotoHit hit(CandidateSearch.Candidate candidate, int queryImage) {
    EvidenceKind evidence = evidence(candidate);
    List<Verification.Match> matches =
        candidate.verification.map(Verification::matches).orElse(List.of());
    return new PhotoHit(
        candidate.picture,
        queryImage,
        evidence,
        candidate.similarity,
        candidate.pdqDistance,
        matches,
        candidate.frame.filter(_ -> !matches.isEmpty()),
        candidate.verification.flatMap(Verification::copy),
        candidate.heat,
        score(candidate, evidence));
  }
}
