package org.roomprint.vectors.describe;

import java.util.Optional;
import org.roomprint.vectors.embedding.Embedding;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.local.LocalFeatures;

/**
 * What the index needs to know of a picture's pixels.
 *
 * @param contentHash of the bytes as they were brought in, not as re-encoded
 * @param pdq perceptual hash of the upright picture
 * @param pdqQuality 0..100; at most {@link PdqHash#LOW_QUALITY} is not to be matched
 * @param embedding of the whole picture, its mask filled
 * @param patches embeddings of its patches, where the model gives them
 * @param localFeatures points outside the mask
 */
public record PictureDescription(
    ContentHash contentHash,
    PdqHash pdq,
    int pdqQuality,
    Embedding embedding,
    Optional<PatchEmbeddings> patches,
    LocalFeatures localFeatures) {
  public PictureDescription {
    if (pdqQuality < 0 || pdqQuality > 100) {
      throw new IllegalArgumentException("PDQ quality is 0..100, not " + pdqQuality);
    }
  }

  /** What is kept of it: patches and local features rounded. */
  PictureDescription rounded() {
    return new PictureDescription(
        contentHash,
        pdq,
        pdqQuality,
        embedding,
        patches.map(PatchEmbeddings::rounded),
        localFeatures.rounded());
  }

  /** The same pixels, said to have come from a file with these bytes. */
  public PictureDescription ofFile(ContentHash bytes) {
    return new PictureDescription(bytes, pdq, pdqQuality, embedding, patches, localFeatures);
  }
}
