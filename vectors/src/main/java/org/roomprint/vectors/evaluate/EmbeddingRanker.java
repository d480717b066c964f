package org.roomprint.vectors.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roomprint.vectors.embedding.Embedding;
import org.roomprint.vectors.embedding.PictureEmbedder;
import org.roomprint.vectors.image.MirrorFill;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.search.QueryImage;

/** Ranks every photo by the similarity of its embedding: a model alone. */
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
  public Ranked rank(QueryImage query, Set<String> without) {
    RasterImage picture =
        query.mask().map(mask -> MirrorFill.fill(query.picture(), mask)).orElse(query.picture());
    Embedding embedding = embedder.embed(List.of(picture)).getFirst();
    return Ranked.byPhotos(
        gallery.entrySet().stream()
            .filter(entry -> !without.contains(entry.getKey()))
            .map(entry -> new Scored(entry.getKey(), embedding.similarity(entry.getValue())))
            .sorted(
                Comparator.comparingDouble(Scored::similarity)
                    .reversed()
                    .thenComparing(Scored::photoId))
            .map(Scored::photoId)
            .toList());
  }
}
