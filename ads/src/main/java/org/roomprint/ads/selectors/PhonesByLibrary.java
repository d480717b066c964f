package org.roomprint.ads.selectors;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The phone numbers that libphonenumber finds in a text by itself: what {@link SelectorFinder} is
 * measured against.
 */
public final class PhonesByLibrary {
  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

  private PhonesByLibrary() {}

  /** Valid numbers in title and text, in E.164. */
  public static Set<String> find(AdText ad) {
    String region = ad.country().map(code -> code.toUpperCase(Locale.ROOT)).orElse("ZZ");
    Set<String> phones = new LinkedHashSet<>();
    for (PhoneNumberMatch match :
        LIBRARY.findNumbers(
            ad.title() + "\n" + ad.text(), region, Leniency.VALID, PhoneReader.MOST_TRIES)) {
      phones.add(LIBRARY.format(match.number(), PhoneNumberFormat.E164));
    }
    return phones;
  }
}
