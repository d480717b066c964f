package org.roomprint.catalog.ad;

import java.util.Optional;
import org.roomprint.catalog.selectors.FoundSelector;
import org.roomprint.catalog.selectors.Selector;

/**
 * A selector of an ad, and how it is known.
 *
 * @param selector the contact
 * @param isGiven whether the list that brought the ad gave it
 * @param found where it stands in title or text, if it was found there
 */
public record AdSelector(Selector selector, boolean isGiven, Optional<FoundSelector> found) {
  public AdSelector {
    if (!isGiven && found.isEmpty()) {
      throw new IllegalArgumentException("A selector of an ad is given, or found, or both");
    }
  }
}
