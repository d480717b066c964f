package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.roomprint.vectors.index.GalleryIndexes;
import org.roomprint.vectors.index.GalleryReader;
import org.roomprint.vectors.index.IndexGenerations;
import org.roomprint.vectors.index.IndexIdentity;

/**
 * An index in a folder of this machine.
 *
 * @param folder that holds nothing else
 */
public record LuceneGalleryIndexes(Path folder) implements GalleryIndexes {
  @Override
  public Optional<IndexIdentity> current() throws IOException {
    return LuceneGenerations.currentOf(folder);
  }

  @Override
  public GalleryReader read(String modelId, int dimension) throws IOException {
    return LuceneGalleryReader.open(folder, modelId, dimension);
  }

  @Override
  public IndexGenerations write() throws IOException {
    return LuceneGenerations.open(folder);
  }
}
