package org.roomprint.vectors.search;

/** What kind of reason stands behind a hit, strongest first. */
public enum EvidenceKind {
  /** The files are equal byte by byte. */
  SAME_BYTES,
  /** The same picture, perhaps recompressed, cropped, padded, overlaid or mirrored. */
  SAME_PICTURE,
  /** Another picture of the same place, verified by matching points. */
  SAME_ROOM,
  /**
   * One object of both is the same, verified by matching points that take up little of either:
   * another room can have it, too.
   */
  SAME_OBJECT,
  /** Alike, and nothing more is known. */
  LOOKS_ALIKE;

  /** Whether it says that the place or the very picture is the same. */
  public boolean isProof() {
    return switch (this) {
      case SAME_BYTES, SAME_PICTURE, SAME_ROOM -> true;
      case SAME_OBJECT, LOOKS_ALIKE -> false;
    };
  }
}
