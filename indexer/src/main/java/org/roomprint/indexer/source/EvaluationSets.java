package org.roomprint.indexer.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.roomprint.vectors.evaluate.EvaluationPhoto;
import org.roomprint.vectors.evaluate.SilhouetteOccluder;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.InProcessDecoder;
import org.roomprint.vectors.image.Mask;
import org.roomprint.vectors.image.Masks;

/** Reads evaluation sets: photos with their hotel and unit, and distractors that belong to none. */
public final class EvaluationSets {
  private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "webp");

  private static final int SILHOUETTE_SIDE_PIXELS = 512;

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
            CsvTable.Columns.strict(List.of("file", "hotel"), List.of("unit", "chain"), "evaluate"),
            row ->
                new EvaluationPhoto(
                    row.needed("file"),
                    row.needed("hotel"),
                    row.optional("unit").orElse(row.needed("hotel")),
                    row.optional("chain"),
                    false,
                    inside(folder, row.needed("file"))))) {
      switch (item) {
        case SourceItem.Read<EvaluationPhoto> read -> photos.add(read.value());
        case SourceItem.Unreadable<EvaluationPhoto> bad ->
            throw new SourceException(manifest + ", " + bad.reference() + ": " + bad.detail());
        case SourceItem.PassedOver<EvaluationPhoto> passed ->
            throw new SourceException(
                manifest + ", " + passed.reference() + ": " + passed.detail());
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
    return PhotoFolder.entries(folder).stream()
        .<EvaluationPhoto>mapMulti((entry, out) -> {
          if (entry instanceof PhotoFolder.Entry.Picture(Path file, Path relative)
              && EXTENSIONS.contains(PictureSigns.extension(file))) {
            String id = "distractor/" + relative.toString().replace('\\', '/');
            out.accept(new EvaluationPhoto(id, id, id, Optional.empty(), true, file));
          }
        })
        .toList();
  }

  /** The file of a set, which may lie behind a link: what is measured on is the operator's own. */
  private static Path inside(Path folder, String name) {
    try {
      Path root = folder.toAbsolutePath().normalize();
      Path file = root.resolve(name).normalize();
      if (file.startsWith(root)) {
        return file;
      }
    } catch (InvalidPathException _) {
      // the same verdict
    }
    throw new BadValue("OUTSIDE_FOLDER", "The file's path leads out of the folder of its list");
  }

  /**
   * Hides parts of pictures as people do.
   *
   * @param silhouettes folder of outlines of people (PNG, white = person); nothing can be hidden
   *     without it
   */
  public static SilhouetteOccluder occluder(Optional<Path> silhouettes) {
    if (silhouettes.isEmpty()) {
      return SilhouetteOccluder.none();
    }
    Path folder = silhouettes.get();
    if (!Files.isDirectory(folder)) {
      throw new SourceException("There is no folder " + folder);
    }
    try (InProcessDecoder decoder = new InProcessDecoder();
        Stream<Path> files = Files.list(folder)) {
      List<Mask> outlines =
          files
              .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".png"))
              .sorted()
              .map(file -> outline(decoder, file))
              .toList();
      if (outlines.isEmpty()) {
        throw new SourceException(folder + " holds no PNG outlines");
      }
      return new SilhouetteOccluder(outlines);
    } catch (IOException e) {
      throw new SourceException(folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Mask outline(InProcessDecoder decoder, Path file) {
    try {
      return switch (decoder.decode(Files.readAllBytes(file), SILHOUETTE_SIDE_PIXELS)) {
        case DecodeOutcome.Decoded decoded -> Masks.fromPicture(decoded.picture());
        case DecodeOutcome.Refused refused ->
            throw new SourceException(file + ": " + refused.detail());
      };
    } catch (IOException e) {
      throw new SourceException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
