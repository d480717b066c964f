package org.roomprint.catalog.sql.ad;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;
import org.roomprint.base.sql.Columns;
import org.roomprint.base.sql.Select;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.ad.AdImageText;
import org.roomprint.catalog.ad.AdUrls;
import org.roomprint.catalog.ad.Seen;
import org.roomprint.catalog.files.MissingPictureException;
import org.roomprint.catalog.files.PictureStore;
import org.roomprint.catalog.outcome.Deletion;
import org.roomprint.catalog.outcome.PutOutcome;
import org.roomprint.catalog.outcome.UnknownReferenceException;
import org.roomprint.catalog.picture.PictureKind;
import org.roomprint.catalog.selectors.FoundSelector;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.catalog.sql.links.AdLinkWrites;
import org.roomprint.catalog.sql.rows.RecordKind;
import org.roomprint.catalog.sql.writing.ChangeWrites;

/** Writes ads and their images within a transaction. */
public final class AdWrites {
  private final Handle handle;
  private final ChangeWrites changes;
  private final PictureStore pictures;
  private final SightingWrites sightings;
  private final AdLinkWrites links;

  public AdWrites(Handle handle, ChangeWrites changes, PictureStore pictures, AdLinkWrites links) {
    this.handle = handle;
    this.sightings = new SightingWrites(handle);
    this.changes = changes;
    this.pictures = pictures;
    this.links = links;
  }

  public PutOutcome putAd(Ad ad, Set<Ad.Detail> said) {
    return putAd(ad(ad.adId()).map(known -> ad.over(said, known)).orElse(ad));
  }

  /** The same, and keeps the sighting. */
  public PutOutcome putAd(Ad ad, Set<Ad.Detail> said, Seen seen, Instant now) {
    Optional<Ad> known = ad(ad.adId());
    if (known.isEmpty() && (seen.isGone() || changes.isDeleted(RecordKind.AD, ad.adId()))) {
      return seen.isGone() ? PutOutcome.UNCHANGED : PutOutcome.WITHHELD;
    }
    PutOutcome outcome = PutOutcome.UNCHANGED;
    if (!seen.isGone()) {
      boolean isOlder = known.isPresent() && isOlder(ad.adId(), seen);
      Set<Ad.Detail> news = isOlder ? known.orElseThrow().unknownAmong(said) : said;
      outcome = put(known.map(before -> ad.over(news, before)).orElse(ad), known);
    }
    boolean isNew = sightings.put(ad, said, seen, now);
    return isNew && outcome == PutOutcome.UNCHANGED ? PutOutcome.CHANGED : outcome;
  }

  private boolean isOlder(String adId, Seen seen) {
    return seen.moment().isPresent()
        && Select.exists(
            handle,
            "SELECT 1 FROM ad_sighting WHERE ad_id = ? AND seen > ? AND gone = 0 LIMIT 1",
            adId,
            seen.moment().get());
  }

  public PutOutcome putAd(Ad ad) {
    return put(ad, ad(ad.adId()));
  }

  private PutOutcome put(Ad ad, Optional<Ad> before) {
    if (before.isPresent() && before.get().equals(ad)) {
      return PutOutcome.UNCHANGED;
    }
    if (before.isEmpty() && changes.isDeleted(RecordKind.AD, ad.adId())) {
      return PutOutcome.WITHHELD;
    }
    Update put =
        handle.createUpdate(
            "INSERT INTO ad (ad_id, site, site_ad_id, posted, title, body, latitude, longitude, country, city,"
                + " url, url_key, posted_written, prices)"
                + " VALUES (:adId, :site, :siteAdId, :posted, :title, :text, :latitude, :longitude, :country, :city,"
                + " :url, :urlKey, :postedWritten, :prices)"
                + " ON CONFLICT (ad_id) DO UPDATE SET site = excluded.site, site_ad_id = excluded.site_ad_id,"
                + " posted = excluded.posted, title = excluded.title, body = excluded.body,"
                + " latitude = excluded.latitude, longitude = excluded.longitude, country = excluded.country,"
                + " city = excluded.city, url = excluded.url, url_key = excluded.url_key,"
                + " posted_written = excluded.posted_written, prices = excluded.prices");
    Columns.bind(put, ad.place())
        .bind("urlKey", ad.url().map(AdUrls::keyOf))
        .bindMethods(ad)
        .execute();
    changes.adsChange();
    if (before.isEmpty() || !before.get().selectors().equals(ad.selectors())) {
      putSelectors(ad);
    }
    if (before.isPresent() && !reads(before.get(), ad)) {
      handle.execute("DELETE FROM ad_reading WHERE ad_id = ?", ad.adId());
      // A number without a country code is one of the ad's country, in its images as well.
      handle.execute(
          "UPDATE ad_image_text SET rules = 0 WHERE image_id IN"
              + " (SELECT image_id FROM ad_image WHERE ad_id = ?)",
          ad.adId());
    }
    if (before.isEmpty()) {
      return PutOutcome.ADDED;
    }
    if (isFoundElsewhere(before.get(), ad)) {
      changes.putImagesOf(ad.adId());
    }
    return PutOutcome.CHANGED;
  }

  /** Whether what a search is narrowed by has changed. */
  private static boolean isFoundElsewhere(Ad before, Ad after) {
    return !(before.place().equals(after.place())
        && before.country().equals(after.country())
        && before.posted().equals(after.posted()));
  }

  private void putSelectors(Ad ad) {
    handle.execute("UPDATE ad_selector SET given = 0 WHERE ad_id = ?", ad.adId());
    if (!ad.selectors().isEmpty()) {
      try (PreparedBatch batch =
          handle.prepareBatch(
              "INSERT INTO ad_selector (kind, selector_value, ad_id, given) VALUES (:kind, :value, :ad, 1)"
                  + " ON CONFLICT (kind, selector_value, ad_id) DO UPDATE SET given = 1")) {
        ad.selectors().forEach(selector -> batch.bindMethods(selector).bind("ad", ad.adId()).add());
        batch.execute();
      }
    }
    dropUnknownSelectors(ad.adId());
  }

  /** Keeps what was found; see {@link org.roomprint.catalog.CatalogWriter#putFoundSelectors}. */
  public boolean putFoundSelectors(Ad asRead, int rules, Collection<FoundSelector> found) {
    String adId = asRead.adId();
    if (ad(adId).filter(now -> reads(now, asRead)).isEmpty()) {
      return false;
    }
    handle.execute(
        "INSERT INTO ad_reading (ad_id, rules) VALUES (?, ?)"
            + " ON CONFLICT (ad_id) DO UPDATE SET rules = excluded.rules",
        adId,
        rules);
    if (foundIn(adId).equals(Set.copyOf(found))) {
      return true;
    }
    changes.adsChange();
    handle.execute(
        "UPDATE ad_selector SET found = 0, obfuscated = 0, stretches = '[]' WHERE ad_id = ?", adId);
    if (!found.isEmpty()) {
      try (PreparedBatch batch =
          handle.prepareBatch(
              "INSERT INTO ad_selector (kind, selector_value, ad_id, given, found, obfuscated, stretches)"
                  + " VALUES (:kind, :value, :ad, 0, 1, :isObfuscated, :where)"
                  + " ON CONFLICT (kind, selector_value, ad_id) DO UPDATE SET found = 1,"
                  + " obfuscated = excluded.obfuscated, stretches = excluded.stretches")) {
        found.forEach(one -> batch.bindMethods(one).bind("ad", adId).add());
        batch.execute();
      }
    }
    dropUnknownSelectors(adId);
    return true;
  }

  /** Keeps what was read; see {@link org.roomprint.catalog.CatalogWriter#putImageText}. */
  public boolean putImageText(AdImageText text, int rules, Collection<Selector> found) {
    Optional<String> adId =
        Select.find(
            handle, String.class, "SELECT ad_id FROM ad_image WHERE image_id = ?", text.imageId());
    if (adId.isEmpty()) {
      return false;
    }
    handle
        .createUpdate(
            "INSERT INTO ad_image_text (image_id, reader, rules, lines)"
                + " VALUES (:imageId, :reader, :rules, :lines)"
                + " ON CONFLICT (image_id) DO UPDATE SET reader = excluded.reader,"
                + " rules = excluded.rules, lines = excluded.lines")
        .bindMethods(text)
        .bind("rules", rules)
        .execute();
    putSelectorsInImage(adId.get(), text.imageId(), Set.copyOf(found));
    return true;
  }

  private void putSelectorsInImage(String adId, String imageId, Set<Selector> found) {
    Map<Selector, List<String>> before = new HashMap<>();
    SqlAds.selectorsOf(handle, List.of(adId))
        .getOrDefault(adId, List.of())
        .forEach(one -> before.put(one.selector(), one.images()));
    Set<Selector> all = new HashSet<>(before.keySet());
    all.addAll(found);
    boolean isChanged = false;
    for (Selector selector : all) {
      List<String> known = before.getOrDefault(selector, List.of());
      if (known.contains(imageId) != found.contains(selector)) {
        TreeSet<String> images = new TreeSet<>(known);
        if (!images.remove(imageId)) {
          images.add(imageId);
        }
        putImagesOf(adId, selector, List.copyOf(images));
        isChanged = true;
      }
    }
    if (isChanged) {
      dropUnknownSelectors(adId);
      changes.adsChange();
    }
  }

  private void putImagesOf(String adId, Selector selector, List<String> images) {
    handle
        .createUpdate(
            "INSERT INTO ad_selector (kind, selector_value, ad_id, given, images)"
                + " VALUES (:kind, :value, :ad, 0, :images)"
                + " ON CONFLICT (kind, selector_value, ad_id) DO UPDATE SET images = excluded.images")
        .bindMethods(selector)
        .bind("ad", adId)
        .bindByType("images", images, new GenericType<List<String>>() {})
        .execute();
  }

  private Set<FoundSelector> foundIn(String adId) {
    return SqlAds.selectorsOf(handle, List.of(adId)).getOrDefault(adId, List.of()).stream()
        .flatMap(one -> one.found().stream())
        .collect(toSet());
  }

  /** Whether the same selectors are found in both. */
  private static boolean reads(Ad one, Ad other) {
    return one.title().equals(other.title())
        && one.text().equals(other.text())
        && one.site().equals(other.site())
        && one.country().equals(other.country());
  }

  private void dropUnknownSelectors(String adId) {
    handle.execute(
        "DELETE FROM ad_selector WHERE ad_id = ? AND given = 0 AND found = 0 AND images = '[]'",
        adId);
  }

  public PutOutcome putAdImage(AdImage image) {
    Optional<AdImage> before =
        Select.find(
            handle, AdImage.class, "SELECT * FROM ad_image WHERE image_id = ?", image.imageId());
    if (before.isPresent() && before.get().equals(image)) {
      return PutOutcome.UNCHANGED;
    }
    if (before.isEmpty() && changes.isDeleted(RecordKind.AD_IMAGE, image.imageId())) {
      return PutOutcome.WITHHELD;
    }
    if (!Select.exists(handle, "SELECT 1 FROM ad WHERE ad_id = ?", image.adId())) {
      if (changes.isDeleted(RecordKind.AD, image.adId())) {
        return PutOutcome.WITHHELD;
      }
      throw new UnknownReferenceException("Ad image " + image.imageId(), "ad " + image.adId());
    }
    if (!pictures.contains(image.picture().id())) {
      throw new MissingPictureException(image.picture().id());
    }
    writeImage(image);
    changes.put(PictureKind.AD_IMAGE, image.imageId());
    before
        .map(old -> old.picture().id())
        .filter(old -> !old.equals(image.picture().id()))
        .ifPresent(old -> {
          changes.mayBeUnused(old);
          links.imageChanges(image.imageId());
          handle.execute("DELETE FROM ad_image_text WHERE image_id = ?", image.imageId());
        });
    return before.isPresent() ? PutOutcome.CHANGED : PutOutcome.ADDED;
  }

  private void writeImage(AdImage image) {
    handle
        .createUpdate(
            "INSERT INTO ad_image (image_id, ad_id, position, content_hash, content_md5, content_sha1, content_bytes,"
                + " picture_id, media_type, width, height, picture_bytes, facts)"
                + " VALUES (:imageId, :adId, :position,"
                + " :original.contentHash, :original.md5, :original.sha1, :original.bytes,"
                + " :picture.id, :picture.mediaType, :picture.width, :picture.height, :picture.bytes, :facts)"
                + " ON CONFLICT (image_id) DO UPDATE SET ad_id = excluded.ad_id, position = excluded.position,"
                + " content_hash = excluded.content_hash, content_md5 = excluded.content_md5,"
                + " content_sha1 = excluded.content_sha1, content_bytes = excluded.content_bytes,"
                + " picture_id = excluded.picture_id, media_type = excluded.media_type, width = excluded.width,"
                + " height = excluded.height, picture_bytes = excluded.picture_bytes, facts = excluded.facts")
        .bindMethods(image)
        .execute();
  }

  public Deletion deleteAd(String adId) {
    if (ad(adId).isEmpty()) {
      return new Deletion.NotFound();
    }
    List<AdImage> images =
        Select.list(
            handle,
            AdImage.class,
            "SELECT * FROM ad_image WHERE ad_id = ? ORDER BY image_id",
            adId);
    for (AdImage image : images) {
      handle.execute("DELETE FROM ad_image_text WHERE image_id = ?", image.imageId());
      handle.execute("DELETE FROM ad_image WHERE image_id = ?", image.imageId());
      changes.delete(PictureKind.AD_IMAGE, image.imageId());
      changes.markDeleted(RecordKind.AD_IMAGE, image.imageId(), RecordKind.AD.name() + " " + adId);
      changes.mayBeUnused(image.picture().id());
      links.imageChanges(image.imageId());
    }
    links.adGoes(adId);
    changes.adsChange();
    handle.execute("DELETE FROM ad_selector WHERE ad_id = ?", adId);
    sightings.deleteAll(adId);
    handle.execute("DELETE FROM ad_reading WHERE ad_id = ?", adId);
    handle.execute("DELETE FROM ad WHERE ad_id = ?", adId);
    changes.markDeleted(RecordKind.AD, adId, "");
    return new Deletion.Deleted(images.size());
  }

  private Optional<Ad> ad(String adId) {
    return Optional.ofNullable(SqlAds.findAll(handle, List.of(adId)).get(adId));
  }
}
