package org.roomprint.ads.selectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.roomprint.catalog.selectors.FoundSelector;

class PictureTextTest {
  private static String text(String country, String... lines) {
    return PictureText.of(List.of(lines), Optional.of(country)).text();
  }

  private static List<String> found(String country, String... lines) {
    return SelectorFinder.find(PictureText.of(List.of(lines), Optional.of(country))).stream()
        .map(FoundSelector::value)
        .toList();
  }

  @Test
  void aWordBeforeANumberIsNoPartOfIt() {
    assertThat(text("US", "Cal1305.555.0103")).isEqualTo("Call 305.555.0103");
    assertThat(text("US", "Ca11 (305) 555-0103")).isEqualTo("Call  (305) 555-0103");
    assertThat(text("US", "Cal 1")).isEqualTo("Call  1");
    assertThat(text("US", "call or text")).isEqualTo("call or text");
    assertThat(text("US", "Cali 24/7")).isEqualTo("Cali 24/7");
    assertThat(found("US", "Ca11305-555-0139")).containsExactly("+13055550139");
  }

  @Test
  void aLineThatIsANumberIsReadHoweverItIsDivided() {
    assertThat(found("GB", "020 79460423")).containsExactly("+442079460423");
    assertThat(found("FR", "Newintown", "01 990086 06")).containsExactly("+33199008606");
    assertThat(found("US", "17135550143")).containsExactly("+17135550143");
    assertThat(found("GB", "+4420 7946.0868")).containsExactly("+442079460868");
  }

  @Test
  void whatIsTooShortOrTooLongForANumberIsLeftAsItIs() {
    assertThat(text("US", "80 - 120", "24 12 2026", "1234 5678 9012 3456"))
        .isEqualTo("80 - 120\n24 12 2026\n1234 5678 9012 3456");
  }
}
