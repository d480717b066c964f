package org.roomprint.vectors.search;

/** What kind of reason stands behind a hit, strongest first. */
public enum EvidenceKind {
  /** The files are equal byte by byte. */
  SAME_BYTES,
  /** The same picture, perhaps recompressed, cropped, padded or overlaid. */
  SAME_PICTURE,
  /** Another picture of the same place, verified by matching points. */
  SAME_ROOM,
  /** Alike, and nothing more is known. */
  LOOKS_ALIKE
}
