package org.roomprint.catalog.links;

/** Why an image of an ad counts as the same picture as others, or why it does not. */
public enum PictureEvidence {
  /** The first of its kind: others may be the same as it. */
  FIRST,
  /** Its file is the same, byte by byte. */
  SAME_BYTES,
  /** Its PDQ hash lies within the distance of that of the first. */
  SAME_PICTURE,
  /** Cut, framed, overlaid, turned or mirrored: matching points show how it lies over another. */
  EDITED_COPY,
  /** So flat that it could be anything: it is no evidence, and linked with nothing. */
  FLAT,
  /** It could not be described; it is linked with nothing. */
  UNREADABLE
}
