package org.roomprint.vectors.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.roomprint.vectors.index.PictureKind;

/**
 * Pictures that an image is linked with.
 *
 * @param links by partition in the order asked for, strongest evidence first in each; never {@link
 *     EvidenceKind#LOOKS_ALIKE}
 * @param report what was searched and at what cost, of all partitions together
 */
public record LinkAnswer(List<Link> links, SearchReport report) {
  public LinkAnswer {
    links = List.copyOf(links);
  }

  /**
   * A link.
   *
   * @param kind of the picture found
   * @param hit the picture and why
   */
  public record Link(PictureKind kind, PhotoHit hit) {}

  /**
   * Without the links to photos of hotels that another hotel's contradict: the image was taken in
   * one hotel. Trusted and unverified photos are resolved apart: the latter contradict nothing that
   * the former say. Links to images of ads stay as they are.
   */
  public LinkAnswer withConflictsResolved() {
    Map<PictureKind, List<PhotoHit>> byKind = new LinkedHashMap<>();
    for (Link link : links) {
      byKind.computeIfAbsent(link.kind(), _ -> new ArrayList<>()).add(link.hit());
    }
    List<Link> left = new ArrayList<>();
    byKind.forEach((kind, hits) -> {
      List<PhotoHit> resolved =
          switch (kind) {
            case GALLERY_PHOTO, UNVERIFIED_PHOTO -> HotelConflicts.resolve(hits);
            case AD_IMAGE -> hits;
          };
      resolved.stream()
          .filter(hit -> hit.evidence() != EvidenceKind.LOOKS_ALIKE)
          .forEach(hit -> left.add(new Link(kind, hit)));
    });
    return new LinkAnswer(left, report);
  }
}
