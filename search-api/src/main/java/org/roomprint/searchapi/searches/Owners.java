package org.roomprint.searchapi.searches;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.http.Principal;
import org.roomprint.searchapi.wire.OwnerBody;
import org.roomprint.searchapi.wire.PhotoHitBody;
import org.roomprint.vectors.index.PictureKind;

/** Names the hotels and ads that found pictures belong to; ids alone say nothing to a reader. */
final class Owners {
  private final Map<String, Hotel> hotels;
  private final Map<String, Ad> ads;

  private Owners(Map<String, Hotel> hotels, Map<String, Ad> ads) {
    this.hotels = hotels;
    this.ads = ads;
  }

  /** The owners of these pictures, read at once; ads for whoever may view them. */
  static Owners of(Catalog catalog, List<PhotoHitBody> hits, Principal<Role> principal) {
    boolean mayViewAds = Role.anyPermits(principal.roles(), Action.VIEW_ADS);
    return new Owners(
        catalog.hotels().findAll(ids(hits, false)),
        mayViewAds ? catalog.ads().findAll(ids(hits, true)) : Map.of());
  }

  private static List<String> ids(List<PhotoHitBody> hits, boolean ofAds) {
    return hits.stream()
        .filter(hit -> isOfAd(hit) == ofAds)
        .map(PhotoHitBody::ownerId)
        .distinct()
        .toList();
  }

  private static boolean isOfAd(PhotoHitBody hit) {
    return hit.kind().equals(PictureKind.AD_IMAGE.name());
  }

  /**
   * The hit with its owner's name, which is absent when the owner has been deleted meanwhile or is
   * an ad that whoever asks may not view.
   */
  PhotoHitBody name(PhotoHitBody hit) {
    return hit.withOwner(
        isOfAd(hit)
            ? Optional.ofNullable(ads.get(hit.ownerId())).map(OwnerBody::of)
            : Optional.ofNullable(hotels.get(hit.ownerId())).map(OwnerBody::of));
  }
}
