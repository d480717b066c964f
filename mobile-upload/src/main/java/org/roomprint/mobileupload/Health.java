package org.roomprint.mobileupload;

import io.javalin.http.Context;
import org.roomprint.base.StoreException;
import org.roomprint.inbox.PublicInbox;

/** {@code /health/live} and {@code /health/ready}; neither says how much there is. */
public final class Health {
  private static final int NOT_READY = 503;

  private final PublicInbox inbox;

  /** Asks this inbox. */
  public Health(PublicInbox inbox) {
    this.inbox = inbox;
  }

  /** State on the wire. */
  record Body(String status) {}

  /** The process answers. */
  public void live(Context context) {
    context.json(new Body("UP"));
  }

  /** The inbox can be read. */
  public void ready(Context context) {
    try {
      inbox.counts();
      context.json(new Body("UP"));
    } catch (StoreException _) {
      context.status(NOT_READY).json(new Body("DOWN"));
    }
  }
}
