package org.roomprint.catalog.sql.ad;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.roomprint.base.sql.Select;
import org.roomprint.base.sql.SqlReader;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.ad.AdImageText;
import org.roomprint.catalog.ad.AdSelector;
import org.roomprint.catalog.ad.AdSighting;
import org.roomprint.catalog.ad.AdStore;
import org.roomprint.catalog.ad.AdUrls;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.InvalidCursorException;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.selectors.FoundSelector;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.catalog.sql.rows.OriginalHashes;
import org.roomprint.catalog.sql.rows.Pages;
import org.roomprint.catalog.sql.rows.RecordKind;

/** Ads in SQL. */
public final class SqlAds implements AdStore {
  private static final String SIGHTINGS =
      "SELECT ad_sighting.*, ad_text.title, ad_text.body FROM ad_sighting"
          + " JOIN ad_text ON ad_text.ad_id = ad_sighting.ad_id"
          + " AND ad_text.text_hash = ad_sighting.text_hash";

  private final SqlReader reader;

  public SqlAds(SqlReader reader) {
    this.reader = reader;
  }

  @Override
  public Optional<Ad> find(String adId) {
    return Optional.ofNullable(findAll(List.of(adId)).get(adId));
  }

  @Override
  public Map<String, Ad> findAll(Collection<String> adIds) {
    return reader.readOneMoment(handle -> findAll(handle, adIds));
  }

  @Override
  public List<Ad> withSiteAdId(String siteAdId) {
    return list(
        "SELECT * FROM ad WHERE site_ad_id = ? ORDER BY ad_id LIMIT " + Page.MAX_LIMIT, siteAdId);
  }

  /** The ads that a statement finds, each with the selectors that were given. */
  private List<Ad> list(String sql, Object... bound) {
    return reader.readOneMoment(
        handle -> withSelectors(handle, Select.list(handle, Ad.class, sql, bound)));
  }

  @Override
  public Optional<Ad> meantBy(String idOrSiteAdId) {
    Optional<Ad> own = find(idOrSiteAdId);
    if (own.isPresent()) {
      return own;
    }
    List<String> ids =
        reader.list(
            String.class, "SELECT ad_id FROM ad WHERE site_ad_id = ? LIMIT 2", idOrSiteAdId);
    return ids.size() == 1 ? find(ids.getFirst()) : Optional.empty();
  }

  /** The ads with these ids, by id, within a transaction that sees one moment. */
  public static Map<String, Ad> findAll(Handle handle, Collection<String> adIds) {
    List<Ad> ads = Select.byIds(handle, Ad.class, "SELECT * FROM ad WHERE ad_id IN (<ids>)", adIds);
    return SqlReader.byId(withSelectors(handle, ads), Ad::adId);
  }

  @Override
  public Page<Ad> list(Optional<Cursor> after, int limit) {
    return Pages.read(
        after,
        limit,
        Ad::adId,
        (id, count) -> list("SELECT * FROM ad WHERE ad_id > ? ORDER BY ad_id LIMIT ?", id, count));
  }

  @Override
  public Page<Ad> withSelector(Selector selector, Optional<Cursor> after, int limit) {
    return Pages.read(
        after,
        limit,
        Ad::adId,
        (id, count) ->
            list(
                "SELECT ad.* FROM ad_selector JOIN ad ON ad.ad_id = ad_selector.ad_id"
                    + " WHERE ad_selector.kind = ? AND ad_selector.selector_value = ?"
                    + " AND ad_selector.ad_id > ? ORDER BY ad_selector.ad_id LIMIT ?",
                selector.kind(),
                selector.value(),
                id,
                count));
  }

  @Override
  public List<Ad> withUrl(String url) {
    return list(
        "SELECT * FROM ad WHERE url_key = ? ORDER BY ad_id LIMIT " + Page.MAX_LIMIT,
        AdUrls.keyOf(url));
  }

  @Override
  public Page<AdSighting> sightingsOf(String adId, Optional<Cursor> after, int limit) {
    Page.requireLimit(limit);
    long moment = after.map(cursor -> momentOf(cursor.key(2).getFirst())).orElse(Long.MIN_VALUE);
    String id = after.map(cursor -> cursor.key(2).getLast()).orElse("");
    List<AdSighting> rows =
        reader.list(
            AdSighting.class,
            SIGHTINGS
                + " WHERE ad_sighting.ad_id = ? AND (ad_sighting.moment, ad_sighting.sighting_id) > (?, ?)"
                + " ORDER BY ad_sighting.moment, ad_sighting.sighting_id LIMIT ?",
            adId,
            moment,
            id,
            limit + 1);
    return Pages.of(
        rows,
        limit,
        sighting ->
            Cursor.after(Long.toString(sighting.moment().toEpochMilli()), sighting.sightingId()));
  }

  @Override
  public Optional<AdSighting> lastTextBefore(AdSighting sighting) {
    return reader.find(
        AdSighting.class,
        SIGHTINGS
            + " WHERE ad_sighting.ad_id = ? AND (ad_sighting.moment, ad_sighting.sighting_id) < (?, ?)"
            + " AND ad_text.body IS NOT NULL"
            + " ORDER BY ad_sighting.moment DESC, ad_sighting.sighting_id DESC LIMIT 1",
        sighting.adId(),
        sighting.moment().toEpochMilli(),
        sighting.sightingId());
  }

  private static long momentOf(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new InvalidCursorException(e);
    }
  }

  @Override
  public Map<String, List<AdSelector>> selectorsOf(Collection<String> adIds) {
    return reader.read(handle -> selectorsOf(handle, adIds));
  }

  /** The selectors of these ads, within a transaction. */
  static Map<String, List<AdSelector>> selectorsOf(Handle handle, Collection<String> adIds) {
    return rows(handle, "", adIds).stream()
        .sorted(
            Comparator.comparing((SelectorRow row) -> row.selector().kind())
                .thenComparing(row -> row.selector().value()))
        .collect(groupingBy(SelectorRow::adId, mapping(SelectorRow::known, toList())));
  }

  @Override
  public List<Ad> notReadBy(int rules, int limit) {
    Page.requireLimit(limit);
    return list(
        "SELECT ad.* FROM ad LEFT JOIN ad_reading ON ad_reading.ad_id = ad.ad_id"
            + " WHERE ad_reading.rules IS NULL OR ad_reading.rules <> ? ORDER BY ad.ad_id LIMIT ?",
        rules,
        limit);
  }

  @Override
  public List<AdImage> imagesNotReadBy(int reader, int rules, int limit) {
    Page.requireLimit(limit);
    return this.reader.list(
        AdImage.class,
        "SELECT ad_image.* FROM ad_image LEFT JOIN ad_image_text"
            + " ON ad_image_text.image_id = ad_image.image_id"
            + " WHERE ad_image_text.reader IS NULL OR ad_image_text.reader <> ?"
            + " OR ad_image_text.rules <> ? ORDER BY ad_image.image_id LIMIT ?",
        reader,
        rules,
        limit);
  }

  @Override
  public Optional<AdImageText> textIn(String imageId) {
    return reader.find(
        AdImageText.class, "SELECT * FROM ad_image_text WHERE image_id = ?", imageId);
  }

  @Override
  public long revision() {
    return reader.one(Long.class, "SELECT ad_revision FROM catalog_state");
  }

  /** A row of {@code ad_selector}. */
  record SelectorRow(
      String adId,
      @Nested Selector selector,
      boolean given,
      boolean found,
      boolean obfuscated,
      List<FoundSelector.Stretch> stretches,
      List<String> images) {
    private AdSelector known() {
      return new AdSelector(
          selector,
          given,
          found
              ? Optional.of(
                  new FoundSelector(selector.kind(), selector.value(), obfuscated, stretches))
              : Optional.empty(),
          images);
    }
  }

  private static List<SelectorRow> rows(Handle handle, String condition, Collection<String> ids) {
    return Select.byIds(
        handle,
        SelectorRow.class,
        "SELECT ad_id, kind, selector_value AS value, given, found, obfuscated, stretches, images"
            + " FROM ad_selector WHERE ad_id IN (<ids>)"
            + condition,
        ids);
  }

  private static List<Ad> withSelectors(Handle handle, List<Ad> ads) {
    Map<String, Set<Selector>> selectors =
        rows(handle, " AND given = 1", ads.stream().map(Ad::adId).toList()).stream()
            .collect(groupingBy(SelectorRow::adId, mapping(SelectorRow::selector, toSet())));
    return ads.stream()
        .map(ad -> ad.withSelectors(selectors.getOrDefault(ad.adId(), Set.of())))
        .toList();
  }

  @Override
  public List<AdImage> imagesOf(String adId) {
    return reader.list(
        AdImage.class, "SELECT * FROM ad_image WHERE ad_id = ? ORDER BY position, image_id", adId);
  }

  @Override
  public Optional<AdImage> findImage(String imageId) {
    return reader.find(AdImage.class, "SELECT * FROM ad_image WHERE image_id = ?", imageId);
  }

  @Override
  public Set<String> deletedImagesAmong(Collection<String> imageIds) {
    return RecordKind.AD_IMAGE.deletedAmong(reader, imageIds);
  }

  @Override
  public List<AdImage> imagesWithOriginalHash(String hex) {
    return reader.list(
        AdImage.class,
        "SELECT * FROM ad_image WHERE "
            + OriginalHashes.columnFor(hex)
            + " = ? ORDER BY image_id LIMIT "
            + Page.MAX_LIMIT,
        hex);
  }
}
