package org.roomprint.catalog.selectors;

import org.roomprint.base.Texts;

/**
 * Something in an ad by which its author is reached; two ads with an equal selector are linked.
 *
 * @param kind of contact
 * @param value so written that the same contact is the same text; made by {@link Selectors}
 */
public record Selector(SelectorKind kind, String value) {
  public Selector {
    Texts.requireLabel("selector", value);
  }
}
