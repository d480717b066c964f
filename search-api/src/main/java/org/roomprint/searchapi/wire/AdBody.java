package org.roomprint.searchapi.wire;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;

/** An ad on the wire. */
public record AdBody(
    String adId,
    Optional<String> posted,
    String site,
    String siteAdId,
    String title,
    String text,
    Optional<String> place,
    List<SelectorBody> selectors,
    List<ImageBody> images) {
  public AdBody {
    selectors = List.copyOf(selectors);
    images = List.copyOf(images);
  }

  /** Made from the catalog's records. */
  public static AdBody of(Ad ad, List<AdImage> images) {
    return new AdBody(
        ad.adId(),
        ad.posted().map(Instant::toString),
        ad.site(),
        ad.siteAdId(),
        ad.title(),
        ad.text(),
        ad.city(),
        ad.selectors().stream()
            .map(selector -> new SelectorBody(selector.kind().name(), selector.value()))
            .sorted(Comparator.comparing(SelectorBody::kind).thenComparing(SelectorBody::value))
            .toList(),
        images.stream()
            .map(image -> new ImageBody(image.imageId(), Paths.adImageThumbnail(image.imageId())))
            .toList());
  }

  /** A phone number, address or handle read in an ad. */
  public record SelectorBody(String kind, String value) {}

  /** An image of an ad. */
  public record ImageBody(String imageId, String thumbnail) {}

  /** A page of ads. */
  public record PageBody(List<AdBody> ads, Optional<String> nextCursor) {
    public PageBody {
      ads = List.copyOf(ads);
    }
  }
}
