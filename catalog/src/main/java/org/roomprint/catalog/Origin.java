package org.roomprint.catalog;

/** Who gave a photo. */
public enum Origin {
  /** The operator, from files. */
  IMPORT,
  /** Somebody with a phone. */
  PUBLIC,
  /** A hotel or an organisation, with a key. */
  PARTNER
}
