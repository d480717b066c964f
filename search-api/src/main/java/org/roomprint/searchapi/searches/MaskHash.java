package org.roomprint.searchapi.searches;

import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.search.QueryImage;

/** What identifies a query's mask in the audit log. */
final class MaskHash {
  private MaskHash() {}

  /** SHA-256 of the mask's bits in row order, or {@code none}. */
  static String of(QueryImage image) {
    return image
        .mask()
        .map(mask -> ContentHash.of(mask.toBits().toByteArray()).hex())
        .orElse("none");
  }
}
