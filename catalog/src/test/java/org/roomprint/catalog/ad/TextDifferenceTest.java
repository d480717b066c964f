package org.roomprint.catalog.ad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.roomprint.catalog.ad.TextDifference.Change;
import org.roomprint.catalog.ad.TextDifference.Part;

class TextDifferenceTest {
  @Test
  void namesTheWordsThatWereTakenOutAndPutIn() {
    assertThat(TextDifference.between("Call 0171 now, any time.", "Call 0172 now, at any time."))
        .containsExactly(
            new Part(Change.KEPT, "Call "),
            new Part(Change.REMOVED, "0171"),
            new Part(Change.ADDED, "0172"),
            new Part(Change.KEPT, " now,"),
            new Part(Change.ADDED, " at"),
            new Part(Change.KEPT, " any time."));
    assertThat(TextDifference.between("same", "same"))
        .containsExactly(new Part(Change.KEPT, "same"));
    assertThat(TextDifference.between("", "")).isEmpty();
    assertThat(TextDifference.between("", "új 😀"))
        .containsExactly(new Part(Change.ADDED, "új 😀"));
  }

  @Test
  void itsPartsAreBothTextsWhateverTheyAre() {
    long seed = 20_261_130L;
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      String before = text(random);
      String after = text(random);
      List<Part> parts = TextDifference.between(before, after);
      assertThat(joined(parts, Change.REMOVED)).as("seed %d, pair %d", seed, i).isEqualTo(before);
      assertThat(joined(parts, Change.ADDED)).as("seed %d, pair %d", seed, i).isEqualTo(after);
    }
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void theLongestTextsThatHaveNothingInCommonAreComparedInTime() {
    String before = "a b\n".repeat(Ad.MAX_TEXT_LENGTH / 4);
    String after = "c.d\n".repeat(Ad.MAX_TEXT_LENGTH / 4);

    List<Part> parts = TextDifference.between(before, after);

    assertThat(joined(parts, Change.REMOVED)).isEqualTo(before);
    assertThat(joined(parts, Change.ADDED)).isEqualTo(after);
  }

  private static String joined(List<Part> parts, Change beside) {
    return parts.stream()
        .filter(part -> part.change() == Change.KEPT || part.change() == beside)
        .map(Part::text)
        .collect(Collectors.joining());
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(60), 0, 8)
        .mapToObj(word -> List.of("room", " ", "\n", "😀", "hotel", ",", "\uD83D", "ë").get(word))
        .collect(Collectors.joining());
  }
}
