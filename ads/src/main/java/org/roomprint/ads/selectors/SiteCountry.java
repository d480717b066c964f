package org.roomprint.ads.selectors;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Guesses the country of a site by the last part of its name, such as {@code .fr}. */
final class SiteCountry {
  /** Endings of countries that are sold to the whole world and say nothing. */
  private static final Set<String> SOLD =
      Set.of(
          "ac", "ag", "ai", "am", "bz", "cc", "cd", "cf", "co", "fm", "ga", "gg", "gq", "gs", "gy",
          "hn", "im", "io", "la", "lc", "li", "ly", "me", "ml", "ms", "mu", "nu", "pw", "sc", "sh",
          "st", "tc", "tf", "tk", "to", "tv", "vc", "vg", "ws");

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private SiteCountry() {}

  /**
   * The country of a site.
   *
   * @param site its name, with or without scheme and path
   * @return ISO 3166-1 alpha-2, upper case; empty where the name does not say
   */
  static Optional<String> of(String site) {
    String host = site.strip().replaceFirst("^[a-zA-Z]+://", "").replaceFirst("[/:?#].*$", "");
    int dot = host.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String ending = host.substring(dot + 1).toLowerCase(Locale.ROOT);
    if (SOLD.contains(ending)) {
      return Optional.empty();
    }
    String code = ending.equals("uk") ? "GB" : ending.toUpperCase(Locale.ROOT);
    return COUNTRIES.contains(code) ? Optional.of(code) : Optional.empty();
  }
}
