package org.roomprint.searchapi.searches;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.Justification;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.http.ProblemException;
import org.roomprint.searchapi.http.AccessFilter;
import org.roomprint.searchapi.wire.GalleryPartBody;
import org.roomprint.searchapi.wire.HotelBody;
import org.roomprint.searchapi.wire.HotelSearchAnswerBody;
import org.roomprint.searchapi.wire.HotelSearchBody;
import org.roomprint.searchapi.wire.PhotoHitBody;
import org.roomprint.searchapi.wire.SearchReportBody;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.search.HotelHit;
import org.roomprint.vectors.search.LocateRoomAnswer;
import org.roomprint.vectors.search.LocateRoomQuery;
import org.roomprint.vectors.search.PhotoHit;
import org.roomprint.vectors.search.QueryImage;
import org.roomprint.vectors.search.SearchSession;

/** {@code POST /api/v1/hotel-searches}. */
public final class HotelSearches {
  /** Photos that are shown of each hotel, strongest evidence first. */
  static final int PHOTOS_PER_HOTEL = 5;

  private static final double SURE = 0.9;

  private final QueryPictures pictures;
  private final Sessions sessions;
  private final SearchSlots slots;
  private final Catalog catalog;
  private final SearchAudit audit;

  /** Searches in these sessions. */
  public HotelSearches(
      QueryPictures pictures, Sessions sessions, SearchSlots slots, Catalog catalog) {
    this.pictures = pictures;
    this.sessions = sessions;
    this.slots = slots;
    this.catalog = catalog;
    this.audit = new SearchAudit(catalog.auditLog());
  }

  /** Answers a search. */
  public void post(Context context) {
    HotelSearchAnswerBody answer = slots.run(context, () -> search(context));
    context.json(answer);
  }

  private HotelSearchAnswerBody search(Context context) {
    HotelSearchBody body = QueryPictures.query(context, HotelSearchBody.class);
    Justification justification = AccessFilter.justified(body.caseReference(), body.purpose());
    List<QueryImage> images =
        pictures.read(
            context,
            ProblemException.orInvalid(body::quarterTurns),
            ProblemException.orInvalid(body::paintedOrientations));
    LocateRoomQuery query = ProblemException.orInvalid(() -> query(body, images));
    Located located =
        sessions.search(session ->
            new Located(
                locate(session, query),
                images.stream().map(image -> facts(image, session)).toList(),
                GalleryParts.count(session.snapshot(), query.filter())));
    LocateRoomAnswer answer = located.answer();
    AuditRecord recorded =
        audit.record(
            context,
            justification,
            Action.SEARCH_HOTELS,
            images.stream().map(image -> image.bytes().hex()).toList(),
            parameters(body, images),
            lines(answer),
            Optional.of(answer.report()));
    return body(recorded, located);
  }

  /** What was found, what was seen of each image, and of how many photos. */
  private record Located(
      LocateRoomAnswer answer,
      List<HotelSearchAnswerBody.ImageBody> images,
      GalleryPartBody part) {}

  private static LocateRoomAnswer locate(SearchSession session, LocateRoomQuery query)
      throws IOException {
    if (query.images().stream().anyMatch(image -> image.outsideRegion().isPresent())
        && !session.supportsRegionQueries()) {
      throw ProblemException.invalid(
          "This service's model gives no patch embeddings, so that a 'region' cannot"
              + " be searched for; leave it out to search for the whole room");
    }
    return session.locate(query);
  }

  private static List<AuditEntry.AnswerLine> lines(LocateRoomAnswer answer) {
    return answer.hotels().stream()
        .map(hit ->
            new AuditEntry.AnswerLine(
                hit.hotelId(),
                (hit.unverifiedOnly() ? "UNVERIFIED/" : "") + hit.evidence().name(),
                hit.score()))
        .toList();
  }

  private LocateRoomQuery query(HotelSearchBody body, List<QueryImage> images) {
    GalleryFilter sent = body.toFilter();
    return new LocateRoomQuery(
        images,
        sent.withChains(ChainNames.ids(sent.chains(), catalog.hotels())),
        body.mode(),
        body.verify().orElse(true),
        body.hotels());
  }

  /** All that is needed to run the search again, once the same files are brought. */
  private static Map<String, Object> parameters(HotelSearchBody body, List<QueryImage> images) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("filter", body.filter());
    parameters.put("exact", body.exact().orElse(false));
    parameters.put("verify", body.verify().orElse(true));
    parameters.put("maxHotels", body.hotels());
    parameters.put("turns", body.quarterTurns());
    parameters.put("maskHashes", images.stream().map(image -> MaskHash.of(image.mask())).toList());
    parameters.put(
        "outsideHashes", images.stream().map(image -> MaskHash.of(image.outsideRegion())).toList());
    return parameters;
  }

  private HotelSearchAnswerBody body(AuditRecord recorded, Located located) {
    LocateRoomAnswer answer = located.answer();
    List<HotelSearchAnswerBody.HotelHitBody> hits = bodies(answer.hotels());
    return new HotelSearchAnswerBody(
        Long.toString(recorded.number()),
        recorded.hash(),
        located.images(),
        hits,
        answer.notInGallery(),
        answer.calibrated(),
        answer.hotelsToBeSure(SURE),
        located.part(),
        SearchReportBody.of(answer.report()));
  }

  private static HotelSearchAnswerBody.ImageBody facts(QueryImage image, SearchSession session) {
    double hidden = image.mask().map(mask -> mask.hiddenShare()).orElse(0.0);
    return new HotelSearchAnswerBody.ImageBody(
        image.picture().width(),
        image.picture().height(),
        hidden,
        image.outsideRegion().map(outside -> 1 - outside.hiddenShare()),
        image.outsideRegion().isPresent() ? Optional.empty() : session.expectedRecall(hidden));
  }

  private List<HotelSearchAnswerBody.HotelHitBody> bodies(List<HotelHit> found) {
    Map<String, Hotel> hotels =
        catalog.hotels().findAll(found.stream().map(HotelHit::hotelId).toList());
    Map<String, Photo> photos =
        catalog
            .photos()
            .findAll(
                found.stream()
                    .flatMap(hotel -> shown(hotel).stream())
                    .map(photo -> photo.picture().pictureId())
                    .toList());
    List<HotelSearchAnswerBody.HotelHitBody> hits = new ArrayList<>();
    for (HotelHit hit : found) {
      Hotel hotel = hotels.get(hit.hotelId());
      if (hotel == null) {
        continue; // deleted from the catalog since the index was last written
      }
      hits.add(
          new HotelSearchAnswerBody.HotelHitBody(
              hits.size() + 1,
              HotelBody.of(hotel),
              hit.evidence().name(),
              hit.unverifiedOnly(),
              hit.score(),
              hit.probability(),
              shown(hit).stream().map(photo -> body(photo, photos)).toList()));
    }
    return hits;
  }

  /**
   * The photos that are shown of a hotel, strongest evidence first: the one that proves it is among
   * them, however many others look more alike.
   */
  static List<PhotoHit> shown(HotelHit hotel) {
    return hotel.photos().stream()
        .sorted(
            Comparator.comparing(PhotoHit::evidence)
                .thenComparing(Comparator.comparingDouble(PhotoHit::score).reversed()))
        .limit(PHOTOS_PER_HOTEL)
        .toList();
  }

  private static PhotoHitBody body(PhotoHit photo, Map<String, Photo> photos) {
    return PhotoHitBody.of(photo, PictureKind.GALLERY_PHOTO)
        .withPhoto(Optional.ofNullable(photos.get(photo.picture().pictureId())));
  }
}
