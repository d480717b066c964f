package org.roomprint.indexer.source.pages;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.roomprint.base.Digests;
import org.roomprint.base.Place;
import org.roomprint.base.Texts;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdPrice;
import org.roomprint.catalog.ad.AdUrls;
import org.roomprint.catalog.ad.Seen;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.catalog.selectors.SelectorKind;
import org.roomprint.catalog.selectors.Selectors;
import org.roomprint.indexer.source.AdRecord;
import org.roomprint.indexer.source.Ads;
import org.roomprint.indexer.source.CountryNames;
import org.roomprint.indexer.source.ListedFile;
import org.roomprint.indexer.source.Moments;
import org.roomprint.indexer.source.SourceItem;
import org.roomprint.indexer.source.SourceNote;
import tools.jackson.databind.JsonNode;

/**
 * Takes one page for one ad. What the page states for machines comes first (JSON-LD, microdata,
 * OpenGraph), and then what people see: the heading, the main text, elements named {@code price},
 * {@code time} elements, links to telephones and mail. A page that says that it is a list, and one
 * without words and pictures, is no ad. Nothing is guessed: what a page does not state stays open.
 */
final class AdPage {
  private static final Pattern PRICE_CLASS = Pattern.compile("(?i)(?:^|[\\s_-])price(?:$|[\\s_-])");
  private static final int LONGEST_SHOWN_PRICE = 60;
  private static final int MAX_SELECTORS = 100;
  private static final Pattern TWO_NUMBERS =
      Pattern.compile("\\s*(-?\\d{1,3}(?:\\.\\d+)?)\\s*[;,]\\s*(-?\\d{1,3}(?:\\.\\d+)?)\\s*");

  private final String reference;
  private final Document page;
  private final Optional<String> url;
  private final StructuredData data;
  private final Set<Ad.Detail> said = EnumSet.noneOf(Ad.Detail.class);
  private final List<SourceNote> notes = new ArrayList<>();

  private AdPage(String reference, Document page, Optional<String> url) {
    this.reference = reference;
    this.page = page;
    this.data = new StructuredData(page);
    this.url = address(url);
  }

  /**
   * What a page says.
   *
   * @param reference how its source names it
   * @param page is changed: what is no part of the ad is taken out of it
   * @param url under which it was seen, where that is known
   * @param seen when
   * @param pictures those that were saved with it
   */
  static SourceItem<AdRecord> read(
      String reference, Document page, Optional<String> url, Seen seen, PagePictures pictures) {
    try {
      return new AdPage(reference, page, url).read(seen, pictures);
    } catch (IllegalArgumentException e) {
      // A rule of the catalog: about what the page says, not a fault of the program.
      return new SourceItem.Unreadable<>(
          reference, "INVALID_VALUE", String.valueOf(e.getMessage()));
    }
  }

  /** An ad of which a page at this address says that it is no longer there. */
  static AdRecord gone(String url, Seen seen) {
    String site = AdUrls.site(url).orElse(Ads.UNKNOWN_SITE);
    String siteAdId = nameOf(url);
    return new AdRecord(
        new Ad(
            Ad.idOf(site, siteAdId),
            site,
            siteAdId,
            Optional.empty(),
            "",
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.of(url),
            Optional.empty(),
            List.of()),
        List.of(),
        Set.of(Ad.Detail.URL),
        seen,
        true);
  }

  private SourceItem<AdRecord> read(Seen seen, PagePictures saved) {
    if (data.isList()) {
      return new SourceItem.PassedOver<>(
          reference, "LIST_PAGE", "The page says that it lists others; it is no ad itself");
    }
    String title = title();
    Optional<Moments.Written> posted = posted();
    Optional<Place> place = place();
    Optional<String> country = country();
    Optional<String> city = city();
    Set<Selector> selectors = selectors(country);
    List<AdPrice> prices = prices();
    Set<String> named = PageImages.ofData(data);
    Element main = PageText.main(page);
    String text = text(main);
    named.addAll(PageImages.in(main));
    List<ListedFile> images = images(named, saved);
    if (text.isEmpty() && images.isEmpty()) {
      return new SourceItem.PassedOver<>(
          reference, "NO_AD", "The page has neither words nor saved pictures");
    }
    Optional<String> own = name();
    String site = url.flatMap(AdUrls::site).orElse(Ads.UNKNOWN_SITE);
    String siteAdId = own.or(() -> url.map(AdPage::nameOf)).orElseGet(() -> nameOf(title, text));
    Ad ad =
        new Ad(
            Ad.idOf(site, siteAdId),
            site,
            siteAdId,
            posted.map(Moments.Written::moment),
            title,
            text,
            place,
            country,
            city,
            selectors,
            url,
            posted.map(Moments.Written::text),
            prices);
    return new SourceItem.Read<>(
        reference, new AdRecord(ad, images, said, seen, url.isPresent()), notes);
  }

  /** The address that the page gives itself, where that is on the site on which it was seen. */
  private Optional<String> address(Optional<String> seenAt) {
    Optional<String> base = seenAt.or(() -> Optional.of(page.baseUri())).filter(AdPage::isWebUrl);
    Optional<String> own =
        Optional.ofNullable(page.selectFirst("link[rel=canonical][href]"))
            .map(link -> link.attr("abs:href"))
            .filter(AdPage::isWebUrl)
            .or(() -> data.meta("og:url").filter(AdPage::isWebUrl));
    Optional<String> chosen =
        base.isEmpty()
            ? own
            : own.filter(address -> AdUrls.site(address).equals(AdUrls.site(base.get())))
                .filter(address -> !isFrontPage(address) || isFrontPage(base.get()))
                .or(() -> base);
    chosen.ifPresent(_ -> said.add(Ad.Detail.URL));
    return chosen;
  }

  private static boolean isWebUrl(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    return (lower.startsWith("http://") || lower.startsWith("https://"))
        && address.length() <= AdUrls.MAX_LENGTH
        && address.chars().noneMatch(Character::isISOControl);
  }

  private static boolean isFrontPage(String address) {
    return nameOf(address).equals("/");
  }

  /** What stands behind the host; of a long one, its hash. */
  private static String nameOf(String url) {
    String path;
    try {
      URI address = new URI(url);
      path =
          Optional.ofNullable(address.getRawPath()).filter(text -> !text.isEmpty()).orElse("/")
              + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    } catch (URISyntaxException _) {
      path = url;
    }
    return path.length() <= Texts.MAX_LABEL_LENGTH ? path : "url-" + AdUrls.keyOf(url);
  }

  /** A page without an address is the same page where its words are. */
  private static String nameOf(String title, String text) {
    return "page-" + Digests.derivedId(title, text);
  }

  /** What the site calls the ad, where the page states it. */
  private Optional<String> name() {
    for (JsonNode object : data.with("identifier")) {
      JsonNode identifier = object.path("identifier");
      Optional<String> value =
          StructuredData.textOf(identifier.isObject() ? identifier.path("value") : identifier);
      if (value.isPresent() && object.has("description")) {
        return value.map(AdPage::label).filter(text -> !text.isEmpty());
      }
    }
    return data.text("sku", "productID").map(AdPage::label).filter(text -> !text.isEmpty());
  }

  private static String label(String text) {
    String visible = Texts.visible(text);
    return visible.length() <= Texts.MAX_LABEL_LENGTH
        ? visible
        : visible.substring(0, visible.offsetByCodePoints(0, Texts.MAX_LABEL_LENGTH / 2));
  }

  private String title() {
    String title =
        label(
            data.title()
                .or(() -> data.meta("og:title"))
                .or(() -> Optional.ofNullable(page.selectFirst("h1")).map(Element::text))
                .filter(text -> !text.isBlank())
                .orElse(page.title()));
    said.add(Ad.Detail.TITLE);
    return title;
  }

  private String text(Element main) {
    String text = PageText.of(main, Ad.MAX_TEXT_LENGTH);
    if (text.isEmpty()) {
      text = data.text("description").or(() -> data.meta("og:description")).orElse("");
    }
    said.add(Ad.Detail.TEXT);
    String whole =
        new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE)
            .replace("\0", "");
    if (whole.length() > Ad.MAX_TEXT_LENGTH) {
      note("CUT", "Its text is cut after " + Ad.MAX_TEXT_LENGTH + " characters, the longest kept");
      int end = Ad.MAX_TEXT_LENGTH;
      return whole.substring(0, Character.isHighSurrogate(whole.charAt(end - 1)) ? end - 1 : end);
    }
    return whole;
  }

  private Optional<Moments.Written> posted() {
    List<String> times =
        page.select("time[datetime]").stream()
            .map(time -> time.attr("datetime"))
            .distinct()
            .toList();
    Optional<Moments.Written> posted =
        data.text("datePosted", "datePublished", "uploadDate")
            .or(() -> data.meta("article:published_time"))
            .or(() -> data.item("datePosted"))
            .or(() -> data.item("datePublished"))
            .or(() -> times.size() == 1 ? Optional.of(times.getFirst()) : Optional.empty())
            .flatMap(Moments::read);
    posted.ifPresent(_ -> said.add(Ad.Detail.POSTED));
    return posted;
  }

  private List<AdPrice> prices() {
    Set<AdPrice> prices = new LinkedHashSet<>();
    for (JsonNode object : data.with("price")) {
      price(
          StructuredData.textOf(object.path("price")),
          StructuredData.textOf(object.path("priceCurrency")),
          prices);
    }
    Optional<String> currency =
        data.meta("product:price:currency", "og:price:currency")
            .or(() -> data.item("priceCurrency"));
    price(data.meta("product:price:amount", "og:price:amount"), currency, prices);
    data.items("price").forEach(text -> price(Optional.of(text), currency, prices));
    for (Element element : page.select("[class*=price], [class*=Price]")) {
      String shown = element.text().strip();
      if (PRICE_CLASS.matcher(element.className()).find()
          && shown.length() <= LONGEST_SHOWN_PRICE
          && shown.chars().anyMatch(Character::isDigit)
          && prices.stream().noneMatch(price -> isSame(price, shown))) {
        price(Optional.of(shown), Optional.empty(), prices);
      }
    }
    if (!prices.isEmpty()) {
      said.add(Ad.Detail.PRICES);
    }
    return prices.stream().limit(AdPrice.MAX_PRICES).toList();
  }

  /** Whether a price that is shown is the one that is stated for machines. */
  private static boolean isSame(AdPrice stated, String shown) {
    return stated.written().equals(shown)
        || (stated.amount().isPresent() && AdPrice.of(shown).amount().equals(stated.amount()));
  }

  private static void price(
      Optional<String> amount, Optional<String> currency, Set<AdPrice> prices) {
    if (amount.isEmpty()) {
      return;
    }
    String written = Texts.visible(amount.get());
    String named =
        currency.isPresent() && written.matches("[\\d.,' ]+")
            ? written + " " + Texts.visible(currency.get())
            : written;
    try {
      prices.add(AdPrice.of(named, currency));
    } catch (IllegalArgumentException _) {
      // too long for a price, or empty
    }
  }

  private Optional<Place> place() {
    Optional<Place> place = Optional.empty();
    for (JsonNode object : data.with("latitude")) {
      place =
          place.or(() ->
              place(
                  StructuredData.textOf(object.path("latitude")),
                  StructuredData.textOf(object.path("longitude"))));
    }
    place =
        place
            .or(() -> place(data.item("latitude"), data.item("longitude")))
            .or(() ->
                place(
                    data.meta("place:location:latitude", "og:latitude"),
                    data.meta("place:location:longitude", "og:longitude")))
            .or(() ->
                data.meta("geo.position", "ICBM")
                    .map(TWO_NUMBERS::matcher)
                    .filter(Matcher::matches)
                    .flatMap(
                        both -> place(Optional.of(both.group(1)), Optional.of(both.group(2)))));
    place.ifPresent(_ -> said.add(Ad.Detail.PLACE));
    return place;
  }

  private static Optional<Place> place(Optional<String> latitude, Optional<String> longitude) {
    try {
      Place place =
          new Place(
              Double.parseDouble(latitude.orElse("")), Double.parseDouble(longitude.orElse("")));
      return Optional.of(place).filter(found -> found.latitude() != 0 || found.longitude() != 0);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Optional<String> country() {
    Optional<String> country =
        data.text("addressCountry")
            .or(() -> data.item("addressCountry"))
            .or(() -> data.meta("og:country-name", "business:contact_data:country_name"))
            .or(() ->
                data.meta("geo.region")
                    .filter(region -> region.length() >= 2)
                    .map(region -> region.substring(0, 2)))
            .flatMap(CountryNames::code);
    country.ifPresent(_ -> said.add(Ad.Detail.COUNTRY));
    return country;
  }

  private Optional<String> city() {
    Optional<String> city =
        data.text("addressLocality")
            .or(() -> data.item("addressLocality"))
            .or(() -> data.meta("og:locality", "geo.placename"))
            .or(() -> data.text("areaServed"))
            .map(AdPage::label)
            .filter(text -> !text.isEmpty());
    city.ifPresent(_ -> said.add(Ad.Detail.CITY));
    return city;
  }

  /** What links to a telephone or to mail: such a number may stand nowhere in the text. */
  private Set<Selector> selectors(Optional<String> country) {
    Set<Selector> selectors = new HashSet<>();
    Element main = page.selectFirst("main, [role=main], article");
    for (Element link : (main == null ? page : main).select("a[href^=tel:], a[href^=mailto:]")) {
      String address = link.attr("href");
      boolean isMail = address.startsWith("mailto:");
      String value = address.substring(address.indexOf(':') + 1);
      int query = value.indexOf('?');
      try {
        selectors.add(
            Selectors.read(
                isMail ? SelectorKind.EMAIL : SelectorKind.PHONE,
                query < 0 ? value : value.substring(0, query),
                country));
      } catch (IllegalArgumentException _) {
        // nothing that can be seen is left of it
      }
      if (selectors.size() == MAX_SELECTORS) {
        break;
      }
    }
    if (!selectors.isEmpty()) {
      said.add(Ad.Detail.SELECTORS);
    }
    return selectors;
  }

  private List<ListedFile> images(Set<String> named, PagePictures saved) {
    List<ListedFile> images = new ArrayList<>();
    int missing = 0;
    for (String name : named) {
      Optional<ListedFile> found = saved.find(name, whole(name));
      if (found.isPresent()) {
        images.add(found.get());
      } else {
        missing++;
      }
    }
    if (missing > 0) {
      note(
          "PICTURE_NOT_SAVED",
          missing
              + " of the pictures that the page names were not saved with it, or are too small for a photo");
    }
    return images;
  }

  private String whole(String name) {
    String base = page.baseUri();
    try {
      return base.isEmpty() ? name : new URI(base).resolve(name.replace(" ", "%20")).toString();
    } catch (URISyntaxException | IllegalArgumentException _) {
      return name;
    }
  }

  private void note(String reason, String detail) {
    notes.add(new SourceNote(reference, reason, detail));
  }
}
