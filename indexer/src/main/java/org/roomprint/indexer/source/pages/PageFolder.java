package org.roomprint.indexer.source.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.roomprint.base.Digests;
import org.roomprint.indexer.source.AdRecord;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.indexer.source.SourceItem;
import org.roomprint.indexer.source.SourceReader;

/**
 * The pages and archives of a folder and of those in it, in the order of their names. What a
 * browser saved beside a page, in a folder called as it, belongs to that page. Links are not
 * followed. The names of one folder at a time are in memory.
 */
final class PageFolder implements SourceReader<AdRecord> {
  /** What stands between the name of a page and the word for its files: {@code page_files}. */
  private static final String BEFORE_FILES = "_-.";

  private final Path folder;
  private final Deque<Path> left = new ArrayDeque<>();
  private Optional<SourceReader<AdRecord>> archive = Optional.empty();

  PageFolder(Path folder) {
    this.folder = folder;
    try {
      readable(folder).reversed().forEach(left::push);
    } catch (IOException e) {
      throw new SourceException(
          folder + " cannot be read (" + e.getClass().getSimpleName() + "); is it yours to read?",
          e);
    }
  }

  @Override
  public Optional<SourceItem<AdRecord>> next() {
    while (true) {
      if (archive.isPresent()) {
        Optional<SourceItem<AdRecord>> item = archive.get().next();
        if (item.isPresent()) {
          return item;
        }
        archive.get().close();
        archive = Optional.empty();
      }
      if (left.isEmpty()) {
        return Optional.empty();
      }
      Optional<SourceItem<AdRecord>> item = entry(left.pop());
      if (item.isPresent()) {
        return item;
      }
    }
  }

  private Optional<SourceItem<AdRecord>> entry(Path path) {
    String name = folder.relativize(path).toString();
    try {
      BasicFileAttributes kind =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (kind.isDirectory()) {
        readable(path).reversed().forEach(left::push);
        return Optional.empty();
      }
      if (!kind.isRegularFile()) {
        return Optional.of(
            new SourceItem.Unreadable<>(
                name, "NO_FILE", "It is no ordinary file but a link, pipe, socket or device"));
      }
      return switch (AdSources.kind(path)) {
        case PAGE -> Optional.of(SavedPage.read(path, name));
        case MHTML -> Optional.of(MhtmlPage.read(path, name));
        case ARCHIVE -> {
          archive = Optional.of(new WarcFile(path, name + ", "));
          yield Optional.empty();
        }
        case LIST ->
            Optional.of(
                new SourceItem.PassedOver<>(
                    name, "NO_PAGE", "It is no page and no web archive; a list is imported alone"));
      };
    } catch (IOException e) {
      return Optional.of(
          new SourceItem.Unreadable<>(
              name, "UNREADABLE", "It cannot be read (" + e.getClass().getSimpleName() + ")"));
    } catch (SourceException e) {
      return Optional.of(
          new SourceItem.Unreadable<>(name, "UNREADABLE", String.valueOf(e.getMessage())));
    }
  }

  /** What a folder holds, by name, without the folders that belong to its pages. */
  private static List<Path> readable(Path in) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(in)) {
      stream.forEach(paths::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Set<String> pages = new HashSet<>();
    for (Path path : paths) {
      String name = String.valueOf(path.getFileName());
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.endsWith(".html") || lower.endsWith(".htm") || lower.endsWith(".xhtml")) {
        pages.add(name.substring(0, name.lastIndexOf('.')));
      }
    }
    paths.removeIf(path ->
        Files.isDirectory(path) && belongsToAPage(String.valueOf(path.getFileName()), pages));
    paths.sort(Comparator.naturalOrder());
    return paths;
  }

  private static boolean belongsToAPage(String folderName, Set<String> pages) {
    for (int i = folderName.length() - 1; i > 0; i--) {
      if (BEFORE_FILES.indexOf(folderName.charAt(i)) >= 0
          && pages.contains(folderName.substring(0, i))) {
        return true;
      }
    }
    return false;
  }

  /** The same as long as no file in it comes, goes or changes. */
  static String state(Path folder) throws IOException {
    MessageDigest digest = Digests.sha256();
    Deque<Path> left = new ArrayDeque<>(readable(folder));
    while (!left.isEmpty()) {
      Path path = left.pop();
      BasicFileAttributes file =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (file.isDirectory()) {
        readable(path).reversed().forEach(left::push);
      } else {
        digest.update(
            (folder.relativize(path) + "\0" + file.size() + "\0" + file.lastModifiedTime() + "\0")
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() {
    archive.ifPresent(SourceReader::close);
  }
}
