package org.roomprint.vectors.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roomprint.vectors.embedding.EmbeddedPicture;
import org.roomprint.vectors.embedding.Embedding;
import org.roomprint.vectors.embedding.PictureEmbedder;
import org.roomprint.vectors.image.MirrorFill;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.search.QueryImage;

/**
 * Ranks every photo by the similarity of its embedding to the most alike query image: a model
 * alone.
 */
public final class EmbeddingRanker implements Ranker {
  private final PictureEmbedder embedder;
  private final Map<String, Embedding> gallery;

  /**
   * Takes the gallery's embeddings.
   *
   * @param gallery by photo id, of this embedder's model
   */
  public EmbeddingRanker(PictureEmbedder embedder, Map<String, Embedding> gallery) {
    this.embedder = embedder;
    this.gallery = Map.copyOf(gallery);
  }

  private record Scored(String photoId, double similarity) {}

  @Override
  public Ranked rank(List<QueryImage> query, Set<String> without) {
    List<RasterImage> pictures =
        query.stream()
            .map(image ->
                image
                    .mask()
                    .map(mask -> MirrorFill.fill(image.picture(), mask))
                    .orElse(image.picture()))
            .toList();
    List<Embedding> embeddings =
        embedder.embed(pictures).stream().map(EmbeddedPicture::embedding).toList();
    return Ranked.byPhotos(
        gallery.entrySet().stream()
            .filter(entry -> !without.contains(entry.getKey()))
            .map(entry ->
                new Scored(
                    entry.getKey(),
                    embeddings.stream()
                        .mapToDouble(embedding -> embedding.similarity(entry.getValue()))
                        .max()
                        .orElseThrow()))
            .sorted(
                Comparator.comparingDouble(Scored::similarity)
                    .reversed()
                    .thenComparing(Scored::photoId))
            .map(Scored::photoId)
            .toList());
  }
}
