package org.roomprint.vectors.embedding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roomprint.vectors.image.RasterImage;

/**
 * Embeds pictures with both members of a {@link FusedModel}, one after the other, so that as many
 * threads work as with a single model, each for as long as both members take.
 */
final class FusedEmbedder implements PictureEmbedder {
  private final FusedModel model;
  private final PictureEmbedder first;
  private final PictureEmbedder second;

  private FusedEmbedder(FusedModel model, PictureEmbedder first, PictureEmbedder second) {
    this.model = model;
    this.first = first;
    this.second = second;
  }

  /**
   * Loads both members and lets each pass its self-test, which the fused model's follows from.
   *
   * @throws InvalidModelException when a member cannot be loaded or does not answer as described
   * @throws IOException when a model file cannot be read
   */
  static FusedEmbedder open(FusedModel model, DjlEmbedder.Settings settings) throws IOException {
    PictureEmbedder first = DjlEmbedder.open(model.first(), settings);
    try {
      return new FusedEmbedder(model, first, DjlEmbedder.open(model.second(), settings));
    } catch (IOException | RuntimeException e) {
      first.close();
      throw e;
    }
  }

  @Override
  public String modelId() {
    return model.modelId();
  }

  @Override
  public int dimension() {
    return model.dimension();
  }

  @Override
  public Optional<ModelMeasurements> measurements() {
    return model.measurements();
  }

  @Override
  public int patchChannels() {
    return ofPatches().patchChannels();
  }

  /** The member whose patches count: the first that gives any. */
  private PictureEmbedder ofPatches() {
    return first.patchChannels() > 0 ? first : second;
  }

  /** Only the member that gives patches works. */
  @Override
  public List<Optional<PatchEmbeddings>> embedPatches(List<RasterImage> pictures) {
    return ofPatches().embedPatches(pictures);
  }

  @Override
  public List<EmbeddedPicture> embed(List<RasterImage> pictures) {
    List<EmbeddedPicture> ofFirst = first.embed(pictures);
    List<EmbeddedPicture> ofSecond = second.embed(pictures);
    List<EmbeddedPicture> fused = new ArrayList<>(pictures.size());
    for (int i = 0; i < ofFirst.size(); i++) {
      EmbeddedPicture one = ofFirst.get(i);
      EmbeddedPicture other = ofSecond.get(i);
      fused.add(
          new EmbeddedPicture(
              fused(one.embedding(), other.embedding()), one.patches().or(other::patches)));
    }
    return fused;
  }

  private Embedding fused(Embedding one, Embedding other) {
    float[] values = new float[one.dimension() + other.dimension()];
    scale(one.toArray(), model.firstScale(), values, 0);
    scale(other.toArray(), model.secondScale(), values, one.dimension());
    return Embedding.of(values);
  }

  private static void scale(float[] from, double by, float[] to, int at) {
    for (int i = 0; i < from.length; i++) {
      to[at + i] = (float) (from[i] * by);
    }
  }

  @Override
  public void close() {
    try (first) {
      second.close();
    }
  }
}
