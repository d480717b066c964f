package org.roomprint.vectors.image;

/** File formats that are let in. */
public enum PictureFormat {
  /** ISO/IEC 10918-1. */
  JPEG("JPEG"),
  /** ISO/IEC 15948. */
  PNG("PNG"),
  /** RFC 9649. */
  WEBP("WebP"),
  /** HEVC in ISO/IEC 23008-12: what an iPhone takes. */
  HEIC("HEIC"),
  /** AV1 in ISO/IEC 23008-12. */
  AVIF("AVIF"),
  /** GIF89a of one frame. */
  GIF("GIF"),
  /** Windows bitmap. */
  BMP("BMP"),
  /** TIFF 6.0, first page. */
  TIFF("TIFF");

  /** All of them in words, for a sentence that says what is taken. */
  public static final String NAMES = "JPEG, PNG, WebP, HEIC, AVIF, GIF, BMP or TIFF";

  private final String title;

  PictureFormat(String title) {
    this.title = title;
  }

  /** How people write it, such as {@code WebP}. */
  public String title() {
    return title;
  }
}
