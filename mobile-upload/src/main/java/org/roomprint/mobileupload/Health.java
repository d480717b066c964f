package org.roomprint.mobileupload;

import io.javalin.http.Context;
import org.roomprint.catalog.CatalogException;
import org.roomprint.catalog.inbox.PublicInbox;
import org.roomprint.mobileupload.http.JsonBodies;

/** {@code /health/live} and {@code /health/ready}; neither says how much there is. */
public final class Health {
  private static final int NOT_READY = 503;

  private final PublicInbox inbox;
  private final JsonBodies json;

  /** Asks this inbox. */
  public Health(PublicInbox inbox, JsonBodies json) {
    this.inbox = inbox;
    this.json = json;
  }

  /** State on the wire. */
  record Body(String status) {}

  /** The process answers. */
  public void live(Context context) {
    json.answer(context, 200, new Body("UP"));
  }

  /** The inbox can be read. */
  public void ready(Context context) {
    try {
      inbox.counts();
      json.answer(context, 200, new Body("UP"));
    } catch (CatalogException _) {
      json.answer(context, NOT_READY, new Body("DOWN"));
    }
  }
}
