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

  /**
   * Without the links to photos of hotels that another hotel's contradict: the image was taken in
   * one hotel.
   */
  public LinkAnswer ofOneHotel() {
    return new LinkAnswer(
        OneHotel.settle(links).stream()
            .filter(link -> link.evidence() != EvidenceKind.LOOKS_ALIKE)
            .toList(),
        report);
  }
}
