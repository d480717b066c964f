package org.roomprint.indexer.source;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.roomprint.catalog.Ad;
import org.roomprint.catalog.Selector;
import org.roomprint.catalog.SelectorKind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads ads from JSON Lines: one object a line with {@code ad_id}, {@code site}, {@code title},
 * {@code text}, {@code posted} (ISO 8601, UTC), {@code country}, {@code place} (a city), {@code
 * selectors} ({@code [{"kind","value"}]}) and {@code images} (files relative to the list). Only
 * {@code ad_id} is required; an unknown field is refused by name.
 */
public final class Ads {
  private static final CsvTable.Columns FIELDS =
      new CsvTable.Columns(
          List.of("ad_id"),
          List.of("site", "title", "text", "posted", "country", "place", "selectors", "images"),
          "import ads");
  private static final String UNKNOWN_SITE = "unknown";

  private Ads() {}

  /** Reads all lines; blank ones are passed over. */
  public static List<SourceItem<AdRecord>> fromJsonLines(Path file) {
    JsonMapper mapper = JsonMapper.builder().build();
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
    List<SourceItem<AdRecord>> items = new ArrayList<>();
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SourceException(unreadable(file, e), e);
    }
    if (lines.stream().anyMatch(line -> !line.isBlank())
        && lines.stream().noneMatch(line -> line.contains("{"))) {
      throw new SourceException(
          file + " is no JSON Lines: one JSON object a line is wanted; " + FIELDS.words());
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = i == 0 ? lines.get(i).replace(CsvTable.BYTE_ORDER_MARK, "") : lines.get(i);
      if (!line.isBlank()) {
        items.add(item(mapper, folder, "line " + (i + 1), line));
      }
    }
    return items;
  }

  private static String unreadable(Path file, IOException fault) {
    if (fault instanceof CharacterCodingException) {
      return file + " is not in UTF-8; convert it first";
    }
    return Files.isDirectory(file)
        ? file + " is a folder; a file with one JSON object a line is wanted"
        : file + " cannot be read: " + fault.getMessage();
  }

  private static SourceItem<AdRecord> item(
      JsonMapper mapper, Path folder, String reference, String line) {
    try {
      return new SourceItem.Read<>(reference, read(mapper.readTree(line), folder));
    } catch (JacksonException e) {
      return new SourceItem.Unreadable<>(
          reference,
          "NO_JSON",
          "The line is no JSON object (column " + e.getLocation().getColumnNr() + ")");
    } catch (CsvTable.BadLine e) {
      return new SourceItem.Unreadable<>(reference, e.reason(), String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      return new SourceItem.Unreadable<>(
          reference, "INVALID_VALUE", String.valueOf(e.getMessage()));
    }
  }

  private static AdRecord read(JsonNode node, Path folder) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("A line is one JSON object");
    }
    for (String field : node.propertyNames()) {
      if (!FIELDS.needed().contains(field) && !FIELDS.optional().contains(field)) {
        throw new IllegalArgumentException("Unknown field '" + field + "'; " + FIELDS.words());
      }
    }
    String siteAdId =
        text(node, "ad_id").orElseThrow(() -> new IllegalArgumentException("'ad_id' is missing"));
    String site = text(node, "site").orElse(UNKNOWN_SITE);
    Ad ad =
        new Ad(
            Ad.idOf(site, siteAdId),
            site,
            siteAdId,
            text(node, "posted").map(Ads::instant),
            text(node, "title").orElse(""),
            text(node, "text").orElse(""),
            Optional.empty(),
            text(node, "country").map(country -> country.toUpperCase(Locale.ROOT)),
            text(node, "place"),
            selectors(node.path("selectors")));
    List<Path> images = new ArrayList<>();
    for (JsonNode image : array(node.path("images"), "images")) {
      if (!image.isString()) {
        throw new IllegalArgumentException("'images' is a list of file names");
      }
      images.add(Photos.inside(folder, image.stringValue()));
    }
    return new AdRecord(ad, images);
  }

  private static Set<Selector> selectors(JsonNode node) {
    Set<Selector> selectors = new HashSet<>();
    for (JsonNode selector : array(node, "selectors")) {
      String kind = text(selector, "kind").orElse("");
      String value = text(selector, "value").orElse("");
      try {
        selectors.add(
            new Selector(SelectorKind.valueOf(kind.toUpperCase(Locale.ROOT)), value.strip()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "A selector has a 'kind' of " + List.of(SelectorKind.values()) + " and a 'value'", e);
      }
    }
    return selectors;
  }

  private static Iterable<JsonNode> array(JsonNode node, String field) {
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      throw new IllegalArgumentException("'" + field + "' is a list");
    }
    return node.values();
  }

  private static Optional<String> text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw new IllegalArgumentException("'" + field + "' is a text");
    }
    return Optional.of(value.stringValue()).filter(text -> !text.isBlank());
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("'posted' is an instant such as 2025-03-01T12:00:00Z", e);
    }
  }
}
