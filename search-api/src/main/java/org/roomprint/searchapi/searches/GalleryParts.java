package org.roomprint.searchapi.searches;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import org.roomprint.catalog.hotel.HotelStore;
import org.roomprint.http.JsonBodies;
import org.roomprint.http.ProblemException;
import org.roomprint.searchapi.wire.GalleryPartBody;
import org.roomprint.searchapi.wire.HotelSearchBody;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.GeoPoint;
import org.roomprint.vectors.index.PictureKind;

/** {@code POST /api/v1/gallery-parts}: how many photos a filter leaves. */
public final class GalleryParts {
  private static final double EARTH_METRES = 20_037_508;

  private final Sessions sessions;
  private final HotelStore hotels;

  /** Counts in the index of these sessions, with the chains of these hotels. */
  public GalleryParts(Sessions sessions, HotelStore hotels) {
    this.sessions = sessions;
    this.hotels = hotels;
  }

  /** Answers a filter. */
  public void post(Context context) {
    HotelSearchBody.FilterBody body = JsonBodies.read(context, HotelSearchBody.FilterBody.class);
    GalleryFilter sent = ProblemException.orInvalid(body::toFilter);
    GalleryFilter filter = sent.withChains(ChainNames.ids(sent.chains(), hotels));
    GalleryPartBody part = sessions.search(session -> count(session.snapshot(), filter));
    context.json(part);
  }

  /** What a filter leaves of all photos, trusted or not. */
  static GalleryPartBody count(GallerySnapshot snapshot, GalleryFilter filter) throws IOException {
    GalleryFilter all = GalleryFilter.all(PictureKind.GALLERY_PHOTO);
    long size = photos(snapshot, all);
    return new GalleryPartBody(
        photos(snapshot, filter),
        size,
        size - photos(snapshot, dated(all)),
        size - photos(snapshot, placed(all)));
  }

  private static long photos(GallerySnapshot snapshot, GalleryFilter filter) throws IOException {
    return snapshot.count(filter.withKind(PictureKind.GALLERY_PHOTO))
        + snapshot.count(filter.withKind(PictureKind.UNVERIFIED_PHOTO));
  }

  private static GalleryFilter dated(GalleryFilter all) {
    return new GalleryFilter(
        all.kind(),
        all.area(),
        all.chains(),
        all.countries(),
        Optional.of(LocalDate.MIN),
        all.takenTo(),
        all.withoutOwners(),
        all.withoutPictures());
  }

  private static GalleryFilter placed(GalleryFilter all) {
    return new GalleryFilter(
        all.kind(),
        Optional.of(new GalleryFilter.Area(new GeoPoint(0, 0), EARTH_METRES)),
        all.chains(),
        all.countries(),
        all.takenFrom(),
        all.takenTo(),
        all.withoutOwners(),
        all.withoutPictures());
  }
}
