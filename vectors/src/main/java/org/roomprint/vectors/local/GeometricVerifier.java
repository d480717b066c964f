package org.roomprint.vectors.local;

/**
 * Says which points of two pictures show the same place of the same scene; safe to be called from
 * several threads.
 */
public interface GeometricVerifier {
  /**
   * Matches the points of a query with those of a candidate and keeps what one geometry explains.
   */
  Verification verify(LocalFeatures query, LocalFeatures candidate);

  /**
   * The same for the mirror image of one of them, which finds what was mirrored by whoever copied
   * it: a room has no mirror image, so that only a copy is an answer, and otherwise nothing.
   */
  Verification verifyMirrored(LocalFeatures query, LocalFeatures candidate);
}
