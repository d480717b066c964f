package org.roomprint.catalog.sql.ad;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.roomprint.base.sql.SqlReader;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.ad.AdStore;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.catalog.selectors.SelectorKind;
import org.roomprint.catalog.sql.rows.OriginalHashes;
import org.roomprint.catalog.sql.rows.Pages;
import org.roomprint.catalog.sql.rows.RecordKind;
import org.roomprint.catalog.sql.rows.Rows;

/** Ads in SQL. */
public final class SqlAds implements AdStore {
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
    return reader.readOneMoment(handle ->
        withSelectors(
            handle,
            handle
                .createQuery(
                    "SELECT * FROM ad WHERE site_ad_id = :called ORDER BY ad_id LIMIT "
                        + Page.MAX_LIMIT)
                .bind("called", siteAdId)
                .map((row, _) -> Rows.ad(row))
                .list()));
  }

  @Override
  public Optional<Ad> meantBy(String idOrSiteAdId) {
    Optional<Ad> own = find(idOrSiteAdId);
    if (own.isPresent()) {
      return own;
    }
    List<String> ids =
        reader.read(handle ->
            handle
                .createQuery("SELECT ad_id FROM ad WHERE site_ad_id = :id LIMIT 2")
                .bind("id", idOrSiteAdId)
                .mapTo(String.class)
                .list());
    return ids.size() == 1 ? find(ids.getFirst()) : Optional.empty();
  }

  public static Map<String, Ad> findAll(Handle handle, Collection<String> adIds) {
    List<Ad> ads =
        SqlReader.findAll(
            handle, "SELECT * FROM ad WHERE ad_id IN (<ids>)", adIds, (row, _) -> Rows.ad(row));
    return SqlReader.byId(withSelectors(handle, ads), Ad::adId);
  }

  @Override
  public Page<Ad> list(Optional<Cursor> after, int limit) {
    Page.requireLimit(limit);
    String afterId = after.map(cursor -> cursor.key(1).getFirst()).orElse("");
    List<Ad> rows =
        reader.readOneMoment(handle ->
            withSelectors(
                handle,
                handle
                    .createQuery(
                        "SELECT * FROM ad WHERE ad_id > :after ORDER BY ad_id LIMIT :limit")
                    .bind("after", afterId)
                    .bind("limit", limit + 1)
                    .map((row, _) -> Rows.ad(row))
                    .list()));
    return Pages.of(rows, limit, ad -> Cursor.after(ad.adId()));
  }

  @Override
  public Page<Ad> withSelector(Selector selector, Optional<Cursor> after, int limit) {
    Page.requireLimit(limit);
    String afterId = after.map(cursor -> cursor.key(1).getFirst()).orElse("");
    List<Ad> rows =
        reader.readOneMoment(handle ->
            withSelectors(
                handle,
                handle
                    .createQuery(
                        "SELECT ad.* FROM ad_selector JOIN ad ON ad.ad_id = ad_selector.ad_id"
                            + " WHERE ad_selector.kind = :kind AND ad_selector.selector_value = :value"
                            + " AND ad_selector.ad_id > :after ORDER BY ad_selector.ad_id LIMIT :limit")
                    .bind("kind", selector.kind().name())
                    .bind("value", selector.value())
                    .bind("after", afterId)
                    .bind("limit", limit + 1)
                    .map((row, _) -> Rows.ad(row))
                    .list()));
    return Pages.of(rows, limit, ad -> Cursor.after(ad.adId()));
  }

  private static List<Ad> withSelectors(Handle handle, List<Ad> ads) {
    Map<String, Set<Selector>> selectors = new HashMap<>();
    SqlReader.findAll(
            handle,
            "SELECT * FROM ad_selector WHERE ad_id IN (<ids>)",
            ads.stream().map(Ad::adId).toList(),
            (row, _) ->
                Map.entry(
                    row.getString("ad_id"),
                    new Selector(
                        SelectorKind.valueOf(row.getString("kind")),
                        row.getString("selector_value"))))
        .forEach(entry ->
            selectors.computeIfAbsent(entry.getKey(), _ -> new HashSet<>()).add(entry.getValue()));
    return ads.stream()
        .map(ad -> ad.withSelectors(selectors.getOrDefault(ad.adId(), Set.of())))
        .toList();
  }

  @Override
  public List<AdImage> imagesOf(String adId) {
    return reader.read(handle ->
        handle
            .createQuery("SELECT * FROM ad_image WHERE ad_id = :ad ORDER BY position, image_id")
            .bind("ad", adId)
            .map((row, _) -> Rows.adImage(row))
            .list());
  }

  @Override
  public Optional<AdImage> findImage(String imageId) {
    return reader.find(
        "SELECT * FROM ad_image WHERE image_id = :id", imageId, (row, _) -> Rows.adImage(row));
  }

  @Override
  public Set<String> deletedImagesAmong(Collection<String> imageIds) {
    return RecordKind.AD_IMAGE.deletedAmong(reader, imageIds);
  }

  @Override
  public List<AdImage> imagesWithOriginalHash(String hex) {
    String column = OriginalHashes.columnFor(hex);
    return reader.read(handle ->
        handle
            .createQuery(
                "SELECT * FROM ad_image WHERE "
                    + column
                    + " = :hex ORDER BY image_id LIMIT "
                    + Page.MAX_LIMIT)
            .bind("hex", hex)
            .map((row, _) -> Rows.adImage(row))
            .list());
  }
}
