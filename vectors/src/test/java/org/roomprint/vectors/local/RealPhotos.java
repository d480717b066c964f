package org.roomprint.vectors.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.InProcessDecoder;
import org.roomprint.vectors.image.RasterImage;

/** Photographs of a folder with a {@code hotels.csv}, by the unit that they show. */
final class RealPhotos {
  private static final int MAX_SIDE_PIXELS = 1024;

  private RealPhotos() {}

  /** The photographs of each unit, in the order of the list. */
  static Map<String, List<Path>> units(Path folder) {
    try {
      return Files.readAllLines(folder.resolve("hotels.csv"), StandardCharsets.UTF_8).stream()
          .skip(1)
          .map(line -> line.split(",", -1))
          .collect(
              Collectors.groupingBy(
                  cells -> cells[2],
                  LinkedHashMap::new,
                  Collectors.mapping(cells -> folder.resolve(cells[0]), Collectors.toList())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RasterImage decoded(Path file) {
    try (InProcessDecoder decoder = new InProcessDecoder()) {
      return switch (decoder.decode(Files.readAllBytes(file), MAX_SIDE_PIXELS)) {
        case DecodeOutcome.Decoded decoded -> decoded.picture();
        case DecodeOutcome.Refused refused ->
            throw new IllegalArgumentException(file + ": " + refused.detail());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LocalFeatures features(RasterImage picture) {
    return new RootSiftExtractor().extract(picture, Optional.empty());
  }
}
