package org.roomprint.catalog.links;

/**
 * How an edited copy lies over another picture.
 *
 * @param scale by how much the other picture is larger, above 0
 * @param rotationDegrees by how much the other is turned, clockwise, -180..180
 * @param isMirrored whether one is seen in a mirror
 * @param ownShare of the copy's area that the other picture shows, 0..1
 * @param otherShare of the other picture's area that the copy shows, 0..1
 */
public record CopyShape(
    double scale, double rotationDegrees, boolean isMirrored, double ownShare, double otherShare) {
  public CopyShape {
    if (ownShare < 0 || ownShare > 1 || otherShare < 0 || otherShare > 1) {
      throw new IllegalArgumentException("A share of a picture is 0..1");
    }
  }
}
