package org.roomprint.vectors.embedding;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with a description, and in which file.
 *
 * @param descriptionFile a {@code model.json}
 */
record DescriptionFaults(Path descriptionFile) {
  <T> T required(String key, @Nullable T value) {
    if (value == null) {
      throw invalid("\"" + key + "\" is missing");
    }
    return value;
  }

  void require(boolean condition, String otherwise) {
    if (!condition) {
      throw invalid(otherwise);
    }
  }

  InvalidModelException invalid(String what) {
    return new InvalidModelException(descriptionFile + ": " + what);
  }
}
