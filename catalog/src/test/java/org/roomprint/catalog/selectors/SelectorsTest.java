package org.roomprint.catalog.selectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1-202-555-0199",
        "+1 (202) 555-0199",
        "+12025550199",
        "12025550199",
        "202.555.0199",
        "\u202d+1-202-555-0199\u202c",
        "+1\u2011202\u2011555\u20110199",
        "\uff0b1-202-555-0199",
        "001 202 555 0199",
        "tel:+1-202-555-0199",
        "1\ufe0f\u20e32\ufe0f\u20e30\ufe0f\u20e32\ufe0f\u20e3 555 0199",
        "(202) 555-0199",
        "\u0661\u0662\u0660\u0662\u0665\u0665\u0665\u0660\u0661\u0669\u0669"
      })
  void readsEverySpellingOfAPhoneNumberAsOne(String written) {
    assertThat(read(SelectorKind.PHONE, written, "")).isEqualTo("+12025550199");
  }

  @ParameterizedTest
  @CsvSource({
    "06 12 34 56 78, FR, +33612345678",
    "0612345678, fr, +33612345678",
    "0033 6 12 34 56 78, FR, +33612345678",
    "33612345678, FR, +33612345678",
    "+33 (0)6 12 34 56 78, US, +33612345678",
    "020 7946 0958, GB, +442079460958",
    "011 44 20 7946 0958, US, +442079460958",
    "030 123456, DE, +4930123456",
  })
  void readsANumberWithoutCountryCodeAsOfTheAdsCountry(
      String written, String country, String number) {
    assertThat(read(SelectorKind.PHONE, written, country)).isEqualTo(number);
  }

  @Test
  void keepsTheDigitsOfWhatIsNoNumberOfAnyCountry() {
    assertThat(read(SelectorKind.PHONE, "06 12-34 56 78", "")).isEqualTo("0612345678");
    assertThat(read(SelectorKind.PHONE, "06.12.34.56.78", "")).isEqualTo("0612345678");
    assertThat(read(SelectorKind.PHONE, "+49 1", "")).isEqualTo("+491");
    assertThat(read(SelectorKind.PHONE, "ask for Rose", "")).isEqualTo("ask for Rose");
  }

  @ParameterizedTest
  @CsvSource({
    "EMAIL, Rose@Example.com, rose@example.com",
    "EMAIL, mailto:rose@example.com?subject=x, rose@example.com",
    "EMAIL, ' \u200brose@EXAMPLE.com ', rose@example.com",
    "EMAIL, rose@b\u00fccher.example, rose@xn--bcher-kva.example",
    "HANDLE, @Rose, rose",
    "HANDLE, $rose, rose",
    "HANDLE, rose, rose",
    "HANDLE, \uff20Rose, rose",
    "HANDLE, '@ROSE ', rose",
    "HANDLE, @, @",
    "HANDLE, Instagram: @Rose_K, instagram:rose_k",
    "HANDLE, ig:rose_k, instagram:rose_k",
    "HANDLE, Telegram @rose_k, telegram:rose_k",
    "HANDLE, https://www.instagram.com/Rose_K/?igsh=x, instagram:rose_k",
    "HANDLE, t.me/rose_k, telegram:rose_k",
    "HANDLE, nowhere:rose, nowhere:rose",
    "URL, https://x.example/a, x.example/a",
    "URL, x.example/a, x.example/a",
    "URL, HTTPS://www.X.example:443/a/, x.example/a",
    "URL, https://x.example/A/?p=1&utm_source=y#top, x.example/A?p=1",
    "URL, http://rose:secret@x.example/a, x.example/a",
    "URL, http://b\u00fccher.example, xn--bcher-kva.example",
    "URL, not an address, not an address",
    "CRYPTO_ADDRESS, BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ, btc:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
    "CRYPTO_ADDRESS, bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa?amount=1, btc:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
    "CRYPTO_ADDRESS, BC1QAR0SRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ, bc1qar0srr7xfkvy5l643lydnw9re59gtzzwf5mdq",
    "CRYPTO_ADDRESS, 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb, 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
  })
  void writesTheOtherKindsInOneWay(SelectorKind kind, String written, String expected) {
    assertThat(read(kind, written, "")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "URL, https://instagram.com/Rose_K, HANDLE, instagram:rose_k",
    "URL, https://wa.me/12025550199, PHONE, +12025550199",
    "URL, tel:+1-202-555-0199, PHONE, +12025550199",
    "URL, mailto:Rose@example.com, EMAIL, rose@example.com",
    "HANDLE, https://wa.me/12025550199, PHONE, +12025550199",
  })
  void readsALinkAsWhatItLeadsTo(
      SelectorKind said, String written, SelectorKind kind, String value) {
    assertThat(Selectors.read(said, written, Optional.empty()))
        .isEqualTo(new Selector(kind, value));
  }

  @ParameterizedTest
  @CsvSource({
    "PHONE, 202.555.0199",
    "PHONE, 06 12 34 56 78",
    "EMAIL, Rose@Example.com",
    "HANDLE, @@Rose",
    "HANDLE, ig: rose",
    "HANDLE, https://ok.ru/rose_k",
    "HANDLE, https://cash.app/$rose",
    "URL, HTTP://X.example/",
    "URL, https://t.me/rose_k",
    "CRYPTO_ADDRESS, litecoin:3P14159f73E4gFr7JterCCQh9QjiTjiZrG",
    "CRYPTO_ADDRESS, bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
  })
  void changesNothingThatWasNormalisedBefore(SelectorKind kind, String written) {
    Selector once = Selectors.read(kind, written, Optional.empty());
    assertThat(Selectors.read(once.kind(), once.value(), Optional.empty())).isEqualTo(once);
  }

  @Test
  void refusesATextInWhichNothingCanBeSeen() {
    assertThatThrownBy(() -> read(SelectorKind.HANDLE, "\u200b \u202e", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String read(SelectorKind kind, String written, String country) {
    return Selectors.read(kind, written, Optional.of(country).filter(code -> !code.isEmpty()))
        .value();
  }
}
