package org.roomprint.catalog.ad;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.roomprint.base.Digests;
import org.roomprint.base.Texts;

/**
 * One time that an ad was seen on its site, with what it said then, or seen to be gone from there.
 *
 * @param adId of the ad
 * @param sightingId unique within the ad; made by {@link #idOf}
 * @param seen when, where the source says so
 * @param seenWritten the same as the source writes it, with its zone
 * @param recorded when it was brought into the catalog
 * @param runId of the import that first brought it
 * @param reference how that import's source names it, such as {@code line 17}
 * @param url under which it was seen, as written
 * @param isGone whether it was seen that the ad is no longer there
 * @param placeWritten where it said it is
 * @param prices that it stated
 * @param title of then; empty where the source does not speak of it
 * @param text of then; empty where the source does not speak of it
 */
public record AdSighting(
    String adId,
    String sightingId,
    Optional<Instant> seen,
    Optional<String> seenWritten,
    Instant recorded,
    Optional<String> runId,
    Optional<String> reference,
    Optional<String> url,
    boolean isGone,
    Optional<String> placeWritten,
    List<AdPrice> prices,
    Optional<String> title,
    Optional<String> text) {
  public AdSighting {
    Texts.requireId("ad id", adId);
    Texts.requireId("sighting id", sightingId);
    prices = List.copyOf(prices);
  }

  /** When it was seen or, where nobody says so, when it was brought in. */
  public Instant moment() {
    return seen.orElse(recorded);
  }

  /**
   * The id of a sighting of an ad at this moment with these words: the same list read twice, or two
   * lists of one observation, are one sighting.
   *
   * @param seen when; of two sightings without a moment, equal words are one
   */
  public static String idOf(
      Optional<Instant> seen, boolean isGone, Optional<String> title, Optional<String> text) {
    return Digests.derivedId(
        "sighting",
        seen.map(moment -> Long.toString(moment.toEpochMilli())).orElse(""),
        isGone ? "gone" : "",
        textHash(title, text));
  }

  /** The same whenever both texts are. */
  public static String textHash(Optional<String> title, Optional<String> text) {
    return Digests.derivedId(
        title.isPresent() ? "title" : "",
        title.orElse(""),
        text.isPresent() ? "text" : "",
        text.orElse(""));
  }
}
