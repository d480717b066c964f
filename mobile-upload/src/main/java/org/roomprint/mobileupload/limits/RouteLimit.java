package org.roomprint.mobileupload.limits;

import io.javalin.security.RouteRole;

/** What a route costs its caller; every route has exactly one. */
public enum RouteLimit implements RouteRole {
  /** Pages, descriptions, health: only the limit on all requests. */
  PLAIN,
  /** A search in the list of hotels. */
  HOTEL_SEARCH,
  /** Opens a submission. */
  SUBMISSION,
  /** Part of sending: only the limit on all requests. */
  SENDING,
  /** Tells or withdraws by a receipt: the scarcest, so that nobody can guess one. */
  RECEIPT
}
