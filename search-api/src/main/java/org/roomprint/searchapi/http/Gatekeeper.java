package org.roomprint.searchapi.http;

import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.roomprint.catalog.access.AccessControl;
import org.roomprint.catalog.access.AccessDecision;
import org.roomprint.catalog.access.AccessRequest;
import org.roomprint.catalog.access.Action;

/** Lets a request through to its route only for whom the route is meant. */
public final class Gatekeeper {
  private static final String SCHEME = "Bearer ";
  private static final String KEY_ID = "keyId";

  private final AccessControl access;

  /** Asks this access control. */
  public Gatekeeper(AccessControl access) {
    this.access = access;
  }

  /**
   * Checks key and role before the body is read. A search's case and purpose stand in its body:
   * {@link #grantSearch} checks them.
   *
   * @throws ProblemException when the request may not be answered
   */
  public void check(Context context) {
    Optional<Action> action = required(context.routeRoles()).action();
    if (action.isEmpty()) {
      return;
    }
    switch (access.decide(AccessRequest.of(presentedKey(context), action.get()))) {
      case AccessDecision.Granted granted -> context.attribute(KEY_ID, granted.key().keyId());
      // A search; the body will tell.
      case AccessDecision.NotJustified early -> context.attribute(KEY_ID, early.key().keyId());
      case AccessDecision.NotAuthenticated refused -> throw refuse(refused);
      case AccessDecision.NotPermitted refused -> throw refuse(refused);
    }
  }

  /** The id of the key that {@link #check} let through; of a route that needs one. */
  public static String keyId(Context context) {
    return Objects.requireNonNull(context.attribute(KEY_ID), "this route needs a key");
  }

  /**
   * Checks a search whole.
   *
   * @throws ProblemException when it may not be answered
   */
  public AccessDecision.Granted grantSearch(
      Context context, Action action, Optional<String> caseReference, Optional<String> purpose) {
    return switch (access.decide(
        new AccessRequest(presentedKey(context), action, caseReference, purpose))) {
      case AccessDecision.Granted granted -> granted;
      case AccessDecision.Refused refused -> throw refuse(refused);
    };
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
          case AccessDecision.NotAuthenticated _ -> ProblemType.KEY_REQUIRED;
          case AccessDecision.NotPermitted _ -> ProblemType.NOT_PERMITTED;
          case AccessDecision.NotJustified _ -> ProblemType.INVALID_REQUEST;
        };
    return new ProblemException(type, refused.detail());
  }

  private static Optional<String> presentedKey(Context context) {
    String header = context.header("Authorization");
    return header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.empty()
        : Optional.of(header.substring(SCHEME.length()).strip());
  }
}
