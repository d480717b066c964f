package org.roomprint.indexer.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of a list: finds the files that the list names, and none outside of it, whether its
 * path or a link leads there. Where no file has exactly that name, one is taken whose name differs
 * in how its accents are put together, in the direction of its slashes, or in case, if there is
 * only one.
 */
public final class ListFolder {
  private static final String OUTSIDE = "OUTSIDE_FOLDER";

  private final Path folder;
  private final Path real;
  private final Map<Path, List<String>> names = new HashMap<>();

  private ListFolder(Path folder, Path real) {
    this.folder = folder;
    this.real = real;
  }

  /** The folder that a list lies in. */
  public static ListFolder of(Path list) {
    return at(Optional.ofNullable(list.toAbsolutePath().getParent()).orElse(Path.of(".")));
  }

  /** This folder. */
  static ListFolder at(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    Path real;
    try {
      real = folder.toRealPath();
    } catch (IOException _) {
      real = absolute; // a folder that is not there holds no links
    }
    return new ListFolder(absolute, real);
  }

  /** The file that the list means by this. */
  public ListedFile find(String name) {
    Path file;
    try {
      file = folder.resolve(name).normalize();
    } catch (InvalidPathException e) {
      return new ListedFile.Refused(
          "INVALID_PATH",
          "The file's name cannot be looked for on this machine: "
              + e.getReason()
              + FileNames.hint());
    }
    if (!Files.exists(file) && name.indexOf('\\') >= 0) {
      file = folder.resolve(name.replace('\\', '/')).normalize();
    }
    if (!file.startsWith(folder)) {
      return new ListedFile.Refused(OUTSIDE, "The file's path leads out of the folder of its list");
    }
    if (Files.exists(file)) {
      return inside(new ListedFile.At(file, false));
    }
    return likeNamed(folder.relativize(file))
        .map(found -> inside(new ListedFile.At(found, true)))
        .orElse(new ListedFile.At(file, false));
  }

  private ListedFile inside(ListedFile.At found) {
    try {
      if (found.file().toRealPath().startsWith(real)) {
        return found;
      }
    } catch (IOException _) {
      return found; // whoever opens it says what is wrong
    }
    return new ListedFile.Refused(
        OUTSIDE,
        "The file is, or lies behind, a link that leads out of the folder of its list; put the file"
            + " itself there");
  }

  /** The one file whose path is spelt like this, part by part. */
  private Optional<Path> likeNamed(Path relative) {
    Path at = folder;
    for (Path part : relative) {
      Path exact = at.resolve(part);
      if (Files.exists(exact)) {
        at = exact;
        continue;
      }
      String wanted = composed(part.toString());
      List<String> there = names.computeIfAbsent(at, ListFolder::namesIn);
      List<String> same = there.stream().filter(name -> composed(name).equals(wanted)).toList();
      if (same.isEmpty()) {
        same = there.stream().filter(name -> folded(name).equals(folded(wanted))).toList();
      }
      if (same.size() != 1) {
        return Optional.empty();
      }
      at = at.resolve(same.getFirst());
    }
    return Optional.of(at);
  }

  private static List<String> namesIn(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
    } catch (IOException | UncheckedIOException _) {
      return List.of();
    }
  }

  private static String composed(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  private static String folded(String name) {
    return composed(name).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
