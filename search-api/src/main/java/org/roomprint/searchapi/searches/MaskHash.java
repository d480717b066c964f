package org.roomprint.searchapi.searches;

import java.util.Optional;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.Mask;

/** What identifies a mask of a query in the audit log. */
final class MaskHash {
  private MaskHash() {}

  /** SHA-256 of the mask's bits in row order, or {@code none}. */
  static String of(Optional<Mask> hidden) {
    return hidden.map(mask -> ContentHash.of(mask.toBits().toByteArray()).hex()).orElse("none");
  }
}
