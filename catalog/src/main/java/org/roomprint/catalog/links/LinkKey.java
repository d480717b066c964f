package org.roomprint.catalog.links;

/**
 * Something that two ads both hold.
 *
 * @param kind of thing
 * @param value its identity within the kind
 */
public record LinkKey(LinkKeyKind kind, String value) {
  public LinkKey {
    if (value.isBlank()) {
      throw new IllegalArgumentException("A key of kind " + kind + " has a value");
    }
  }
}
