package org.roomprint.mobileupload.limits;

import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.roomprint.catalog.access.AccessControl;
import org.roomprint.catalog.access.AccessDecision;
import org.roomprint.catalog.access.AccessRequest;
import org.roomprint.catalog.access.Action;
import org.roomprint.http.ClientAddresses;
import org.roomprint.mobileupload.http.ProblemException;
import org.roomprint.mobileupload.http.ProblemType;

/** Finds out who sends a request, and lets it through while it keeps within the limits. */
public final class Doorman {
  private static final String SENDER = "sender";

  /** What Jetty writes around an IPv6 address, and after it. */
  private static final Pattern BRACKETS_AND_ZONE = Pattern.compile("[\\[\\]]|%[^\\]]*");

  private static final String SCHEME = "Bearer ";

  private final ClientAddresses addresses;
  private final RateLimits limits;
  private final AccessControl partners;

  /** Asks these. */
  public Doorman(ClientAddresses addresses, RateLimits limits, AccessControl partners) {
    this.addresses = addresses;
    this.limits = limits;
    this.partners = partners;
  }

  /**
   * Checks a request before its body is read.
   *
   * @throws ProblemException if it may not be answered now
   */
  public void check(Context context) {
    RouteLimit limit = limitOf(context.routeRoles());
    Sender stranger = new Sender(clientKey(context.req()), Optional.empty());
    Optional<String> presented = presentedKey(context);
    if (presented.isEmpty()) {
      limits.count(stranger, limit);
      context.attribute(SENDER, stranger);
      return;
    }
    Sender partner = partner(stranger, presented.get());
    limits.count(partner, limit);
    context.attribute(SENDER, partner);
  }

  private Sender partner(Sender stranger, String presented) {
    return switch (partners.decide(
        AccessRequest.of(Optional.of(presented), Action.SUBMIT_IN_BULK))) {
      case AccessDecision.Granted granted ->
          new Sender("partner:" + granted.key().keyId(), Optional.of(granted.key().keyId()));
      case AccessDecision.Refused refused -> {
        // Whoever tries keys is counted like whoever tries receipts.
        limits.count(stranger, RouteLimit.RECEIPT);
        throw new ProblemException(ProblemType.KEY_REQUIRED, refused.detail());
      }
    };
  }

  /** Who sent a request that was let through. */
  public static Sender senderOf(Context context) {
    Sender sender = context.attribute(SENDER);
    if (sender == null) {
      throw new IllegalStateException("Every request comes past the doorman");
    }
    return sender;
  }

  private String clientKey(HttpServletRequest request) {
    return addresses.keyOf(
        InetAddress.ofLiteral(BRACKETS_AND_ZONE.matcher(request.getRemoteAddr()).replaceAll("")),
        Collections.list(request.getHeaders("X-Forwarded-For")));
  }

  private static RouteLimit limitOf(Set<RouteRole> roles) {
    if (roles.size() == 1 && List.copyOf(roles).getFirst() instanceof RouteLimit declared) {
      return declared;
    }
    throw new IllegalStateException("A route declares exactly one RouteLimit");
  }

  private static Optional<String> presentedKey(Context context) {
    String header = context.header("Authorization");
    return header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.empty()
        : Optional.of(header.substring(SCHEME.length()).strip());
  }
}
