package org.roomprint.indexer.source;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A CSV file with a header line, as people really keep them: {@link TextFile} reads its characters,
 * {@link CsvRecords} its cells. Cells are separated by commas, semicolons, tabs or bars: by what
 * the header, or a line {@code sep=;} before it, is separated by. One record is in memory at a
 * time, and what is looked at ahead of it to see where it ends.
 */
final class CsvTable<T> implements SourceReader<T> {
  /** What spreadsheets put before the first column's name. */
  static final String BYTE_ORDER_MARK = "\uFEFF";

  /** The reason of a line whose cells cannot be told apart. */
  static final String WRONG_NUMBER_OF_CELLS = "WRONG_NUMBER_OF_CELLS";

  /** Where there is such a column, a record is told by it from a part of a cell. */
  private static final String ID_COLUMN = "hotel_id";

  private static final char[] SEPARATORS = {',', ';', '\t', '|'};
  private static final Pattern SEPARATOR_LINE =
      Pattern.compile("\"?sep=(.)\"?[,;\\s]*", Pattern.CASE_INSENSITIVE);
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\u00A0_.-]+");

  /** What separates the values of a list in one cell. */
  private static final Pattern BETWEEN_VALUES = Pattern.compile("[|\\n]");

  private static final Pattern INVISIBLE = Pattern.compile("[\\uFEFF\\u200B-\\u200F\\u0000]");

  /** Longest part of a header that a message shows, in characters. */
  private static final int SHOWN_CHARACTERS = 200;

  /** So many columns that nobody knows are named. */
  private static final int MAX_STRANGERS = 200;

  /** A single line that is no UTF-8 makes a CSV file one in Windows-1252. */
  private static final int FEWEST_STRANGE_LINES = 1;

  /** One line. */
  static final class Row extends Entry {
    private final Map<String, Integer> columns;
    private final CsvRecords.CsvRecord record;
    private final boolean isDamaged;

    private Row(String reference, Map<String, Integer> columns, CsvRecords.CsvRecord row) {
      super(reference, "column");
      this.columns = columns;
      this.record = row;
      this.isDamaged = row.badByte() > 0;
    }

    @Override
    boolean speaksOf(String column) {
      Integer index = columns.get(column);
      return index != null && index < record.cells().size();
    }

    @Override
    Optional<String> text(String column) {
      if (!speaksOf(column)) {
        return Optional.empty();
      }
      String written = record.cells().get(columns.getOrDefault(column, 0));
      String cell = stripped(written);
      if (record.hasOpenQuote() && cell.startsWith("\"")) {
        cell = stripped(cell.substring(1));
      }
      if (isDamaged && cell.indexOf(TextFile.UNREADABLE) >= 0) {
        throw new BadValue(
            "NOT_UTF8", "A byte of column '" + column + "' cannot be read; save the list in UTF-8");
      }
      return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
    }

    @Override
    Optional<String> written(String column) {
      return text(column);
    }

    @Override
    List<Optional<String>> texts(String column) {
      return text(column).stream()
          .flatMap(BETWEEN_VALUES::splitAsStream)
          .map(String::strip)
          .filter(value -> !value.isEmpty())
          .map(Optional::of)
          .toList();
    }

    /** The cell, empty when the column is missing or the cell is blank. */
    Optional<String> optional(String column) {
      return text(column);
    }
  }

  /**
   * What a kind of file holds.
   *
   * @param needed must be in the header
   * @param optional may be in the header: a column whose name is nearly that of such a one is taken
   *     for a slip, since what it holds would otherwise be lost without a word
   * @param aliases further names of these, in lower case with underscores
   * @param help the command that explains them
   * @param isStrict whether a record that is not written exactly as it should be is refused, as in
   *     what is measured on
   */
  record Columns(
      List<String> needed,
      List<String> optional,
      Map<String, String> aliases,
      String help,
      boolean isStrict) {
    Columns {
      needed = List.copyOf(needed);
      optional = List.copyOf(optional);
      aliases = Map.copyOf(aliases);
    }

    /** Of a format that others have written down, or of what is measured on. */
    static Columns strict(List<String> needed, List<String> optional, String help) {
      return new Columns(needed, optional, Map.of(), help, true);
    }

    private boolean isKnown(String name) {
      return needed.contains(name) || optional.contains(name);
    }

    /** What we call a column with this name, or its own name. */
    String known(String name) {
      if (isStrict || isKnown(name)) {
        return name;
      }
      String plain =
          BETWEEN_WORDS
              .matcher(Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT))
              .replaceAll("_");
      if (isKnown(plain)) {
        return plain;
      }
      return aliases.getOrDefault(plain, aliases.getOrDefault(plain.replace("_", ""), name));
    }

    /** Such as {@code body for text}. */
    private String otherNames() {
      return aliases.entrySet().stream()
          .map(alias -> alias.getKey() + " for " + alias.getValue())
          .sorted()
          .collect(Collectors.joining(", "));
    }

    /** All of them, for whoever missed one. */
    String words() {
      return "needed: "
          + String.join(", ", needed)
          + (optional.isEmpty() ? "" : "; where known: " + String.join(", ", optional))
          + "; see roomprint "
          + help
          + " --help"
          + (aliases.isEmpty() ? "" : "; also understood: " + otherNames());
    }
  }

  private final Path file;
  private final Columns columns;
  private final Function<Row, T> line;
  private final TextFile text;
  private final CsvRecords records;
  private final Deque<SourceItem<T>> first = new ArrayDeque<>();
  private final Map<String, Integer> header;
  private final int width;

  private CsvTable(Path file, Columns columns, Function<Row, T> line) throws IOException {
    this.file = file;
    this.columns = columns;
    this.line = line;
    TextFile.Encoding encoding = TextFile.encoding(file, FEWEST_STRANGE_LINES);
    char separator = separator(file, encoding, columns).orElse(',');
    this.text = TextFile.open(file, encoding);
    try {
      this.records = new CsvRecords(text, separator);
      skipSeparatorLine(records);
      CsvRecords.CsvRecord names =
          records
              .next()
              .orElseThrow(() ->
                  new SourceException(
                      file + " is empty; a header line is wanted first; " + columns.words()));
      this.header = header(file, names, columns, first);
      this.width = names.cells().size();
      refuseSlips(file, header, columns);
      records.expect(
          width,
          header.getOrDefault(ID_COLUMN, header.getOrDefault(columns.needed().getFirst(), 0)));
      encodingNote(encoding, file, first);
    } catch (IOException | RuntimeException e) {
      text.close();
      throw e;
    }
  }

  /**
   * Opens a file. What a line cannot give is a refusal or a note of that line; blank lines, and
   * columns that nobody knows, are passed over, these by name.
   *
   * @throws SourceException when the file is missing, no text, empty, or lacks a needed column
   */
  static <T> SourceReader<T> open(Path file, Columns columns, Function<Row, T> line) {
    try {
      return new CsvTable<>(file, columns, line);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static SourceException unreadable(Path file, IOException e) {
    return new SourceException(file + " cannot be read as CSV: " + e.getMessage(), e);
  }

  /** Reads all lines; see {@link #open}. */
  static <T> List<SourceItem<T>> read(Path file, Columns columns, Function<Row, T> line) {
    return open(file, columns, line).all();
  }

  @Override
  public Optional<SourceItem<T>> next() {
    if (!first.isEmpty()) {
      return Optional.of(first.removeFirst());
    }
    try {
      return records.next().map(this::item);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public void close() {
    try {
      text.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** What the columns are separated by: by which the header has all that are needed. */
  private static Optional<Character> separator(
      Path file, TextFile.Encoding encoding, Columns columns) throws IOException {
    try (TextFile text = TextFile.open(file, encoding)) {
      CsvRecords records = new CsvRecords(text, ',');
      Optional<Character> said = skipSeparatorLine(records);
      if (said.isPresent()) {
        return said;
      }
    }
    Optional<Character> best = Optional.empty();
    long most = 0;
    for (char separator : SEPARATORS) {
      try (TextFile text = TextFile.open(file, encoding)) {
        CsvRecords records = new CsvRecords(text, separator);
        List<String> names =
            records.next().map(CsvRecords.CsvRecord::cells).orElse(List.of()).stream()
                .map(cell -> columns.known(name(cell)))
                .toList();
        long known = columns.needed().stream().filter(names::contains).count();
        if (known > most) {
          most = known;
          best = Optional.of(separator);
        }
      }
    }
    return best;
  }

  /** What a spreadsheet's line {@code sep=;} says; the line is passed over. */
  private static Optional<Character> skipSeparatorLine(CsvRecords records) throws IOException {
    Optional<TextFile.Line> line = records.peek();
    while (line.isPresent() && line.get().isBlank()) {
      records.skipLine();
      line = records.peek();
    }
    if (line.isPresent()) {
      var matcher = SEPARATOR_LINE.matcher(INVISIBLE.matcher(line.get().text()).replaceAll(""));
      if (matcher.matches()) {
        records.skipLine();
        return Optional.of(matcher.group(1).charAt(0));
      }
    }
    return Optional.empty();
  }

  private static <T> void encodingNote(
      TextFile.Encoding encoding, Path file, Deque<SourceItem<T>> items) {
    if (encoding.isGuessed()
        && !encoding.charset().equals(java.nio.charset.StandardCharsets.UTF_8)) {
      items.add(
          new SourceItem.PassedOver<>(
              String.valueOf(file.getFileName()),
              "ENCODING_GUESSED",
              "The list is not in UTF-8 and does not say what it is in; it is read as "
                  + encoding.charset().name()));
    }
  }

  private SourceItem<T> item(CsvRecords.CsvRecord row) {
    String reference = "line " + row.line();
    if (row.isTooLong()) {
      return new SourceItem.Unreadable<>(
          reference,
          "LINE_TOO_LONG",
          "The line has more than "
              + TextFile.MAX_LINE_BYTES / (1024 * 1024)
              + " MiB; no record is that long");
    }
    Optional<SourceItem<T>> refused = wrongNumberOfCells(reference, width, row, columns);
    if (refused.isPresent()) {
      return refused.get();
    }
    try {
      Row cells = new Row(reference, header, row);
      T value = line.apply(cells);
      List<SourceNote> notes = new ArrayList<>(cells.notes());
      if (row.hasOpenQuote()) {
        notes.add(new SourceNote(reference, "UNCLOSED_QUOTE", openQuote(row) + ", and left out"));
      }
      if (row.cells().size() < width) {
        notes.add(
            new SourceNote(
                reference,
                "SHORT_LINE",
                "The line has "
                    + row.cells().size()
                    + " cells and the header "
                    + width
                    + "; those at its end are missing and say nothing"));
      }
      return new SourceItem.Read<>(reference, value, notes);
    } catch (BadValue e) {
      return new SourceItem.Unreadable<>(
          reference, e.reason(), e.detail() + (row.hasOpenQuote() ? "; " + openQuote(row) : ""));
    } catch (IllegalArgumentException e) {
      return new SourceItem.Unreadable<>(
          reference, BadValue.INVALID, String.valueOf(e.getMessage()));
    }
  }

  private static String openQuote(CsvRecords.CsvRecord row) {
    return "the quote opened on line " + row.line() + " is never closed: it is taken for a letter";
  }

  /** Cells beyond the header's that are empty are what a separator at the end of a line makes. */
  private static <T> Optional<SourceItem<T>> wrongNumberOfCells(
      String reference, int width, CsvRecords.CsvRecord row, Columns columns) {
    int cells = row.cells().size();
    boolean onlyEmptyOnes =
        cells > width && row.cells().subList(width, cells).stream().allMatch(String::isBlank);
    if (row.hasOpenQuote() && (columns.isStrict() || (cells != width && !onlyEmptyOnes))) {
      return Optional.of(
          new SourceItem.Unreadable<>(
              reference,
              "UNCLOSED_QUOTE",
              openQuote(row) + ", and the line has " + cells + " cells and the header " + width));
    }
    if (columns.isStrict() ? cells != width : cells > width && !onlyEmptyOnes) {
      return Optional.of(
          new SourceItem.Unreadable<>(
              reference,
              WRONG_NUMBER_OF_CELLS,
              "The line has "
                  + cells
                  + " cells and the header "
                  + width
                  + "; a cell that holds the separator is put in double quotes"));
    }
    return Optional.empty();
  }

  private static void refuseSlips(Path file, Map<String, Integer> header, Columns columns) {
    for (String column : header.keySet()) {
      if (columns.isKnown(column)) {
        continue;
      }
      for (String known : columns.optional()) {
        if (!header.containsKey(known) && isSlip(column, known)) {
          throw new SourceException(
              String.format(
                  Locale.ROOT,
                  "%s has a column '%s'; is '%s' meant? Call it that, or give it a name that is"
                      + " less like it: what it holds would be passed over",
                  file,
                  column,
                  known));
        }
      }
    }
  }

  /** Whether a name differs from another by its case or by at most two characters. */
  private static boolean isSlip(String name, String known) {
    String lower = name.toLowerCase(Locale.ROOT);
    int[] row = new int[known.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= lower.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= known.length(); j++) {
        int above = row[j];
        int replaced = diagonal + (lower.charAt(i - 1) == known.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[known.length()] <= Math.min(2, known.length() / 3);
  }

  private static <T> Map<String, Integer> header(
      Path file, CsvRecords.CsvRecord row, Columns columns, Deque<SourceItem<T>> items) {
    Map<String, Integer> header = new LinkedHashMap<>();
    Map<String, Integer> strangers = new HashMap<>();
    for (int index = 0; index < row.cells().size(); index++) {
      String written = name(row.cells().get(index));
      if (written.isEmpty()) {
        continue;
      }
      String column = columns.known(written);
      OptionalInt before =
          header.containsKey(column) ? OptionalInt.of(header.get(column)) : OptionalInt.empty();
      if (before.isEmpty()) {
        header.put(column, index);
      } else if (column.equals(name(row.cells().get(before.getAsInt())))
          && !column.equals(written)) {
        strangers.put(written, index); // another name of a column that is there by its own
      } else if (column.equals(written)
          && !column.equals(name(row.cells().get(before.getAsInt())))) {
        strangers.put(name(row.cells().get(before.getAsInt())), before.getAsInt());
        header.put(column, index);
      } else {
        throw new SourceException(
            file + " has two columns '" + column + "'; give each a name of its own");
      }
    }
    for (String column : columns.needed()) {
      if (!header.containsKey(column)) {
        throw new SourceException(
            file
                + " has no column '"
                + column
                + "'; its header has "
                + shown(header.keySet().toString())
                + "; "
                + columns.words());
      }
    }
    if (!columns.isStrict()) {
      header.forEach((column, index) -> {
        if (!columns.isKnown(column)) {
          strangers.put(column, index);
        }
      });
      strangers.keySet().stream()
          .limit(MAX_STRANGERS)
          .forEach(column ->
              items.add(
                  new SourceItem.PassedOver<>(
                      "column '" + shown(column) + "'",
                      "UNKNOWN_COLUMN",
                      "What it holds is not kept; " + columns.words())));
      if (strangers.size() > MAX_STRANGERS) {
        items.add(
            new SourceItem.PassedOver<>(
                (strangers.size() - MAX_STRANGERS) + " more columns",
                "UNKNOWN_COLUMN",
                "What they hold is not kept"));
      }
    }
    return header;
  }

  private static String name(String cell) {
    String name = stripped(INVISIBLE.matcher(cell).replaceAll(""));
    return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
        ? stripped(name.substring(1, name.length() - 1))
        : name;
  }

  private static String stripped(String cell) {
    String stripped = cell.strip();
    while (!stripped.isEmpty() && isSpace(stripped.charAt(0))) {
      stripped = stripped.substring(1).strip();
    }
    while (!stripped.isEmpty() && isSpace(stripped.charAt(stripped.length() - 1))) {
      stripped = stripped.substring(0, stripped.length() - 1).strip();
    }
    return stripped;
  }

  /** Spaces that Java does not take for such. */
  private static boolean isSpace(char c) {
    return c == '\u00A0' || c == '\uFEFF' || c == '\u200B' || c == '\u202F';
  }

  private static String shown(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= SHOWN_CHARACTERS
        ? printable
        : printable.substring(0, SHOWN_CHARACTERS) + "...";
  }
}
