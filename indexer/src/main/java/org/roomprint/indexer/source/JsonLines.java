package org.roomprint.indexer.source;

import java.io.Closeable;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of JSON objects: one a line, in an array, or one after another. Where each has a line of
 * its own a bad one costs no more than itself; elsewhere what follows a bad one is lost, which is
 * said. One object is in memory at a time.
 */
final class JsonLines<T> implements SourceReader<T> {
  /** JSON is UTF-8 by its definition: fewer lines that are not are damaged, more are another's. */
  private static final int FEWEST_STRANGE_LINES = 3;

  private static final String NO_JSON = "NO_JSON";
  private static final String NOT_UTF8 = "NOT_UTF8";

  /** One object. */
  static final class ObjectEntry extends Entry {
    private final Map<String, JsonNode> fields;

    private ObjectEntry(String reference, Map<String, JsonNode> fields) {
      super(reference, "field");
      this.fields = fields;
    }

    @Override
    boolean speaksOf(String field) {
      return fields.containsKey(field);
    }

    @Override
    Optional<String> text(String field) {
      JsonNode value = fields.get(field);
      return value == null
          ? Optional.empty()
          : textOf(field, value).map(String::strip).filter(text -> !text.isEmpty());
    }

    @Override
    Optional<String> written(String field) {
      JsonNode value = fields.get(field);
      return value == null ? Optional.empty() : textOf(field, value);
    }

    @Override
    List<Optional<String>> texts(String field) {
      return list(field).stream()
          .map(node -> node.isString() ? Optional.of(node.stringValue()) : Optional.<String>empty())
          .toList();
    }

    /** The values of a list; one that is no list is the only one of it. */
    List<JsonNode> list(String field) {
      JsonNode value = fields.get(field);
      if (value == null || value.isNull()) {
        return List.of();
      }
      return value.isArray() ? List.copyOf(value.values()) : List.of(value);
    }
  }

  /** A value as a text; empty for null. */
  static Optional<String> textOf(String field, JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return Optional.empty();
    }
    if (value.isString()) {
      return Optional.of(value.stringValue());
    }
    if (value.isIntegralNumber()) {
      return Optional.of(value.asString());
    }
    throw new BadValue(
        value.isNumber() ? "EATEN_BY_SPREADSHEET" : BadValue.INVALID,
        "'"
            + field
            + "' is a text"
            + (value.isNumber()
                ? "; as a number with a fraction or exponent it may be rounded"
                : ""));
  }

  private final Path file;
  private final CsvTable.Columns fields;
  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  /** For objects behind which there are others. */
  private final JsonMapper oneOfMany =
      mapper.rebuild().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** Lines on which a field stands that nobody knows: the first, and how many. */
  private final Map<String, Strangers> strangers = new LinkedHashMap<>();

  /** So many names of unknown fields are told apart: a hostile list has a new one on each line. */
  private static final int MAX_STRANGERS = 200;

  private static final String MORE_STRANGERS = "...";

  private record Strangers(String first, long count) {}

  private final TextFile.Encoding encoding;
  private final Function<ObjectEntry, T> object;
  private final TextFile text;
  private final Entries<T> entries;
  private final Deque<SourceItem<T>> last = new ArrayDeque<>();
  private boolean isAtEnd;

  /** The objects in one form of file. */
  private interface Entries<T> extends Closeable {
    Optional<SourceItem<T>> next() throws IOException;

    @Override
    default void close() throws IOException {}
  }

  private JsonLines(Path file, CsvTable.Columns fields, Function<ObjectEntry, T> object)
      throws IOException {
    this.file = file;
    this.fields = fields;
    this.object = object;
    this.encoding = TextFile.encoding(file, FEWEST_STRANGE_LINES);
    Form form = form();
    this.text = TextFile.open(file, encoding);
    this.entries =
        switch (form) {
          case NOTHING -> Optional::empty;
          case LINES -> new Lines();
          case STREAM -> new Stream(isDamaged());
        };
  }

  /**
   * Opens a file.
   *
   * @throws SourceException when the file is missing or holds no JSON at all
   */
  static <T> SourceReader<T> open(
      Path file, CsvTable.Columns fields, Function<ObjectEntry, T> object) {
    try {
      return new JsonLines<>(file, fields, object);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static SourceException unreadable(Path file, IOException e) {
    return new SourceException(file + " cannot be read: " + e.getMessage(), e);
  }

  /**
   * Reads all objects.
   *
   * @throws SourceException when the file is missing or holds no JSON at all
   */
  static <T> List<SourceItem<T>> read(
      Path file, CsvTable.Columns fields, Function<ObjectEntry, T> object) {
    return open(file, fields, object).all();
  }

  /** How the objects are put into the file. */
  private enum Form {
    NOTHING,
    LINES,
    STREAM
  }

  @Override
  public Optional<SourceItem<T>> next() {
    try {
      if (!isAtEnd) {
        Optional<SourceItem<T>> item = entries.next();
        if (item.isPresent()) {
          return item;
        }
        isAtEnd = true;
        addLast();
      }
      return Optional.ofNullable(last.poll());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public void close() {
    try (text) {
      entries.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** What is said of the whole file. */
  private void addLast() {
    if (encoding.isGuessed()
        && !encoding.charset().equals(java.nio.charset.StandardCharsets.UTF_8)) {
      last.add(
          new SourceItem.PassedOver<>(
              String.valueOf(file.getFileName()),
              "ENCODING_GUESSED",
              "The list is not in UTF-8, as JSON is; it is read as " + encoding.charset().name()));
    }
    strangers.forEach((field, where) ->
        last.add(
            new SourceItem.PassedOver<>(
                "field '" + field + "'",
                "UNKNOWN_FIELD",
                "What it holds is not kept ("
                    + where.count()
                    + " times, first on "
                    + where.first()
                    + "); "
                    + fields.words())));
  }

  /** Looks at the first lines that are not blank. */
  private Form form() throws IOException {
    boolean isArray = false;
    boolean any = false;
    try (TextFile text = TextFile.open(file, encoding)) {
      for (Optional<TextFile.Line> next = text.next(); next.isPresent(); next = text.next()) {
        String line = plain(next.get());
        if (next.get().isTooLong()) {
          return Form.LINES;
        }
        if (line.isEmpty()) {
          continue;
        }
        any = true;
        if (isArray) {
          return isObjectOfOneLine(line) ? Form.LINES : Form.STREAM;
        }
        if (line.startsWith("[")) {
          String inner = line.substring(1).strip();
          if (!inner.isEmpty()) {
            return !inner.startsWith("{") || isObjectOfOneLine(inner) ? Form.LINES : Form.STREAM;
          }
          isArray = true;
        } else if (!line.contains("{") && !hasObject(text)) {
          throw new SourceException(
              file + " is no JSON Lines: one JSON object a line is wanted; " + fields.words());
        } else {
          return line.equals("{") ? Form.STREAM : Form.LINES;
        }
      }
    }
    return any ? Form.LINES : Form.NOTHING;
  }

  /** Whether it is, or was meant to be, one object and perhaps the comma behind it. */
  private static boolean isObjectOfOneLine(String line) {
    String object = line.endsWith(",") ? line.substring(0, line.length() - 1).strip() : line;
    return object.startsWith("{")
        && object.endsWith("}")
        && !object.replace(" ", "").contains("},{\"ad_id\"");
  }

  private static boolean hasObject(TextFile text) throws IOException {
    for (Optional<TextFile.Line> next = text.next(); next.isPresent(); next = text.next()) {
      if (next.get().isTooLong() || next.get().text().contains("{")) {
        return true;
      }
    }
    return false;
  }

  private static String plain(TextFile.Line line) {
    return (line.number() == 1 ? line.text().replace(CsvTable.BYTE_ORDER_MARK, "") : line.text())
        .strip();
  }

  /** An object a line. */
  private final class Lines implements Entries<T> {
    private boolean inArray;
    private boolean isFirst = true;

    @Override
    public Optional<SourceItem<T>> next() throws IOException {
      for (Optional<TextFile.Line> line = text.next(); line.isPresent(); line = text.next()) {
        Optional<SourceItem<T>> item = item(line.get());
        if (item.isPresent()) {
          return item;
        }
      }
      return Optional.empty();
    }

    /** Empty where the line holds nothing. */
    private Optional<SourceItem<T>> item(TextFile.Line line) {
      String reference = "line " + line.number();
      if (line.isTooLong()) {
        isFirst = false;
        return Optional.of(
            new SourceItem.Unreadable<>(
                reference,
                "LINE_TOO_LONG",
                "The line has more than "
                    + TextFile.MAX_LINE_BYTES / (1024 * 1024)
                    + " MiB; no ad is that long"));
      }
      String json = plain(line);
      if (json.isEmpty()) {
        return Optional.empty();
      }
      if (isFirst && json.startsWith("[") && !json.endsWith("]")) {
        inArray = true;
        json = json.substring(1).strip();
      }
      isFirst = false;
      if (inArray && json.endsWith("]") && !json.startsWith("[")) {
        json = json.substring(0, json.length() - 1).strip();
      }
      if (json.endsWith(",")) {
        json = json.substring(0, json.length() - 1).strip();
      }
      if (json.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          line.isDamaged()
              ? new SourceItem.Unreadable<>(
                  reference,
                  NOT_UTF8,
                  "Byte " + line.badByte() + " of the line is not UTF-8; save the list in UTF-8")
              : JsonLines.this.item(reference, json));
    }
  }

  private SourceItem<T> item(String reference, String json) {
    try {
      return item(reference, mapper.readTree(json));
    } catch (JacksonException e) {
      return new SourceItem.Unreadable<>(
          reference, NO_JSON, "The line is no JSON object, or names a field twice" + column(e));
    }
  }

  private static String column(JacksonException fault) {
    return fault.getLocation() == null || fault.getLocation().getColumnNr() <= 0
        ? ""
        : " (column " + fault.getLocation().getColumnNr() + ")";
  }

  private SourceItem<T> item(String reference, JsonNode node) {
    if (!node.isObject()) {
      return new SourceItem.Unreadable<>(reference, BadValue.INVALID, "A line is one JSON object");
    }
    Map<String, JsonNode> known = new HashMap<>();
    List<String> others = new ArrayList<>();
    for (String field : node.propertyNames()) {
      String name = fields.known(field);
      if ((!fields.needed().contains(name) && !fields.optional().contains(name))
          || (!name.equals(field) && node.has(name))
          || known.containsKey(name)) {
        others.add(field);
      } else {
        known.put(name, node.path(field));
      }
    }
    ObjectEntry entry = new ObjectEntry(reference, known);
    try {
      T value = object.apply(entry);
      for (String other : others) {
        String shown = other.length() <= MAX_SHOWN ? other : other.substring(0, MAX_SHOWN) + "...";
        strangers.merge(
            strangers.size() < MAX_STRANGERS || strangers.containsKey(shown)
                ? shown
                : MORE_STRANGERS,
            new Strangers(reference, 1),
            (before, one) -> new Strangers(before.first(), before.count() + 1));
      }
      return new SourceItem.Read<>(reference, value, entry.notes());
    } catch (BadValue e) {
      return new SourceItem.Unreadable<>(reference, e.reason(), e.detail());
    } catch (IllegalArgumentException e) {
      return new SourceItem.Unreadable<>(
          reference, BadValue.INVALID, String.valueOf(e.getMessage()));
    }
  }

  /** Longest name of a field that is shown, in characters. */
  private static final int MAX_SHOWN = 60;

  /** Objects over several lines, in an array or one after another. */
  private final class Stream implements Entries<T> {
    private final boolean isDamaged;
    private final BoundedReader reader;
    private final JsonParser parser;
    private int read;
    private boolean isEnded;

    private Stream(boolean isDamaged) throws IOException {
      this.isDamaged = isDamaged;
      InputStream in = Files.newInputStream(file);
      try {
        in.skipNBytes(encoding.markBytes());
        reader = new BoundedReader(new InputStreamReader(in, encoding.charset()));
        parser = oneOfMany.createParser(reader);
      } catch (IOException | RuntimeException e) {
        in.close();
        throw e;
      }
    }

    @Override
    public Optional<SourceItem<T>> next() throws IOException {
      if (isEnded) {
        return Optional.empty();
      }
      try {
        JsonToken token = parser.nextToken();
        if (read == 0 && token == JsonToken.START_ARRAY) {
          token = parser.nextToken();
        }
        if (token == null || token == JsonToken.END_ARRAY) {
          isEnded = true;
          return Optional.empty();
        }
        String reference = "item " + (read + 1) + " (line " + line(parser) + ")";
        JsonNode node = oneOfMany.readTree(parser);
        reader.begin();
        read++;
        return Optional.of(
            isDamaged && node.toString().indexOf(TextFile.UNREADABLE) >= 0
                ? new SourceItem.Unreadable<>(
                    reference, NOT_UTF8, "A byte of it is not UTF-8; save the list in UTF-8")
                : item(reference, node));
      } catch (JacksonException e) {
        isEnded = true;
        return Optional.of(
            rest(
                read + 1,
                e.getLocation() == null
                    ? ""
                    : " from line " + e.getLocation().getLineNr() + " on"));
      }
    }

    @Override
    public void close() throws IOException {
      parser.close();
      reader.close();
    }
  }

  private static long line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private SourceItem<T> rest(int number, String where) {
    return new SourceItem.Unreadable<>(
        "item " + number + " and what follows",
        SourceItem.Unreadable.REST_UNREADABLE,
        "The file cannot be read"
            + where
            + ", and what it holds there is lost; write one JSON object a line");
  }

  private boolean isDamaged() throws IOException {
    try (TextFile text = TextFile.open(file, encoding)) {
      for (Optional<TextFile.Line> next = text.next(); next.isPresent(); next = text.next()) {
        if (next.get().isDamaged()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Ends a file whose next object is longer than any ad, before it fills the memory. */
  private static final class BoundedReader extends FilterReader {
    private long left = TextFile.MAX_LINE_BYTES;

    private BoundedReader(Reader in) {
      super(in);
    }

    private void begin() {
      left = TextFile.MAX_LINE_BYTES;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      if (left <= 0) {
        throw new IOException("An object is longer than any ad");
      }
      int read = super.read(buffer, offset, length);
      left -= Math.max(0, read);
      return read;
    }
  }
}
