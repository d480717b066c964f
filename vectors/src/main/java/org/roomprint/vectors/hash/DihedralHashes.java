package org.roomprint.vectors.hash;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

/**
 * The PDQ hashes of a picture in all eight turned and mirrored forms, from one transform of the
 * original: for queries, since whoever reuses a picture may have mirrored or turned it.
 *
 * @param hashes one for each {@link DihedralTransform}, in its order
 * @param quality 0..100, the same for all
 */
public record DihedralHashes(Map<DihedralTransform, PdqHash> hashes, int quality) {
  public DihedralHashes {
    if (!hashes.keySet().equals(EnumSet.allOf(DihedralTransform.class))) {
      throw new IllegalArgumentException(
          "There is one hash for each of the eight transforms, not only for " + hashes.keySet());
    }
    hashes = Collections.unmodifiableMap(new EnumMap<>(hashes));
    PdqQuality.check(quality);
  }

  /** The hash of the picture so transformed. */
  public PdqHash of(DihedralTransform transform) {
    PdqHash hash = hashes.get(transform);
    if (hash == null) {
      throw new IllegalStateException("No hash for " + transform);
    }
    return hash;
  }
}
