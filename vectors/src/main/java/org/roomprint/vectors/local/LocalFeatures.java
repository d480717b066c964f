package org.roomprint.vectors.local;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Points of a picture with a descriptor each: RootSIFT (Arandjelović and Zisserman, 2012).
 *
 * <p>What is kept of a descriptor is rounded to five levels a value; those of a query are not. Five
 * levels, a place to a 4,096th of the picture's sides and a direction to a 256th of a turn take 42
 * bytes a point, where a byte a value took 144. Leaving points out instead loses rooms (both are
 * measured in docs/experiments/description-size.md).
 *
 * <p>Immutable; arrays are copied in and out. Coordinates are pixels of the described picture.
 */
public final class LocalFeatures {
  /** Values of one descriptor. */
  public static final int DESCRIPTOR_VALUES = 128;

  /** Values of one point: x, y and direction. */
  public static final int POINT_VALUES = 3;

  /** Cells a side and directions of gradients in each, of which a SIFT descriptor consists. */
  private static final int CELLS = 4;

  private static final int DIRECTIONS = 8;

  /** Places along each side of a picture, and directions. */
  private static final int PLACES = 4096;

  private static final int TURN = 256;

  /**
   * What the values of a descriptor are rounded to, 512 being the length of a descriptor: where
   * rounding them loses least (Lloyd, 1982) over the descriptors of real photographs.
   */
  private static final byte[] LEVELS = {4, 25, 48, 75, 107};

  /** Values that are written together, in {@value #GROUP_BITS} bits: 5 x 5 x 5 is below 128. */
  private static final int GROUP = 3;

  private static final int GROUP_BITS = 7;
  private static final int GROUPS = (DESCRIPTOR_VALUES + GROUP - 1) / GROUP;
  private static final int PLACE_BYTES = 4;
  private static final int POINT_BYTES =
      PLACE_BYTES + (GROUPS * GROUP_BITS + Byte.SIZE - 1) / Byte.SIZE;

  private static final byte[] LEVEL_OF_VALUE = levelOfValue();
  private static final byte[] VALUES_OF_GROUP = valuesOfGroup();

  /** An order of pictures that has nothing to do with what they are used for. */
  static final Comparator<LocalFeatures> BY_CONTENT =
      Comparator.comparingInt(LocalFeatures::count)
          .thenComparingInt(LocalFeatures::width)
          .thenComparingInt(LocalFeatures::height)
          .thenComparing(features -> features.points, Arrays::compare)
          .thenComparing(features -> features.descriptors, Arrays::compare);

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
   * Points as they were found, as a query is compared.
   *
   * @param width of the described picture in pixels
   * @param height of the described picture in pixels
   * @param points {@code [count][3]}: x, y in pixels, direction in degrees
   * @param descriptors {@code [count][128]}, unsigned, of length 512; what is above 127 is cut
   */
  public static LocalFeatures of(int width, int height, float[] points, byte[] descriptors) {
    if (points.length % POINT_VALUES != 0
        || (long) points.length / POINT_VALUES * DESCRIPTOR_VALUES != descriptors.length) {
      throw new IllegalArgumentException(
          points.length
              + " point values and "
              + descriptors.length
              + " descriptor values do not agree");
    }
    byte[] cut = new byte[descriptors.length];
    for (int i = 0; i < cut.length; i++) {
      cut[i] = (byte) Math.min(Byte.MAX_VALUE, descriptors[i] & 0xff);
    }
    return new LocalFeatures(width, height, points.clone(), cut);
  }

  /** What is kept of them: points and descriptors rounded as {@link #toBytes} writes them. */
  public LocalFeatures rounded() {
    float[] rounded = new float[points.length];
    for (int i = 0; i < points.length; i += POINT_VALUES) {
      rounded[i] = pixel(place(points[i], width), width);
      rounded[i + 1] = pixel(place(points[i + 1], height), height);
      rounded[i + 2] = degrees(turn(points[i + 2]));
    }
    byte[] levels = new byte[descriptors.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = LEVELS[LEVEL_OF_VALUE[descriptors[i]]];
    }
    return new LocalFeatures(width, height, rounded, levels);
  }

  /** No points at all. */
  public static LocalFeatures none(int width, int height) {
    return new LocalFeatures(width, height, new float[0], new byte[0]);
  }

  private static int place(float pixel, int side) {
    return Math.clamp((long) Math.floor((pixel + 0.5) / side * PLACES), 0, PLACES - 1);
  }

  private static float pixel(int place, int side) {
    return (float) ((place + 0.5) / PLACES * side - 0.5);
  }

  private static int turn(float degrees) {
    return Math.floorMod((int) Math.floor(degrees / 360.0 * TURN), TURN);
  }

  private static float degrees(int direction) {
    return (direction + 0.5f) * 360 / TURN;
  }

  private static byte[] levelOfValue() {
    byte[] levels = new byte[Byte.MAX_VALUE + 1];
    for (int value = 0; value < levels.length; value++) {
      for (int level = 1; level < LEVELS.length; level++) {
        if (Math.abs(LEVELS[level] - value) < Math.abs(LEVELS[levels[value]] - value)) {
          levels[value] = (byte) level;
        }
      }
    }
    return levels;
  }

  private static byte[] valuesOfGroup() {
    byte[] values = new byte[GROUP << GROUP_BITS];
    for (int group = 0; group < LEVELS.length * LEVELS.length * LEVELS.length; group++) {
      values[GROUP * group] = LEVELS[group % LEVELS.length];
      values[GROUP * group + 1] = LEVELS[group / LEVELS.length % LEVELS.length];
      values[GROUP * group + 2] = LEVELS[group / LEVELS.length / LEVELS.length];
    }
    return values;
  }

  /** All of it rounded, in bytes for {@link #ofBytes}. */
  public byte[] toBytes() {
    ByteBuffer buffer = ByteBuffer.allocate(3 * Integer.BYTES + count() * POINT_BYTES);
    buffer.putInt(width).putInt(height).putInt(count());
    for (int point = 0; point < count(); point++) {
      buffer.putInt(
          (place(x(point), width) << 20) | (place(y(point), height) << 8) | turn(direction(point)));
      long bits = 0;
      int held = 0;
      for (int group = 0; group < GROUPS; group++) {
        bits = (bits << GROUP_BITS) | group(point * DESCRIPTOR_VALUES, group * GROUP);
        for (held += GROUP_BITS; held >= Byte.SIZE; held -= Byte.SIZE) {
          buffer.put((byte) (bits >>> (held - Byte.SIZE)));
        }
      }
      if (held > 0) {
        buffer.put((byte) (bits << (Byte.SIZE - held)));
      }
    }
    return buffer.array();
  }

  private int group(int descriptor, int from) {
    int group = 0;
    for (int i = Math.min(from + GROUP, DESCRIPTOR_VALUES) - 1; i >= from; i--) {
      group = group * LEVELS.length + LEVEL_OF_VALUE[descriptors[descriptor + i]];
    }
    return group;
  }

  /**
   * What {@link #toBytes} gave, read from here on.
   *
   * @throws IllegalArgumentException when the bytes say what none can say
   * @throws java.nio.BufferUnderflowException when there are too few
   */
  public static LocalFeatures ofBytes(ByteBuffer buffer) {
    int width = buffer.getInt();
    int height = buffer.getInt();
    int count = buffer.getInt();
    if (width < 1 || height < 1 || count < 0 || (long) count * POINT_BYTES > buffer.remaining()) {
      throw new IllegalArgumentException(
          "No picture has " + width + " x " + height + " px and " + count + " points here");
    }
    float[] points = new float[count * POINT_VALUES];
    byte[] descriptors = new byte[count * DESCRIPTOR_VALUES];
    byte[] packed = new byte[POINT_BYTES - PLACE_BYTES];
    for (int point = 0; point < count; point++) {
      int place = buffer.getInt();
      points[point * POINT_VALUES] = pixel(place >>> 20, width);
      points[point * POINT_VALUES + 1] = pixel((place >>> 8) & (PLACES - 1), height);
      points[point * POINT_VALUES + 2] = degrees(place & (TURN - 1));
      buffer.get(packed);
      unpack(packed, descriptors, point * DESCRIPTOR_VALUES);
    }
    return new LocalFeatures(width, height, points, descriptors);
  }

  private static void unpack(byte[] packed, byte[] descriptors, int to) {
    long bits = 0;
    int held = 0;
    int next = 0;
    for (int group = 0; group < GROUPS; group++) {
      if (held < GROUP_BITS) {
        bits = (bits << Byte.SIZE) | (packed[next++] & 0xff);
        held += Byte.SIZE;
      }
      held -= GROUP_BITS;
      int values = GROUP * (int) ((bits >>> held) & ((1 << GROUP_BITS) - 1));
      int from = group * GROUP;
      descriptors[to + from] = VALUES_OF_GROUP[values];
      descriptors[to + from + 1] = VALUES_OF_GROUP[values + 1];
      if (from + 2 < DESCRIPTOR_VALUES) {
        descriptors[to + from + 2] = VALUES_OF_GROUP[values + 2];
      }
    }
  }

  /**
   * What the mirror image has, left and right changed over: the same points with the cells and
   * directions of their descriptors in the mirrored order.
   */
  LocalFeatures mirrored() {
    float[] mirroredPoints = points.clone();
    for (int i = 0; i < points.length; i += POINT_VALUES) {
      mirroredPoints[i] = width - 1 - points[i];
      mirroredPoints[i + 2] = (540 - points[i + 2]) % 360;
    }
    byte[] mirroredDescriptors = new byte[descriptors.length];
    for (int i = 0; i < descriptors.length; i++) {
      int value = i % DESCRIPTOR_VALUES;
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
    return points.length / POINT_VALUES;
  }

  /** Of a point, in pixels. */
  float x(int point) {
    return points[point * POINT_VALUES];
  }

  /** Of a point, in pixels. */
  float y(int point) {
    return points[point * POINT_VALUES + 1];
  }

  /** Of a point, in degrees, 0 to below 360. */
  float direction(int point) {
    return points[point * POINT_VALUES + 2];
  }

  /** All descriptors, {@code [count][128]}; never changed. */
  byte[] descriptors() {
    return descriptors;
  }

  /** Squared length of each descriptor, a whole number, {@code [count]}. */
  float[] squaredNorms() {
    float[] norms = new float[count()];
    for (int point = 0; point < norms.length; point++) {
      int sum = 0;
      for (int i = point * DESCRIPTOR_VALUES; i < (point + 1) * DESCRIPTOR_VALUES; i++) {
        sum += descriptors[i] * descriptors[i];
      }
      norms[point] = sum;
    }
    return norms;
  }

  /** A copy of the points, {@code [count][3]}: x, y, direction. */
  public float[] toPoints() {
    return points.clone();
  }

  /** A copy of the descriptors, {@code [count][128]}, 0 to 127. */
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
