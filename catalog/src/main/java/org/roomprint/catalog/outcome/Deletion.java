package org.roomprint.catalog.outcome;

/** What a deletion took out. */
public sealed interface Deletion {
  /**
   * It was there and is gone; its picture files go as soon as the transaction is committed, unless
   * something else uses the same file.
   *
   * @param pictures photos or ad images that went with it, itself included
   */
  record Deleted(int pictures) implements Deletion {}

  /** There was nothing under this id. */
  record NotFound() implements Deletion {}
}
