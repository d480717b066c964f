package org.roomprint.indexer.source;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The records of a CSV file (RFC 4180 with any separator), in which one bad cell costs no more than
 * itself: a quote that is opened and never closed is taken for a letter, and the lines behind it
 * are read as lines. No library that is known to us does that: all end at the end of the file, with
 * hundreds of lines in one cell, or refuse the file.
 */
final class CsvRecords {
  /** Most lines of one cell: no address is longer, and no look ahead. */
  static final int MAX_LINES_OF_A_CELL = 200;

  /**
   * Most characters of the lines of one cell: what is looked at ahead is held in memory, however
   * long its lines are.
   */
  static final int MAX_CHARACTERS_OF_A_CELL = TextFile.MAX_LINE_BYTES;

  /**
   * So many quotes of a line may turn out to be letters before all are taken for such: a line is
   * read once for each.
   */
  private static final int MAX_LETTERS = 50;

  /**
   * A line within a cell that reads as a record of its own makes it no cell: somebody forgot to
   * close a quote. Of records of two cells it takes two, since an address has commas too.
   */
  private static final int CELLS_OF_A_CLEAR_RECORD = 3;

  private static final char QUOTE = '"';
  private static final char NO_BREAK_SPACE = '\u00A0';

  /**
   * One record.
   *
   * @param line the number of its first line
   * @param lines how many there are
   * @param cells as written, without the quotes around them
   * @param badByte where in its line a byte could not be read, from 1; else 0
   * @param hasOpenQuote whether a quote was opened in it and never closed, so that its cells are
   *     those of its one line, quotes taken for letters
   * @param isTooLong whether its line was too long to be read
   */
  record CsvRecord(
      long line,
      int lines,
      List<String> cells,
      int badByte,
      boolean hasOpenQuote,
      boolean isTooLong) {
    CsvRecord {
      cells = List.copyOf(cells);
    }

    boolean isBlank() {
      return !isTooLong && cells.stream().allMatch(String::isBlank);
    }
  }

  private final TextFile file;
  private final Deque<TextFile.Line> ahead = new ArrayDeque<>();
  private final char separator;

  /** How many cells a record has; 0 while that is not known. */
  private int width;

  /** Which of them is an id, from 0. */
  private int key;

  CsvRecords(TextFile file, char separator) {
    this.file = file;
    this.separator = separator;
  }

  /**
   * From now on records are expected to have so many cells.
   *
   * @param keyCell the one that holds an id, from 0
   */
  void expect(int cells, int keyCell) {
    width = cells;
    key = keyCell;
  }

  /** The next line, which stays there. */
  Optional<TextFile.Line> peek() throws IOException {
    return peek(0);
  }

  /** Passes the next line over. */
  void skipLine() throws IOException {
    if (peek(0).isPresent()) {
      ahead.removeFirst();
    }
  }

  private Optional<TextFile.Line> peek(int index) throws IOException {
    while (ahead.size() <= index) {
      Optional<TextFile.Line> next = file.next();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      ahead.add(next.get());
    }
    if (index == 0) {
      return Optional.of(ahead.getFirst());
    }
    return ahead.stream().skip(index).findFirst();
  }

  /** The next record that is not blank, or empty at the end. */
  Optional<CsvRecord> next() throws IOException {
    while (peek(0).isPresent()) {
      CsvRecord record = read(ahead.getFirst());
      for (int i = 0; i < record.lines(); i++) {
        ahead.removeFirst();
      }
      if (!record.isBlank()) {
        return Optional.of(record);
      }
    }
    return Optional.empty();
  }

  private CsvRecord read(TextFile.Line first) throws IOException {
    if (first.isTooLong()) {
      return new CsvRecord(first.number(), 1, List.of(), 0, false, true);
    }
    Set<Integer> letters = new HashSet<>();
    while (true) {
      Cells cells = new Cells(letters);
      cells.read(first.text());
      if (!cells.isOpen()) {
        return new CsvRecord(
            first.number(), 1, cells.cells, first.badByte(), !letters.isEmpty(), false);
      }
      int opened = cells.openedAt;
      Optional<CsvRecord> whole =
          letters.isEmpty() ? overLines(first, cells, opened) : Optional.empty();
      if (whole.isPresent()) {
        return whole.get();
      }
      letters.add(opened);
      if (letters.size() > MAX_LETTERS) {
        Cells literal = new Cells(Set.of(), true);
        literal.read(first.text());
        return new CsvRecord(first.number(), 1, literal.cells, first.badByte(), true, false);
      }
    }
  }

  /** The record with the lines that its open cell goes on for; empty when that is no cell. */
  private Optional<CsvRecord> overLines(TextFile.Line first, Cells cells, int opened)
      throws IOException {
    int lines = 1;
    int ownRecords = 0;
    long characters = first.text().length();
    int badByte = first.badByte();
    while (cells.isOpen()) {
      Optional<TextFile.Line> next = peek(lines);
      if (next.isEmpty() || next.get().isTooLong() || lines == MAX_LINES_OF_A_CELL) {
        return Optional.empty();
      }
      characters += next.get().text().length();
      if (characters > MAX_CHARACTERS_OF_A_CELL) {
        return Optional.empty();
      }
      if (!cells.goOn(next.get().text())) {
        return Optional.empty();
      }
      if (isRecordOfItsOwn(next.get().text())) {
        ownRecords++;
      }
      badByte = badByte > 0 ? badByte : next.get().badByte();
      lines++;
    }
    boolean fits = width == 0 || cells.cells.size() == width;
    if (ownRecords >= (width < CELLS_OF_A_CLEAR_RECORD ? 2 : 1)) {
      return Optional.empty();
    }
    if (!fits) {
      Cells literal = new Cells(Set.of(opened));
      literal.read(first.text());
      if (!literal.isOpen() && literal.cells.size() == width) {
        return Optional.empty();
      }
    }
    return Optional.of(new CsvRecord(first.number(), lines, cells.cells, badByte, false, false));
  }

  /** Whether a line has as many cells as a record, and an id where that belongs. */
  private boolean isRecordOfItsOwn(String line) {
    Cells cells = new Cells(Set.of());
    cells.read(line);
    if (cells.isOpen()) {
      cells.close();
    }
    if (width < 2 || cells.cells.size() != width) {
      return false;
    }
    String id = cells.cells.get(key).strip();
    return !id.isEmpty() && id.chars().noneMatch(c -> c <= ' ' || c == QUOTE);
  }

  /** Takes a record apart. */
  private final class Cells {
    private final Set<Integer> letters;
    private final boolean hasNoQuotes;
    private final List<String> cells = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private int openedAt = NOT_OPEN;
    private static final int NOT_OPEN = -1;

    /**
     * Prepares it.
     *
     * @param letters offsets of quotes that open no cell
     */
    private Cells(Set<Integer> letters) {
      this(letters, false);
    }

    private Cells(Set<Integer> letters, boolean hasNoQuotes) {
      this.letters = letters;
      this.hasNoQuotes = hasNoQuotes;
    }

    private boolean isOpen() {
      return openedAt != NOT_OPEN;
    }

    private void read(String line) {
      cells(line, 0);
    }

    /** Goes on with a cell that is open; false when a quote stands where none can. */
    private boolean goOn(String line) {
      open.append('\n');
      int end = closing(line, 0, false);
      if (end == BROKEN) {
        return false;
      }
      if (end != STILL_OPEN) {
        close();
        cells(line, end);
      }
      return true;
    }

    private void close() {
      cells.add(open.toString());
      open.setLength(0);
      openedAt = NOT_OPEN;
    }

    /** Reads from the beginning of a cell, or from the end of one, to the end of the line. */
    private void cells(String line, int from) {
      int at = from;
      if (from > 0) {
        if (at == line.length()) {
          return;
        }
        at++; // the separator
      }
      while (true) {
        int quote = afterSpaces(line, at);
        if (!hasNoQuotes
            && quote < line.length()
            && line.charAt(quote) == QUOTE
            && !letters.contains(quote)) {
          openedAt = quote;
          int end = closing(line, quote + 1, true);
          if (end == STILL_OPEN) {
            return;
          }
          close();
          at = end;
        } else {
          int end = line.indexOf(separator, at);
          end = end < 0 ? line.length() : end;
          cells.add(line.substring(at, end));
          at = end;
        }
        if (at == line.length()) {
          return;
        }
        at++; // the separator
      }
    }

    private int afterSpaces(String line, int from) {
      int at = from;
      while (at < line.length()
          && line.charAt(at) != separator
          && (Character.isWhitespace(line.charAt(at)) || line.charAt(at) == NO_BREAK_SPACE)) {
        at++;
      }
      return at;
    }

    private static final int STILL_OPEN = -1;
    private static final int BROKEN = -2;

    /**
     * Reads a quoted cell to the separator behind its closing quote.
     *
     * @param mayHoldQuotes whether a quote that is neither doubled nor at the end is a letter, as
     *     some write it within a line
     * @return where the separator, or the end of the line, is
     */
    private int closing(String line, int from, boolean mayHoldQuotes) {
      for (int at = from; at < line.length(); at++) {
        char c = line.charAt(at);
        if (c != QUOTE) {
          open.append(c);
          continue;
        }
        if (at + 1 < line.length() && line.charAt(at + 1) == QUOTE) {
          open.append(QUOTE);
          at++;
          continue;
        }
        int behind = afterSpaces(line, at + 1);
        if (behind == line.length() || line.charAt(behind) == separator) {
          return behind;
        }
        if (!mayHoldQuotes) {
          return BROKEN;
        }
        open.append(QUOTE);
      }
      return STILL_OPEN;
    }
  }
}
