package org.roomprint.indexer.source.pages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResource;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.WarcTargetRecord;
import org.roomprint.catalog.ad.Seen;
import org.roomprint.indexer.source.AdRecord;
import org.roomprint.indexer.source.ContainedFile;
import org.roomprint.indexer.source.ListedFile;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.indexer.source.SourceItem;
import org.roomprint.indexer.source.SourceReader;

/**
 * The pages of a web archive (WARC, ISO 28500), plain or compressed record by record. Its pictures
 * are found wherever they stand in the same file, since the file is looked through once before its
 * pages are read; a page that was seen unchanged (a <i>revisit</i>) is read from where it was seen
 * first. A page that its server says is gone (404, 410) is such a sighting.
 *
 * <p>What is damaged costs itself: reading goes on at the next record that can be found.
 */
final class WarcFile implements SourceReader<AdRecord> {
  private static final int OK = 200;
  private static final Set<Integer> GONE = Set.of(404, 410);
  private static final Set<String> PAGES = Set.of("text/html", "application/xhtml+xml");

  private final Path file;
  private final String prefix;
  private final WarcIndex index;
  private final WarcRecords records;
  private long number;

  /**
   * Opens a file.
   *
   * @param prefix is put before the names of its records, where it is one of several files
   */
  WarcFile(Path file, String prefix) {
    this.file = file;
    this.prefix = prefix;
    try {
      this.index = WarcIndex.of(file);
      this.records = new WarcRecords(file);
    } catch (IOException e) {
      throw new SourceException(file + " cannot be read as WARC: " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<SourceItem<AdRecord>> next() {
    while (true) {
      WarcRecords.Step step = records.next();
      switch (step) {
        case WarcRecords.Step.End _ -> {
          return Optional.empty();
        }
        case WarcRecords.Step.Damaged(long from, Optional<Long> upTo) -> {
          return Optional.of(damaged(from, upTo));
        }
        case WarcRecords.Step.Found(WarcRecord found) -> {
          number++;
          Optional<SourceItem<AdRecord>> item = item(found);
          if (item.isPresent()) {
            return item;
          }
        }
      }
    }
  }

  private SourceItem<AdRecord> damaged(long from, Optional<Long> upTo) {
    return upTo.isPresent()
        ? new SourceItem.Unreadable<>(
            prefix + "byte " + from,
            "DAMAGED_PART",
            "From byte "
                + from
                + " to byte "
                + upTo.get()
                + " the archive cannot be read, and what lies there is lost; it goes on behind it")
        : new SourceItem.Unreadable<>(
            prefix + "byte " + from + " and what follows",
            SourceItem.Unreadable.REST_UNREADABLE,
            "From byte "
                + from
                + " on the archive cannot be read, and what it holds there is lost: it was cut off or"
                + " damaged");
  }

  /** Empty for what is no page. */
  private Optional<SourceItem<AdRecord>> item(WarcRecord found) {
    if (!(found instanceof WarcTargetRecord record) || !isSeen(record)) {
      return Optional.empty();
    }
    String target = target(record);
    String reference = prefix + "record " + number + ", " + target;
    try {
      Seen seen = seen(record);
      return switch (record) {
        case WarcResponse response -> page(reference, target, response, seen);
        case WarcResource resource ->
            PAGES.contains(type(resource.headers().first("Content-Type")))
                ? Optional.of(
                    page(reference, target, Optional.empty(), resource.body().stream(), seen))
                : Optional.empty();
        case WarcRevisit revisit -> revisited(reference, target, revisit, seen);
        default -> Optional.empty();
      };
    } catch (PageBytes.TooLongException e) {
      return Optional.of(
          new SourceItem.Unreadable<>(reference, "PAGE_TOO_LONG", String.valueOf(e.getMessage())));
    } catch (WarcRecords.UnknownCodingException e) {
      return Optional.of(
          new SourceItem.Unreadable<>(reference, "UNKNOWN_CODING", String.valueOf(e.getMessage())));
    } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
      return Optional.of(
          new SourceItem.Unreadable<>(
              reference,
              "BAD_RECORD",
              "The record cannot be read (" + e.getClass().getSimpleName() + ")"));
    }
  }

  private static boolean isSeen(WarcTargetRecord record) {
    return record instanceof WarcResponse
        || record instanceof WarcResource
        || record instanceof WarcRevisit;
  }

  private static String target(WarcTargetRecord record) {
    String written = record.headers().first("WARC-Target-URI").orElse("");
    return written.startsWith("<") && written.endsWith(">")
        ? written.substring(1, written.length() - 1)
        : written;
  }

  private static Seen seen(WarcRecord record) {
    Optional<String> date = record.headers().first("WARC-Date").map(String::strip);
    return new Seen(date.map(Instant::parse), date, false, Optional.empty(), Optional.empty());
  }

  private Optional<SourceItem<AdRecord>> page(
      String reference, String target, WarcResponse response, Seen seen) throws IOException {
    if (!isHttp(response)) {
      return Optional.empty();
    }
    HttpResponse http = records.http(response);
    if (!PAGES.contains(type(http.headers().first("Content-Type")))) {
      return Optional.empty();
    }
    if (GONE.contains(http.status()) && isWeb(target)) {
      return Optional.of(
          new SourceItem.Read<>(
              reference,
              AdPage.gone(
                  target,
                  new Seen(
                      seen.moment(), seen.written(), true, Optional.empty(), Optional.empty()))));
    }
    if (http.status() != OK) {
      return Optional.empty();
    }
    return Optional.of(page(reference, target, charset(http), WarcRecords.content(http), seen));
  }

  static boolean isHttp(WarcResponse response) {
    return response
        .headers()
        .first("Content-Type")
        .map(type -> type.toLowerCase(Locale.ROOT).startsWith("application/http"))
        .orElse(false);
  }

  private static boolean isWeb(String target) {
    return target.startsWith("http://") || target.startsWith("https://");
  }

  private SourceItem<AdRecord> page(
      String reference, String target, Optional<String> charset, InputStream in, Seen seen)
      throws IOException {
    Document page = PageBytes.parse(in, charset, target);
    return AdPage.read(
        reference,
        page,
        Optional.of(target),
        seen,
        (name, address) -> picture(name, address, seen));
  }

  private Optional<ListedFile> picture(String name, String address, Seen seen) {
    if (name.startsWith("data:")) {
      return PageBytes.within(name);
    }
    return index
        .picture(address, seen.moment())
        .map(offset -> new ListedFile.Within(name, new Picture(offset)));
  }

  /** The page as it was seen first, at the later time. */
  private Optional<SourceItem<AdRecord>> revisited(
      String reference, String target, WarcRevisit revisit, Seen seen) throws IOException {
    String original =
        revisit.headers().first("WARC-Refers-To-Target-URI").map(String::strip).orElse(target);
    Optional<Long> offset = index.page(original, seen.moment());
    if (offset.isEmpty()) {
      return index.isPicture(original)
          ? Optional.empty()
          : Optional.of(
              new SourceItem.PassedOver<>(
                  reference,
                  "SEEN_ELSEWHERE",
                  "It was seen unchanged, and what it says stands in another archive; import that too"));
    }
    try (WarcRecords there = new WarcRecords(file, offset.get())) {
      if (there.next() instanceof WarcRecords.Step.Found(WarcRecord found)
          && found instanceof WarcResponse response) {
        HttpResponse http = there.http(response);
        return Optional.of(page(reference, target, charset(http), WarcRecords.content(http), seen));
      }
    }
    throw new IOException("The page that was seen first cannot be read");
  }

  private static Optional<String> charset(HttpResponse http) {
    return http.headers()
        .first("Content-Type")
        .map(type -> type.toLowerCase(Locale.ROOT))
        .filter(type -> type.contains("charset="))
        .map(type ->
            type.substring(type.indexOf("charset=") + "charset=".length())
                .replaceFirst(";.*$", "")
                .replace("\"", "")
                .strip());
  }

  /** The media type alone, in lower case. */
  static String type(Optional<String> contentType) {
    return contentType
        .map(type -> type.replaceFirst(";.*$", "").strip().toLowerCase(Locale.ROOT))
        .orElse("");
  }

  /** A picture in the file. */
  private final class Picture implements ContainedFile {
    private final long offset;

    private Picture(long offset) {
      this.offset = offset;
    }

    @Override
    public byte[] read(int most) throws IOException {
      try (WarcRecords there = new WarcRecords(file, offset)) {
        if (there.next() instanceof WarcRecords.Step.Found(WarcRecord found)) {
          if (found instanceof WarcResponse response) {
            return WarcRecords.content(there.http(response)).readNBytes(most);
          }
          if (found instanceof WarcResource resource) {
            return resource.body().stream().readNBytes(most);
          }
        }
      }
      throw new IOException("There is no picture at byte " + offset);
    }
  }

  @Override
  public void close() {
    records.close();
  }
}
