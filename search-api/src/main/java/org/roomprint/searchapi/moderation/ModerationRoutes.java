package org.roomprint.searchapi.moderation;

import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.contribution.ContributedPhoto;
import org.roomprint.catalog.contribution.Contribution;
import org.roomprint.catalog.contribution.ContributionState;
import org.roomprint.catalog.contribution.Finding;
import org.roomprint.catalog.contribution.HotelCoverage;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.moderation.Moderation;
import org.roomprint.catalog.moderation.ModerationOutcome;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.InvalidCursorException;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.http.JsonBodies;
import org.roomprint.http.ProblemException;
import org.roomprint.http.RequestIds;
import org.roomprint.http.SecurityHeaders;
import org.roomprint.searchapi.gallery.Paging;
import org.roomprint.searchapi.gallery.Thumbnailer;
import org.roomprint.searchapi.http.AccessFilter;
import org.roomprint.searchapi.http.SearchProblem;
import org.roomprint.searchapi.wire.ContributionBody;
import org.roomprint.searchapi.wire.CoverageBody;
import org.roomprint.searchapi.wire.DecisionBody;

/** Answers for contributions, decisions about them, and coverage. */
public final class ModerationRoutes {
  private final Catalog catalog;
  private final Thumbnailer thumbnailer;
  private final Moderation moderation;

  /** Of this catalog. */
  public ModerationRoutes(Catalog catalog, Thumbnailer thumbnailer, InstantSource clock) {
    this.catalog = catalog;
    this.thumbnailer = thumbnailer;
    this.moderation = new Moderation(catalog, clock);
  }

  /** {@code GET /api/v1/contributions}. */
  public void list(Context context) {
    Paging paging = Paging.of(context);
    Page<Contribution> page;
    try {
      page = catalog.contributions().list(state(context), paging.after(), paging.limit());
    } catch (InvalidCursorException _) {
      throw ProblemException.invalid("This cursor belongs to another list");
    }
    answer(
        context,
        new ContributionBody.PageBody(
            page.items().stream().map(this::body).toList(), page.next().map(Cursor::token)));
  }

  private static ContributionState state(Context context) {
    String given = Optional.ofNullable(context.queryParam("state")).orElse("HELD");
    try {
      return ContributionState.valueOf(given.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw ProblemException.invalid(
          "'state' is one of " + List.of(ContributionState.values()) + " in capital letters");
    }
  }

  /** {@code GET /api/v1/contributions/{contributionId}}. */
  public void get(Context context) {
    answer(
        context,
        body(
            catalog
                .contributions()
                .find(context.pathParam("contributionId"))
                .orElseThrow(ModerationRoutes::unknown)));
  }

  /** {@code GET /api/v1/contributed-photos/{photoId}/thumbnail}. */
  public void thumbnail(Context context) {
    String photoId = context.pathParam("photoId");
    byte[] small =
        catalog
            .contributions()
            .ofPhoto(photoId)
            .flatMap(found ->
                found.photos().stream()
                    .filter(photo -> photo.photoId().equals(photoId))
                    .findFirst())
            .flatMap(ContributedPhoto::picture)
            .flatMap(thumbnailer::thumbnail)
            .orElseThrow(() -> ProblemException.notFound("picture of this photo"));
    context.contentType("image/jpeg");
    SecurityHeaders.nameFile(context);
    context.result(small);
  }

  /** {@code POST /api/v1/contributions/{contributionId}/decisions}. */
  public void decide(Context context) {
    String id = context.pathParam("contributionId");
    DecisionBody body = JsonBodies.read(context, DecisionBody.class);
    Moderation.DecidedBy by =
        new Moderation.DecidedBy(
            RequestIds.of(context), AccessFilter.actorOf(AccessFilter.principalOf(context)));
    ModerationOutcome outcome =
        switch (body.kind()) {
          case ACCEPT -> moderation.accept(id, by);
          case REFUSE -> moderation.refuse(id, by);
          case MERGE -> moderation.merge(id, body.requiredHotelId(), by);
          case UNDO -> moderation.undo(id, by);
        };
    switch (outcome) {
      case ModerationOutcome.Done(Contribution changed, Optional<AuditHead> recorded) -> {
        recorded.ifPresent(head -> AccessFilter.tellHead(context, head));
        answer(context, body(changed));
      }
      case ModerationOutcome.NotFound _ -> throw unknown();
      case ModerationOutcome.NotPossible(String why) ->
          throw new ProblemException(SearchProblem.NOT_POSSIBLE, why);
    }
  }

  /** {@code GET /api/v1/coverage}. */
  public void coverage(Context context) {
    Paging paging = Paging.of(context);
    Page<HotelCoverage> page;
    try {
      page = catalog.contributions().coverage(paging.after(), paging.limit());
    } catch (InvalidCursorException _) {
      throw ProblemException.invalid("This cursor belongs to another list");
    }
    answer(
        context,
        new CoverageBody(
            page.items().stream().map(CoverageBody.HotelBody::of).toList(),
            page.next().map(Cursor::token)));
  }

  private ContributionBody body(Contribution contribution) {
    return ContributionBody.of(
        contribution,
        contribution.hotelId().flatMap(catalog.hotels()::find),
        relatedHotels(contribution),
        catalog
            .photos()
            .findAll(contribution.photos().stream().map(ContributedPhoto::photoId).toList()),
        catalog.contributions().decisions(contribution.contributionId()));
  }

  /** The hotels of the photos that findings speak of, by the photo's id. */
  private Map<String, Hotel> relatedHotels(Contribution contribution) {
    List<String> photoIds =
        contribution.findings().stream()
            .map(Finding::related)
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    Map<String, Photo> photos = catalog.photos().findAll(photoIds);
    Map<String, Hotel> hotels =
        catalog.hotels().findAll(photos.values().stream().map(Photo::hotelId).distinct().toList());
    Map<String, Hotel> related = new HashMap<>();
    photos.forEach((id, photo) ->
        Optional.ofNullable(hotels.get(photo.hotelId()))
            .ifPresent(hotel -> related.put(id, hotel)));
    return related;
  }

  private static ProblemException unknown() {
    return ProblemException.notFound("contribution with this id");
  }

  private void answer(Context context, Object body) {
    context.json(body);
  }
}
