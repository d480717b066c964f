package org.roomprint.ads.selectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.roomprint.catalog.selectors.FoundSelector;
import org.roomprint.catalog.selectors.FoundSelector.Field;
import org.roomprint.catalog.selectors.FoundSelector.Stretch;
import org.roomprint.catalog.selectors.SelectorKind;

/** Over invented texts, in {@code texts.jsonl} beside this test. */
final class SelectorFinderTest {
  @Test
  void findsInEveryInventedTextWhatItHoldsAndNothingElse() {
    List<LabelledText> texts = LabelledText.readOwn();
    List<String> wrong = new ArrayList<>();
    for (LabelledText text : texts) {
      Set<String> found = LabelledText.spelt(SelectorFinder.find(text.ad()));
      if (!found.equals(text.selectors())) {
        wrong.add(text.id() + ": " + found + " instead of " + text.selectors());
      }
    }
    assertThat(texts).hasSizeGreaterThan(250);
    assertThat(wrong).isEmpty();
  }

  @Test
  void saysWhereASelectorStandsInTitleAndText() {
    String title = "Call 212";
    String text = "555 0142 or mail Rose@Example.com";
    List<FoundSelector> found = SelectorFinder.find(new AdText(title, text, Optional.of("US")));

    assertThat(found)
        .extracting(FoundSelector::kind)
        .containsExactlyInAnyOrder(SelectorKind.EMAIL, SelectorKind.PHONE);
    FoundSelector mail = of(SelectorKind.EMAIL, found);
    Stretch stretch = mail.where().getFirst();
    assertThat(mail.where()).hasSize(1);
    assertThat(text.substring(stretch.start(), stretch.end())).isEqualTo("Rose@Example.com");
    assertThat(of(SelectorKind.PHONE, found).where())
        .containsExactly(new Stretch(Field.TITLE, 5, 8), new Stretch(Field.TEXT, 0, 8));
  }

  @Test
  void countsPlacesInTheTextAsItWasWritten() {
    String text = "💋 <b>2</b>1\u200b2 5️⃣5️⃣5️⃣ 0142 💋";
    FoundSelector phone =
        of(SelectorKind.PHONE, SelectorFinder.find(new AdText("", text, Optional.of("US"))));

    Stretch stretch = phone.where().getFirst();
    assertThat(phone.value()).isEqualTo("+12125550142");
    assertThat(phone.isObfuscated()).isTrue();
    assertThat(text.substring(stretch.start(), stretch.end()))
        .startsWith("2</b>1")
        .endsWith("0142");
  }

  @Test
  void oneOrdinarySpellingMakesASelectorPlain() {
    AdText ad =
        new AdText("", "two one two five five five 0142, that is 212-555-0142", Optional.of("US"));

    assertThat(SelectorFinder.find(ad))
        .singleElement()
        .satisfies(phone -> assertThat(phone.isObfuscated()).isFalse());
  }

  @Test
  void readsNumbersAsThoseOfTheAdsCountry() {
    assertThat(phones("Tel. 030 23125 014", "DE")).containsExactly("+493023125014");
    assertThat(phones("Tel. 030 23125 014", "US")).isEmpty();
    assertThat(phones("Tel. +49 30 23125 014", "US")).containsExactly("+493023125014");
  }

  @Test
  void findsNothingInAnEmptyAd() {
    assertThat(SelectorFinder.find(new AdText("", "", Optional.empty()))).isEmpty();
    assertThat(SelectorFinder.find(new AdText(" \n", "\u200b", Optional.of("FR")))).isEmpty();
  }

  @Test
  void refusesACountryThatIsNoCode() {
    assertThatThrownBy(() -> new AdText("", "", Optional.of("France")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two letters");
  }

  private static Set<String> phones(String text, String country) {
    return SelectorFinder.find(new AdText("", text, Optional.of(country))).stream()
        .filter(found -> found.kind() == SelectorKind.PHONE)
        .map(FoundSelector::value)
        .collect(Collectors.toSet());
  }

  private static FoundSelector of(SelectorKind kind, List<FoundSelector> found) {
    return found.stream().filter(one -> one.kind() == kind).findFirst().orElseThrow();
  }
}
