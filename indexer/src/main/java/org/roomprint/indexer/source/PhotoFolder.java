package org.roomprint.indexer.source;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Walks a folder and accounts for every entry in it: each is a picture, or refused, or passed over,
 * with its reason. Links are followed as long as they stay inside; what cannot be opened ends
 * nothing.
 */
final class PhotoFolder {
  /** One entry, by its path within the folder. */
  sealed interface Entry {
    /** A file that is meant as a picture. */
    record Picture(Path file, Path relative) implements Entry {}

    /** Something that might hold pictures, which cannot be had. */
    record Refused(Path relative, String reason, String detail) implements Entry {}

    /** Something that is no picture of anybody's. */
    record PassedOver(Path relative, String reason, String detail) implements Entry {}
  }

  private final Path folder;
  private final Path real;
  private final List<Entry> entries = new ArrayList<>();
  private final Deque<Path> above = new ArrayDeque<>();

  private PhotoFolder(Path folder, Path real) {
    this.folder = folder;
    this.real = real;
  }

  /**
   * All entries, in the order of their names.
   *
   * @param folder may be a link to one
   */
  static List<Entry> entries(Path folder) {
    try {
      PhotoFolder walk = new PhotoFolder(folder, folder.toRealPath());
      walk.readable(folder);
      walk.in(folder);
      return walk.entries;
    } catch (IOException e) {
      throw new SourceException(
          folder + " cannot be read (" + e.getClass().getSimpleName() + "); is it yours to read?",
          e);
    }
  }

  private List<Path> readable(Path in) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(in)) {
      stream.forEach(paths::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    paths.sort(Comparator.naturalOrder());
    return paths;
  }

  private void in(Path current) {
    List<Path> paths;
    Path reached;
    try {
      reached = current.toRealPath();
      paths = readable(current);
    } catch (IOException e) {
      refuse(
          current,
          "UNREADABLE_FOLDER",
          "The folder cannot be read ("
              + e.getClass().getSimpleName()
              + "); what it holds is missing");
      return;
    }
    above.push(reached);
    for (Path path : paths) {
      if (OthersFiles.isOne(String.valueOf(path.getFileName()))) {
        entries.add(
            new Entry.PassedOver(
                folder.relativize(path),
                "OTHER_SOFTWARE",
                "Hidden, or left here by other software: thumbnails, bins and the like are no photos"));
      } else {
        at(path);
      }
    }
    above.pop();
  }

  private void at(Path path) {
    String hint = FileNames.hint();
    if (!hint.isEmpty() && path.toString().indexOf(TextFile.UNREADABLE) >= 0) {
      refuse(path, "NAME_UNREADABLE", "Its name cannot be read" + hint);
      return;
    }
    try {
      BasicFileAttributes kind =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (kind.isSymbolicLink()) {
        Path target = path.toRealPath();
        if (!target.startsWith(real)) {
          refuse(
              path,
              "LINK_OUTSIDE",
              "It is a link that leads out of the folder given; import the folder that it leads to, or put the"
                  + " files themselves here");
          return;
        }
        if (above.contains(target)) {
          refuse(path, "LINK_IN_CIRCLES", "It is a link to a folder that it lies in");
          return;
        }
        kind = Files.readAttributes(path, BasicFileAttributes.class);
      }
      if (kind.isDirectory()) {
        in(path);
      } else if (kind.isRegularFile()) {
        file(path);
      } else {
        refuse(path, "NO_FILE", "It is no ordinary file but a pipe, socket or device");
      }
    } catch (IOException e) {
      refuse(path, "UNREADABLE", "It cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private void file(Path path) throws IOException {
    Path relative = folder.relativize(path);
    if (PictureSigns.isMeantAsPicture(path)) {
      entries.add(new Entry.Picture(path, relative));
    } else {
      String extension = PictureSigns.extension(path);
      entries.add(
          new Entry.PassedOver(
              relative,
              "NO_PICTURE",
              extension.matches("[a-z0-9_]{1,12}")
                  ? "A file of the kind ." + extension + ", which does not begin like a picture"
                  : "It does not begin like a picture"));
    }
  }

  private void refuse(Path path, String reason, String detail) {
    entries.add(new Entry.Refused(folder.relativize(path), reason, detail));
  }
}
