package org.roomprint.ads.groups;

import org.roomprint.catalog.selectors.SelectorKind;

/** What kind of thing two ads can have in common. */
public enum KeyKind {
  /** Telephone number. */
  PHONE,
  /** E-mail address. */
  EMAIL,
  /** Name on a messenger or a network. */
  HANDLE,
  /** Address of a page. */
  URL,
  /** Address of a crypto currency. */
  CRYPTO_ADDRESS,
  /** The same picture, perhaps edited: a group of near copies. */
  PICTURE,
  /** The same room in another view. */
  ROOM,
  /** A text that was copied: a template of {@link NearCopies}. */
  TEXT;

  /** The kind of a selector. */
  public static KeyKind of(SelectorKind kind) {
    return switch (kind) {
      case PHONE -> PHONE;
      case EMAIL -> EMAIL;
      case HANDLE -> HANDLE;
      case URL -> URL;
      case CRYPTO_ADDRESS -> CRYPTO_ADDRESS;
    };
  }

  /** Whether a poster is reached by it. */
  public boolean isSelector() {
    return compareTo(CRYPTO_ADDRESS) <= 0;
  }
}
