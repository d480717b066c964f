package org.roomprint.catalog.picture;

/** What a picture of the catalog belongs to. */
public enum PictureKind {
  /** A photo of a hotel. */
  PHOTO,
  /** An image of an ad. */
  AD_IMAGE
}
