package org.roomprint.indexer.source.pages;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.jsoup.nodes.Document;
import org.roomprint.catalog.ad.Seen;
import org.roomprint.indexer.source.AdRecord;
import org.roomprint.indexer.source.ContainedFile;
import org.roomprint.indexer.source.ListedFile;
import org.roomprint.indexer.source.Moments;
import org.roomprint.indexer.source.SourceItem;

/**
 * A page that was saved as one file with everything that belongs to it (MHTML, RFC 2557). The first
 * part that is HTML is the page; its pictures are read from the file when they are needed.
 */
final class MhtmlPage {
  /** Most parts of a file. */
  static final int MAX_PARTS = 5_000;

  /** Deepest nesting of parts within parts. */
  private static final int MAX_DEPTH = 20;

  private static final int MAX_HEADER_BYTES = 64 * 1024;
  private static final int MAX_HEADERS = 200;
  private static final int MAX_LINE_BYTES = 1024 * 1024;

  private static final MimeConfig LIMITS =
      MimeConfig.custom()
          .setMaxLineLen(MAX_LINE_BYTES)
          .setMaxHeaderLen(MAX_HEADER_BYTES)
          .setMaxHeaderCount(MAX_HEADERS)
          .build();

  private final Path file;
  private final String reference;
  private final Map<String, Integer> pictures = new HashMap<>();
  private Map<String, String> ofMessage = Map.of();
  private Optional<Document> page = Optional.empty();

  private MhtmlPage(Path file, String reference) {
    this.file = file;
    this.reference = reference;
  }

  /**
   * Reads a file.
   *
   * @param reference how its source names it
   */
  static SourceItem<AdRecord> read(Path file, String reference) {
    try {
      return new MhtmlPage(file, reference).read();
    } catch (PageBytes.TooLongException e) {
      return new SourceItem.Unreadable<>(
          reference, "PAGE_TOO_LONG", String.valueOf(e.getMessage()));
    } catch (MimeException e) {
      return new SourceItem.Unreadable<>(
          reference, "NO_MHTML", "The file is damaged, or no MHTML: " + e.getMessage());
    } catch (IOException e) {
      return new SourceItem.Unreadable<>(
          reference,
          "UNREADABLE",
          "The page cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private SourceItem<AdRecord> read() throws IOException, MimeException {
    parts(this::look);
    if (page.isEmpty()) {
      return new SourceItem.Unreadable<>(
          reference, "NO_PAGE", "None of its parts is HTML; save the page again as MHTML");
    }
    Optional<Moments.Written> saved =
        Optional.ofNullable(ofMessage.get("date")).flatMap(Moments::read);
    return AdPage.read(
        reference,
        page.get(),
        Optional.ofNullable(ofMessage.get("snapshot-content-location")),
        new Seen(
            saved.map(Moments.Written::moment),
            saved.map(Moments.Written::text),
            false,
            Optional.empty(),
            Optional.empty()),
        this::picture);
  }

  /** A part of the file, as it is passed. */
  private interface Visitor {
    /** Whether to go on. */
    boolean visit(int number, Map<String, String> header, MimeTokenStream part)
        throws IOException, MimeException;
  }

  private void parts(Visitor visitor) throws IOException, MimeException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      MimeTokenStream stream = new MimeTokenStream(LIMITS);
      stream.parse(in);
      Map<String, String> header = new HashMap<>();
      int number = 0;
      int depth = 0;
      for (EntityState state = stream.getState();
          state != EntityState.T_END_OF_STREAM;
          state = stream.next()) {
        switch (state) {
          case T_START_HEADER -> header = new HashMap<>();
          case T_FIELD -> {
            Field field = stream.getField();
            header.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), field.getBody().strip());
          }
          case T_END_HEADER -> {
            if (ofMessage.isEmpty()) {
              ofMessage = Map.copyOf(header);
            }
          }
          case T_START_MULTIPART -> {
            depth++;
            if (depth > MAX_DEPTH) {
              throw new MimeException("its parts lie more than " + MAX_DEPTH + " deep in parts");
            }
          }
          case T_END_MULTIPART -> depth--;
          case T_BODY -> {
            number++;
            if (number > MAX_PARTS || !visitor.visit(number, header, stream)) {
              return;
            }
          }
          default -> {
            // the beginnings and ends of other things
          }
        }
      }
    }
  }

  private boolean look(int number, Map<String, String> header, MimeTokenStream part)
      throws IOException, MimeException {
    BodyDescriptor body = part.getBodyDescriptor();
    String type = body.getMimeType().toLowerCase(Locale.ROOT);
    if (page.isEmpty() && (type.equals("text/html") || type.equals("application/xhtml+xml"))) {
      page =
          Optional.of(
              PageBytes.parse(
                  part.getDecodedInputStream(),
                  Optional.ofNullable(header.get("content-type"))
                      .filter(stated -> stated.toLowerCase(Locale.ROOT).contains("charset="))
                      .map(_ -> body.getCharset()),
                  Optional.ofNullable(header.get("content-location"))
                      .or(() -> Optional.ofNullable(ofMessage.get("snapshot-content-location")))
                      .orElse("")));
    } else if (type.startsWith("image/")
        && part.getDecodedInputStream().readNBytes(PageBytes.SMALLEST_PICTURE_BYTES).length
            == PageBytes.SMALLEST_PICTURE_BYTES) {
      Optional.ofNullable(header.get("content-location"))
          .ifPresent(address -> pictures.putIfAbsent(address, number));
      Optional.ofNullable(header.get("content-id"))
          .map(id -> id.replaceFirst("^<", "").replaceFirst(">$", ""))
          .ifPresent(id -> pictures.putIfAbsent("cid:" + id, number));
    }
    return true;
  }

  private Optional<ListedFile> picture(String name, String address) {
    if (name.startsWith("data:")) {
      return PageBytes.within(name);
    }
    return Optional.ofNullable(pictures.get(name))
        .or(() -> Optional.ofNullable(pictures.get(address)))
        .map(number -> new ListedFile.Within(name, new Part(number)));
  }

  /** A picture in the file. */
  private final class Part implements ContainedFile {
    private final int wanted;

    private Part(int wanted) {
      this.wanted = wanted;
    }

    @Override
    public byte[] read(int most) throws IOException {
      byte[][] bytes = new byte[1][0];
      try {
        parts((number, _, part) -> {
          if (number == wanted) {
            bytes[0] = part.getDecodedInputStream().readNBytes(most);
          }
          return number < wanted;
        });
      } catch (MimeException e) {
        throw new IOException("The file is damaged", e);
      }
      return bytes[0];
    }
  }
}
