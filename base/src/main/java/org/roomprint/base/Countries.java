package org.roomprint.base;

import java.util.Locale;
import java.util.Set;

/** Country codes, ISO 3166-1 alpha-2. */
public final class Countries {
  private static final Set<String> CODES = Set.of(Locale.getISOCountries());

  private Countries() {}

  /** Checks that this is a code, such as {@code FR}. */
  public static String requireCode(String code) {
    if (!CODES.contains(code)) {
      throw new IllegalArgumentException(
          "A country is a code of ISO 3166-1 alpha-2 in upper case, such as FR");
    }
    return code;
  }
}
