package org.roomprint.catalog.outcome;

import org.roomprint.base.StoreException;

/** A record names another one that is not in the catalog. */
public final class UnknownReferenceException extends StoreException {
  private static final long serialVersionUID = 1L;

  /**
   * A missing record.
   *
   * @param what the record that was put, such as {@code "photo 5f…"}
   * @param missing what it names, such as {@code "hotel 17"}
   */
  public UnknownReferenceException(String what, String missing) {
    super(what + " belongs to " + missing + ", which is not in the catalog: put that first");
  }
}
