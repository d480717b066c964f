package org.roomprint.inbox;

import org.roomprint.base.StoreException;

/** There is no room in the inbox, or on its disk; nothing of what was refused was kept. */
public final class InboxFullException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** A limit of ours is reached. */
  public InboxFullException(String message) {
    super(message);
  }

  /** The disk is full. */
  public InboxFullException(String message, Throwable cause) {
    super(message, cause);
  }
}
