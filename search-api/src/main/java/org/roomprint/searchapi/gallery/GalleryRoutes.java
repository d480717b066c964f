package org.roomprint.searchapi.gallery;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.ad.AdSelector;
import org.roomprint.catalog.ad.AdSighting;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.InvalidCursorException;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.picture.KeptPicture;
import org.roomprint.http.ProblemException;
import org.roomprint.http.SecurityHeaders;
import org.roomprint.searchapi.http.AccessFilter;
import org.roomprint.searchapi.http.ReadQuotas;
import org.roomprint.searchapi.wire.AdBody;
import org.roomprint.searchapi.wire.HotelBody;
import org.roomprint.searchapi.wire.PhotoBody;
import org.roomprint.searchapi.wire.SightingBody;

/** Answers for hotels, photos, ads and their pictures. */
public final class GalleryRoutes {
  /** Each may have a text of 100,000 characters. */
  private static final int MAX_SIGHTINGS_OF_A_PAGE = 50;

  private final Catalog catalog;
  private final AccessFilter accessFilter;
  private final Thumbnailer thumbnailer;

  /** Reads from this catalog. */
  public GalleryRoutes(Catalog catalog, AccessFilter accessFilter, Thumbnailer thumbnailer) {
    this.accessFilter = accessFilter;
    this.catalog = catalog;
    this.thumbnailer = thumbnailer;
  }

  /** {@code GET /api/v1/hotels}. */
  public void listHotels(Context context) {
    Paging paging = Paging.of(context);
    String name = context.queryParam("name");
    Page<Hotel> page;
    try {
      page =
          name == null || name.isBlank()
              ? catalog.hotels().list(paging.after(), paging.limit())
              : catalog.hotels().searchByName(name, paging.after(), paging.limit());
    } catch (InvalidCursorException _) {
      throw ProblemException.invalid("This cursor belongs to another list");
    } catch (IllegalArgumentException _) {
      throw ProblemException.invalid("'name' holds at least one letter or digit");
    }
    answer(
        context,
        new HotelBody.PageBody(
            page.items().stream().map(HotelBody::of).toList(), page.next().map(Cursor::token)));
  }

  /** {@code GET /api/v1/hotels/{hotelId}}. */
  public void getHotel(Context context) {
    answer(context, HotelBody.of(hotel(context.pathParam("hotelId"))));
  }

  /** {@code GET /api/v1/hotels/{hotelId}/photos}. */
  public void listHotelPhotos(Context context) {
    Paging paging = Paging.of(context);
    Hotel hotel = hotel(context.pathParam("hotelId"));
    Page<Photo> page;
    try {
      page = catalog.photos().ofHotel(hotel.hotelId(), paging.after(), paging.limit());
    } catch (InvalidCursorException _) {
      throw ProblemException.invalid("This cursor belongs to another list");
    }
    answer(
        context,
        new PhotoBody.PageBody(
            page.items().stream().map(PhotoBody::of).toList(), page.next().map(Cursor::token)));
  }

  /** {@code GET /api/v1/photos/{photoId}}. */
  public void getPhoto(Context context) {
    answer(context, PhotoBody.of(photo(context)));
  }

  /** {@code GET /api/v1/photos/{photoId}/picture}. */
  public void getPhotoPicture(Context context) {
    Photo photo = photo(context);
    KeptPicture picture = photo.picture();
    byte[] bytes =
        catalog
            .pictures()
            .read(picture.id())
            .orElseThrow(() -> ProblemException.notFound("picture file of this photo"));
    accessFilter.recordRead(context, "picture", List.of(photo.photoId()));
    context.contentType(picture.mediaType());
    SecurityHeaders.nameFile(context);
    context.result(bytes);
  }

  /** {@code GET /api/v1/photos/{photoId}/thumbnail}. */
  public void getPhotoThumbnail(Context context) {
    thumbnail(context, photo(context).picture());
  }

  /** {@code GET /api/v1/ads}. */
  public void listAds(Context context) {
    Paging paging = Paging.of(context);
    Page<Ad> page;
    try {
      page = catalog.ads().list(paging.after(), paging.limit());
    } catch (InvalidCursorException _) {
      throw ProblemException.invalid("This cursor belongs to another list");
    }
    accessFilter.count(context, ReadQuotas.Read.ADS, page.items().size());
    accessFilter.recordRead(context, "ads", page.items().stream().map(Ad::adId).toList());
    answer(context, new AdBody.PageBody(bodies(page.items()), page.next().map(Cursor::token)));
  }

  /** {@code GET /api/v1/ads/{adId}}. */
  public void getAd(Context context) {
    Ad ad = ad(context);
    accessFilter.count(context, ReadQuotas.Read.ADS, 1);
    accessFilter.recordRead(context, "ad", List.of(ad.adId()));
    answer(context, bodies(List.of(ad)).getFirst());
  }

  /** {@code GET /api/v1/ads/{adId}/sightings}. */
  public void listSightings(Context context) {
    Paging paging = Paging.of(context);
    Ad ad = ad(context);
    Page<AdSighting> page;
    try {
      page =
          catalog
              .ads()
              .sightingsOf(
                  ad.adId(), paging.after(), Math.min(paging.limit(), MAX_SIGHTINGS_OF_A_PAGE));
    } catch (InvalidCursorException _) {
      throw ProblemException.invalid("This cursor belongs to another list");
    }
    accessFilter.count(context, ReadQuotas.Read.ADS, 1);
    accessFilter.recordRead(context, "sightings of ad", List.of(ad.adId()));
    List<SightingBody> bodies = new ArrayList<>();
    Optional<AdSighting> before =
        page.items().stream().findFirst().flatMap(catalog.ads()::lastTextBefore);
    for (AdSighting sighting : page.items()) {
      bodies.add(SightingBody.of(sighting, before));
      before = sighting.text().isPresent() ? Optional.of(sighting) : before;
    }
    answer(context, new SightingBody.PageBody(bodies, page.next().map(Cursor::token)));
  }

  /** {@code GET /api/v1/ad-images/{imageId}/thumbnail}. */
  public void getAdImageThumbnail(Context context) {
    AdImage image =
        catalog
            .ads()
            .findImage(context.pathParam("imageId"))
            .orElseThrow(() -> ProblemException.notFound("ad image with this id"));
    thumbnail(context, image.picture());
  }

  private Ad ad(Context context) {
    return catalog
        .ads()
        .meantBy(context.pathParam("adId"))
        .orElseThrow(() -> ProblemException.notFound("ad with this id"));
  }

  private List<AdBody> bodies(List<Ad> ads) {
    Map<String, List<AdSelector>> selectors =
        catalog.ads().selectorsOf(ads.stream().map(Ad::adId).toList());
    return ads.stream()
        .map(ad ->
            AdBody.of(
                ad,
                selectors.getOrDefault(ad.adId(), List.of()),
                catalog.ads().imagesOf(ad.adId())))
        .toList();
  }

  private Hotel hotel(String hotelId) {
    return catalog
        .hotels()
        .find(hotelId)
        .orElseThrow(() -> ProblemException.notFound("hotel with this id"));
  }

  private Photo photo(Context context) {
    return catalog
        .photos()
        .meantBy(context.pathParam("photoId"))
        .orElseThrow(() -> ProblemException.notFound("photo with this id"));
  }

  private void thumbnail(Context context, KeptPicture picture) {
    context.contentType("image/jpeg");
    SecurityHeaders.nameFile(context);
    context.result(
        thumbnailer
            .thumbnail(picture)
            .orElseThrow(() -> ProblemException.notFound("picture file of this photo")));
  }

  private void answer(Context context, Object body) {
    context.json(body);
  }
}
