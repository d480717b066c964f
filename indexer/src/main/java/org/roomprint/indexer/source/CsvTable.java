package org.roomprint.indexer.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A CSV file with a header line, in UTF-8, by RFC 4180: cells may be quoted and hold commas. */
final class CsvTable {
  /** What spreadsheets put before the first column's name. */
  static final String BYTE_ORDER_MARK = "\uFEFF";

  /** A line that cannot be taken; becomes an {@link SourceItem.Unreadable}. */
  static final class BadLine extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    BadLine(String reason, String detail) {
      super(detail);
      this.reason = reason;
    }

    /** Stable name. */
    String reason() {
      return reason;
    }
  }

  /** One line. */
  static final class Row {
    private final Map<String, Integer> columns;
    private final CsvRecord record;

    private Row(Map<String, Integer> columns, CsvRecord row) {
      this.columns = columns;
      this.record = row;
    }

    /** The cell, which must be there and not blank. */
    String text(String column) {
      return optional(column)
          .orElseThrow(() -> new BadLine("MISSING_VALUE", "Column '" + column + "' is empty"));
    }

    /** The cell, empty when the column is missing or the cell is blank. */
    Optional<String> optional(String column) {
      return Optional.ofNullable(columns.get(column))
          .map(record::getField)
          .map(String::strip)
          .filter(cell -> !cell.isEmpty());
    }
  }

  private CsvTable() {}

  /**
   * What a kind of file holds.
   *
   * @param needed must be in the header
   * @param optional may be in the header: a column whose name is nearly that of such a one is taken
   *     for a slip, since what it holds would otherwise be lost without a word
   * @param help the command that explains them
   */
  record Columns(List<String> needed, List<String> optional, String help) {
    Columns {
      needed = List.copyOf(needed);
      optional = List.copyOf(optional);
    }

    /** All of them, for whoever missed one. */
    String words() {
      return "needed: "
          + String.join(", ", needed)
          + (optional.isEmpty() ? "" : "; where known: " + String.join(", ", optional))
          + "; see roomprint "
          + help
          + " --help";
    }
  }

  /**
   * Reads all lines; blank ones are passed over, and so is the byte order mark that spreadsheets
   * write.
   *
   * @throws SourceException when the file is missing, no UTF-8, empty, or lacks a needed column
   */
  static <T> List<SourceItem<T>> read(Path file, Columns columns, Function<Row, T> line) {
    List<SourceItem<T>> items = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
      Iterator<CsvRecord> rows = reader.iterator();
      if (!rows.hasNext()) {
        throw new SourceException(
            file + " is empty; a header line is wanted first; " + columns.words());
      }
      Map<String, Integer> header = header(file, rows.next(), columns);
      refuseSlips(file, header, columns);
      while (rows.hasNext()) {
        items.add(item(header, rows.next(), line));
      }
    } catch (NoSuchFileException e) {
      throw new SourceException("There is no file " + file, e);
    } catch (CsvParseException e) {
      throw new SourceException(unreadable(file, e), e);
    } catch (UncheckedIOException | IOException e) {
      throw new SourceException(unreadable(file, e), e);
    }
    return items;
  }

  private static String unreadable(Path file, Exception fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof CharacterCodingException) {
        return file + " is not in UTF-8; convert it first";
      }
    }
    return Files.isDirectory(file)
        ? file + " is a folder; a CSV file is wanted"
        : file + " cannot be read as CSV: " + fault.getMessage();
  }

  private static <T> SourceItem<T> item(
      Map<String, Integer> header, CsvRecord row, Function<Row, T> line) {
    String reference = "line " + row.getStartingLineNumber();
    if (row.getFieldCount() != header.size()) {
      return new SourceItem.Unreadable<>(
          reference,
          "WRONG_NUMBER_OF_CELLS",
          "The line has "
              + row.getFieldCount()
              + " cells and the header "
              + header.size()
              + "; a cell that holds commas is put in double quotes");
    }
    try {
      return new SourceItem.Read<>(reference, line.apply(new Row(header, row)));
    } catch (BadLine e) {
      return new SourceItem.Unreadable<>(reference, e.reason(), String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      return new SourceItem.Unreadable<>(
          reference, "INVALID_VALUE", String.valueOf(e.getMessage()));
    }
  }

  /** Spreadsheets write semicolons where a comma divides the decimals. */
  private static String otherSeparator(Map<String, Integer> header) {
    return header.size() == 1 && header.keySet().iterator().next().matches(".*[;\t].*")
        ? ". Cells are separated by commas: save it as CSV with commas"
        : "";
  }

  private static void refuseSlips(Path file, Map<String, Integer> header, Columns columns) {
    for (String column : header.keySet()) {
      if (columns.needed().contains(column) || columns.optional().contains(column)) {
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

  private static Map<String, Integer> header(Path file, CsvRecord row, Columns columns) {
    Map<String, Integer> header = new LinkedHashMap<>();
    for (String cell : row.getFields()) {
      String column = (header.isEmpty() ? cell.replace(BYTE_ORDER_MARK, "") : cell).strip();
      if (header.putIfAbsent(column, header.size()) != null) {
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
                + header.keySet()
                + otherSeparator(header)
                + "; "
                + columns.words());
      }
    }
    return header;
  }
}
