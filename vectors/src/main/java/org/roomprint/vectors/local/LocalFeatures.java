package org.roomprint.vectors.local;

import java.util.Arrays;

/**
 * Points of a picture with a descriptor each: RootSIFT (Arandjelović and Zisserman, 2012), one byte
 * a value.
 *
 * <p>Immutable; arrays are copied in and out. Coordinates are pixels of the described picture.
 */
public final class LocalFeatures {
  /** Bytes of one descriptor. */
  public static final int DESCRIPTOR_BYTES = 128;

  /** Cells a side and directions of gradients in each, of which a SIFT descriptor consists. */
  private static final int CELLS = 4;

  private static final int DIRECTIONS = 8;

  private final int width;
  private final int height;
  private final float[] points;
  private final byte[] descriptors;

  private LocalFeatures(int width, int height, float[] points, byte[] descriptors) {
    this.width = width;
    this.height = height;
    this.points = points;
    this.descriptors = descriptors;
  }

  /**
   * Copies points and descriptors.
   *
   * @param width of the described picture in pixels
   * @param height of the described picture in pixels
   * @param points {@code [count][4]}: x, y in pixels, scale in pixels, angle in degrees
   * @param descriptors {@code [count][128]}, unsigned
   */
  public static LocalFeatures copyOf(int width, int height, float[] points, byte[] descriptors) {
    if (points.length % 4 != 0
        || (long) points.length / 4 * DESCRIPTOR_BYTES != descriptors.length) {
      throw new IllegalArgumentException(
          points.length
              + " point values and "
              + descriptors.length
              + " descriptor bytes do not agree");
    }
    return new LocalFeatures(width, height, points.clone(), descriptors.clone());
  }

  /** No points at all. */
  public static LocalFeatures none(int width, int height) {
    return new LocalFeatures(width, height, new float[0], new byte[0]);
  }

  /**
   * What the mirror image has, left and right changed over: the same points with the cells and
   * directions of their descriptors in the mirrored order.
   */
  LocalFeatures mirrored() {
    float[] mirroredPoints = points.clone();
    for (int i = 0; i < points.length; i += 4) {
      mirroredPoints[i] = width - 1 - points[i];
      mirroredPoints[i + 3] = (540 - points[i + 3]) % 360;
    }
    byte[] mirroredDescriptors = new byte[descriptors.length];
    for (int i = 0; i < descriptors.length; i++) {
      int value = i % DESCRIPTOR_BYTES;
      int row = value / (CELLS * DIRECTIONS);
      int column = value / DIRECTIONS % CELLS;
      int direction = value % DIRECTIONS;
      int from =
          ((CELLS - 1 - row) * CELLS + column) * DIRECTIONS + (DIRECTIONS - direction) % DIRECTIONS;
      mirroredDescriptors[i] = descriptors[i - value + from];
    }
    return new LocalFeatures(width, height, mirroredPoints, mirroredDescriptors);
  }

  /** Width of the described picture in pixels. */
  public int width() {
    return width;
  }

  /** Height of the described picture in pixels. */
  public int height() {
    return height;
  }

  /** Number of points. */
  public int count() {
    return points.length / 4;
  }

  /** A copy of the points, {@code [count][4]}: x, y, scale, angle. */
  public float[] toPoints() {
    return points.clone();
  }

  /** A copy of the descriptors, {@code [count][128]}, unsigned bytes. */
  public byte[] toDescriptors() {
    return descriptors.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LocalFeatures that
        && width == that.width
        && height == that.height
        && Arrays.equals(points, that.points)
        && Arrays.equals(descriptors, that.descriptors);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(points) + Arrays.hashCode(descriptors);
  }

  @Override
  public String toString() {
    return "LocalFeatures[" + count() + " points]";
  }
}
