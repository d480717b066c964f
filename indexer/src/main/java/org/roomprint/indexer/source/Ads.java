package org.roomprint.indexer.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.roomprint.base.Texts;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdPrice;
import org.roomprint.catalog.ad.AdUrls;
import org.roomprint.catalog.ad.Seen;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.catalog.selectors.SelectorKind;
import org.roomprint.catalog.selectors.Selectors;
import tools.jackson.databind.JsonNode;

/**
 * Reads ads from JSON, one object a line or an array of them, or from CSV with a header line:
 * {@code docs/formats.md} has the fields. Only {@code ad_id} is required; what else cannot be read
 * is left out with a note.
 */
public final class Ads {
  private static final String HELP = "import ads";
  private static final List<String> FIELDS =
      List.of(
          "site",
          "url",
          "title",
          "text",
          "posted",
          "seen",
          "zone",
          "gone",
          "country",
          "place",
          "latitude",
          "longitude",
          "prices",
          "selectors",
          "images");
  private static final Map<String, String> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("adid", "ad_id"),
          Map.entry("id", "ad_id"),
          Map.entry("link", "url"),
          Map.entry("ad_url", "url"),
          Map.entry("page_url", "url"),
          Map.entry("body", "text"),
          Map.entry("description", "text"),
          Map.entry("posted_at", "posted"),
          Map.entry("date_posted", "posted"),
          Map.entry("seen_at", "seen"),
          Map.entry("retrieved", "seen"),
          Map.entry("time_zone", "zone"),
          Map.entry("country_code", "country"),
          Map.entry("city", "place"),
          Map.entry("location", "place"),
          Map.entry("lat", "latitude"),
          Map.entry("lon", "longitude"),
          Map.entry("lng", "longitude"),
          Map.entry("price", "prices"),
          Map.entry("image", "images"));
  private static final CsvTable.Columns JSON =
      new CsvTable.Columns(List.of("ad_id"), FIELDS, OTHER_NAMES, HELP, false);

  /** Columns of which each holds selectors of one kind. */
  private static final Map<String, SelectorKind> SELECTOR_COLUMNS =
      Map.of(
          "phones", SelectorKind.PHONE,
          "emails", SelectorKind.EMAIL,
          "handles", SelectorKind.HANDLE);

  private static final CsvTable.Columns CSV = csvColumns();
  private static final String CURRENCY = "currency";

  /** The site of an ad that comes without one and without an address. */
  public static final String UNKNOWN_SITE = "unknown";

  private static final Set<String> YES = Set.of("true", "yes", "1");
  private static final Set<String> NO = Set.of("false", "no", "0");

  /** So many spaces and line breaks are read to see what a list is, in bytes. */
  private static final int MOST_BLANK_BYTES = 1024 * 1024;

  /** Bytes of which byte order marks consist. */
  private static final String MARK_BYTES = "\u00EF\u00BB\u00BF\u00FE\u00FF";

  private Ads() {}

  private static CsvTable.Columns csvColumns() {
    List<String> columns = new ArrayList<>(FIELDS);
    columns.add("currency");
    SELECTOR_COLUMNS.keySet().stream().sorted().forEach(columns::add);
    Map<String, String> names = new HashMap<>(OTHER_NAMES);
    names.put("phone", "phones");
    names.put("telephone", "phones");
    names.put("email", "emails");
    names.put("e_mail", "emails");
    names.put("handle", "handles");
    return new CsvTable.Columns(List.of("ad_id"), columns, names, HELP, false);
  }

  /**
   * Opens a list, whether it is JSON or CSV: the first line that is not blank says what it is.
   *
   * @throws SourceException when it is missing, or no list of ads
   */
  public static SourceReader<AdRecord> open(Path list) {
    return isJson(list) ? openJsonLines(list) : openCsv(list);
  }

  /** Whether the first sign that is no space begins an object or an array, however it is coded. */
  private static boolean isJson(Path list) {
    TextFile.requireFile(list);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(list))) {
      for (int read = 0; read < MOST_BLANK_BYTES; read++) {
        int sign = in.read();
        if (sign < 0) {
          return true;
        }
        if (sign > ' ' && MARK_BYTES.indexOf(sign) < 0) {
          return sign == '{' || sign == '[';
        }
      }
      return true;
    } catch (IOException e) {
      throw new SourceException(list + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Opens a file of JSON objects. */
  public static SourceReader<AdRecord> openJsonLines(Path file) {
    ListFolder folder = ListFolder.of(file);
    return JsonLines.open(file, JSON, object -> read(object, folder));
  }

  /** Reads all objects of a file that is known to be small. */
  public static List<SourceItem<AdRecord>> fromJsonLines(Path file) {
    return openJsonLines(file).all();
  }

  /** Opens a CSV file. */
  public static SourceReader<AdRecord> openCsv(Path file) {
    ListFolder folder = ListFolder.of(file);
    return CsvTable.open(file, CSV, row -> read(row, folder));
  }

  private static AdRecord read(Entry entry, ListFolder folder) {
    Set<Ad.Detail> said = EnumSet.noneOf(Ad.Detail.class);
    if (!entry.speaksOf("ad_id")) {
      throw new BadValue(BadValue.INVALID, "'ad_id' is missing");
    }
    String siteAdId = entry.needed("ad_id");
    Optional<String> url =
        entry.optional(
            "url",
            Ad.Detail.URL,
            said,
            written -> Texts.requireText("URL", written, AdUrls.MAX_LENGTH));
    String site =
        entry
            .label("site", "site", new HashSet<>())
            .or(() -> url.flatMap(AdUrls::site))
            .orElse(UNKNOWN_SITE);
    Optional<String> country =
        entry.optional(
            "country", Ad.Detail.COUNTRY, said, written -> Hotels.country(entry, written));
    Optional<ZoneId> zone = entry.optional("zone", "zone", new HashSet<>(), Moments::zone);
    Optional<Moments.Written> posted = moment(entry, "posted", Ad.Detail.POSTED, said, zone);
    Ad ad =
        new Ad(
            Ad.idOf(site, siteAdId),
            site,
            siteAdId,
            posted.map(Moments.Written::moment),
            writing(entry, "title", Ad.Detail.TITLE, Texts.MAX_LABEL_LENGTH, said),
            writing(entry, "text", Ad.Detail.TEXT, Ad.MAX_TEXT_LENGTH, said),
            Hotels.place(entry, Ad.Detail.PLACE, said),
            country,
            entry.label("place", Ad.Detail.CITY, said),
            selectors(entry, country, said),
            url,
            posted.map(Moments.Written::text),
            prices(entry, said));
    return new AdRecord(ad, images(entry, folder), said, seen(entry, zone));
  }

  private static <F> Optional<Moments.Written> moment(
      Entry entry, String field, F detail, Set<? super F> said, Optional<ZoneId> zone) {
    return entry.optional(
        field,
        detail,
        said,
        written ->
            Moments.written(
                Texts.requireLabel(field, written),
                zone,
                what -> entry.note(field, "UNCLEAR_MOMENT", what)));
  }

  private static Seen seen(Entry entry, Optional<ZoneId> zone) {
    Optional<Moments.Written> seen = moment(entry, "seen", "seen", new HashSet<>(), zone);
    boolean isGone = entry.optional("gone", "gone", new HashSet<>(), Ads::yesOrNo).orElse(false);
    return new Seen(
        seen.map(Moments.Written::moment),
        seen.map(Moments.Written::text),
        isGone,
        Optional.empty(),
        Optional.empty());
  }

  private static boolean yesOrNo(String written) {
    String word = written.strip().toLowerCase(Locale.ROOT);
    if (YES.contains(word) || NO.contains(word)) {
      return YES.contains(word);
    }
    throw new BadValue(BadValue.INVALID, "It is true or false");
  }

  /** A text as it is written, cut where it is longer than is kept. */
  private static String writing(
      Entry entry, String field, Ad.Detail detail, int longest, Set<Ad.Detail> said) {
    if (!entry.speaksOf(field)) {
      return "";
    }
    String text;
    try {
      text = entry.written(field).filter(written -> !written.isBlank()).orElse("");
    } catch (BadValue e) {
      entry.note(field, e.reason(), e.detail() + "; it is left out");
      return "";
    }
    said.add(detail);
    return kept(entry, field, text, longest);
  }

  /** What of a text is kept; what is not is noted. */
  static String kept(Entry entry, String field, String text, int longest) {
    String clean = withoutBroken(text);
    if (!clean.equals(text)) {
      entry.note(
          field, "BROKEN_CHARACTERS", "NUL characters and halves of characters are left out");
    }
    if (clean.length() > longest) {
      entry.note(field, "CUT", "It is cut after " + longest + " characters, the longest kept");
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

  /** A selector as a list writes it. */
  private record WrittenSelector(String kind, String value) {}

  private static Set<Selector> selectors(
      Entry entry, Optional<String> country, Set<Ad.Detail> said) {
    Set<Selector> selectors = new HashSet<>();
    List<Optional<WrittenSelector>> listed = written(entry);
    for (int i = 0; i < listed.size(); i++) {
      try {
        WrittenSelector selector =
            listed.get(i).orElseThrow(() -> new IllegalArgumentException("no text"));
        selectors.add(
            Selectors.read(
                SelectorKind.valueOf(selector.kind().strip().toUpperCase(Locale.ROOT)),
                withoutBroken(selector.value()).strip(),
                country));
      } catch (IllegalArgumentException _) {
        entry.note(
            "selectors",
            "NO_SELECTOR",
            "Selector "
                + (i + 1)
                + " is left out: a selector has a 'kind' of "
                + List.of(SelectorKind.values())
                + " and a 'value'");
      }
    }
    boolean speaks =
        entry.speaksOf("selectors") || SELECTOR_COLUMNS.keySet().stream().anyMatch(entry::speaksOf);
    if (speaks && (listed.isEmpty() || !selectors.isEmpty())) {
      said.add(Ad.Detail.SELECTORS);
    }
    return selectors;
  }

  private static List<Optional<WrittenSelector>> written(Entry entry) {
    if (entry instanceof JsonLines.ObjectEntry object) {
      return object.list("selectors").stream().map(Ads::written).toList();
    }
    Stream<Optional<WrittenSelector>> named =
        texts(entry, "selectors").stream()
            .map(cell ->
                cell.filter(text -> text.indexOf(':') > 0)
                    .map(text ->
                        new WrittenSelector(
                            text.substring(0, text.indexOf(':')),
                            text.substring(text.indexOf(':') + 1))));
    Stream<Optional<WrittenSelector>> ofColumns =
        SELECTOR_COLUMNS.entrySet().stream()
            .flatMap(column ->
                texts(entry, column.getKey()).stream()
                    .map(cell ->
                        cell.map(text -> new WrittenSelector(column.getValue().name(), text))));
    return Stream.concat(named, ofColumns).toList();
  }

  private static Optional<WrittenSelector> written(JsonNode selector) {
    try {
      return JsonLines.textOf("kind", selector.path("kind"))
          .flatMap(kind ->
              JsonLines.textOf("value", selector.path("value"))
                  .map(value -> new WrittenSelector(kind, value)));
    } catch (BadValue _) {
      return Optional.empty(); // noted as what is no selector
    }
  }

  private static List<Optional<String>> texts(Entry entry, String field) {
    try {
      return entry.texts(field);
    } catch (BadValue e) {
      entry.note(field, e.reason(), e.detail() + "; it is left out");
      return List.of();
    }
  }

  private static List<AdPrice> prices(Entry entry, Set<Ad.Detail> said) {
    if (!entry.speaksOf("prices")) {
      return List.of();
    }
    List<AdPrice> prices = new ArrayList<>();
    boolean allBad = true;
    List<Optional<AdPrice>> written = writtenPrices(entry);
    for (Optional<AdPrice> price : written) {
      allBad &= price.isEmpty();
      if (price.isPresent() && prices.size() < AdPrice.MAX_PRICES) {
        prices.add(price.get());
      } else {
        entry.note(
            "prices",
            price.isPresent() ? "TOO_MANY_PRICES" : "NO_PRICE",
            "A price is left out: there are at most "
                + AdPrice.MAX_PRICES
                + ", each a text of at most "
                + AdPrice.MAX_LENGTH
                + " characters or an 'amount' with its 'currency'");
      }
    }
    if (written.isEmpty() || !allBad) {
      said.add(Ad.Detail.PRICES);
    }
    return prices;
  }

  private static List<Optional<AdPrice>> writtenPrices(Entry entry) {
    if (entry instanceof JsonLines.ObjectEntry object) {
      return object.list("prices").stream().map(Ads::price).toList();
    }
    Optional<String> currency = entry.optional(CURRENCY, CURRENCY, new HashSet<>(), String::strip);
    return texts(entry, "prices").stream()
        .map(cell -> cell.flatMap(text -> price(text, currency)))
        .toList();
  }

  private static Optional<AdPrice> price(JsonNode node) {
    if (node.isObject()) {
      Optional<String> currency =
          Optional.of(node.path(CURRENCY)).filter(JsonNode::isString).map(JsonNode::stringValue);
      JsonNode amount = node.path("amount");
      return amount.isString() || amount.isNumber()
          ? price(plain(amount) + currency.map(" "::concat).orElse(""), currency)
          : Optional.empty();
    }
    return node.isString() || node.isNumber()
        ? price(plain(node), Optional.empty())
        : Optional.empty();
  }

  private static String plain(JsonNode node) {
    if (node.isString()) {
      return node.stringValue();
    }
    try {
      return new BigDecimal(node.asString()).stripTrailingZeros().toPlainString();
    } catch (NumberFormatException _) {
      return ""; // NaN and its like
    }
  }

  /** A price as it is written; empty where it is none. */
  static Optional<AdPrice> price(String written, Optional<String> currency) {
    try {
      return Optional.of(AdPrice.of(withoutBroken(written), currency));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static List<ListedFile> images(Entry entry, ListFolder folder) {
    List<ListedFile> images = new ArrayList<>();
    for (Optional<String> image : texts(entry, "images")) {
      if (image.filter(name -> !name.isBlank()).isEmpty()) {
        images.add(new ListedFile.Refused(BadValue.INVALID, "'images' is a list of file names"));
        continue;
      }
      ListedFile found = folder.find(image.get());
      if (found instanceof ListedFile.At(_, boolean isOtherwiseSpelt) && isOtherwiseSpelt) {
        entry.note("images", "OTHER_SPELLING", "The disk spells an image's name otherwise");
      }
      images.add(found);
    }
    return images;
  }
}
