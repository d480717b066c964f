package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/**
 * Vectors to measure with, in a file that other programs can read: {@code [count][dimension]}
 * 32-bit floats, little-endian, unit length.
 *
 * <p>They lie about as the embeddings of room photos do: all have much in common (their mean has a
 * length near 0.94), what differs is spread over all dimensions with a spectrum that falls by a
 * power law, and photos of a room lie nearer to each other than to rooms of the same style, by
 * little. Vectors with few inner dimensions would be easier than pictures, vectors drawn evenly
 * from a sphere harder.
 */
final class BenchVectors {
  private static final int STYLES = 500;
  private static final int PHOTOS_PER_ROOM = 8;
  private static final double ROOM_SPREAD = 1;
  private static final double PHOTO_SPREAD = 1;

  /** The variance of the i-th inner direction is {@code i^-0.7}. */
  private static final double SPECTRUM = 0.7;

  /** Length of what all have in common, beside the root mean square of what differs. */
  private static final double COMMON = 2.7;

  private final int dimension;
  private final float[] scales;
  private final float[][] styles;
  private final float[] signs;
  private final double common;
  private final long seed;

  BenchVectors(long seed, int dimension) {
    SplittableRandom random = new SplittableRandom(seed);
    this.seed = seed;
    this.dimension = dimension;
    this.scales = new float[dimension];
    this.signs = new float[dimension];
    double variance = 0;
    for (int i = 0; i < dimension; i++) {
      scales[i] = (float) Math.pow(i + 1, -SPECTRUM / 2);
      signs[i] = random.nextBoolean() ? 1 : -1;
      variance += scales[i] * scales[i];
    }
    double parts = 1 + ROOM_SPREAD * ROOM_SPREAD + PHOTO_SPREAD * PHOTO_SPREAD;
    this.common = COMMON * Math.sqrt(variance * parts);
    this.styles = new float[STYLES][dimension];
    for (float[] style : styles) {
      for (int i = 0; i < dimension; i++) {
        style[i] = (float) random.nextGaussian();
      }
    }
  }

  /**
   * Writes vectors to a file: photo i shows room i / 8; queries show rooms of the gallery.
   *
   * @param rooms how many rooms the gallery has
   * @param query whether these are queries: each of a room drawn at random
   */
  void write(Path file, int count, int rooms, boolean query) throws IOException {
    SplittableRandom random = new SplittableRandom(seed + (query ? 2 : 1));
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer =
          ByteBuffer.allocate(dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < count; i++) {
        int room = query ? random.nextInt(rooms) : i / PHOTOS_PER_ROOM;
        buffer.clear();
        for (float value : photo(room, random)) {
          buffer.putFloat(value);
        }
        channel.write(buffer.flip());
      }
    }
  }

  static int rooms(int photos) {
    return Math.max(1, photos / PHOTOS_PER_ROOM);
  }

  private float[] photo(int room, SplittableRandom random) {
    SplittableRandom ofRoom = new SplittableRandom(seed * 31 + room);
    float[] style = styles[ofRoom.nextInt(STYLES)];
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] =
          (float)
              (scales[i]
                  * (style[i]
                      + ROOM_SPREAD * ofRoom.nextGaussian()
                      + PHOTO_SPREAD * random.nextGaussian()));
    }
    vector[dimension - 1] += (float) common;
    turn(vector);
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    float scale = (float) (1 / Math.sqrt(squares));
    for (int d = 0; d < dimension; d++) {
      vector[d] *= scale;
    }
    return vector;
  }

  /** Mixes the inner directions into all values: signs and a Walsh-Hadamard transform, twice. */
  private void turn(float[] vector) {
    int block = Integer.highestOneBit(dimension);
    for (int from : new int[] {0, dimension - block}) {
      for (int i = 0; i < dimension; i++) {
        vector[i] *= signs[i];
      }
      float scale = (float) (1 / Math.sqrt(block));
      for (int half = 1; half < block; half *= 2) {
        for (int i = 0; i < block; i++) {
          if ((i & half) == 0) {
            float a = vector[from + i];
            float b = vector[from + i + half];
            vector[from + i] = a + b;
            vector[from + i + half] = a - b;
          }
        }
      }
      for (int i = 0; i < block; i++) {
        vector[from + i] *= scale;
      }
    }
  }

  /** Reads all vectors of a file of at most 2 GiB. */
  static float[][] read(Path file, int dimension) throws IOException {
    int count = Math.toIntExact(Files.size(file) / Float.BYTES / dimension);
    float[][] vectors = new float[count][dimension];
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer buffer =
          ByteBuffer.allocate(dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (float[] vector : vectors) {
        buffer.clear();
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
          // one vector at a time
        }
        buffer.flip().asFloatBuffer().get(vector);
      }
    }
    return vectors;
  }
}
