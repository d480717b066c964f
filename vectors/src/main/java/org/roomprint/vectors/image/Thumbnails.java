package org.roomprint.vectors.image;

/** Small pictures for lists. */
public final class Thumbnails {
  /** What the result is. */
  public static final String MEDIA_TYPE = "image/jpeg";

  /** Longest side, in pixels. */
  public static final int MAX_SIDE_PIXELS = 320;

  /** JPEG quality, 1..100. */
  public static final int QUALITY = 80;

  private Thumbnails() {}

  /** A JPEG whose longer side is at most {@link #MAX_SIDE_PIXELS}, without metadata. */
  public static byte[] of(RasterImage picture) {
    RasterImage small = Resizer.fitWithin(picture, MAX_SIDE_PIXELS);
    return PictureEncoder.encode(small, PictureFormat.JPEG, QUALITY);
  }
}
