package org.roomprint.vectors.describe;

import java.util.List;
import java.util.Optional;
import org.roomprint.vectors.embedding.EmbeddedPicture;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.embedding.PictureEmbedder;
import org.roomprint.vectors.hash.PdqHasher;
import org.roomprint.vectors.hash.PdqResult;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.Mask;
import org.roomprint.vectors.image.MirrorFill;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.local.LocalFeatureExtractor;
import org.roomprint.vectors.local.LocalFeatures;
import org.roomprint.vectors.local.RootSiftExtractor;

/**
 * Computes everything that is known of a picture's pixels; safe to be called from several threads
 * at once.
 */
public final class PictureDescriber {
  private final PictureEmbedder embedder;
  private final PdqHasher hasher;
  private final LocalFeatureExtractor extractor;

  /** Describes with these. */
  public PictureDescriber(
      PictureEmbedder embedder, PdqHasher hasher, LocalFeatureExtractor extractor) {
    this.embedder = embedder;
    this.hasher = hasher;
    this.extractor = extractor;
  }

  /** Describes with this model, PDQ hashes and RootSIFT. */
  public static PictureDescriber with(PictureEmbedder embedder) {
    return new PictureDescriber(embedder, new PdqHasher(), new RootSiftExtractor());
  }

  /** The model of the embeddings. */
  public PictureEmbedder embedder() {
    return embedder;
  }

  /** The hasher of the pictures. */
  public PdqHasher hasher() {
    return hasher;
  }

  /**
   * Describes a picture to be kept: patches and local features are rounded.
   *
   * @param bytes hash of the file that the pixels came from
   * @param mask what to ignore: filled by mirroring for hash and embedding, dropped for local
   *     features
   */
  public PictureDescription describe(ContentHash bytes, RasterImage picture, Optional<Mask> mask) {
    return describeTimed(bytes, picture, mask).description();
  }

  /**
   * A picture that is searched with.
   *
   * @param description of its pixels
   * @param patchesOfMirrorImage its patches as the model sees them in its mirror image, each where
   *     it lies in the picture itself: what is said of them differs a little by chance, so that
   *     both together say more than one; empty where the model gives no patches
   */
  public record Searched(
      PictureDescription description, Optional<PatchEmbeddings> patchesOfMirrorImage) {}

  /**
   * Describes a picture to search with. Nothing of it is rounded, as it is not kept: compared with
   * what is rounded, half of what rounding costs is saved.
   *
   * @param mask filled by mirroring for hash and embedding
   * @param ignored dropped for local features: the mask and, where one region is looked for, more;
   *     its surroundings tell the model what it shows, so they are not filled
   */
  public Searched describeToSearch(
      ContentHash bytes, RasterImage picture, Optional<Mask> mask, Optional<Mask> ignored) {
    RasterImage filled = filled(picture, mask);
    return new Searched(
        describeTimed(bytes, picture, filled, ignored).description(),
        embedder.patchChannels() == 0
            ? Optional.empty()
            : embedder
                .embedPatches(List.of(filled.mirrored()))
                .getFirst()
                .map(PatchEmbeddings::mirrored));
  }

  private static RasterImage filled(RasterImage picture, Optional<Mask> mask) {
    return mask.map(hidden -> MirrorFill.fill(picture, hidden)).orElse(picture);
  }

  /**
   * A description and what it took.
   *
   * @param description of the picture
   * @param hashNanos PDQ hash
   * @param embedNanos embedding
   * @param localNanos local features
   */
  public record Timed(
      PictureDescription description, long hashNanos, long embedNanos, long localNanos) {}

  /** {@link #describe} with the time of each step. */
  public Timed describeTimed(ContentHash bytes, RasterImage picture, Optional<Mask> mask) {
    Timed exact = describeTimed(bytes, picture, filled(picture, mask), mask);
    return new Timed(
        exact.description().rounded(), exact.hashNanos(), exact.embedNanos(), exact.localNanos());
  }

  private Timed describeTimed(
      ContentHash bytes, RasterImage picture, RasterImage filled, Optional<Mask> ignored) {
    long begin = System.nanoTime();
    PdqResult pdq = hasher.hash(filled);
    long hashed = System.nanoTime();
    EmbeddedPicture embedded = embedder.embed(List.of(filled)).getFirst();
    long afterModel = System.nanoTime();
    LocalFeatures features = extractor.extract(picture, ignored);
    long extracted = System.nanoTime();
    return new Timed(
        new PictureDescription(
            bytes, pdq.hash(), pdq.quality(), embedded.embedding(), embedded.patches(), features),
        hashed - begin,
        afterModel - hashed,
        extracted - afterModel);
  }
}
