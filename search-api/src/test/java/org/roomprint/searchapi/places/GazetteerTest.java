package org.roomprint.searchapi.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class GazetteerTest {
  private static final Optional<String> ANYWHERE = Optional.empty();

  private static Gazetteer gazetteer(String... lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (String line : lines) {
        gzip.write(
            (line.replace(' ', '\t').replace('_', ' ') + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return Gazetteer.read(new ByteArrayInputStream(bytes.toByteArray()));
  }

  private static Gazetteer few() throws IOException {
    return gazetteer(
        "1 Paris FR 11 2138551 48.85 2.35 Paname|Parijs",
        "2 Köln DE 07 963395 50.93 6.95 Cologne|Colonia",
        "3 Paris US TX 24839 33.66 -95.55 ",
        "4 Cologne IT 09 7032 45.58 9.94 ",
        "5 Frankfurt_am_Main DE 05 650000 50.11 8.68 Frankfurt",
        "6 Frankfurt_(Oder) DE 11 51691 52.34 14.55 Frankfurt");
  }

  private static List<Integer> ids(List<PlaceCandidate> candidates) {
    return candidates.stream().map(PlaceCandidate::geonameId).toList();
  }

  @Test
  void aNameHasAllThePlacesThatItMayMeanTheLargestFirst() throws IOException {
    Gazetteer few = few();

    assertThat(ids(few.candidates("Paris", ANYWHERE))).containsExactly(1, 3);
    assertThat(ids(few.candidates("cologne", ANYWHERE))).containsExactly(2, 4);
    assertThat(ids(few.candidates("KÖLN", ANYWHERE))).containsExactly(2);
    assertThat(ids(few.candidates("Koln", ANYWHERE))).containsExactly(2);
    assertThat(ids(few.candidates("Frankfurt", ANYWHERE))).containsExactly(5, 6);
    assertThat(few.candidates("Atlantis", ANYWHERE)).isEmpty();
    assertThat(few.candidates(" , -", ANYWHERE)).isEmpty();
    assertThat(few.candidates("Paris ".repeat(100), ANYWHERE)).isEmpty();
  }

  @Test
  void aStatedCountryComesFirstAndTheOthersStay() throws IOException {
    List<PlaceCandidate> found = few().candidates("Paris", Optional.of("US"));

    assertThat(ids(found)).containsExactly(3, 1);
    assertThat(found).extracting(PlaceCandidate::inStatedCountry).containsExactly(true, false);
  }

  @Test
  void aPartOfWhatIsWrittenIsEnough() throws IOException {
    Gazetteer few = few();

    assertThat(ids(few.candidates("50667 Köln, Innenstadt", ANYWHERE))).containsExactly(2);
    assertThat(ids(few.candidates("Altstadt / Frankfurt am Main", ANYWHERE))).containsExactly(5);
    assertThat(ids(few.candidates("Frankfurt (Oder)", ANYWHERE))).containsExactly(6);
  }

  @Test
  void aLineThatIsNoneIsNoGazetteer() {
    assertThatThrownBy(() -> gazetteer("1 Paris FR"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("3 fields");
  }

  @Test
  void theBundledOneKnowsTheWorldInItsLanguages() {
    Optional<Gazetteer> bundled = Gazetteer.bundled();
    Assumptions.assumeTrue(bundled.isPresent(), "built without its pages");
    for (String name : List.of("Cologne", "Köln", "Colonia", "Wien", "Vienna", "東京", "Москва")) {
      assertThat(bundled.get().candidates(name, ANYWHERE))
          .as(name)
          .first()
          .satisfies(place -> assertThat(place.population()).isGreaterThan(900_000));
    }
    assertThat(bundled.get().candidates("Springfield", Optional.of("US")))
        .hasSizeGreaterThan(10)
        .extracting(PlaceCandidate::division)
        .contains("IL", "MA", "MO");
  }
}
