package org.roomprint.indexer.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the files that the tests of sources read, and takes what was read apart. */
final class SourceFiles {
  private SourceFiles() {}

  /** A file with these lines, in UTF-8. */
  static Path write(Path folder, String name, String... lines) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.writeString(file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the good lines said. */
  static <T> List<T> good(List<SourceItem<T>> items) {
    return items.stream()
        .<T>mapMulti((item, out) -> {
          if (item instanceof SourceItem.Read<T>(String _, T value, List<SourceNote> _)) {
            out.accept(value);
          }
        })
        .toList();
  }

  /** The bad lines as {@code reference reason: detail}. */
  static <T> List<String> bad(List<SourceItem<T>> items) {
    return items.stream()
        .<String>mapMulti((item, out) -> {
          if (item
              instanceof SourceItem.Unreadable<T>(String reference, String reason, String detail)) {
            out.accept(reference + " " + reason + ": " + detail);
          }
        })
        .toList();
  }

  /** What was noted of the good lines, as {@code reference: reason}. */
  static <T> List<String> notes(List<SourceItem<T>> items) {
    return items.stream()
        .<String>mapMulti((item, out) -> {
          if (item instanceof SourceItem.Read<T> read) {
            read.notes().forEach(note -> out.accept(note.reference() + ": " + note.reason()));
          }
        })
        .toList();
  }

  /** What was passed over, as {@code reference reason}. */
  static <T> List<String> passedOver(List<SourceItem<T>> items) {
    return items.stream()
        .<String>mapMulti((item, out) -> {
          if (item instanceof SourceItem.PassedOver<T>(String reference, String reason, String _)) {
            out.accept(reference + " " + reason);
          }
        })
        .toList();
  }
}
