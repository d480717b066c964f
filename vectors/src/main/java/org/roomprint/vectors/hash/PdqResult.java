package org.roomprint.vectors.hash;

/**
 * The PDQ hash of a picture and how far it may be trusted.
 *
 * @param hash of the picture as it was given
 * @param quality 0..100, how much structure the picture has; at most {@link PdqHash#LOW_QUALITY} is
 *     not to be matched
 */
public record PdqResult(PdqHash hash, int quality) {
  public PdqResult {
    PdqQuality.check(quality);
  }
}
