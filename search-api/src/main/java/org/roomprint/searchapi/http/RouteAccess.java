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
  /** Ads. */
  VIEW_ADS(Action.VIEW_ADS),
  /** What the public and partners gave. */
  MODERATE(Action.MODERATE),
  /** How the service does. */
  VIEW_STATUS(Action.VIEW_STATUS);

  private final Optional<Action> action;

  RouteAccess() {
    this.action = Optional.empty();
  }

  RouteAccess(Action action) {
    this.action = Optional.of(action);
  }

  /** What the caller's key must permit; empty for everybody. */
  public Optional<Action> action() {
    return action;
  }
}
