package org.roomprint.vectors.index;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.roomprint.vectors.embedding.Embedding;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.local.LocalFeatures;

/** An unchanging view of a gallery index; safe to be called from several threads at once. */
public interface GallerySnapshot extends Closeable {
  /** Which index this is a view of. */
  IndexIdentity identity();

  /** Number of pictures of a kind. */
  long size(PictureKind kind) throws IOException;

  /** Number of pictures that a filter leaves. */
  long count(GalleryFilter filter) throws IOException;

  /** Those of some pictures, by id, that a filter accepts. */
  Set<String> accepted(Collection<String> pictureIds, GalleryFilter filter) throws IOException;

  /**
   * The pictures most similar to the query, best first; equal similarities by picture id.
   *
   * @param k at least 1
   */
  KnnAnswer knn(Embedding query, int k, KnnMode mode, GalleryFilter filter) throws IOException;

  /**
   * Every picture whose PDQ hash lies within the distance, nearest first: exact, none is missed.
   */
  List<PdqNeighbour> withinPdqDistance(PdqHash query, int maxDistance, GalleryFilter filter)
      throws IOException;

  /** Every picture with these bytes. */
  List<PictureRef> sameBytes(ContentHash bytes, GalleryFilter filter) throws IOException;

  /** The whole entry of a picture. */
  Optional<IndexedPicture> find(String pictureId) throws IOException;

  /**
   * The local features of a picture, without the cost of its whole entry; absent when the picture
   * is.
   */
  default Optional<LocalFeatures> localFeatures(String pictureId) throws IOException {
    return find(pictureId).map(picture -> picture.description().localFeatures());
  }

  /** Patch embeddings of a picture; absent when the picture is, or its model gave none. */
  default Optional<PatchEmbeddings> patches(String pictureId) throws IOException {
    return find(pictureId).flatMap(picture -> picture.description().patches());
  }

  /**
   * Patches of pictures that lie evenly spread over those the filter accepts: what is common in
   * this gallery.
   *
   * @param most pictures
   */
  List<PatchEmbeddings> samplePatches(int most, GalleryFilter filter) throws IOException;

  /**
   * The pictures whose patches have the highest score, best first; equal scores by picture id. All
   * accepted pictures are walked through, some 27 microseconds of a processor each for a small
   * thing, and only the first kind of their patches is read.
   *
   * @param k at least 1
   * @param score of a picture's patches of the first kind, larger is better
   */
  KnnAnswer highest(int k, ToDoubleFunction<PatchEmbeddings> score, GalleryFilter filter)
      throws IOException;

  /**
   * Reads every byte of the index and compares it with its checksums, for whoever takes over what
   * it holds without a look.
   *
   * @throws DamagedIndexException when something has changed since it was written
   */
  default void requireWhole() throws IOException {}

  /** Notes of the commit that this is a view of. */
  default Map<String, String> notes() {
    return Map.of();
  }
}
