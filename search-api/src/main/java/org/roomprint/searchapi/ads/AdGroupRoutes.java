package org.roomprint.searchapi.ads;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roomprint.ads.groups.EdgePath;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogWriter;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.links.AdGroup;
import org.roomprint.catalog.links.GroupDecision;
import org.roomprint.catalog.links.GroupDecision.Ruling;
import org.roomprint.catalog.links.GroupEdge;
import org.roomprint.catalog.links.GroupFilter;
import org.roomprint.catalog.links.GroupLabel;
import org.roomprint.catalog.links.GroupLevel;
import org.roomprint.catalog.outcome.UnknownReferenceException;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.InvalidCursorException;
import org.roomprint.catalog.paging.Page;
import org.roomprint.http.CommonProblem;
import org.roomprint.http.JsonBodies;
import org.roomprint.http.ProblemException;
import org.roomprint.searchapi.ads.GroupBodies.EdgeBody;
import org.roomprint.searchapi.ads.GroupBodies.GroupBody;
import org.roomprint.searchapi.ads.GroupBodies.GroupDecisionBody;
import org.roomprint.searchapi.ads.GroupBodies.GroupPageBody;
import org.roomprint.searchapi.ads.GroupBodies.PathBody;
import org.roomprint.searchapi.ads.GroupBodies.StepBody;
import org.roomprint.searchapi.gallery.Paging;
import org.roomprint.searchapi.http.AccessFilter;
import org.roomprint.searchapi.http.ReadQuotas;
import org.roomprint.searchapi.http.SearchProblem;

/** Answers for groups of ads, and takes decisions about them. */
public final class AdGroupRoutes {
  private static final int DEFAULT_FEWEST_ADS = 2;

  private final Catalog catalog;
  private final AccessFilter accessFilter;
  private final InstantSource clock;
  private final GroupDetails details;

  /** Of this catalog. */
  public AdGroupRoutes(Catalog catalog, AccessFilter accessFilter, InstantSource clock) {
    this.catalog = catalog;
    this.accessFilter = accessFilter;
    this.clock = clock;
    this.details = new GroupDetails(catalog);
  }

  /** {@code GET /api/v1/ad-groups}. */
  public void list(Context context) {
    Paging paging = Paging.of(context);
    Page<AdGroup> page;
    try {
      page = catalog.adLinks().list(filter(context), paging.after(), paging.limit());
    } catch (InvalidCursorException _) {
      throw ProblemException.invalid("This cursor belongs to another list");
    }
    accessFilter.recordRead(
        context, "ad groups", page.items().stream().map(AdGroup::groupId).toList());
    context.json(
        new GroupPageBody(
            page.items().stream().map(GroupBody::of).toList(), page.next().map(Cursor::token)));
  }

  private GroupFilter filter(Context context) {
    return new GroupFilter(
        oneOf("level", context.queryParam("level"), GroupLevel.class).orElse(GroupLevel.POSTER),
        fewestAds(context.queryParam("fewestAds")),
        closed(context.queryParam("closed")),
        oneOf("label", context.queryParam("label"), GroupLabel.class),
        Optional.ofNullable(context.queryParam("operationId")),
        Optional.ofNullable(context.queryParam("adId")).map(this::adMeant));
  }

  /** The program's own id of an ad that may be called by its site's. */
  private String adMeant(String id) {
    return catalog
        .ads()
        .meantBy(id)
        .orElseThrow(() -> ProblemException.notFound("ad with this id"))
        .adId();
  }

  private static <E extends Enum<E>> Optional<E> oneOf(
      String what, @Nullable String given, Class<E> type) {
    if (given == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Enum.valueOf(type, given));
    } catch (IllegalArgumentException _) {
      throw ProblemException.invalid(
          "'" + what + "' is one of " + List.of(type.getEnumConstants()) + " in capital letters");
    }
  }

  private static int fewestAds(@Nullable String given) {
    try {
      int fewest = given == null ? DEFAULT_FEWEST_ADS : Integer.parseInt(given);
      if (fewest >= 1) {
        return fewest;
      }
    } catch (NumberFormatException _) {
      // falls through to the same message
    }
    throw ProblemException.invalid("'fewestAds' is a whole number, 1 or more");
  }

  private static Optional<Boolean> closed(@Nullable String given) {
    return switch (given) {
      case null -> Optional.empty();
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> throw ProblemException.invalid("'closed' is true or false");
    };
  }

  /** {@code GET /api/v1/ad-groups/{groupId}}. */
  public void get(Context context) {
    AdGroup group = group(context);
    List<String> shown = details.shown(group);
    accessFilter.count(context, ReadQuotas.Read.ADS, shown.size());
    accessFilter.recordRead(context, "ad group", with(group.groupId(), shown));
    context.json(details.of(group, shown));
  }

  /** {@code GET /api/v1/ad-groups/{groupId}/path}. */
  public void path(Context context) {
    AdGroup group = group(context);
    Set<String> members = new HashSet<>(catalog.adLinks().members(group.groupId()));
    String from = member(context, "from", members);
    String to = member(context, "to", members);
    List<GroupEdge> path =
        EdgePath.between(
                catalog.adLinks().edgesOf(group.groupId()),
                GroupEdge::adId,
                GroupEdge::otherId,
                from,
                to)
            .orElseThrow(() -> ProblemException.notFound("path between these ads at this moment"));
    List<StepBody> steps = new ArrayList<>();
    String at = from;
    for (GroupEdge edge : path) {
      String next = edge.adId().equals(at) ? edge.otherId() : edge.adId();
      steps.add(new StepBody(at, next, EdgeBody.of(edge)));
      at = next;
    }
    List<String> ads = new ArrayList<>(List.of(from));
    steps.forEach(step -> ads.add(step.toAdId()));
    accessFilter.count(context, ReadQuotas.Read.ADS, ads.size());
    accessFilter.recordRead(context, "path in ad group", with(group.groupId(), ads));
    context.json(new PathBody(steps));
  }

  private static List<String> with(String first, List<String> ids) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(ids);
    return all;
  }

  private static String member(Context context, String which, Set<String> members) {
    String ad = context.queryParam(which);
    if (ad == null || !members.contains(ad)) {
      throw ProblemException.invalid("'" + which + "' is the program's id of an ad of this group");
    }
    return ad;
  }

  /** {@code POST /api/v1/ad-groups/{groupId}/decisions}. */
  public void decide(Context context) {
    AdGroup group = group(context);
    GroupDecisionRequest request = JsonBodies.read(context, GroupDecisionRequest.class);
    GroupDecision decision =
        new GroupDecision(
            "decision-" + UUID.randomUUID(),
            group.groupId(),
            group.level(),
            ruling(group, request),
            request.note().orElse(""),
            AccessFilter.principalOf(context).id(),
            now(),
            Optional.empty());
    GroupDecisionBody body = GroupDecisionBody.of(decision);
    record(
        context,
        body,
        writer -> {
          try {
            writer.adLinks().decide(decision);
          } catch (UnknownReferenceException _) {
            throw new ProblemException(
                SearchProblem.NOT_POSSIBLE,
                "The group or ad has gone since it was looked at: look at it again");
          }
        });
    context.json(body);
  }

  private Ruling ruling(AdGroup group, GroupDecisionRequest request) {
    if (request.kind() == GroupDecisionRequest.Ruling.LABELLED) {
      return new Ruling.Labelled(request.requiredLabel());
    }
    List<String> members = catalog.adLinks().members(group.groupId());
    String ad = request.adId().orElseGet(members::getFirst);
    if (!members.contains(ad)) {
      throw ProblemException.invalid("'adId' is the program's id of an ad of this group");
    }
    String other =
        request
            .otherAdId()
            .or(() ->
                request
                    .otherGroupId()
                    .flatMap(id -> catalog.adLinks().members(id).stream().findFirst()))
            .filter(id -> catalog.ads().find(id).isPresent())
            .orElseThrow(() ->
                ProblemException.invalid(
                    "'otherAdId' or 'otherGroupId' is the program's id of an ad or a group"));
    if (other.equals(ad)) {
      throw ProblemException.invalid("A decision is about two ads, not one and itself");
    }
    return switch (request.kind()) {
      case HELD_APART -> new Ruling.HeldApart(ad, other);
      case MERGED -> new Ruling.Merged(ad, other);
      case LABELLED -> throw new IllegalStateException("A label is about no two ads");
    };
  }

  /** {@code POST /api/v1/ad-groups/{groupId}/decisions/{decisionId}/withdrawal}. */
  public void withdraw(Context context) {
    AdGroup group = group(context);
    String id = context.pathParam("decisionId");
    GroupDecision decision =
        catalog.adLinks().decisionsOf(group.groupId()).stream()
            .filter(one -> one.decisionId().equals(id))
            .findFirst()
            .orElseThrow(() -> ProblemException.notFound("decision with this id in this group"));
    GroupDecision.Withdrawal end =
        new GroupDecision.Withdrawal(AccessFilter.principalOf(context).id(), now());
    GroupDecisionBody body =
        GroupDecisionBody.of(
            new GroupDecision(
                decision.decisionId(),
                decision.groupId(),
                decision.level(),
                decision.ruling(),
                decision.note(),
                decision.decidedBy(),
                decision.decidedAt(),
                Optional.of(end)));
    record(
        context,
        body,
        writer -> {
          if (!writer.adLinks().withdraw(id, end.by(), end.at())) {
            throw new ProblemException(SearchProblem.NOT_POSSIBLE, "It was withdrawn before");
          }
        });
    context.json(body);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Something that is written. */
  @FunctionalInterface
  private interface Change {
    void in(CatalogWriter writer);
  }

  /** A decision takes effect exactly when its record is written. */
  private void record(Context context, GroupDecisionBody decision, Change change) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("decision", decision.withdrawnAt().isPresent() ? "WITHDRAWN" : decision.ruling());
    facts.put("decisionId", decision.decisionId());
    facts.put("level", decision.level());
    decision.label().ifPresent(label -> facts.put("label", label));
    List<String> about = new ArrayList<>(List.of(decision.groupId()));
    decision.adId().ifPresent(about::add);
    decision.otherAdId().ifPresent(about::add);
    AuditHead head =
        catalog.write(writer -> {
          change.in(writer);
          return writer.audit(AccessFilter.decision(context, facts, about)).head();
        });
    AccessFilter.tellHead(context, head);
  }

  private AdGroup group(Context context) {
    String id = context.pathParam("groupId");
    return catalog
        .adLinks()
        .find(id)
        .orElseThrow(() ->
            catalog
                .adLinks()
                .successor(id)
                .map(next ->
                    new ProblemException(
                        CommonProblem.NOT_FOUND,
                        "This group is no more: its ads are in the group " + next.groupId()))
                .orElseGet(() -> ProblemException.notFound("group of ads with this id")));
  }
}
