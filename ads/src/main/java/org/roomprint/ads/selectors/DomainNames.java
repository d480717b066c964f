package org.roomprint.ads.selectors;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.roomprint.catalog.selectors.PageAddresses;

/** Tells the names of hosts from other words with dots, by the public suffix list. */
final class DomainNames {
  /** Endings that are names of hosts and nothing else, whoever writes them. */
  private static final Set<String> USUAL =
      Set.of(
          "com",
          "net",
          "org",
          "info",
          "biz",
          "xyz",
          "online",
          "site",
          "shop",
          "app",
          "club",
          "io",
          "tv",
          "cc",
          "vip",
          "top",
          "store",
          "website",
          "link",
          "dev",
          "eu",
          "pro",
          "mobi",
          "asia",
          "edu",
          "gov",
          "ru",
          "su",
          "ua",
          "by",
          "kz",
          "uk",
          "cz",
          "sk",
          "hu",
          "ch",
          "cn",
          "jp",
          "kr",
          "vn",
          "th",
          "tw",
          "hk",
          "br",
          "mx",
          "au",
          "nz",
          "gr",
          "bg",
          "рф",
          "укр",
          "xn--p1ai",
          "pl",
          "fr",
          "nl",
          "dk",
          "ca",
          "tr",
          "ir",
          "il",
          "ae",
          "sa",
          "sg",
          "ph",
          "za",
          "ar",
          "cl",
          "co",
          "pe",
          "pt",
          "ro",
          "rs",
          "hr",
          "lt",
          "lv",
          "ee",
          "fi",
          "cat",
          "ly",
          "gg",
          "page",
          "ink",
          "bio",
          "fan",
          "fans",
          "dating",
          "social",
          "spa",
          "space",
          "agency",
          "world",
          "ws");

  /** Endings of files that are endings of hosts, too. */
  private static final Set<String> FILES =
      Set.of("zip", "mov", "py", "rs", "sh", "md", "ps", "ai", "doc", "jpg", "pl");

  private static final int LONGEST = 253;
  private static final int LONGEST_LABEL = 63;

  private DomainNames() {}

  /** Whether a name ends in a public suffix and has a label before it. */
  static boolean isHost(String name) {
    return suffix(name).isPresent();
  }

  /** Whether nobody would take the name for anything else. */
  static boolean isUnmistakable(String name, Optional<String> country) {
    String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (last.equals(country.map(DomainNames::ending).orElse(""))) {
      return true;
    }
    return USUAL.contains(last)
        && !(FILES.contains(last) && name.indexOf('.') == name.lastIndexOf('.'));
  }

  private static String ending(String country) {
    String code = country.toLowerCase(Locale.ROOT);
    return code.equals("gb") ? "uk" : code;
  }

  private static Optional<String> suffix(String name) {
    String ascii = PageAddresses.hostInAscii(name);
    if (ascii.isEmpty() || ascii.length() > LONGEST) {
      return Optional.empty();
    }
    for (String label : ascii.split("\\.", -1)) {
      if (label.isEmpty()
          || label.length() > LONGEST_LABEL
          || label.startsWith("-")
          || label.endsWith("-")) {
        return Optional.empty();
      }
    }
    EffectiveTldFinder.EffectiveTLD found = EffectiveTldFinder.getEffectiveTLD(ascii);
    if (found == null || found.getDomain().length() >= ascii.length()) {
      return Optional.empty();
    }
    return Optional.of(found.getDomain());
  }
}
