package org.roomprint.searchapi.http;

import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.roomprint.base.keys.KeyRefusal;
import org.roomprint.catalog.access.AccessControl;
import org.roomprint.catalog.access.AccessDecision;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.ApiKey;
import org.roomprint.catalog.access.Justification;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.audit.AuditLog;
import org.roomprint.catalog.audit.AuditOutcome;
import org.roomprint.http.CommonProblem;
import org.roomprint.http.PresentedKey;
import org.roomprint.http.Principal;
import org.roomprint.http.ProblemException;
import org.roomprint.http.ProblemType;
import org.roomprint.http.RequestIds;

/** Lets a request through to its route only for whom the route is meant, and records refusals. */
public final class AccessFilter {
  /** Carries the case of a read that is no search, percent-encoded. */
  public static final String CASE_HEADER = "X-Case-Reference";

  /** Carries the purpose of a read that is no search, percent-encoded. */
  public static final String PURPOSE_HEADER = "X-Purpose";

  /** Carries number and hash of the newest audit record, to be kept elsewhere. */
  public static final String HEAD_HEADER = "X-Audit-Head";

  private static final String ACTION = "action";
  private static final String JUSTIFICATION = "justification";
  private static final String TOLD = "refusalTold";
  private static final Pattern KEY_ID = Pattern.compile("rp_([0-9a-f]{12})_.*");

  private final AccessControl access;
  private final AuditLog log;
  private final AuditWatch watch;
  private final Refusals refusals;
  private final WrongKeys wrongKeys;
  private final ReadQuotas quotas;

  /** Asks these. */
  public AccessFilter(
      AccessControl access,
      AuditLog log,
      AuditWatch watch,
      Refusals refusals,
      WrongKeys wrongKeys,
      ReadQuotas quotas) {
    this.access = access;
    this.log = log;
    this.watch = watch;
    this.refusals = refusals;
    this.wrongKeys = wrongKeys;
    this.quotas = quotas;
  }

  /**
   * Checks key, role and the case of a read before the body is read, and puts who asks on the
   * request. A search's case and purpose stand in its body: {@link #justified} checks them.
   *
   * @throws ProblemException when the request may not be answered
   */
  public void check(Context context) {
    RouteAccess route = required(context.routeRoles());
    Optional<Action> action = route.action();
    if (action.isEmpty()) {
      return;
    }
    context.attribute(ACTION, action.get());
    switch (access.decide(PresentedKey.of(context), action.get())) {
      case AccessDecision.Granted(ApiKey key) -> Principal.put(context, holderOf(key));
      case AccessDecision.NotAuthenticated refused -> throw stranger(context, refused);
      case AccessDecision.NotPermitted refused -> {
        Principal.put(context, holderOf(refused.key()));
        throw refuse(refused);
      }
    }
    if (action.get().isSearch() || route.needsCase() || action.get() == Action.MODERATE) {
      watch.require();
    }
    if (route.needsCase()) {
      context.attribute(JUSTIFICATION, justification(context));
    }
    route.counts().ifPresent(what -> quotas.count(principalOf(context), what, 1));
  }

  private ProblemException stranger(Context context, AccessDecision.NotAuthenticated refused) {
    if (refused.reason() != KeyRefusal.NO_KEY) {
      context.attribute(TOLD, true);
      String client = ClientRates.clientOf(context);
      Optional<String> named =
          PresentedKey.of(context)
              .map(KEY_ID::matcher)
              .filter(Matcher::matches)
              .map(m -> m.group(1));
      refusals.wrongKey(RequestIds.of(context), refused.reason().name(), named, client);
      Optional<Duration> pause = wrongKeys.failed(client);
      if (pause.isPresent()) {
        return ProblemException.tooMany(
            "Too many wrong keys came from here: present the right one, or wait "
                + (pause.get().toSeconds() + 1)
                + " seconds",
            pause.get());
      }
    }
    return refuse(refused);
  }

  private static Justification justification(Context context) {
    Optional<String> reference = decoded(context, CASE_HEADER);
    Optional<String> purpose = decoded(context, PURPOSE_HEADER);
    if (reference.isEmpty() || purpose.isEmpty()) {
      throw ProblemException.invalid(
          "Reading this needs a case reference and a purpose, as a search does: send them in the"
              + " headers "
              + CASE_HEADER
              + " and "
              + PURPOSE_HEADER
              + ", percent-encoded");
    }
    return justified(reference, purpose);
  }

  private static Optional<String> decoded(Context context, String header) {
    List<String> values = Collections.list(context.req().getHeaders(header));
    if (values.size() > 1) {
      throw ProblemException.invalid("The header " + header + " is sent once");
    }
    String sent = values.isEmpty() ? "" : values.getFirst();
    if (sent.isBlank()) {
      return Optional.empty();
    }
    try {
      // A plus is a plus: this is no form.
      return Optional.of(
          URLDecoder.decode(sent.strip().replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      throw ProblemException.invalid("The header " + header + " is not percent-encoded UTF-8");
    }
  }

  /**
   * Counts some things that a request is about to be answered with.
   *
   * @throws ProblemException when they are more than the key may read
   */
  public void count(Context context, ReadQuotas.Read what, int some) {
    quotas.count(principalOf(context), what, some);
  }

  /**
   * Records a read for a case; durable when this returns.
   *
   * @param ids of what was read
   */
  public void recordRead(Context context, String what, List<String> ids) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("read", what);
    AuditEntry entry =
        read(context, facts)
            .justified(
                Optional.of(
                    Objects.requireNonNull(
                        context.<Justification>attribute(JUSTIFICATION), "this read needs a case")),
                ids.stream().map(id -> new AuditEntry.AnswerLine(id, "READ", 0)).toList());
    tellHead(context, log.append(entry).head());
  }

  /**
   * Records a read that is for no case; durable when this returns.
   *
   * @param facts what was read, by name
   */
  public void recordRead(Context context, Map<String, ?> facts) {
    tellHead(context, log.append(read(context, facts)).head());
  }

  /**
   * What is recorded of a decision for a case; to be written with what it changes.
   *
   * @param facts what was decided, by name
   * @param ids of what it is about
   */
  public static AuditEntry decision(Context context, Map<String, ?> facts, List<String> ids) {
    return read(context, facts)
        .justified(
            Optional.of(
                Objects.requireNonNull(
                    context.<Justification>attribute(JUSTIFICATION), "this decision needs a case")),
            ids.stream().map(id -> new AuditEntry.AnswerLine(id, "DECIDED", 0)).toList());
  }

  private static AuditEntry read(Context context, Map<String, ?> facts) {
    return AuditEntry.plain(
        RequestIds.of(context),
        actorOf(principalOf(context)),
        Objects.requireNonNull(context.<Action>attribute(ACTION)),
        AuditOutcome.DONE,
        facts);
  }

  /** Puts the newest head of the audit log on the answer. */
  public static void tellHead(Context context, AuditHead head) {
    context.header(HEAD_HEADER, head.text());
  }

  /** Whoever may ask is told the newest head of the audit log with every answer. */
  public void tellHead(Context context) {
    if (Principal.find(context).isPresent() && context.res().getHeader(HEAD_HEADER) == null) {
      tellHead(context, log.head());
    }
  }

  /** Records that a request was refused, where its maker is known and it was about a case. */
  public void refused(Context context, ProblemType why) {
    Optional<Principal<Role>> principal = Principal.find(context);
    Action action = context.attribute(ACTION);
    if (principal.isEmpty() || action == null || context.attribute(TOLD) != null) {
      return;
    }
    boolean misuse =
        why == SearchProblem.NOT_PERMITTED
            || why == SearchProblem.QUOTA_USED
            || why == CommonProblem.TOO_MANY_REQUESTS
            || action.isSearch()
            || ((action == Action.VIEW_ADS || action == Action.DECIDE_AD_GROUPS)
                && why == CommonProblem.INVALID_REQUEST)
            || (action == Action.VIEW_GALLERY
                && why == CommonProblem.INVALID_REQUEST
                && required(context.routeRoles()).needsCase());
    // A log that is broken is not written to by what it stops.
    if (misuse && why != SearchProblem.AUDIT_BROKEN) {
      refusals.refused(RequestIds.of(context), actorOf(principal.get()), action, why);
    }
  }

  /** Who asks, as {@link #check} found out; on a route that is not for everybody. */
  public static Principal<Role> principalOf(Context context) {
    return Principal.of(context);
  }

  /** Who asks, as it is recorded. */
  public static AuditEntry.Actor actorOf(Principal<Role> principal) {
    return new AuditEntry.Actor(principal.id(), Optional.of(principal.label()), principal.roles());
  }

  private static Principal<Role> holderOf(ApiKey key) {
    return new Principal.KeyHolder<>(key.keyId(), key.label(), key.roles(), key.expires());
  }

  /**
   * Case and purpose of a search.
   *
   * @throws ProblemException when it may not be answered
   */
  public static Justification justified(Optional<String> caseReference, Optional<String> purpose) {
    return ProblemException.orInvalid(() -> Justification.of(caseReference, purpose));
  }

  private static RouteAccess required(Set<RouteRole> roles) {
    if (roles.size() == 1 && roles.iterator().next() instanceof RouteAccess declared) {
      return declared;
    }
    throw new IllegalStateException("A route declares exactly one RouteAccess");
  }

  private static ProblemException refuse(AccessDecision.Refused refused) {
    ProblemType type =
        switch (refused) {
          case AccessDecision.NotAuthenticated _ -> CommonProblem.KEY_REQUIRED;
          case AccessDecision.NotPermitted _ -> SearchProblem.NOT_PERMITTED;
        };
    return new ProblemException(type, refused.detail());
  }
}
