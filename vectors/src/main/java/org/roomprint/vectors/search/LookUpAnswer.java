package org.roomprint.vectors.search;

import java.util.List;
import org.roomprint.vectors.index.PdqNeighbour;
import org.roomprint.vectors.index.PictureKind;

/**
 * Pictures with a hash near the one that was looked up.
 *
 * @param found nearest first of each kind
 * @param report what was searched and at what cost
 */
public record LookUpAnswer(List<Found> found, SearchReport report) {
  public LookUpAnswer {
    found = List.copyOf(found);
  }

  /**
   * One of them.
   *
   * @param kind of picture
   * @param near the picture and how near its hash is
   */
  public record Found(PictureKind kind, PdqNeighbour near) {}
}
