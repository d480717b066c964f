package org.roomprint.catalog.photo;

/** Who gave a photo. */
public enum Origin {
  /** The operator, from files. */
  IMPORT,
  /** Somebody with a phone. */
  PUBLIC,
  /** A hotel or an organisation, with a key. */
  PARTNER
}
