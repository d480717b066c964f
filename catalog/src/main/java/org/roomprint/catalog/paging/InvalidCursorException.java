package org.roomprint.catalog.paging;

import org.roomprint.base.StoreException;

/** A text was given as a cursor that no page of that list handed out. */
public final class InvalidCursorException extends StoreException {
  private static final long serialVersionUID = 1L;
  private static final String MESSAGE =
      "This cursor was not handed out by this list: give the one of the previous page, or none to begin";

  /** A text that is no cursor of the list. */
  public InvalidCursorException() {
    super(MESSAGE);
  }

  /** A text that is no cursor at all. */
  public InvalidCursorException(Throwable cause) {
    super(MESSAGE, cause);
  }
}
