package org.roomprint.vectors.search;

import java.util.List;

/**
 * Pictures that an ad image is linked with, strongest evidence first.
 *
 * @param links never {@link EvidenceKind#LOOKS_ALIKE}
 * @param report what was searched and at what cost
 */
public record LinkAnswer(List<PhotoHit> links, SearchReport report) {
  public LinkAnswer {
    links = List.copyOf(links);
  }
}
