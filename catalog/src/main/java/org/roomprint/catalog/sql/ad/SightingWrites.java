package org.roomprint.catalog.sql.ad;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.roomprint.base.sql.Select;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdSighting;
import org.roomprint.catalog.ad.Seen;

/** Writes the sightings of ads, and each text that they had once, within a transaction. */
final class SightingWrites {
  private final Handle handle;

  SightingWrites(Handle handle) {
    this.handle = handle;
  }

  /**
   * Keeps that an ad was seen so; false where that is known, or where nothing is said of it.
   *
   * @param said what the source speaks of
   */
  boolean put(Ad ad, Set<Ad.Detail> said, Seen seen, Instant now) {
    Optional<String> title =
        Optional.of(ad.title()).filter(_ -> said.contains(Ad.Detail.TITLE) && !seen.isGone());
    Optional<String> text =
        Optional.of(ad.text()).filter(_ -> said.contains(Ad.Detail.TEXT) && !seen.isGone());
    if (seen.moment().isEmpty() && !seen.isGone() && title.isEmpty() && text.isEmpty()) {
      return false;
    }
    AdSighting sighting =
        new AdSighting(
            ad.adId(),
            AdSighting.idOf(seen.moment(), seen.isGone(), title, text),
            seen.moment(),
            seen.written(),
            now,
            seen.runId(),
            seen.reference(),
            ad.url().filter(_ -> said.contains(Ad.Detail.URL)),
            seen.isGone(),
            ad.city().filter(_ -> said.contains(Ad.Detail.CITY)),
            said.contains(Ad.Detail.PRICES) ? ad.prices() : List.of(),
            title,
            text);
    if (Select.exists(
        handle,
        "SELECT 1 FROM ad_sighting WHERE ad_id = ? AND sighting_id = ?",
        ad.adId(),
        sighting.sightingId())) {
      return false;
    }
    String textHash = AdSighting.textHash(title, text);
    handle.execute(
        "INSERT INTO ad_text (ad_id, text_hash, title, body) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (ad_id, text_hash) DO NOTHING",
        ad.adId(),
        textHash,
        title,
        text);
    handle
        .createUpdate(
            "INSERT INTO ad_sighting (ad_id, sighting_id, moment, seen, seen_written, recorded, run_id, reference,"
                + " url, gone, place_written, prices, text_hash)"
                + " VALUES (:adId, :sightingId, :moment, :seen, :seenWritten, :recorded, :runId, :reference,"
                + " :url, :isGone, :placeWritten, :prices, :textHash)")
        .bindMethods(sighting)
        .bind("textHash", textHash)
        .execute();
    return true;
  }

  void deleteAll(String adId) {
    handle.execute("DELETE FROM ad_sighting WHERE ad_id = ?", adId);
    handle.execute("DELETE FROM ad_text WHERE ad_id = ?", adId);
  }
}
