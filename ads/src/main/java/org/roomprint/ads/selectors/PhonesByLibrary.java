package org.roomprint.ads.selectors;

import java.util.Set;
import org.roomprint.catalog.selectors.PhoneNumbers;

/**
 * The phone numbers that libphonenumber finds in a text by itself: what {@link SelectorFinder} is
 * measured against.
 */
public final class PhonesByLibrary {
  private PhonesByLibrary() {}

  /** Valid numbers in title and text, in E.164. */
  public static Set<String> find(AdText ad) {
    return PhoneNumbers.foundByLibrary(
        ad.title() + "\n" + ad.text(), ad.country(), PhoneReader.MOST_TRIES);
  }
}
