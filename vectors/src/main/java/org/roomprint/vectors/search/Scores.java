package org.roomprint.vectors.search;

import java.util.List;
import org.roomprint.vectors.local.Verification;

/**
 * How similarity and verified points become one score and one kind of evidence.
 *
 * <p>A verified score adds to the similarity with diminishing returns: twice the points are not
 * twice the proof. The same picture stands above any similarity.
 */
final class Scores {
  /** Points under one geometry from which two pictures are said to show the same room. */
  static final int SAME_ROOM_MATCHES = 18;

  /** Weight of the verified points beside the similarity. */
  private static final double VERIFIED_WEIGHT = 0.2;

  /** Verified score at which half of its weight is reached. */
  private static final double HALF_VERIFIED = 25;

  private static final double SAME_BYTES_BONUS = 4;
  private static final double SAME_PICTURE_BONUS = 2;

  private Scores() {}

  static EvidenceKind evidence(CandidateSearch.Candidate candidate) {
    if (candidate.sameBytes) {
      return EvidenceKind.SAME_BYTES;
    }
    if (candidate.samePdq()) {
      return EvidenceKind.SAME_PICTURE;
    }
    Verification verification = candidate.verification.orElse(Verification.none());
    if (verification.matches().size() >= SAME_ROOM_MATCHES) {
      return CopyGeometry.holds(verification.matches())
          ? EvidenceKind.SAME_PICTURE
          : EvidenceKind.SAME_ROOM;
    }
    return EvidenceKind.LOOKS_ALIKE;
  }

  static double score(CandidateSearch.Candidate candidate, EvidenceKind evidence) {
    double verified = candidate.verification.map(Verification::score).orElse(0.0);
    double score = candidate.similarity + VERIFIED_WEIGHT * verified / (verified + HALF_VERIFIED);
    return switch (evidence) {
      case SAME_BYTES -> score + SAME_BYTES_BONUS;
      case SAME_PICTURE -> score + SAME_PICTURE_BONUS;
      case SAME_ROOM, LOOKS_ALIKE -> score;
    };
  }

  static PhotoHit hit(CandidateSearch.Candidate candidate, int queryImage) {
    EvidenceKind evidence = evidence(candidate);
    return new PhotoHit(
        candidate.picture,
        queryImage,
        evidence,
        candidate.similarity,
        candidate.pdqDistance,
        candidate.verification.map(Verification::matches).orElse(List.of()),
        score(candidate, evidence));
  }
}
