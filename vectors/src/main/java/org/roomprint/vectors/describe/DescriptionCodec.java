package org.roomprint.vectors.describe;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.roomprint.vectors.embedding.Embedding;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.local.LocalFeatures;

/**
 * How a description is written into bytes and read back without loss.
 *
 * <p>A whole description ends with a checksum, so that one which was written in part, or damaged
 * since, is told from one that is whole. The patches and the local features can also be written by
 * themselves, for a store that reads one of them at a time; that store keeps its own checksums.
 */
public final class DescriptionCodec {
  /**
   * Version of what a description consists of and of how it is written: descriptions of another one
   * are made again from the pictures.
   */
  public static final int FORMAT = 3;

  private static final int MAGIC = 0x52504400 + FORMAT;

  private static final int HASH_BYTES = 32;

  private DescriptionCodec() {}

  /** The whole description. */
  public static byte[] encode(PictureDescription description) {
    float[] embedding = description.embedding().toArray();
    byte[] patches =
        description
            .patches()
            .map(grids -> encodePatches(grids.channels()))
            .orElseGet(() -> new byte[0]);
    byte[] features = description.localFeatures().toBytes();
    ByteBuffer buffer =
        ByteBuffer.allocate(
            Integer.BYTES
                + HASH_BYTES
                + PdqHash.BITS / Byte.SIZE
                + 1
                + Integer.BYTES
                + embedding.length * Float.BYTES
                + Integer.BYTES
                + patches.length
                + Integer.BYTES
                + features.length
                + Integer.BYTES);
    buffer.putInt(MAGIC);
    buffer.put(HexFormat.of().parseHex(description.contentHash().hex()));
    description.pdq().putInto(buffer);
    buffer.put((byte) description.pdqQuality());
    buffer.putInt(embedding.length);
    for (float value : embedding) {
      buffer.putFloat(value);
    }
    buffer.putInt(patches.length).put(patches);
    buffer.putInt(features.length).put(features);
    return buffer.putInt(checksum(buffer.array(), buffer.position())).array();
  }

  /**
   * A whole description.
   *
   * @throws DamagedDescriptionException when the bytes are not all that {@link #encode} gave
   */
  public static PictureDescription decode(byte[] bytes) throws DamagedDescriptionException {
    if (bytes.length < 2 * Integer.BYTES) {
      throw new DamagedDescriptionException("it has only " + bytes.length + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int content = bytes.length - Integer.BYTES;
    if (buffer.getInt(content) != checksum(bytes, content)) {
      throw new DamagedDescriptionException("its checksum does not agree with its bytes");
    }
    if (buffer.getInt() != MAGIC) {
      throw new DamagedDescriptionException("it is of another format");
    }
    try {
      byte[] hash = new byte[HASH_BYTES];
      buffer.get(hash);
      PdqHash pdq = PdqHash.from(buffer);
      int quality = buffer.get();
      float[] embedding = new float[buffer.getInt()];
      for (int i = 0; i < embedding.length; i++) {
        embedding[i] = buffer.getFloat();
      }
      Optional<PatchEmbeddings> patches = PatchEmbeddings.ofChannels(decodePatches(part(buffer)));
      LocalFeatures features = LocalFeatures.ofBytes(part(buffer));
      return new PictureDescription(
          new ContentHash(HexFormat.of().formatHex(hash)),
          pdq,
          quality,
          Embedding.of(embedding),
          patches,
          features);
    } catch (BufferUnderflowException | IllegalArgumentException | NegativeArraySizeException e) {
      throw new DamagedDescriptionException("its parts do not agree", e);
    }
  }

  private static ByteBuffer part(ByteBuffer buffer) {
    int length = buffer.getInt();
    ByteBuffer part = buffer.slice(buffer.position(), length);
    buffer.position(buffer.position() + length);
    return part;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  /** Some channels of patches, each without those beside it. */
  public static byte[] encodePatches(List<PatchEmbeddings> grids) {
    List<byte[]> parts = grids.stream().map(PatchEmbeddings::toBytes).toList();
    ByteBuffer buffer = ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
    parts.forEach(buffer::put);
    return buffer.array();
  }

  /** What {@link #encodePatches} gave: all that remains in the buffer. */
  public static List<PatchEmbeddings> decodePatches(ByteBuffer buffer) {
    List<PatchEmbeddings> grids = new ArrayList<>();
    while (buffer.hasRemaining()) {
      grids.add(PatchEmbeddings.ofBytes(buffer));
    }
    return grids;
  }
}
