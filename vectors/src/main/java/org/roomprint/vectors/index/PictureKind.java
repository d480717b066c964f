package org.roomprint.vectors.index;

/** What an indexed picture belongs to. */
public enum PictureKind {
  /** A photo of a hotel in the gallery that is trusted or corroborated. */
  GALLERY_PHOTO,
  /**
   * A photo of a hotel that nothing but its sender speaks for. A kind of its own, with a graph of
   * its own, so that however many there are, searches among the others visit none of them.
   */
  UNVERIFIED_PHOTO,
  /** An image of an ad. */
  AD_IMAGE
}
