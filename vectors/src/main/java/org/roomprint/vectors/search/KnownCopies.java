package org.roomprint.vectors.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.PdqNeighbour;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.local.GeometricVerifier;
import org.roomprint.vectors.local.LocalFeatures;
import org.roomprint.vectors.local.SharedContent;

/**
 * Tells unverified photos that prove something from copies of trusted pictures: whoever gives a
 * picture that was there before shows no room, and a copy vouches for nothing.
 */
final class KnownCopies {
  /** Trusted photos that prove something, the strongest, with which a photo is compared. */
  private static final int COMPARED = 10;

  private static final GalleryFilter TRUSTED = GalleryFilter.all(PictureKind.GALLERY_PHOTO);

  private final GeometricVerifier verifier;

  KnownCopies(GeometricVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * The unverified photos without those that are copies of trusted ones, in their order. What only
   * looks alike stays: it proves nothing anyway.
   *
   * @param unverified photos that were found
   * @param trusted photos that were found by the same query
   */
  List<PhotoHit> removed(
      List<PhotoHit> unverified, List<PhotoHit> trusted, GallerySnapshot snapshot)
      throws IOException {
    List<PhotoHit> proofs =
        trusted.stream().filter(hit -> hit.evidence().isProof()).limit(COMPARED).toList();
    List<PhotoHit> left = new ArrayList<>();
    for (PhotoHit hit : unverified) {
      if (!hit.evidence().isProof() || !isCopy(hit, proofs, snapshot)) {
        left.add(hit);
      }
    }
    return left;
  }

  private boolean isCopy(PhotoHit hit, List<PhotoHit> trusted, GallerySnapshot snapshot)
      throws IOException {
    Optional<PictureDescription> given =
        snapshot.find(hit.picture().pictureId()).map(IndexedPicture::description);
    if (given.isEmpty()) {
      return false; // deleted since it was found
    }
    if (!snapshot.sameBytes(given.get().contentHash(), TRUSTED).isEmpty()
        || hasHashOfTrusted(given.get(), snapshot)) {
      return true;
    }
    for (PhotoHit other : trusted) {
      Optional<LocalFeatures> known = snapshot.localFeatures(other.picture().pictureId());
      if (known.isPresent()
          && verifier.verify(given.get().localFeatures(), known.get()).shared()
              == SharedContent.PICTURE) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasHashOfTrusted(PictureDescription given, GallerySnapshot snapshot)
      throws IOException {
    if (given.pdqQuality() <= PdqHash.LOW_QUALITY) {
      return false;
    }
    for (PdqNeighbour near :
        snapshot.withinPdqDistance(given.pdq(), PdqHash.SAME_PICTURE_DISTANCE, TRUSTED)) {
      if (near.quality() > PdqHash.LOW_QUALITY) {
        return true;
      }
    }
    return false;
  }
}
