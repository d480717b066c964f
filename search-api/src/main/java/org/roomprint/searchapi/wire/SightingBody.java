package org.roomprint.searchapi.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.ad.AdPrice;
import org.roomprint.catalog.ad.AdSighting;
import org.roomprint.catalog.ad.TextDifference;

/**
 * One time that an ad was seen, with what its text had changed to, on the wire.
 *
 * @param titleChanges from the sighting before whose text is known; empty where nothing changed
 * @param textChanges the same
 */
public record SightingBody(
    String sightingId,
    Optional<String> seen,
    Optional<String> seenWritten,
    String recorded,
    Optional<String> importRun,
    Optional<String> reference,
    boolean gone,
    Optional<String> url,
    Optional<String> place,
    List<PriceBody> prices,
    Optional<String> title,
    Optional<String> text,
    List<PartBody> titleChanges,
    List<PartBody> textChanges) {
  public SightingBody {
    prices = List.copyOf(prices);
    titleChanges = List.copyOf(titleChanges);
    textChanges = List.copyOf(textChanges);
  }

  /**
   * Made from the catalog's records.
   *
   * @param before the last sighting before it whose text is known
   */
  public static SightingBody of(AdSighting sighting, Optional<AdSighting> before) {
    return new SightingBody(
        sighting.sightingId(),
        sighting.seen().map(Instant::toString),
        sighting.seenWritten(),
        sighting.recorded().toString(),
        sighting.runId(),
        sighting.reference(),
        sighting.isGone(),
        sighting.url(),
        sighting.placeWritten(),
        sighting.prices().stream().map(PriceBody::of).toList(),
        sighting.title(),
        sighting.text(),
        changes(before.flatMap(AdSighting::title), sighting.title()),
        changes(before.flatMap(AdSighting::text), sighting.text()));
  }

  private static List<PartBody> changes(Optional<String> before, Optional<String> now) {
    return before.isEmpty() || now.isEmpty() || before.equals(now)
        ? List.of()
        : TextDifference.between(before.get(), now.get()).stream()
            .map(part -> new PartBody(part.change().name(), part.text()))
            .toList();
  }

  /** A price as it was stated. */
  public record PriceBody(String written, Optional<BigDecimal> amount, Optional<String> currency) {
    /** Made from the catalog's. */
    public static PriceBody of(AdPrice price) {
      return new PriceBody(price.written(), price.amount(), price.currency());
    }
  }

  /** A part of a text, and what became of it: {@code KEPT}, {@code REMOVED}, {@code ADDED}. */
  public record PartBody(String change, String text) {}

  /** A page of sightings. */
  public record PageBody(List<SightingBody> sightings, Optional<String> nextCursor) {
    public PageBody {
      sightings = List.copyOf(sightings);
    }
  }
}
