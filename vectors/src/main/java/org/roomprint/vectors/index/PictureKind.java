package org.roomprint.vectors.index;

/** What an indexed picture belongs to. */
public enum PictureKind {
  /** A photo of a hotel in the gallery. */
  GALLERY_PHOTO,
  /** An image of an ad. */
  AD_IMAGE
}
