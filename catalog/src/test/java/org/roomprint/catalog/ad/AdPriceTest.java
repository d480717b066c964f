package org.roomprint.catalog.ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdPriceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120 €|120|EUR",
        "€ 1.200,50|1200.5|EUR",
        "1,200.00 USD|1200|USD",
        "US$80|80|USD",
        "80 zł|80|PLN",
        "from 90 chf|90|CHF",
        "1 500 kr|1500|",
        "$120|120|",
        "£100|100|",
        "100-200 €||EUR",
        "150 for 1 hour||",
        "ask me||",
        "12345678901234567890||"
      })
  void readsWhatCanBeReadWithoutAGuess(String written, String amount, String currency) {
    AdPrice price = AdPrice.of(written);

    assertThat(price.written()).isEqualTo(written);
    assertThat(price.amount()).isEqualTo(Optional.ofNullable(amount).map(BigDecimal::new));
    assertThat(price.currency()).isEqualTo(Optional.ofNullable(currency));
  }

  @Test
  void aCurrencyThatIsStatedBesideItCounts() {
    assertThat(AdPrice.of("$120", Optional.of("cad")).currency()).contains("CAD");
    assertThat(AdPrice.of("120 €", Optional.of("coins")).currency()).contains("EUR");
    assertThatThrownBy(() -> AdPrice.of("x".repeat(AdPrice.MAX_LENGTH + 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
