package org.roomprint.ads.selectors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roomprint.catalog.selectors.FoundSelector;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.catalog.selectors.SelectorKind;
import org.roomprint.catalog.selectors.Selectors;

/**
 * Finds the selectors in an ad's title and text: phone numbers, e-mail addresses, links, names on
 * messengers and networks, addresses of crypto currencies.
 *
 * <p>Values are written as {@link Selectors} says, so that the same contact is the same text.
 *
 * <p>Time and memory grow with the length of the text and not faster; what lies beyond {@link
 * AdText#MAX_LENGTH} is not read, and after {@link PhoneReader#MOST_TRIES} rows of digits no more
 * are tried as phone numbers. Knows nothing of people: no property of a person is read from a text.
 */
public final class SelectorFinder {
  /**
   * Number of the rules by which selectors are found; grows when they change, so that ads that were
   * read by other rules are read again.
   */
  public static final int RULES = 1;

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
    Optional<Selector> read =
        link.isMail()
            ? Selectors.ofMail(link.rest(), link.host())
            : Selectors.ofPage(link.host(), link.rest());
    read.ifPresent(selector ->
        add(selector.kind(), selector.value(), link.isObfuscated(), link.start(), link.end()));
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
