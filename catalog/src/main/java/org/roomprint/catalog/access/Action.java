package org.roomprint.catalog.access;

/** What a request asks for. */
public enum Action {
  /** Find the hotel in query images. */
  SEARCH_HOTELS(true),
  /** Find where a picture occurs, by file or by hash. */
  LOOK_UP_PICTURE(true),
  /** Find the ads that share pictures, rooms or selectors with an ad. */
  LINK_ADS(true),
  /** See hotels, their photos and thumbnails. */
  VIEW_GALLERY(false),
  /** See ads, their images and thumbnails. */
  VIEW_ADS(false),
  /** Hold ads apart, merge groups of ads, label them, and take that back. */
  DECIDE_AD_GROUPS(false),
  /** See how much there is and whether it works. */
  VIEW_STATUS(false),
  /** Present a key; what strangers do, and no role needs to permit. */
  PRESENT_KEY(false),
  /** Let a broken audit log stand. */
  ACKNOWLEDGE_AUDIT(false),
  /** Read the audit log. */
  VIEW_AUDIT(false),
  /** Import and delete. */
  MANAGE_CATALOG(false),
  /** See and decide what the public and partners gave. */
  MODERATE(false),
  /** Make and revoke keys. */
  MANAGE_KEYS(false),
  /** Give photographs to the public service beyond the limits of one person. */
  SUBMIT_IN_BULK(false);

  private final boolean search;

  Action(boolean search) {
    this.search = search;
  }

  /**
   * Whether it is a search: one needs a case reference and a purpose, and is recorded before it is
   * answered.
   */
  public boolean isSearch() {
    return search;
  }
}
