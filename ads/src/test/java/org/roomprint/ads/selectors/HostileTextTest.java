package org.roomprint.ads.selectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Texts that were made to take long; in squared time the longer ones would not end. */
final class HostileTextTest {
  private static final int LONG_AD = 20_000;

  static final List<String> PIECES =
      List.of(
          "1234567890",
          "1",
          "2 1 5 ",
          "1-",
          "$1 ",
          "two one five ",
          "twoonefive",
          "0ne1ine5even",
          "seventy ",
          "double ",
          "at dot ",
          "(at)(dot)",
          "@",
          "a.",
          ". ",
          "👻",
          "5️⃣",
          "[(<{",
          "<b><a href=",
          "<span ",
          "&#64;",
          "+1 ",
          "ig ",
          "same telegram ",
          "http://",
          "www.",
          "1DqWiGsrbJoq ptea",
          "b c 1 q ",
          "DE89 3704 ",
          "1.1111 ",
          "a b c @ ",
          "〇一二",
          "ศูนย์",
          "\u200b",
          "_");

  @ParameterizedTest
  @FieldSource("PIECES")
  void aLongAdIsReadToItsEnd(String piece) {
    read(piece, LONG_AD);
  }

  @ParameterizedTest
  @FieldSource("PIECES")
  @Tag("slow")
  void aMegabyteIsReadToItsEnd(String piece) {
    read(piece, AdText.MAX_LENGTH);
  }

  @Test
  void whatLiesBeyondTheLimitIsNotRead() {
    String text = " ".repeat(AdText.MAX_LENGTH) + "rose@example.com";

    assertThat(SelectorFinder.find(new AdText("Room", text, Optional.of("US")))).isEmpty();
  }

  private static void read(String piece, int characters) {
    String text = piece.repeat(characters / piece.length());
    AdText ad = new AdText("Room", text + " rose@example.com", Optional.of("US"));

    assertThat(SelectorFinder.find(ad)).hasSizeLessThan(100);
  }
}
