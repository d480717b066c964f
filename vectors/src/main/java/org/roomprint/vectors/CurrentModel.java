package org.roomprint.vectors;

import java.io.IOException;
import java.util.Optional;
import org.roomprint.vectors.embedding.ModelFolders;
import org.roomprint.vectors.embedding.PictureModel;
import org.roomprint.vectors.index.DamagedIndexException;
import org.roomprint.vectors.index.IndexIdentity;

/**
 * Which model an installation works with: the one that made its index.
 *
 * <p>So index and model are exchanged in one step, by the one file that names the current
 * generation, and at no moment of a crash does one go without the other. Where there is no index
 * yet, or it is damaged, or none of the known models made it, it is the model that was chosen last,
 * or else the configured one; whoever then opens an index of another model is told so.
 */
public final class CurrentModel {
  private CurrentModel() {}

  /** The models that these settings name. */
  public static ModelFolders all(VectorsSettings settings) {
    return new ModelFolders(settings.model(), settings.models());
  }

  /**
   * The model to work with now.
   *
   * @throws org.roomprint.vectors.embedding.InvalidModelException when it cannot be used
   */
  public static PictureModel of(VectorsSettings settings) throws IOException {
    ModelFolders all = all(settings);
    Optional<IndexIdentity> index = indexed(settings);
    Optional<PictureModel> found =
        index.isPresent() ? all.withId(index.get().modelId()) : Optional.empty();
    return found.isPresent() ? found.get() : all.chosen();
  }

  private static Optional<IndexIdentity> indexed(VectorsSettings settings) throws IOException {
    try {
      return Indexes.of(settings).current();
    } catch (DamagedIndexException e) {
      return Optional.empty();
    }
  }
}
