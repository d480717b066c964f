package org.roomprint.indexer.source.pages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.roomprint.base.Digests;
import org.roomprint.indexer.source.AdRecord;
import org.roomprint.indexer.source.Ads;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.indexer.source.SourceItem;
import org.roomprint.indexer.source.SourceReader;

/**
 * Opens whatever holds ads: a list, a saved page, a web archive, or a folder of pages and archives.
 * The content of a file, and not its name, says what it is.
 */
public final class AdSources {
  private static final int BEGINNING_BYTES = 16 * 1024;
  private static final Pattern MHTML =
      Pattern.compile("(?im)^content-type:\\s*(?:multipart/related|text/html)\\b");
  private static final Pattern HEADER_LINE = Pattern.compile("\\A[\\r\\n]*[A-Za-z-]+:[ \\t]");

  /** What a file is. */
  enum Kind {
    /** JSON or CSV. */
    LIST,
    /** HTML. */
    PAGE,
    /** A page and its pictures in one file. */
    MHTML,
    /** WARC. */
    ARCHIVE
  }

  private AdSources() {}

  /**
   * Opens a file or folder.
   *
   * @throws SourceException when it is missing, or nothing that holds ads
   */
  public static SourceReader<AdRecord> open(Path source) {
    if (Files.isDirectory(source)) {
      return new PageFolder(source);
    }
    try {
      requireRegular(source);
      String name = String.valueOf(source.getFileName());
      return switch (kind(source)) {
        case LIST -> Ads.open(source);
        case PAGE -> one(SavedPage.read(source, name));
        case MHTML -> one(MhtmlPage.read(source, name));
        case ARCHIVE -> new WarcFile(source, "");
      };
    } catch (IOException e) {
      throw new SourceException(source + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static SourceReader<AdRecord> one(SourceItem<AdRecord> page) {
    return SourceReader.of(List.of(page));
  }

  /** A pipe, a socket or a device would keep whoever opens it waiting. */
  private static void requireRegular(Path source) throws IOException {
    if (!Files.readAttributes(source, BasicFileAttributes.class).isRegularFile()) {
      throw new SourceException(
          source + " is no ordinary file but a pipe, socket or device; save it as a file");
    }
  }

  /** What a regular file is; what is nothing else is taken for a list. */
  static Kind kind(Path file) throws IOException {
    byte[] beginning;
    try (InputStream in = Files.newInputStream(file)) {
      beginning = in.readNBytes(BEGINNING_BYTES);
    }
    if (beginning.length >= 2
        && ((beginning[0] == 0x1F && (beginning[1] & 0xFF) == 0x8B)
            || new String(beginning, StandardCharsets.ISO_8859_1).startsWith("WARC/"))) {
      if (WarcRecords.isArchive(file)) {
        return Kind.ARCHIVE;
      }
      throw new SourceException(
          file + " is compressed, and no web archive (WARC); unpack it and import what is in it");
    }
    if (beginning.length >= 4
        && (beginning[0] & 0xFF) == 0x28
        && (beginning[1] & 0xFF) == 0xB5
        && (beginning[2] & 0xFF) == 0x2F
        && (beginning[3] & 0xFF) == 0xFD) {
      throw new SourceException(
          file + " is compressed by zstd, which is not read; unpack it first");
    }
    String text = text(beginning).replace("\uFEFF", "").stripLeading();
    if (text.startsWith("<")) {
      return Kind.PAGE;
    }
    return HEADER_LINE.matcher(text).find() && MHTML.matcher(text).find() ? Kind.MHTML : Kind.LIST;
  }

  private static String text(byte[] bytes) {
    boolean isLittleEndian =
        bytes.length > 1 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE;
    boolean isBigEndian =
        bytes.length > 1 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF;
    return new String(
        bytes, isLittleEndian || isBigEndian ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
  }

  /**
   * A text that stays the same as long as a file is the same: its length and when it was changed;
   * of a folder, the same of all that it holds. Empty where that cannot be told.
   */
  public static String state(Path source) {
    try {
      if (Files.isDirectory(source)) {
        return PageFolder.state(source);
      }
      BasicFileAttributes file = Files.readAttributes(source, BasicFileAttributes.class);
      return Digests.derivedId(
          "state", Long.toString(file.size()), file.lastModifiedTime().toString());
    } catch (IOException _) {
      return "";
    }
  }

  /** The extension of a name, in lower case; empty where it has none. */
  static Optional<String> extension(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? Optional.of(name.substring(dot + 1)) : Optional.empty();
  }
}
