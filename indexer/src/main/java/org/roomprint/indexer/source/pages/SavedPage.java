package org.roomprint.indexer.source.pages;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Node;
import org.roomprint.catalog.ad.Seen;
import org.roomprint.indexer.source.AdRecord;
import org.roomprint.indexer.source.ListFolder;
import org.roomprint.indexer.source.ListedFile;
import org.roomprint.indexer.source.Moments;
import org.roomprint.indexer.source.SourceItem;

/**
 * A page that a browser saved: its pictures lie in a folder beside it or within the page itself.
 * Where it was seen, and when, is read from the remark that browsers (<i>saved from url</i>) and
 * SingleFile write at its beginning; the file's own time says nothing, since copying changes it.
 */
final class SavedPage {
  private static final Pattern SAVED_FROM =
      Pattern.compile("saved from url=\\(\\d+\\)(\\S+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern SINGLE_FILE_URL = Pattern.compile("(?m)^\\s*url: (\\S+)\\s*$");
  private static final Pattern SINGLE_FILE_DATE =
      Pattern.compile(
          "(?m)^\\s*saved date: \\w{3} (\\w{3} \\d{2} \\d{4} \\d{2}:\\d{2}:\\d{2}) GMT([+-]\\d{4})");

  /** Longest remark that is looked at, in characters. */
  private static final int LONGEST_REMARK = 4_000;

  private SavedPage() {}

  /**
   * Reads a file.
   *
   * @param reference how its source names it
   */
  static SourceItem<AdRecord> read(Path file, String reference) {
    try (InputStream in = Files.newInputStream(file)) {
      Document page = PageBytes.parse(in, Optional.empty(), "");
      String remark = remark(page);
      Optional<String> url = first(SAVED_FROM, remark).or(() -> first(SINGLE_FILE_URL, remark));
      Optional<Moments.Written> saved = savedAt(remark);
      ListFolder folder = ListFolder.of(file);
      return AdPage.read(
          reference,
          page,
          url,
          new Seen(
              saved.map(Moments.Written::moment),
              saved.map(Moments.Written::text),
              false,
              Optional.empty(),
              Optional.empty()),
          (name, _) -> picture(folder, name));
    } catch (PageBytes.TooLongException e) {
      return new SourceItem.Unreadable<>(
          reference, "PAGE_TOO_LONG", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new SourceItem.Unreadable<>(
          reference,
          "UNREADABLE",
          "The page cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** The remarks before the page's first element, and the first within it. */
  private static String remark(Document page) {
    StringBuilder remarks = new StringBuilder();
    for (Node node : page.childNodes()) {
      append(node, remarks);
      for (Node inner : node.childNodes()) {
        append(inner, remarks);
      }
    }
    return remarks.toString();
  }

  private static void append(Node node, StringBuilder remarks) {
    if (node instanceof Comment comment && remarks.length() < LONGEST_REMARK) {
      String text = comment.getData();
      remarks.append(text, 0, Math.min(text.length(), LONGEST_REMARK)).append('\n');
    }
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Such as {@code Mon Mar 02 2026 10:15:30 GMT+0100}. */
  private static Optional<Moments.Written> savedAt(String remark) {
    Matcher matcher = SINGLE_FILE_DATE.matcher(remark);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String[] parts = matcher.group(1).split(" ", -1);
    return Moments.read(
        parts[1] + " " + parts[0] + " " + parts[2] + " " + parts[3] + " " + matcher.group(2));
  }

  private static Optional<ListedFile> picture(ListFolder folder, String name) {
    if (name.startsWith("data:")) {
      return PageBytes.within(name);
    }
    if (name.contains("://") || name.startsWith("//") || name.startsWith("cid:")) {
      return Optional.empty();
    }
    String path = name.replaceFirst("[?#].*$", "");
    ListedFile found = folder.find(path);
    if (!isThere(found)) {
      found = folder.find(decoded(path));
    }
    return switch (found) {
      case ListedFile.At(Path file, _) -> isPicture(file) ? Optional.of(found) : Optional.empty();
      case ListedFile.Within _ -> Optional.of(found);
      case ListedFile.Refused _ -> Optional.of(found);
    };
  }

  private static boolean isThere(ListedFile found) {
    return found instanceof ListedFile.At(Path file, _) && Files.exists(file);
  }

  private static boolean isPicture(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) >= PageBytes.SMALLEST_PICTURE_BYTES;
    } catch (IOException _) {
      return false;
    }
  }

  private static String decoded(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return path;
    }
  }
}
