package org.roomprint.vectors.embedding;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.roomprint.vectors.image.RasterImage;

/** Gives an embedding for every picture; safe to be called from several threads at once. */
public interface PictureEmbedder extends AutoCloseable {
  /**
   * Makes a model ready for use: loads it, both members where two are fused, and lets it pass its
   * self-test.
   *
   * @param settings how much of the machine it takes; the members of a fused model take turns
   * @throws InvalidModelException when a model cannot be loaded or does not answer as described
   * @throws IOException when a model file cannot be read
   */
  static PictureEmbedder open(PictureModel model, DjlEmbedder.Settings settings)
      throws IOException {
    return switch (model) {
      case ModelFolder single -> DjlEmbedder.open(single, settings);
      case FusedModel fused -> FusedEmbedder.open(fused, settings);
    };
  }

  /**
   * The model's {@linkplain PictureModel#modelId id}: embeddings of different model ids are not
   * comparable.
   */
  String modelId();

  /** Number of values of each embedding. */
  int dimension();

  /** Patch channels that the model gives; 0 with a model that has none. */
  int patchChannels();

  /** What was measured of searches with the model; empty where nobody did. */
  default Optional<ModelMeasurements> measurements() {
    return Optional.empty();
  }

  /** What the model gives for each picture, in the same order. */
  List<EmbeddedPicture> embed(List<RasterImage> pictures);

  /**
   * What the model gives for the patches of each picture, in the same order; empty with a model
   * that has none.
   */
  default List<Optional<PatchEmbeddings>> embedPatches(List<RasterImage> pictures) {
    return patchChannels() == 0
        ? pictures.stream().map(_ -> Optional.<PatchEmbeddings>empty()).toList()
        : embed(pictures).stream().map(EmbeddedPicture::patches).toList();
  }

  @Override
  void close();
}
