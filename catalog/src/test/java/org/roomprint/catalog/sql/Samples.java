package org.roomprint.catalog.sql;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.roomprint.base.Digests;
import org.roomprint.base.Place;
import org.roomprint.base.sql.TestDatabase;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogConfiguration;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.picture.KeptPicture;
import org.roomprint.catalog.picture.OriginalFile;
import org.roomprint.catalog.picture.PictureId;
import org.roomprint.catalog.selectors.Selector;

/** Small made-up records; the same arguments always give the same record. */
final class Samples {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-04T05:06:07Z"));

  private Samples() {}

  /** An empty catalog's configuration; ends the test as skipped where its database cannot run. */
  static CatalogConfiguration configuration(TestDatabase database, Path folder) {
    CatalogConfiguration inFolder = CatalogConfiguration.inFolder(folder);
    return new CatalogConfiguration(
        inFolder.pictures(),
        inFolder.thumbnails(),
        database.empty(folder.resolve("catalog.sqlite")),
        inFolder.auditHeads());
  }

  static Hotel hotel(String id) {
    return Hotel.of(id, "Hotel " + id, "test");
  }

  /** A hotel of which this is known, where it is. */
  static Hotel hotel(
      String id, Optional<String> chainId, Optional<Place> place, Optional<String> country) {
    return new Hotel(
        id, "Hotel " + id, chainId, place, country, Optional.empty(), Optional.empty(), "test");
  }

  static byte[] content(String seed) {
    return ("picture " + seed).getBytes(StandardCharsets.UTF_8);
  }

  static OriginalFile original(String seed) {
    byte[] bytes = ("original " + seed).getBytes(StandardCharsets.UTF_8);
    return new OriginalFile(
        Digests.sha256Hex(bytes),
        Optional.of(Digests.derivedId("md5", seed)),
        Optional.of((Digests.derivedId("sha1", seed) + Digests.derivedId(seed)).substring(0, 40)),
        bytes.length);
  }

  static KeptPicture picture(PictureId id) {
    return new KeptPicture(id, "image/jpeg", 640, 480, 1234);
  }

  /** A photo whose picture has been put into the catalog's picture store. */
  static Photo photo(Catalog catalog, String hotelId, String seed) {
    return Photo.of(
        hotelId, "test", original(seed), picture(catalog.pictures().put(content(seed))));
  }

  static Ad ad(String siteAdId, Selector... selectors) {
    return new Ad(
        Ad.idOf("site.example", siteAdId),
        "site.example",
        siteAdId,
        Optional.of(Instant.parse("2026-01-02T03:04:05Z")),
        "title " + siteAdId,
        "text\nof " + siteAdId,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(selectors));
  }

  /** An ad image whose picture has been put into the catalog's picture store. */
  static AdImage adImage(Catalog catalog, String adId, int position, String seed) {
    return AdImage.of(
        adId, position, original(seed), picture(catalog.pictures().put(content(seed))));
  }
}
