package org.roomprint.ads.selectors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.roomprint.catalog.selectors.FoundSelector;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A text whose selectors are known.
 *
 * @param id of the text
 * @param ad what is read
 * @param selectors kind and value of each
 */
record LabelledText(String id, AdText ad, Set<String> selectors) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The invented texts of this module. */
  static List<LabelledText> readOwn() {
    try (InputStream in =
        Objects.requireNonNull(LabelledText.class.getResourceAsStream("texts.jsonl"))) {
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<LabelledText> read(String lines) {
    List<LabelledText> texts = new ArrayList<>();
    lines.lines().filter(line -> !line.isBlank()).forEach(line -> texts.add(one(line)));
    return texts;
  }

  private static LabelledText one(String line) {
    JsonNode text = JSON.readTree(line);
    JsonNode country = text.path("country");
    Set<String> selectors = new HashSet<>();
    for (JsonNode selector : text.path("selectors")) {
      selectors.add(selector.path("kind").asString() + " " + selector.path("value").asString());
    }
    return new LabelledText(
        text.path("id").asString(),
        new AdText(
            text.path("title").asString(),
            text.path("text").asString(),
            country.isString() ? Optional.of(country.asString()) : Optional.empty()),
        selectors);
  }

  /** Kind and value of each, as they stand in sets of labelled texts. */
  static Set<String> spelt(List<FoundSelector> found) {
    return found.stream()
        .map(one -> one.kind().name().replace("CRYPTO_ADDRESS", "CRYPTO") + " " + one.value())
        .collect(Collectors.toSet());
  }
}
