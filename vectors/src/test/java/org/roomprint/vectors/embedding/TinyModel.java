package org.roomprint.vectors.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A model folder of 266 bytes for tests: the embedding is the mean colour of 2 x 4 areas of a
 * picture.
 */
public final class TinyModel {
  /** Values of its embeddings. */
  public static final int DIMENSION = 24;

  private TinyModel() {}

  /** Copies the folder to a directory. */
  public static Path copyTo(Path directory) throws IOException {
    for (String file : List.of("model.json", "model.onnx", "make.py")) {
      try (InputStream in = TinyModel.class.getResourceAsStream("tiny-model/" + file)) {
        Files.copy(Objects.requireNonNull(in), directory.resolve(file));
      }
    }
    return directory;
  }

  /** Copies the folder to a directory, its description changed. */
  public static Path copyTo(Path directory, String part, String replacement) throws IOException {
    Path description = copyTo(directory).resolve("model.json");
    String text = Files.readString(description, StandardCharsets.UTF_8);
    if (!text.contains(part)) {
      throw new IllegalArgumentException("model.json has no " + part);
    }
    Files.writeString(description, text.replace(part, replacement), StandardCharsets.UTF_8);
    return directory;
  }

  /** An embedder of this model, its folder copied to a directory. */
  public static PictureEmbedder embedder(Path directory) throws IOException {
    return DjlEmbedder.open(ModelFolder.open(copyTo(directory)), new DjlEmbedder.Settings(2, 1, 2));
  }
}
