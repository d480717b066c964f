package org.roomprint.indexer.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A CSV file with a header line, in UTF-8, by RFC 4180: cells may be quoted and hold commas. */
final class CsvTable {
  /** A line that cannot be taken; becomes an {@link SourceItem.Unreadable}. */
  static final class BadLine extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    BadLine(String reason, String detail) {
      super(detail);
      this.reason = reason;
    }
  }

  /** One line. */
  static final class Row {
    private final NamedCsvRecord record;

    private Row(NamedCsvRecord row) {
      this.record = row;
    }

    /** The cell, which must be there and not blank. */
    String text(String column) {
      return optional(column)
          .orElseThrow(() -> new BadLine("MISSING_VALUE", "Column '" + column + "' is empty"));
    }

    /** The cell, empty when the column is missing or the cell is blank. */
    Optional<String> optional(String column) {
      return record.findField(column).map(String::strip).filter(cell -> !cell.isEmpty());
    }
  }

  private CsvTable() {}

  /**
   * Reads all lines.
   *
   * @param columns that must be in the header
   * @throws SourceException when the file is missing, no UTF-8, or lacks a column
   */
  static <T> List<SourceItem<T>> read(Path file, List<String> columns, Function<Row, T> line) {
    List<SourceItem<T>> items = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .ofNamedCsvRecord(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
      Iterator<NamedCsvRecord> rows = reader.iterator();
      boolean first = true;
      while (rows.hasNext()) {
        NamedCsvRecord row = rows.next();
        if (first) {
          requireColumns(file, row.getHeader(), columns);
          first = false;
        }
        items.add(item(row, line));
      }
    } catch (NoSuchFileException e) {
      throw new SourceException("There is no file " + file, e);
    } catch (MalformedInputException e) {
      throw new SourceException(file + " is not in UTF-8; convert it first", e);
    } catch (CsvParseException e) {
      throw new SourceException(file + " is no CSV file: " + e.getMessage(), e);
    } catch (UncheckedIOException | IOException e) {
      throw new SourceException(file + " cannot be read: " + e.getMessage(), e);
    }
    return items;
  }

  private static <T> SourceItem<T> item(NamedCsvRecord row, Function<Row, T> line) {
    String reference = "line " + row.getStartingLineNumber();
    try {
      return new SourceItem.Read<>(reference, line.apply(new Row(row)));
    } catch (BadLine e) {
      return new SourceItem.Unreadable<>(reference, e.reason, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      return new SourceItem.Unreadable<>(
          reference, "INVALID_VALUE", String.valueOf(e.getMessage()));
    }
  }

  private static void requireColumns(Path file, List<String> header, List<String> columns) {
    for (String column : columns) {
      if (!header.contains(column)) {
        throw new SourceException(
            file + " has no column '" + column + "'; its header has " + header);
      }
    }
  }
}
