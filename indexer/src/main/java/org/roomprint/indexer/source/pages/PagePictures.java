package org.roomprint.indexer.source.pages;

import java.util.Optional;
import org.roomprint.indexer.source.ListedFile;

/** Finds the pictures that a page names among what was saved with it. */
@FunctionalInterface
interface PagePictures {
  /**
   * The picture.
   *
   * @param named as the page names it
   * @param address the same, whole; as named where the page has no address of its own
   * @return empty where it was not saved
   */
  Optional<ListedFile> find(String named, String address);
}
