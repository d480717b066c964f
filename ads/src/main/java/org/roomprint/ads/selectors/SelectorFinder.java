package org.roomprint.ads.selectors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roomprint.catalog.selectors.SelectorKind;

/**
 * Finds the selectors in an ad's title and text: phone numbers, e-mail addresses, links, names on
 * messengers and networks, addresses of crypto currencies.
 *
 * <p>Values are so written that the same contact is the same text:
 *
 * <ul>
 *   <li>{@code PHONE}: E.164, without an extension.
 *   <li>{@code EMAIL}: lower case, the host in Punycode.
 *   <li>{@code URL}: no scheme, {@code www.}, usual port, fragment, tracking parameters or slash at
 *       the end; the host in lower case and Punycode. A link to somebody's page on a known platform
 *       is a {@code HANDLE}, one that opens a chat with a number is a {@code PHONE}.
 *   <li>{@code HANDLE}: {@code platform:name}, lower case, without {@code @} or {@code $}.
 *   <li>{@code CRYPTO_ADDRESS}: {@code chain:address}; only with a right checksum.
 * </ul>
 *
 * <p>Time and memory grow with the length of the text and not faster; what lies beyond {@link
 * AdText#MAX_LENGTH} is not read, and after {@link PhoneReader#MOST_TRIES} rows of digits no more
 * are tried as phone numbers. Knows nothing of people: no property of a person is read from a text.
 */
public final class SelectorFinder {
  private final AdText text;
  private final FoldedAd ad;
  private final Map<String, FoundSelector> found = new LinkedHashMap<>();

  private SelectorFinder(AdText text) {
    this.text = text;
    this.ad = FoldedAd.of(text);
  }

  /** The selectors of an ad, each once, in the order of their kinds and places. */
  public static List<FoundSelector> find(AdText text) {
    SelectorFinder finder = new SelectorFinder(text);
    finder.read();
    return List.copyOf(finder.found.values());
  }

  private void read() {
    for (CryptoFinder.Found address : CryptoFinder.in(ad)) {
      add(
          SelectorKind.CRYPTO_ADDRESS,
          address.value(),
          address.isObfuscated(),
          address.start(),
          address.end());
    }
    for (LinkFinder.Found link : LinkFinder.in(ad, text.country())) {
      addLink(link);
    }
    for (HandleFinder.Found handle : HandleFinder.in(ad)) {
      add(SelectorKind.HANDLE, handle.value(), handle.isObfuscated(), handle.start(), handle.end());
    }
    for (LinkFinder.Found link : LinkFinder.bareIn(ad, text.country())) {
      addLink(link);
    }
    OtherNumbers.take(ad);
    List<Numeral> numerals = Numerals.in(ad, NumberWords.of(ad, text.country()));
    for (PhoneFinder.Found phone : PhoneFinder.in(ad, numerals, text.country())) {
      add(SelectorKind.PHONE, phone.e164(), phone.isObfuscated(), phone.start(), phone.end());
    }
  }

  private void addLink(LinkFinder.Found link) {
    if (link.isMail()) {
      String address = link.rest() + "@" + DomainNames.ascii(link.host());
      add(SelectorKind.EMAIL, address, link.isObfuscated(), link.start(), link.end());
      return;
    }
    String whole = UrlSpelling.of(link.host(), "") + link.rest();
    Optional<String> phone =
        Platforms.phoneOf(whole)
            .flatMap(digits -> new PhoneReader(Optional.empty()).international(digits))
            .map(PhoneReader.Reading::e164);
    if (phone.isPresent()) {
      add(SelectorKind.PHONE, phone.get(), link.isObfuscated(), link.start(), link.end());
      return;
    }
    Optional<String> handle = Platforms.handleOf(whole);
    String value = handle.orElseGet(() -> UrlSpelling.of(link.host(), link.rest()));
    SelectorKind kind = handle.isPresent() ? SelectorKind.HANDLE : SelectorKind.URL;
    add(kind, value, link.isObfuscated(), link.start(), link.end());
  }

  private void add(SelectorKind kind, String value, boolean isObfuscated, int start, int end) {
    FoundSelector one = new FoundSelector(kind, value, isObfuscated, ad.where(start, end));
    found.merge(
        kind + " " + value,
        one,
        (before, again) ->
            before.isObfuscated() && !again.isObfuscated()
                ? new FoundSelector(kind, value, false, before.where())
                : before);
  }
}
