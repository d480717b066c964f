package org.roomprint.searchapi.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.ad.AdSelector;
import org.roomprint.searchapi.places.Gazetteer;
import org.roomprint.searchapi.places.PlaceCandidate;

/**
 * An ad on the wire.
 *
 * @param placeCandidates the places that its place may mean: which one is meant is open
 */
public record AdBody(
    String adId,
    Optional<String> posted,
    String site,
    String siteAdId,
    String title,
    String text,
    Optional<String> place,
    List<PlaceCandidate> placeCandidates,
    Optional<String> url,
    Optional<String> postedWritten,
    List<SightingBody.PriceBody> prices,
    List<SelectorBody> selectors,
    List<ImageBody> images) {
  public AdBody {
    placeCandidates = List.copyOf(placeCandidates);
    prices = List.copyOf(prices);
    selectors = List.copyOf(selectors);
    images = List.copyOf(images);
  }

  /** Made from the catalog's records. */
  public static AdBody of(Ad ad, List<AdSelector> selectors, List<AdImage> images) {
    return new AdBody(
        ad.adId(),
        ad.posted().map(Instant::toString),
        ad.site(),
        ad.siteAdId(),
        ad.title(),
        ad.text(),
        ad.city(),
        ad.city()
            .flatMap(
                place -> Gazetteer.bundled().map(known -> known.candidates(place, ad.country())))
            .orElse(List.of()),
        ad.url(),
        ad.postedWritten(),
        ad.prices().stream().map(SightingBody.PriceBody::of).toList(),
        selectors.stream().map(SelectorBody::of).toList(),
        images.stream()
            .map(image -> new ImageBody(image.imageId(), Paths.adImageThumbnail(image.imageId())))
            .toList());
  }

  /**
   * A phone number, address or handle of an ad.
   *
   * @param given whether the list that brought the ad gave it
   * @param foundAt where it stands in title or text; empty where it was not found there
   * @param imageIds images of the ad in which it was read
   */
  public record SelectorBody(
      String kind, String value, boolean given, List<StretchBody> foundAt, List<String> imageIds) {
    public SelectorBody {
      foundAt = List.copyOf(foundAt);
      imageIds = List.copyOf(imageIds);
    }

    /** Made from the catalog's record. */
    public static SelectorBody of(AdSelector selector) {
      return new SelectorBody(
          selector.selector().kind().name(),
          selector.selector().value(),
          selector.isGiven(),
          selector.found().stream()
              .flatMap(found -> found.where().stream())
              .map(at -> new StretchBody(at.field().name(), at.start(), at.end()))
              .toList(),
          selector.images());
    }
  }

  /**
   * A part of an ad's title or text.
   *
   * @param field {@code TITLE} or {@code TEXT}
   * @param start its first character, in UTF-16 characters
   * @param end behind its last character
   */
  public record StretchBody(String field, int start, int end) {}

  /** An image of an ad. */
  public record ImageBody(String imageId, String thumbnail) {}

  /** A page of ads. */
  public record PageBody(List<AdBody> ads, Optional<String> nextCursor) {
    public PageBody {
      ads = List.copyOf(ads);
    }
  }
}
