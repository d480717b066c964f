package org.roomprint.indexer.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roomprint.ads.selectors.AdText;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.catalog.selectors.SelectorKind;
import tools.jackson.databind.JsonNode;

/**
 * Reads sets of labelled ads from JSON, one object a line: {@code id}, {@code title}, {@code text},
 * {@code country} and {@code selectors} ({@code [{"kind","value","obfuscated"}]}); {@code language}
 * and {@code notes} are for people. A bad line costs no more than itself.
 */
public final class LabelledAds {
  /** What sets of labelled ads call a kind, where it is not the catalog's name. */
  private static final Map<String, SelectorKind> SHORT_KINDS =
      Map.of("CRYPTO", SelectorKind.CRYPTO_ADDRESS);

  private static final CsvTable.Columns FIELDS =
      CsvTable.Columns.strict(
          List.of("id"),
          List.of("language", "country", "title", "text", "selectors", "notes"),
          "evaluate selectors");

  private LabelledAds() {}

  /** Reads all objects. */
  public static List<SourceItem<LabelledAd>> fromJsonLines(Path file) {
    Set<String> ids = new HashSet<>();
    return JsonLines.read(file, FIELDS, object -> read(object, ids));
  }

  /** The name of a kind in a set of labelled ads. */
  public static String nameOf(SelectorKind kind) {
    return SHORT_KINDS.entrySet().stream()
        .filter(entry -> entry.getValue() == kind)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(kind.name());
  }

  private static LabelledAd read(JsonLines.ObjectEntry object, Set<String> ids) {
    String id = object.needed("id");
    if (!ids.add(id)) {
      throw new BadValue("SAME_ID", "The id " + id + " stands above already; each ad has its own");
    }
    Optional<String> country =
        object.optional(
            "country", "country", new HashSet<>(), code -> Hotels.country(object, code));
    AdText text =
        new AdText(object.written("title").orElse(""), object.written("text").orElse(""), country);
    if (!object.speaksOf("selectors")) {
      throw new BadValue(
          "MISSING_VALUE", "'selectors' is missing; an ad that holds none says \"selectors\": []");
    }
    List<LabelledAd.Label> labels = new ArrayList<>();
    for (JsonNode label : object.list("selectors")) {
      labels.add(label(label));
    }
    return new LabelledAd(id, text, labels);
  }

  private static LabelledAd.Label label(JsonNode label) {
    String kind = JsonLines.textOf("kind", label.path("kind")).orElse("");
    String value = JsonLines.textOf("value", label.path("value")).orElse("");
    try {
      SelectorKind known = SHORT_KINDS.get(kind);
      if (known == null) {
        known = SelectorKind.valueOf(kind.toUpperCase(Locale.ROOT));
      }
      return new LabelledAd.Label(
          new Selector(known, value), label.path("obfuscated").booleanValue(false));
    } catch (IllegalArgumentException e) {
      throw new BadValue(
          "NO_SELECTOR",
          "A selector has a 'value' and a 'kind': PHONE, EMAIL, HANDLE, URL or CRYPTO");
    }
  }
}
