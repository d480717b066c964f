package org.roomprint.vectors.index.lucene;

import org.roomprint.vectors.describe.DescriptionCodec;
import org.roomprint.vectors.index.PictureKind;

/** The fields of a picture's document. */
final class GalleryFields {
  static final String ID = "id";
  static final String KIND = "kind";
  static final String OWNER = "owner";
  static final String CHAIN = "chain";
  static final String COUNTRY = "country";
  static final String PLACE = "place";
  static final String TAKEN = "taken";
  static final String CONTENT = "content";

  /** What a ranking needs of a picture, in one value: {@link EntryCodec#encodeRef}. */
  static final String REF = "ref";

  /** The rest of the entry, stored: {@link EntryCodec#encodeDetails}. */
  static final String DETAILS = "details";

  /** The local features: {@code LocalFeatures.toBytes}. */
  static final String LOCAL_FEATURES = "localFeatures";

  /** Patch embeddings, the first channel: {@link DescriptionCodec#encodePatches}. */
  static final String PATCHES = "patches";

  /** The further channels, which a walk through all pictures does not read. */
  static final String FURTHER_PATCHES = "patches.further";

  /** Begins the names of the vector fields without a graph. */
  static final String COPIES_PREFIX = "copies.";

  private GalleryFields() {}

  /** The vector field of a kind. */
  static String embedding(PictureKind kind) {
    return switch (kind) {
      case GALLERY_PHOTO -> "embedding.photo";
      case UNVERIFIED_PHOTO -> "embedding.unverified";
      case AD_IMAGE -> "embedding.ad";
    };
  }

  /**
   * The vector field of pictures whose embedding another picture of their kind has already, bit by
   * bit. In a graph, thousands of equal vectors would be linked to each other alone, and searches
   * that come upon them would not get out again.
   */
  static String copies(PictureKind kind) {
    return switch (kind) {
      case GALLERY_PHOTO -> COPIES_PREFIX + "photo";
      case UNVERIFIED_PHOTO -> COPIES_PREFIX + "unverified";
      case AD_IMAGE -> COPIES_PREFIX + "ad";
    };
  }

  /**
   * The field of {@link EntryCodec#embeddingKey} of the pictures of a kind that are in its graph.
   */
  static String embeddingKey(PictureKind kind) {
    return switch (kind) {
      case GALLERY_PHOTO -> "embeddingKey.photo";
      case UNVERIFIED_PHOTO -> "embeddingKey.unverified";
      case AD_IMAGE -> "embeddingKey.ad";
    };
  }

  /** The field of the PDQ hash and its quality of a kind. */
  static String pdq(PictureKind kind) {
    return switch (kind) {
      case GALLERY_PHOTO -> "pdq.photo";
      case UNVERIFIED_PHOTO -> "pdq.unverified";
      case AD_IMAGE -> "pdq.ad";
    };
  }
}
