package org.roomprint.catalog.ad;

import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.selectors.FoundSelector;
import org.roomprint.catalog.selectors.Selector;

/**
 * A selector of an ad, and how it is known.
 *
 * @param selector the contact
 * @param isGiven whether the list that brought the ad gave it
 * @param found where it stands in title or text, if it was found there
 * @param images ids of the ad's images in which it was read, in the order of the ids
 */
public record AdSelector(
    Selector selector, boolean isGiven, Optional<FoundSelector> found, List<String> images) {
  public AdSelector {
    images = List.copyOf(images);
    if (!isGiven && found.isEmpty() && images.isEmpty()) {
      throw new IllegalArgumentException(
          "A selector of an ad is given, or found in its text or in an image");
    }
  }
}
