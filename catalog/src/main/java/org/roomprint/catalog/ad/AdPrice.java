package org.roomprint.catalog.ad;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.roomprint.base.Texts;

/**
 * A price as an ad states it. What it cannot be read as without a guess is left open: {@code $} is
 * the sign of some twenty currencies, so that {@code $120} has an amount and no currency.
 *
 * @param written as it stands in the ad
 * @param amount its number, where it holds exactly one
 * @param currency ISO 4217 code, upper case, where it names exactly one
 */
public record AdPrice(String written, Optional<BigDecimal> amount, Optional<String> currency) {
  /** Longest price, in UTF-16 characters. */
  public static final int MAX_LENGTH = 120;

  /** Most prices of one ad. */
  public static final int MAX_PRICES = 50;

  private static final int MAX_DIGITS = 15;

  private static final Set<String> CODES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  /** Signs and words that one currency alone has. */
  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("€", "EUR"),
          Map.entry("EURO", "EUR"),
          Map.entry("EUROS", "EUR"),
          Map.entry("US$", "USD"),
          Map.entry("R$", "BRL"),
          Map.entry("A$", "AUD"),
          Map.entry("C$", "CAD"),
          Map.entry("CA$", "CAD"),
          Map.entry("HK$", "HKD"),
          Map.entry("S$", "SGD"),
          Map.entry("NZ$", "NZD"),
          Map.entry("₴", "UAH"),
          Map.entry("₽", "RUB"),
          Map.entry("₹", "INR"),
          Map.entry("₩", "KRW"),
          Map.entry("₺", "TRY"),
          Map.entry("₫", "VND"),
          Map.entry("฿", "THB"),
          Map.entry("ZŁ", "PLN"),
          Map.entry("₪", "ILS"),
          Map.entry("₦", "NGN"),
          Map.entry("₱", "PHP"));

  private static final Pattern NUMBER =
      Pattern.compile("\\d+(?:[.,'\\u00A0\\u202F ]\\d{3})*(?:[.,]\\d{1,2})?(?!\\d)");
  private static final Pattern LAST_FRACTION = Pattern.compile("[.,](\\d{1,2})$");
  private static final Pattern WORD = Pattern.compile("[\\p{L}]*\\p{Sc}|\\p{L}+");

  public AdPrice {
    Texts.requireText("price", written, MAX_LENGTH);
    amount = amount.map(AdPrice::plain);
    if (amount.isPresent()
        && (amount.get().signum() < 0 || amount.get().precision() > 2 * MAX_DIGITS)) {
      throw new IllegalArgumentException("The amount of a price is a number of 0 or more");
    }
    if (currency.isPresent() && !CODES.contains(currency.get())) {
      throw new IllegalArgumentException("A currency is a code of ISO 4217 such as EUR");
    }
  }

  /** The same number in the one form that equals itself. */
  private static BigDecimal plain(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /**
   * The price that is written so.
   *
   * @throws IllegalArgumentException where it is empty, too long, or holds control characters
   */
  public static AdPrice of(String written) {
    return of(written, Optional.empty());
  }

  /**
   * The price that is written so in a currency that is stated beside it.
   *
   * @param stated ISO 4217 code, in any case; one that is none counts for nothing
   */
  public static AdPrice of(String written, Optional<String> stated) {
    String text = written.strip();
    Optional<String> code =
        stated.map(one -> one.strip().toUpperCase(Locale.ROOT)).filter(CODES::contains);
    return new AdPrice(text, number(text), code.or(() -> currency(text)));
  }

  private static Optional<BigDecimal> number(String text) {
    Matcher numbers = NUMBER.matcher(text);
    if (!numbers.find()) {
      return Optional.empty();
    }
    String number = numbers.group();
    if (numbers.find() || number.length() > MAX_DIGITS) {
      return Optional.empty(); // a range, or a price and a time
    }
    Matcher fraction = LAST_FRACTION.matcher(number);
    return Optional.of(
        new BigDecimal(
            fraction.find()
                ? digits(number.substring(0, fraction.start())) + "." + fraction.group(1)
                : digits(number)));
  }

  private static String digits(String number) {
    return number.replaceAll("\\D", "");
  }

  private static Optional<String> currency(String text) {
    Set<String> named =
        WORD.matcher(text.toUpperCase(Locale.ROOT))
            .results()
            .map(found -> SIGNS.getOrDefault(found.group(), found.group()))
            .filter(CODES::contains)
            .collect(Collectors.toSet());
    return named.size() == 1 ? named.stream().findFirst() : Optional.empty();
  }
}
