package org.roomprint.vectors.search;

import java.util.List;
import java.util.Optional;
import org.roomprint.vectors.image.PixelSize;
import org.roomprint.vectors.index.PictureRef;
import org.roomprint.vectors.local.CopyTransform;
import org.roomprint.vectors.local.Verification;

/**
 * A found picture and why.
 *
 * @param picture found
 * @param queryImage which query image found it, from 0
 * @param evidence strongest reason
 * @param similarity cosine of the embeddings, -1..1
 * @param pdqDistance bits that differ, 0..256
 * @param matches matching points to draw; empty when not verified
 * @param frame of the found picture that the points lie in, in pixels; absent where there are none
 * @param copy how the query lies over the found picture where it is an edited copy of it; absent
 *     where points did not tell
 * @param heat where in both pictures their patches agree; empty where patches were not compared
 * @param score fused, larger is better; comparable within one answer only
 */
public record PhotoHit(
    PictureRef picture,
    int queryImage,
    EvidenceKind evidence,
    double similarity,
    int pdqDistance,
    List<Verification.Match> matches,
    Optional<PixelSize> frame,
    Optional<CopyTransform> copy,
    Optional<HeatMaps> heat,
    double score) {
  public PhotoHit {
    matches = List.copyOf(matches);
  }

  PhotoHit withEvidence(EvidenceKind other) {
    return new PhotoHit(
        picture, queryImage, other, similarity, pdqDistance, matches, frame, copy, heat, score);
  }
}
