package org.roomprint.catalog.links;

/** What kind of thing two ads may both hold. */
public enum LinkKeyKind {
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
  /** The same picture, perhaps edited: the {@link AdPicture#pictureKey()}. */
  PICTURE,
  /** The same room in another view: the {@link AdPicture#roomKey()}. */
  ROOM,
  /** A text that was copied: the id of the ad that has the text most often copied. */
  TEXT
}
