package org.roomprint.indexer.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roomprint.base.Texts;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.catalog.selectors.SelectorKind;
import org.roomprint.catalog.selectors.Selectors;
import tools.jackson.databind.JsonNode;

/**
 * Reads ads from JSON: one object a line, or an array of them, with {@code ad_id}, {@code site},
 * {@code title}, {@code text}, {@code posted} (ISO 8601), {@code country}, {@code place} (a city),
 * {@code selectors} ({@code [{"kind","value"}]}) and {@code images} (files relative to the list).
 * Only {@code ad_id} is required; what else cannot be read is left out with a note.
 */
public final class Ads {
  private static final CsvTable.Columns FIELDS =
      new CsvTable.Columns(
          List.of("ad_id"),
          List.of("site", "title", "text", "posted", "country", "place", "selectors", "images"),
          Map.of(
              "adid", "ad_id",
              "id", "ad_id",
              "body", "text",
              "description", "text",
              "posted_at", "posted",
              "country_code", "country",
              "city", "place"),
          "import ads",
          false);
  private static final String UNKNOWN_SITE = "unknown";

  private Ads() {}

  /** Reads all objects. */
  public static List<SourceItem<AdRecord>> fromJsonLines(Path file) {
    ListFolder folder = ListFolder.of(file);
    return JsonLines.read(file, FIELDS, object -> read(object, folder));
  }

  private static AdRecord read(JsonLines.ObjectEntry object, ListFolder folder) {
    Set<Ad.Detail> said = EnumSet.noneOf(Ad.Detail.class);
    if (!object.speaksOf("ad_id")) {
      throw new BadValue(BadValue.INVALID, "'ad_id' is missing");
    }
    String siteAdId = object.needed("ad_id");
    String site = object.label("site", "site", new HashSet<>()).orElse(UNKNOWN_SITE);
    Optional<String> country =
        object.optional(
            "country", Ad.Detail.COUNTRY, said, written -> Hotels.country(object, written));
    Ad ad =
        new Ad(
            Ad.idOf(site, siteAdId),
            site,
            siteAdId,
            object.optional(
                "posted",
                Ad.Detail.POSTED,
                said,
                written ->
                    Moments.instant(
                        written, what -> object.note("posted", "UNCLEAR_MOMENT", what))),
            writing(object, "title", Ad.Detail.TITLE, Texts.MAX_LABEL_LENGTH, said),
            writing(object, "text", Ad.Detail.TEXT, Ad.MAX_TEXT_LENGTH, said),
            Optional.empty(),
            country,
            object.label("place", Ad.Detail.CITY, said),
            selectors(object, country, said));
    return new AdRecord(ad, images(object, folder), said);
  }

  /** A text as it is written, cut where it is longer than is kept. */
  private static String writing(
      JsonLines.ObjectEntry object,
      String field,
      Ad.Detail detail,
      int longest,
      Set<Ad.Detail> said) {
    if (!object.speaksOf(field)) {
      return "";
    }
    String text;
    try {
      text = object.written(field).filter(written -> !written.isBlank()).orElse("");
    } catch (BadValue e) {
      object.note(field, e.reason(), e.detail() + "; it is left out");
      return "";
    }
    said.add(detail);
    String clean = withoutBroken(text);
    if (!clean.equals(text)) {
      object.note(
          field, "BROKEN_CHARACTERS", "NUL characters and halves of characters are left out");
    }
    if (clean.length() > longest) {
      object.note(field, "CUT", "It is cut after " + longest + " characters, the longest kept");
      return clean.substring(
          0, Character.isHighSurrogate(clean.charAt(longest - 1)) ? longest - 1 : longest);
    }
    return clean;
  }

  private static String withoutBroken(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c != 0 && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE))
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }

  private static Set<Selector> selectors(
      JsonLines.ObjectEntry object, Optional<String> country, Set<Ad.Detail> said) {
    Set<Selector> selectors = new HashSet<>();
    List<JsonNode> listed = object.list("selectors");
    for (int i = 0; i < listed.size(); i++) {
      JsonNode selector = listed.get(i);
      try {
        String kind = JsonLines.textOf("kind", selector.path("kind")).orElse("");
        String value =
            JsonLines.textOf("value", selector.path("value"))
                .map(Ads::withoutBroken)
                .map(String::strip)
                .orElse("");
        selectors.add(
            Selectors.read(
                SelectorKind.valueOf(kind.strip().toUpperCase(Locale.ROOT)), value, country));
      } catch (IllegalArgumentException | BadValue e) {
        object.note(
            "selectors",
            "NO_SELECTOR",
            "Selector "
                + (i + 1)
                + " is left out: a selector has a 'kind' of "
                + List.of(SelectorKind.values())
                + " and a 'value'");
      }
    }
    if (object.speaksOf("selectors") && (listed.isEmpty() || !selectors.isEmpty())) {
      said.add(Ad.Detail.SELECTORS);
    }
    return selectors;
  }

  private static List<ListedFile> images(JsonLines.ObjectEntry object, ListFolder folder) {
    List<ListedFile> images = new ArrayList<>();
    for (JsonNode image : object.list("images")) {
      if (!image.isString() || image.stringValue().isBlank()) {
        images.add(new ListedFile.Refused(BadValue.INVALID, "'images' is a list of file names"));
        continue;
      }
      ListedFile found = folder.find(image.stringValue());
      if (found instanceof ListedFile.At(_, boolean isOtherwiseSpelt) && isOtherwiseSpelt) {
        object.note("images", "OTHER_SPELLING", "The disk spells an image's name otherwise");
      }
      images.add(found);
    }
    return images;
  }
}
