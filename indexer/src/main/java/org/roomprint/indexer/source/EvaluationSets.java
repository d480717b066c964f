package org.roomprint.indexer.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.roomprint.vectors.evaluate.EvaluationPhoto;

/** Reads evaluation sets: photos with their hotel and unit, and distractors that belong to none. */
public final class EvaluationSets {
  private EvaluationSets() {}

  /**
   * Reads a manifest with the columns {@code file} (relative to it), {@code hotel} and, where
   * known, {@code unit} and {@code chain}. A bad line ends it: a set that is measured on is whole.
   */
  public static List<EvaluationPhoto> fromManifest(Path manifest) {
    Path folder = Optional.ofNullable(manifest.toAbsolutePath().getParent()).orElse(Path.of("."));
    List<EvaluationPhoto> photos = new ArrayList<>();
    for (SourceItem<EvaluationPhoto> item :
        CsvTable.read(
            manifest,
            new CsvTable.Columns(List.of("file", "hotel"), List.of("unit", "chain"), "evaluate"),
            row ->
                new EvaluationPhoto(
                    row.text("file"),
                    row.text("hotel"),
                    row.optional("unit").orElse(row.text("hotel")),
                    row.optional("chain"),
                    false,
                    Photos.inside(folder, row.text("file"))))) {
      switch (item) {
        case SourceItem.Read<EvaluationPhoto> read -> photos.add(read.value());
        case SourceItem.Unreadable<EvaluationPhoto> bad ->
            throw new SourceException(manifest + ", " + bad.reference() + ": " + bad.detail());
      }
    }
    long hotels = photos.stream().map(EvaluationPhoto::hotel).distinct().count();
    if (hotels == photos.size()) {
      throw new SourceException(
          manifest + " has no hotel with two photos: there is nothing that a search could find");
    }
    return photos;
  }

  /** Every picture of a folder as a distractor: a hotel of its own. */
  public static List<EvaluationPhoto> distractors(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new SourceException("There is no folder " + folder);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Photos::isPicture)
          .sorted()
          .map(file -> {
            String id = "distractor/" + folder.relativize(file).toString().replace('\\', '/');
            return new EvaluationPhoto(id, id, id, Optional.empty(), true, file);
          })
          .toList();
    } catch (IOException e) {
      throw new SourceException(folder + " cannot be read: " + e.getMessage(), e);
    }
  }
}
