package org.roomprint.ads.selectors;

import java.util.Optional;
import org.roomprint.catalog.ad.Ad;

/**
 * What an ad says, in which selectors are looked for.
 *
 * @param title as written; empty where it has none
 * @param text as written; empty where it has none
 * @param country of the ad or its site, ISO 3166-1 alpha-2, which says how a phone number without a
 *     country code is meant and which languages' number words are likely
 */
public record AdText(String title, String text, Optional<String> country) {
  /** Longest title and text together that are looked at, in UTF-16 characters. */
  public static final int MAX_LENGTH = 1_000_000;

  public AdText {
    country.ifPresent(code -> {
      if (!code.matches("[A-Za-z]{2}")) {
        throw new IllegalArgumentException(
            "The country of an ad is a code of two letters (ISO 3166-1), such as FR, not '"
                + code
                + "'");
      }
    });
  }

  /** What an ad says; where its country is not known, that of its site is taken. */
  public static AdText of(Ad ad) {
    return new AdText(ad.title(), ad.text(), ad.country().or(() -> SiteCountry.of(ad.site())));
  }
}
