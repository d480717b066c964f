package org.roomprint.searchapi.http;

import io.javalin.security.RouteRole;
import java.util.Optional;
import org.roomprint.catalog.access.Action;

/** What a route is, for the check of whoever calls it; every route has exactly one. */
public enum RouteAccess implements RouteRole {
  /** Answered to everybody: the pages, the description, health. */
  PUBLIC,
  /** A search for hotels. */
  SEARCH_HOTELS(Action.SEARCH_HOTELS),
  /** A look-up of a picture. */
  LOOK_UP_PICTURE(Action.LOOK_UP_PICTURE),
  /** A search for an ad's links. */
  LINK_ADS(Action.LINK_ADS),
  /** Hotels and photos. */
  VIEW_GALLERY(Action.VIEW_GALLERY),
  /** Whole photos; for a case. */
  READ_PICTURE(Action.VIEW_GALLERY, true, Optional.of(ReadQuotas.Read.PICTURES)),
  /** Small photos. */
  VIEW_THUMBNAIL(Action.VIEW_GALLERY, false, Optional.of(ReadQuotas.Read.THUMBNAILS)),
  /** Ads; for a case. How many they are, the route counts. */
  VIEW_ADS(Action.VIEW_ADS, true, Optional.empty()),
  /** Decisions about groups of ads; for a case. */
  DECIDE_AD_GROUPS(Action.DECIDE_AD_GROUPS, true, Optional.empty()),
  /** Small images of ads. */
  VIEW_AD_THUMBNAIL(Action.VIEW_ADS, false, Optional.of(ReadQuotas.Read.THUMBNAILS)),
  /** What the public and partners gave. */
  MODERATE(Action.MODERATE),
  /** The audit log. */
  VIEW_AUDIT(Action.VIEW_AUDIT),
  /** How the service does. */
  VIEW_STATUS(Action.VIEW_STATUS);

  private final Optional<Action> action;
  private final boolean needsCase;
  private final Optional<ReadQuotas.Read> counts;

  RouteAccess() {
    this.action = Optional.empty();
    this.needsCase = false;
    this.counts = Optional.empty();
  }

  RouteAccess(Action action) {
    this(action, false, Optional.empty());
  }

  RouteAccess(Action action, boolean needsCase, Optional<ReadQuotas.Read> counts) {
    this.action = Optional.of(action);
    this.needsCase = needsCase;
    this.counts = counts;
  }

  /** Whether it is no search and needs a case and a purpose all the same, in headers. */
  public boolean needsCase() {
    return needsCase;
  }

  /** What one answer counts as. */
  public Optional<ReadQuotas.Read> counts() {
    return counts;
  }

  /** What the caller's key must permit; empty for everybody. */
  public Optional<Action> action() {
    return action;
  }
}
