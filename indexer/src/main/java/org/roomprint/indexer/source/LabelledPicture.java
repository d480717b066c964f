package org.roomprint.indexer.source;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A picture whose phone numbers are known.
 *
 * @param file of the picture
 * @param phones that are written in it, E.164; empty where there are none
 * @param country of the ad or its site, ISO 3166-1 alpha-2
 */
public record LabelledPicture(Path file, Set<String> phones, Optional<String> country) {
  public LabelledPicture {
    phones = Set.copyOf(phones);
  }
}
