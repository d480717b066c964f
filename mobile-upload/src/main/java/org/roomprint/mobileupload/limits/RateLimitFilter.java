package org.roomprint.mobileupload.limits;

import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.roomprint.base.keys.KeyRefusal;
import org.roomprint.http.ClientAddresses;
import org.roomprint.http.CommonProblem;
import org.roomprint.http.PresentedKey;
import org.roomprint.http.ProblemException;
import org.roomprint.inbox.PartnerOutcome;
import org.roomprint.inbox.PublicInbox;

/** Finds out who sends a request, and lets it through while it keeps within the limits. */
public final class RateLimitFilter {
  private static final String SENDER = "sender";

  /** What Jetty writes around an IPv6 address, and after it. */
  private static final Pattern BRACKETS_AND_ZONE = Pattern.compile("[\\[\\]]|%[^\\]]*");

  private static final List<String> ADDED_BY_PROXIES =
      List.of("X-Forwarded-For", "Forwarded", "Via");

  private final ClientAddresses addresses;
  private final RateLimits limits;
  private final PublicInbox inbox;

  /** Asks these. */
  public RateLimitFilter(ClientAddresses addresses, RateLimits limits, PublicInbox inbox) {
    this.addresses = addresses;
    this.limits = limits;
    this.inbox = inbox;
  }

  /**
   * Counts a request, whatever its method and address, before anything else is done for it.
   *
   * @throws ProblemException if it is one too many, or comes with a key that is not valid
   */
  public void count(Context context) {
    Sender stranger = stranger(clientOf(context.req()));
    Optional<String> presented = PresentedKey.of(context);
    Sender sender = presented.isEmpty() ? stranger : partner(stranger, presented.get());
    limits.count(sender);
    context.attribute(SENDER, sender);
  }

  /** Counts a request that Jetty refused by itself; what is too much is cut off by others. */
  public void count(org.eclipse.jetty.server.Request refused) {
    if (refused.getConnectionMetaData().getRemoteSocketAddress()
        instanceof InetSocketAddress remote) {
      limits.countWithoutRefusing(stranger(remote.getAddress()));
    }
  }

  /**
   * Counts what a request's route costs beyond that, before its body is read.
   *
   * @throws ProblemException if it may not be answered now
   */
  public void check(Context context) {
    limitOf(context.routeRoles()).ifPresent(limit -> limits.count(senderOf(context), limit));
  }

  private Sender partner(Sender stranger, String presented) {
    return switch (inbox.partnerOf(presented)) {
      case PartnerOutcome.Partner(String keyId) -> Sender.partner(keyId);
      case PartnerOutcome.Refused(KeyRefusal reason) -> {
        // Whoever tries keys is counted like whoever tries receipts.
        limits.count(stranger);
        limits.count(stranger, RouteLimit.RECEIPT);
        throw new ProblemException(CommonProblem.KEY_REQUIRED, reason.detail());
      }
    };
  }

  /** Who sent a request that was let through. */
  public static Sender senderOf(Context context) {
    Sender sender = context.attribute(SENDER);
    if (sender == null) {
      throw new IllegalStateException("Every request comes past the filter");
    }
    return sender;
  }

  private Sender stranger(InetAddress client) {
    return new Sender(
        addresses.keyOf(client),
        addresses.networkKeyOf(client),
        Optional.of(ClientAddresses.networkOf(client)),
        Optional.empty());
  }

  private InetAddress clientOf(HttpServletRequest request) {
    InetAddress peer =
        InetAddress.ofLiteral(BRACKETS_AND_ZONE.matcher(request.getRemoteAddr()).replaceAll(""));
    addresses.noteForwarding(
        peer, ADDED_BY_PROXIES.stream().anyMatch(name -> request.getHeader(name) != null));
    return addresses.clientOf(peer, Collections.list(request.getHeaders("X-Forwarded-For")));
  }

  /** The limit that a route declares; empty where no route answers the method. */
  private static Optional<RouteLimit> limitOf(Set<RouteRole> roles) {
    return roles.stream()
        .filter(RouteLimit.class::isInstance)
        .map(RouteLimit.class::cast)
        .findFirst();
  }
}
