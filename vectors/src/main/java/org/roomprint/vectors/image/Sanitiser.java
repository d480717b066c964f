package org.roomprint.vectors.image;

/**
 * Writes a picture anew from its pixels: no byte of the file it came from is in it, so no metadata,
 * no maker's notes, no second picture and no trick of the old file's encoding.
 */
public final class Sanitiser {
  /** What the result is. */
  public static final String MEDIA_TYPE = "image/jpeg";

  /** JPEG quality, 1..100. */
  public static final int QUALITY = 90;

  private Sanitiser() {}

  /** A baseline JPEG of these pixels, upright, without metadata. */
  public static byte[] sanitise(RasterImage picture) {
    return PictureEncoder.encode(picture, PictureFormat.JPEG, QUALITY);
  }
}
