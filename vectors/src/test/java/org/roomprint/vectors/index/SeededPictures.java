package org.roomprint.vectors.index;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.embedding.Embedding;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.local.LocalFeatures;

/** Made-up pictures; the same seed gives the same ones. */
public final class SeededPictures {
  private final SplittableRandom random;
  private final int dimension;

  /** Pictures with embeddings of a dimension. */
  public SeededPictures(long seed, int dimension) {
    this.random = new SplittableRandom(seed);
    this.dimension = dimension;
  }

  /** A gallery photo of a hotel, with nothing optional. */
  public IndexedPicture photo(String id, String hotelId) {
    return picture(id, PictureKind.GALLERY_PHOTO, hotelId);
  }

  /** A picture with nothing optional. */
  public IndexedPicture picture(String id, PictureKind kind, String ownerId) {
    return new IndexedPicture(
        id,
        kind,
        ownerId,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        description(id));
  }

  /** A picture with everything optional. */
  public IndexedPicture full(
      String id, String ownerId, String chain, String country, GeoPoint place, LocalDate taken) {
    return new IndexedPicture(
        id,
        PictureKind.GALLERY_PHOTO,
        ownerId,
        Optional.of("room of " + id),
        Optional.of(chain),
        Optional.of(country),
        Optional.of(place),
        Optional.of(taken),
        description(id));
  }

  /** The same entry with another embedding. */
  public static IndexedPicture withEmbedding(IndexedPicture picture, Embedding embedding) {
    PictureDescription old = picture.description();
    return withDescription(
        picture,
        new PictureDescription(
            old.contentHash(),
            old.pdq(),
            old.pdqQuality(),
            embedding,
            old.patches(),
            old.localFeatures()));
  }

  /** The same entry with another hash. */
  public static IndexedPicture withPdq(IndexedPicture picture, PdqHash pdq) {
    PictureDescription old = picture.description();
    return withDescription(
        picture,
        new PictureDescription(
            old.contentHash(),
            pdq,
            old.pdqQuality(),
            old.embedding(),
            old.patches(),
            old.localFeatures()));
  }

  /** The same entry with another description. */
  public static IndexedPicture withDescription(
      IndexedPicture picture, PictureDescription description) {
    return new IndexedPicture(
        picture.pictureId(),
        picture.kind(),
        picture.ownerId(),
        picture.room(),
        picture.chain(),
        picture.country(),
        picture.place(),
        picture.taken(),
        description);
  }

  /** Photos p0, p1 ... of hotels with four photos each. */
  public List<IndexedPicture> photos(int count) {
    List<IndexedPicture> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(photo("p" + i, "h" + i / 4));
    }
    return all;
  }

  /** Pixels' numbers, all different. */
  public PictureDescription description(String bytes) {
    return new PictureDescription(
        ContentHash.of(bytes.getBytes(StandardCharsets.UTF_8)),
        hash(),
        random.nextInt(101),
        embedding(),
        Optional.of(patches()),
        features(1 + random.nextInt(5)));
  }

  /** A direction. */
  public Embedding embedding() {
    return Embedding.of(values());
  }

  /** Embeddings of 2 x 3 patches, of two channels, as they are kept. */
  public PatchEmbeddings patches() {
    return grid(4).with(List.of(grid(3))).rounded();
  }

  private PatchEmbeddings grid(int dimension) {
    float[] values = new float[2 * 3 * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return PatchEmbeddings.of(2, 3, dimension, values);
  }

  /** A direction near another. */
  public Embedding near(Embedding other, double spread) {
    float[] values = other.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (spread * random.nextGaussian() / Math.sqrt(values.length));
    }
    return Embedding.of(values);
  }

  /** A hash. */
  public PdqHash hash() {
    return new PdqHash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  /** A hash that differs in this many bits. */
  public PdqHash hashAt(int distance, PdqHash from) {
    long[] words = {from.bits255To192(), from.bits191To128(), from.bits127To64(), from.bits63To0()};
    List<Integer> bits = new ArrayList<>();
    while (bits.size() < distance) {
      int bit = random.nextInt(PdqHash.BITS);
      if (!bits.contains(bit)) {
        bits.add(bit);
        words[bit / Long.SIZE] ^= 1L << (bit % Long.SIZE);
      }
    }
    return new PdqHash(words[0], words[1], words[2], words[3]);
  }

  private LocalFeatures features(int count) {
    float[] points = new float[count * LocalFeatures.POINT_VALUES];
    for (int i = 0; i < points.length; i++) {
      points[i] = random.nextInt(400);
    }
    byte[] descriptors = new byte[count * LocalFeatures.DESCRIPTOR_VALUES];
    random.nextBytes(descriptors);
    return LocalFeatures.of(640, 480, points, descriptors).rounded();
  }

  private float[] values() {
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
