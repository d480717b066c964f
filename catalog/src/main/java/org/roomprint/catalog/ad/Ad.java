package org.roomprint.catalog.ad;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.roomprint.base.Countries;
import org.roomprint.base.Digests;
import org.roomprint.base.Place;
import org.roomprint.base.Texts;
import org.roomprint.catalog.selectors.Selector;

/**
 * An advertisement as it was last seen; its images are {@link AdImage}s, and each time that it was
 * seen is an {@link AdSighting}, of their own. It stays when it is gone from its site.
 *
 * @param adId unique; made by {@link #idOf} unless there is a reason to do otherwise
 * @param site on which it was posted
 * @param siteAdId what the site calls it
 * @param posted when
 * @param title as written; empty where it has none
 * @param text as written; empty where it has none
 * @param place where it says it is
 * @param country ISO 3166-1 alpha-2, upper case
 * @param city the place as written, whether it is a city or not
 * @param selectors contacts that the list gave with it; those found in its text are kept beside it,
 *     and {@link AdStore#selectorsOf} has both
 * @param url its address as written
 * @param postedWritten when it was posted as written, with its zone
 * @param prices that it states
 */
public record Ad(
    String adId,
    String site,
    String siteAdId,
    Optional<Instant> posted,
    String title,
    String text,
    Optional<Place> place,
    Optional<String> country,
    Optional<String> city,
    Set<Selector> selectors,
    Optional<String> url,
    Optional<String> postedWritten,
    List<AdPrice> prices) {
  /** Longest text of an ad, in UTF-16 characters. */
  public static final int MAX_TEXT_LENGTH = 100_000;

  /** What a list may say of an ad. */
  public enum Detail {
    /** {@link Ad#posted()} and {@link Ad#postedWritten()}. */
    POSTED,
    /** {@link Ad#title()}. */
    TITLE,
    /** {@link Ad#text()}. */
    TEXT,
    /** {@link Ad#place()}. */
    PLACE,
    /** {@link Ad#country()}. */
    COUNTRY,
    /** {@link Ad#city()}. */
    CITY,
    /** {@link Ad#selectors()}. */
    SELECTORS,
    /** {@link Ad#url()}. */
    URL,
    /** {@link Ad#prices()}. */
    PRICES
  }

  public Ad {
    Texts.requireId("ad id", adId);
    Texts.requireLabel("site", site);
    Texts.requireLabel("site's ad id", siteAdId);
    country.ifPresent(Countries::requireCode);
    Texts.requireLabel("city", city);
    if (title.length() > Texts.MAX_LABEL_LENGTH || text.length() > MAX_TEXT_LENGTH) {
      throw new IllegalArgumentException(
          "An ad's title is at most "
              + Texts.MAX_LABEL_LENGTH
              + " and its text at most "
              + MAX_TEXT_LENGTH
              + " characters");
    }
    if (title.indexOf('\0') >= 0 || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("An ad's title and text hold no NUL characters");
    }
    url.ifPresent(address -> Texts.requireText("URL", address, AdUrls.MAX_LENGTH));
    Texts.requireLabel("time at which an ad was posted", postedWritten);
    if (prices.size() > AdPrice.MAX_PRICES) {
      throw new IllegalArgumentException("An ad has at most " + AdPrice.MAX_PRICES + " prices");
    }
    selectors = Set.copyOf(selectors);
    prices = List.copyOf(prices);
  }

  /** An ad of which no address, no price and no other writing of its time is known. */
  public Ad(
      String adId,
      String site,
      String siteAdId,
      Optional<Instant> posted,
      String title,
      String text,
      Optional<Place> place,
      Optional<String> country,
      Optional<String> city,
      Set<Selector> selectors) {
    this(
        adId,
        site,
        siteAdId,
        posted,
        title,
        text,
        place,
        country,
        city,
        selectors,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** The id of the ad that a site calls this. */
  public static String idOf(String site, String siteAdId) {
    return Digests.derivedId("ad", site, siteAdId);
  }

  /**
   * This ad as a list describes it, with what is known of it where the list does not speak.
   *
   * @param said what the list speaks of: empty there means that there is none
   * @param known the same ad as it is known
   */
  public Ad over(Set<Detail> said, Ad known) {
    return new Ad(
        adId,
        site,
        siteAdId,
        said.contains(Detail.POSTED) ? posted : known.posted,
        said.contains(Detail.TITLE) ? title : known.title,
        said.contains(Detail.TEXT) ? text : known.text,
        said.contains(Detail.PLACE) ? place : known.place,
        said.contains(Detail.COUNTRY) ? country : known.country,
        said.contains(Detail.CITY) ? city : known.city,
        said.contains(Detail.SELECTORS) ? selectors : known.selectors,
        said.contains(Detail.URL) ? url : known.url,
        said.contains(Detail.POSTED) ? postedWritten : known.postedWritten,
        said.contains(Detail.PRICES) ? prices : known.prices);
  }

  /** Of these details those of which nothing is known in this ad. */
  public Set<Detail> unknownAmong(Set<Detail> details) {
    return details.stream()
        .filter(detail ->
            switch (detail) {
              case POSTED -> posted.isEmpty();
              case TITLE -> title.isEmpty();
              case TEXT -> text.isEmpty();
              case PLACE -> place.isEmpty();
              case COUNTRY -> country.isEmpty();
              case CITY -> city.isEmpty();
              case SELECTORS -> selectors.isEmpty();
              case URL -> url.isEmpty();
              case PRICES -> prices.isEmpty();
            })
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The same ad with these selectors. */
  public Ad withSelectors(Set<Selector> newSelectors) {
    return new Ad(
        adId,
        site,
        siteAdId,
        posted,
        title,
        text,
        place,
        country,
        city,
        newSelectors,
        url,
        postedWritten,
        prices);
  }
}
