package org.roomprint.catalog.selectors;

/** What kind of contact a selector is. */
public enum SelectorKind {
  /** Telephone number, E.164 where it could be read. */
  PHONE,
  /** E-mail address. */
  EMAIL,
  /** Name on a messenger or a network. */
  HANDLE,
  /** Address of a page. */
  URL,
  /** Address of a crypto currency. */
  CRYPTO_ADDRESS
}
