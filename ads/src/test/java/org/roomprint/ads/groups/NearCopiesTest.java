package org.roomprint.ads.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NearCopiesTest {
  private static final String TEXT =
      "Hello, I am %s and new in %s for a few days only. Please call me for a private visit in a"
          + " quiet hotel near the station, from %s an hour.";

  private static String text(String name, String town, String price) {
    return TEXT.replaceFirst("%s", name).replaceFirst("%s", town).replaceFirst("%s", price);
  }

  @Test
  void copiesWithAnotherNameTownAndPriceAreOneTemplate() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("b", text("Bella", "Rome", "80"));
    texts.put("a", text("Anna", "Lyon", "120"));
    texts.put("c", "Something else altogether is written here, and it has as many words as that.");

    assertThat(NearCopies.templates(texts)).isEqualTo(Map.of("a", "a", "b", "a"));
  }

  @Test
  void anotherNumberAloneIsTheSameText() {
    assertThat(
            NearCopies.templates(
                Map.of(
                    "a",
                    "12 roses for an hour in town, please call",
                    "b",
                    "8 roses for an hour in town, please call")))
        .hasSize(2);
  }

  @Test
  void shortTextsAreNoTemplate() {
    assertThat(NearCopies.templates(Map.of("a", "call me now", "b", "call me now"))).isEmpty();
  }

  @Test
  void theOrderOfTheTextsDoesNotMatter() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      texts.put("ad" + i, text("Name" + i % 7, "Town" + i % 3, "" + i));
    }
    Map<String, String> reversed = new LinkedHashMap<>();
    List<String> ids = List.copyOf(texts.keySet()).reversed();
    ids.forEach(id -> reversed.put(id, texts.getOrDefault(id, "")));

    assertThat(NearCopies.templates(reversed)).isEqualTo(NearCopies.templates(texts)).hasSize(20);
    assertThat(Collections.max(NearCopies.templates(texts).values())).isEqualTo("ad0");
  }
}
