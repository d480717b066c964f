package org.roomprint.vectors.image;

/** File formats that are let in. */
public enum PictureFormat {
  /** ISO/IEC 10918-1. */
  JPEG,
  /** ISO/IEC 15948. */
  PNG,
  /** RFC 9649. */
  WEBP
}
