package org.roomprint.catalog.selectors;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.roomprint.base.Texts;

/**
 * Writes a contact as its kind promises, so that all spellings of one contact are one selector,
 * whether a list gave it or it was found in a text:
 *
 * <ul>
 *   <li>{@code PHONE}: E.164, without an extension ({@link PhoneNumbers}).
 *   <li>{@code EMAIL}: lower case, the host in Punycode.
 *   <li>{@code URL}: no scheme, {@code www.}, usual port, fragment, tracking parameters or slash at
 *       the end; the host in lower case and Punycode ({@link PageAddresses}). A link to somebody's
 *       page on a known platform is a {@code HANDLE}, one that opens a chat with a number is a
 *       {@code PHONE}, whatever it was said to be.
 *   <li>{@code HANDLE}: {@code platform:name} where the platform is known, else the name; lower
 *       case, without {@code @} or {@code $} ({@link Platforms}).
 *   <li>{@code CRYPTO_ADDRESS}: {@code chain:address}, if its checksum is right ({@link
 *       CryptoAddresses}).
 * </ul>
 *
 * <p>Whatever cannot be read as its kind is kept as it was written, without what cannot be seen:
 * two ads with the same odd text are still linked. What was normalised once stays as it is.
 */
public final class Selectors {
  /** Marks that cannot be seen: direction, joining, variation, and the frame of a keycap digit. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cc}\\uFE00-\\uFE0F\\u20E3]+");

  private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");
  private static final Pattern MAIL_SCHEME = Pattern.compile("^mailto:", Pattern.CASE_INSENSITIVE);
  private static final Pattern PHONE_SCHEME =
      Pattern.compile("^(?:tel|sms):", Pattern.CASE_INSENSITIVE);

  /** Scheme (of pages only), who signs in, host, and the rest. */
  private static final Pattern PAGE =
      Pattern.compile(
          "(?<scheme>https?://(?:[^/?#@\\s]*@)?)?(?<host>[^/?#:@\\s]+)(?<rest>(?:[:/?#]\\S*)?)",
          Pattern.CASE_INSENSITIVE);

  /** A platform, a sign between, and a name: "ig: rose", "telegram @rose", "snapchat/rose". */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?<platform>[^:/@$]{1,40}?)\\s*(?:[:/]\\s*[@$]*|\\s[@$]+)(?<name>[^\\s/:@]+)");

  /** What may stand before an address, and the chain that it says. */
  private static final Map<String, String> CHAINS =
      Map.ofEntries(
          Map.entry("bitcoin", "btc"),
          Map.entry("btc", "btc"),
          Map.entry("ethereum", "eth"),
          Map.entry("eth", "eth"),
          Map.entry("litecoin", "ltc"),
          Map.entry("ltc", "ltc"),
          Map.entry("dogecoin", "doge"),
          Map.entry("doge", "doge"),
          Map.entry("monero", "xmr"),
          Map.entry("xmr", "xmr"),
          Map.entry("tron", "trx"),
          Map.entry("trx", "trx"),
          Map.entry("bitcoincash", "bch"));

  /** Addresses whose letters mean the same in either case: Bech32 and hexadecimal ones. */
  private static final Pattern CASELESS_COIN =
      Pattern.compile("(?:bc1|ltc1|0x)[0-9a-z]+", Pattern.CASE_INSENSITIVE);

  private Selectors() {}

  /**
   * The selector that a text stands for.
   *
   * @param kind as it is said to be; a link may turn out to be of another
   * @param written as somebody wrote it
   * @param country of the ad, ISO 3166-1 alpha-2, which says how a phone number without a country
   *     code is meant
   * @throws IllegalArgumentException when nothing that can be seen is left of the text
   */
  public static Selector read(SelectorKind kind, String written, Optional<String> country) {
    String seen = seen(written);
    return switch (kind) {
      case PHONE -> new Selector(kind, PhoneNumbers.normalForm(seen, country));
      case EMAIL -> new Selector(kind, email(seen));
      case HANDLE -> handle(seen);
      case URL -> link(seen, country);
      case CRYPTO_ADDRESS -> new Selector(kind, coin(seen));
    };
  }

  /**
   * The selector of a page's address: the page, or whom it leads to.
   *
   * @param host as written, without a scheme
   * @param rest what follows it: port, path, query, fragment
   * @return empty where it is longer than a selector may be
   */
  public static Optional<Selector> ofPage(String host, String rest) {
    String whole = PageAddresses.of(host, "") + rest;
    Optional<String> phone =
        Platforms.phoneOf(whole)
            .flatMap(digits -> PhoneNumbers.parse("+" + digits, PhoneNumbers.NO_REGION))
            .map(PhoneNumbers.Read::e164);
    if (phone.isPresent()) {
      return selector(SelectorKind.PHONE, phone.get());
    }
    Optional<String> handle = Platforms.handleOf(whole);
    return handle.isPresent()
        ? selector(SelectorKind.HANDLE, handle.get())
        : selector(SelectorKind.URL, PageAddresses.of(host, rest));
  }

  /**
   * The selector of an address of e-mail, in the two parts of it.
   *
   * @return empty where it is longer than a selector may be
   */
  public static Optional<Selector> ofMail(String name, String host) {
    return selector(SelectorKind.EMAIL, mail(name, host));
  }

  private static Optional<Selector> selector(SelectorKind kind, String value) {
    return value.length() > Texts.MAX_LABEL_LENGTH
            || value.chars().anyMatch(Character::isISOControl)
        ? Optional.empty()
        : Optional.of(new Selector(kind, value));
  }

  private static String mail(String name, String host) {
    String ascii = PageAddresses.hostInAscii(host);
    return (name + "@" + (ascii.isEmpty() ? host : ascii)).toLowerCase(Locale.ROOT);
  }

  private static String seen(String written) {
    String plain = Normalizer.normalize(written, Normalizer.Form.NFKC);
    return SPACES.matcher(UNSEEN.matcher(plain).replaceAll("")).replaceAll(" ").strip();
  }

  private static String email(String text) {
    String address = MAIL_SCHEME.matcher(text).replaceFirst("");
    int question = address.indexOf('?');
    String plain = question > 0 ? address.substring(0, question) : address;
    int at = plain.lastIndexOf('@');
    return at > 0 && at < plain.length() - 1
        ? mail(plain.substring(0, at), plain.substring(at + 1))
        : plain.toLowerCase(Locale.ROOT);
  }

  private static Selector link(String text, Optional<String> country) {
    if (MAIL_SCHEME.matcher(text).lookingAt()) {
      return new Selector(SelectorKind.EMAIL, email(text));
    }
    if (PHONE_SCHEME.matcher(text).lookingAt()) {
      return new Selector(SelectorKind.PHONE, PhoneNumbers.normalForm(text, country));
    }
    return page(text).orElseGet(() -> new Selector(SelectorKind.URL, text));
  }

  private static Selector handle(String text) {
    Optional<Selector> linked = page(text).filter(one -> one.kind() != SelectorKind.URL);
    if (linked.isPresent()) {
      return linked.get();
    }
    Matcher named = NAMED.matcher(text.toLowerCase(Locale.ROOT));
    if (named.matches()) {
      Optional<Platforms.Alias> platform = Platforms.called(Folding.fold(named.group("platform")));
      if (platform.isPresent()) {
        return new Selector(
            SelectorKind.HANDLE, platform.get().platform() + ":" + named.group("name"));
      }
    }
    String name = text.toLowerCase(Locale.ROOT);
    int at = 0;
    while (at < name.length() - 1 && (name.charAt(at) == '@' || name.charAt(at) == '$')) {
      at++;
    }
    return new Selector(SelectorKind.HANDLE, name.substring(at).strip());
  }

  /** What an address leads to; empty for a text that no browser would open. */
  private static Optional<Selector> page(String text) {
    Matcher parts = PAGE.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String host = parts.group("host");
    boolean isHost = host.indexOf('.') > 0 && !host.endsWith(".");
    return isHost && !PageAddresses.hostInAscii(host).isEmpty()
        ? ofPage(host, parts.group("rest"))
        : Optional.empty();
  }

  private static String coin(String text) {
    int colon = text.indexOf(':');
    String said = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    String chain = CHAINS.getOrDefault(said, "");
    String address = chain.isEmpty() ? text : withoutOptions(text.substring(colon + 1).strip());
    return CryptoAddresses.read(address, chain.equals("ltc"))
        .orElseGet(() ->
            CASELESS_COIN.matcher(address).matches() ? address.toLowerCase(Locale.ROOT) : address);
  }

  /** Without the amount and label of a link to pay with (BIP 21). */
  private static String withoutOptions(String address) {
    int question = address.indexOf('?');
    return question > 0 ? address.substring(0, question) : address;
  }
}
