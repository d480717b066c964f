package org.roomprint.catalog.selectors;

import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes a contact as its kind promises, so that all spellings of one contact are one selector.
 *
 * <p>Whatever cannot be read as its kind is kept as it was written, without what cannot be seen:
 * two ads with the same odd text are still linked. What was normalised once stays as it is.
 */
public final class Selectors {
  /** Marks that cannot be seen: direction, joining, variation, and the frame of a keycap digit. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cc}\\uFE00-\\uFE0F\\u20E3]+");

  private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");
  private static final Pattern MAIL_SCHEME = Pattern.compile("^mailto:", Pattern.CASE_INSENSITIVE);
  private static final Pattern COIN_SCHEME =
      Pattern.compile(
          "^(?:bitcoin|ethereum|litecoin|dogecoin|monero|tron|bitcoincash):",
          Pattern.CASE_INSENSITIVE);

  /** Addresses whose letters mean the same in either case: Bech32 and hexadecimal ones. */
  private static final Pattern CASELESS_COIN =
      Pattern.compile("(?:bc1|ltc1|0x)[0-9a-z]+", Pattern.CASE_INSENSITIVE);

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private Selectors() {}

  /**
   * The selector that a text stands for.
   *
   * @param written as somebody wrote it
   * @param country of the ad, ISO 3166-1 alpha-2, which says how a phone number without a country
   *     code is meant
   * @throws IllegalArgumentException when nothing that can be seen is left of the text
   */
  public static Selector read(SelectorKind kind, String written, Optional<String> country) {
    String seen = seen(written);
    return new Selector(
        kind,
        switch (kind) {
          case PHONE -> PhoneNumbers.read(seen, country);
          case EMAIL -> email(seen);
          case HANDLE -> handle(seen);
          case URL -> url(seen);
          case CRYPTO_ADDRESS -> coin(seen);
        });
  }

  private static String seen(String written) {
    String plain = Normalizer.normalize(written, Normalizer.Form.NFKC);
    return SPACES.matcher(UNSEEN.matcher(plain).replaceAll("")).replaceAll(" ").strip();
  }

  private static String email(String text) {
    String address = MAIL_SCHEME.matcher(text).replaceFirst("");
    int question = address.indexOf('?');
    return (question > 0 ? address.substring(0, question) : address).toLowerCase(Locale.ROOT);
  }

  private static String handle(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    int at = 0;
    while (at < name.length() - 1 && name.charAt(at) == '@') {
      at++;
    }
    return name.substring(at).strip();
  }

  /** Scheme and host in lower case, without the usual port, a fragment or a slash at the end. */
  private static String url(String text) {
    try {
      URI address = new URI(text);
      if (address.getScheme() == null || address.getHost() == null) {
        return text;
      }
      String scheme = address.getScheme().toLowerCase(Locale.ROOT);
      int port = address.getPort();
      boolean usual =
          port < 0
              || (scheme.equals("http") && port == HTTP_PORT)
              || (scheme.equals("https") && port == HTTPS_PORT);
      String path = address.getRawPath() == null ? "" : address.getRawPath();
      while (path.endsWith("/")) {
        path = path.substring(0, path.length() - 1);
      }
      return scheme
          + "://"
          + address.getHost().toLowerCase(Locale.ROOT)
          + (usual ? "" : ":" + port)
          + path
          + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    } catch (URISyntaxException e) {
      return text; // no address that a browser would open: as it was written
    }
  }

  private static String coin(String text) {
    String address = COIN_SCHEME.matcher(text).replaceFirst("");
    return CASELESS_COIN.matcher(address).matches() ? address.toLowerCase(Locale.ROOT) : address;
  }
}
