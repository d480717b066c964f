package org.roomprint.searchapi.moderation;

import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.Cursor;
import org.roomprint.catalog.InvalidCursorException;
import org.roomprint.catalog.Page;
import org.roomprint.catalog.access.AccessDecision;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.contribution.ContributedPhoto;
import org.roomprint.catalog.contribution.Contribution;
import org.roomprint.catalog.contribution.ContributionState;
import org.roomprint.catalog.contribution.HotelCoverage;
import org.roomprint.catalog.contribution.Moderation;
import org.roomprint.catalog.contribution.ModerationOutcome;
import org.roomprint.http.RequestIds;
import org.roomprint.searchapi.gallery.Paging;
import org.roomprint.searchapi.gallery.Thumbnailer;
import org.roomprint.searchapi.http.Gatekeeper;
import org.roomprint.searchapi.http.JsonBodies;
import org.roomprint.searchapi.http.ProblemException;
import org.roomprint.searchapi.http.ProblemType;
import org.roomprint.searchapi.wire.ContributionBody;
import org.roomprint.searchapi.wire.CoverageBody;
import org.roomprint.searchapi.wire.DecisionBody;

/** Answers for contributions, decisions about them, and coverage. */
public final class ModerationRoutes {
  private final Catalog catalog;
  private final Gatekeeper gatekeeper;
  private final Thumbnailer thumbnailer;
  private final Moderation moderation;
  private final JsonBodies json;

  /** Of this catalog. */
  public ModerationRoutes(
      Catalog catalog,
      Gatekeeper gatekeeper,
      Thumbnailer thumbnailer,
      InstantSource clock,
      JsonBodies json) {
    this.catalog = catalog;
    this.gatekeeper = gatekeeper;
    this.thumbnailer = thumbnailer;
    this.moderation = new Moderation(catalog, clock);
    this.json = json;
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
    context.result(small);
  }

  /** {@code POST /api/v1/contributions/{contributionId}/decisions}. */
  public void decide(Context context) {
    String id = context.pathParam("contributionId");
    DecisionBody body = json.read(context.bodyAsBytes(), DecisionBody.class);
    AccessDecision.Granted granted =
        gatekeeper.grantSearch(context, Action.MODERATE, Optional.empty(), Optional.empty());
    String keyId = granted.key().keyId();
    ModerationOutcome outcome =
        switch (body.kind()) {
          case ACCEPT -> moderation.accept(id, keyId);
          case REFUSE -> moderation.refuse(id, keyId);
          case MERGE -> moderation.merge(id, body.requiredHotelId(), keyId);
          case UNDO -> moderation.undo(id, keyId);
        };
    Contribution changed =
        switch (outcome) {
          case ModerationOutcome.Done(Contribution contribution) -> contribution;
          case ModerationOutcome.NotFound _ -> throw unknown();
          case ModerationOutcome.NotPossible(String why) ->
              throw new ProblemException(ProblemType.NOT_POSSIBLE, why);
        };
    record(context, granted, body, changed);
    answer(context, body(changed));
  }

  private void record(
      Context context, AccessDecision.Granted granted, DecisionBody body, Contribution changed) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("decision", body.kind().name());
    body.hotelId().ifPresent(hotel -> parameters.put("hotelId", hotel));
    catalog
        .auditLog()
        .append(
            new AuditEntry(
                RequestIds.of(context),
                granted.key().keyId(),
                granted.key().roles(),
                Optional.empty(),
                Action.MODERATE,
                List.of(),
                json.write(parameters),
                List.of(
                    new AuditEntry.AnswerLine(changed.contributionId(), changed.state().name(), 0)),
                Optional.empty(),
                Optional.empty()));
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
        catalog
            .photos()
            .findAll(contribution.photos().stream().map(ContributedPhoto::photoId).toList()),
        catalog.contributions().decisions(contribution.contributionId()));
  }

  private static ProblemException unknown() {
    return ProblemException.notFound("contribution with this id");
  }

  private void answer(Context context, Object body) {
    context.contentType("application/json");
    context.result(json.write(body));
  }
}
