package org.roomprint.indexer.linking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roomprint.ads.groups.AdKey;
import org.roomprint.ads.groups.KeyKind;
import org.roomprint.ads.groups.KeyedAd;
import org.roomprint.ads.groups.NearCopies;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdSelector;
import org.roomprint.catalog.links.AdPicture;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;

/** All ads of a catalog as grouping looks at them: by what they may have in common. */
final class KeyedAds {
  private KeyedAds() {}

  /** Reads all ads, their selectors and their pictures. */
  static List<KeyedAd> of(Catalog catalog) {
    Map<String, Set<AdKey>> keys = new HashMap<>();
    Map<String, Ad> ads = new LinkedHashMap<>();
    Map<String, String> texts = new HashMap<>();
    Optional<Cursor> after = Optional.empty();
    do {
      Page<Ad> page = catalog.ads().list(after, Page.MAX_LIMIT);
      Map<String, List<AdSelector>> selectors =
          catalog.ads().selectorsOf(page.items().stream().map(Ad::adId).toList());
      for (Ad ad : page.items()) {
        Set<AdKey> own = new HashSet<>();
        selectors
            .getOrDefault(ad.adId(), List.of())
            .forEach(one ->
                own.add(new AdKey(KeyKind.of(one.selector().kind()), one.selector().value())));
        keys.put(ad.adId(), own);
        texts.put(ad.adId(), ad.text());
        ads.put(ad.adId(), withoutText(ad));
      }
      after = page.next();
    } while (after.isPresent());
    addPictures(catalog.adLinks().linkedPictures(), keys);
    NearCopies.templates(texts)
        .forEach((ad, template) -> keysOf(keys, ad).add(new AdKey(KeyKind.TEXT, template)));
    List<KeyedAd> keyed = new ArrayList<>(ads.size());
    ads.values()
        .forEach(ad ->
            keyed.add(
                new KeyedAd(
                    ad.adId(),
                    ad.posted(),
                    ad.site(),
                    ad.city().map(city -> city.strip().toLowerCase(Locale.ROOT)).orElse(""),
                    keysOf(keys, ad.adId()))));
    return keyed;
  }

  private static Set<AdKey> keysOf(Map<String, Set<AdKey>> keys, String ad) {
    return keys.getOrDefault(ad, new HashSet<>());
  }

  private static Ad withoutText(Ad ad) {
    return new Ad(
        ad.adId(),
        ad.site(),
        ad.siteAdId(),
        ad.posted(),
        "",
        "",
        ad.place(),
        ad.country(),
        ad.city(),
        Set.of());
  }

  /**
   * The pictures of ads, and the rooms that more than one picture shows. What was found to show the
   * room of a picture shows the room of all that were found to show that one's.
   */
  static void addPictures(List<AdPicture> pictures, Map<String, Set<AdKey>> keys) {
    Map<String, String> up = new HashMap<>();
    for (AdPicture picture : pictures) {
      if (picture.pictureKey().isPresent() && picture.roomKey().isPresent()) {
        String one = root(up, picture.pictureKey().get());
        String other = root(up, picture.roomKey().get());
        String first = one.compareTo(other) < 0 ? one : other;
        up.put(one, first);
        up.put(other, first);
      }
    }
    for (AdPicture picture : pictures) {
      Set<AdKey> own = keys.get(picture.adId());
      if (own == null || picture.pictureKey().isEmpty()) {
        continue; // the ad went meanwhile
      }
      String key = picture.pictureKey().get();
      own.add(new AdKey(KeyKind.PICTURE, key));
      if (up.containsKey(key)) {
        own.add(new AdKey(KeyKind.ROOM, root(up, key)));
      }
    }
  }

  private static String root(Map<String, String> up, String key) {
    String at = key;
    String next = up.getOrDefault(at, at);
    while (!next.equals(at)) {
      at = next;
      next = up.getOrDefault(at, at);
    }
    return at;
  }
}
