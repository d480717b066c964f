package org.roomprint.vectors.search;

import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.PictureKind;

/**
 * A part of the index in which links of a picture are looked for.
 *
 * @param filter what belongs to it
 * @param rerankK most candidates that are verified by geometry; 0 finds copies by bytes and hash
 *     alone, in no time
 */
public record LinkPartition(GalleryFilter filter, int rerankK) {
  private static final int RERANK_K = 40;

  public LinkPartition {
    if (rerankK < 0) {
      throw new IllegalArgumentException("rerankK is at least 0, not " + rerankK);
    }
  }

  /** All pictures of a kind. */
  public static LinkPartition of(PictureKind kind) {
    return of(GalleryFilter.all(kind));
  }

  /** All pictures that a filter leaves. */
  public static LinkPartition of(GalleryFilter filter) {
    return new LinkPartition(filter, RERANK_K);
  }

  /** Those of them that are the same picture by bytes or hash. */
  public static LinkPartition copies(GalleryFilter filter) {
    return new LinkPartition(filter, 0);
  }
}
