package org.roomprint.vectors.hash;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A list of PDQ hashes as others hand it on, each checked: what is no PDQ hash is refused by its
 * line and the rest is kept.
 *
 * <p>Real feeds hold hashes of other kinds (32 characters are an MD5) and all-zero ones that a
 * failed program wrote. Those would match nothing, or every flat picture.
 *
 * @param entries what can be looked up, in the order of the list
 * @param refusals what cannot, in the order of the list
 */
public record PdqList(List<Entry> entries, List<Refusal> refusals) {
  private static final int MD5_DIGITS = 32;
  private static final int SHA1_DIGITS = 40;
  private static final int HEX_DIGITS = PdqHash.BITS / 4;
  private static final PdqHash ALL_ZERO = new PdqHash(0, 0, 0, 0);

  public PdqList {
    entries = List.copyOf(entries);
    refusals = List.copyOf(refusals);
  }

  /**
   * A hash of the list.
   *
   * @param line in the file, from 1
   * @param hash to look up
   */
  public record Entry(long line, PdqHash hash) {}

  /**
   * A line that holds no hash to look up.
   *
   * @param line in the file, from 1
   * @param reason what was wrong
   */
  public record Refusal(long line, Reason reason) {
    @Override
    public String toString() {
      return "line " + line + ": " + reason.text();
    }
  }

  /** Why a line is refused. */
  public enum Reason {
    /** Nothing where the hash should be. */
    MISSING("no hash; expected are 64 hexadecimal digits"),
    /** As long as an MD5. */
    THIRTY_TWO_CHARACTERS("32 characters, as an MD5 has; a PDQ hash has 64 hexadecimal digits"),
    /** As long as a SHA-1. */
    FORTY_CHARACTERS("40 characters, as a SHA-1 has; a PDQ hash has 64 hexadecimal digits"),
    /** Of any other length. */
    OTHER_LENGTH("not 64 characters; a PDQ hash has 64 hexadecimal digits"),
    /** Of the right length, with other characters. */
    NOT_HEXADECIMAL("64 characters that are not all hexadecimal digits"),
    /** All bits zero, which is what a failed program writes. */
    ALL_ZERO("all zero, which is no picture's hash and would match flat pictures");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** What was wrong, and what would be right. */
    public String text() {
      return text;
    }
  }

  /**
   * Reads one hash a line; empty lines and those that begin with {@code #} are passed over.
   *
   * @param text not closed here
   */
  public static PdqList readLines(Reader text) throws IOException {
    Collector collector = new Collector();
    BufferedReader lines = new BufferedReader(text);
    long number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String content = line.strip();
      if (!content.isEmpty() && !content.startsWith("#")) {
        collector.take(number, content);
      }
    }
    return collector.list();
  }

  /**
   * Reads the hashes in one column of a CSV file with a header.
   *
   * @param csv not closed here
   * @param column its name in the header, in either case
   * @throws IllegalArgumentException when there is no such column, naming those there are, or when
   *     the text is not CSV
   */
  public static PdqList readCsv(Reader csv, String column) throws IOException {
    Collector collector = new Collector();
    try {
      // Closing it would close the caller's reader.
      @SuppressWarnings("resource")
      CsvReader<NamedCsvRecord> records =
          CsvReader.builder()
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .ofNamedCsvRecord(csv);
      for (NamedCsvRecord row : records) {
        String name = columnName(row.getHeader(), column);
        String field = row.findField(name).orElse("");
        collector.take(row.getStartingLineNumber(), field.strip());
      }
    } catch (CsvParseException e) {
      throw new IllegalArgumentException("The list is not CSV: " + e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw new IOException("The list could not be read to its end", e);
    }
    return collector.list();
  }

  /**
   * Share of entries with exactly half of their bits set, 0..1; 0 for an empty list.
   *
   * <p>PDQ sets a bit where a coefficient is above the median, so that nearly all its hashes have
   * 128 of 256: in a list with a share near 0.05 another kind of hash of the same length was taken
   * for PDQ, a SHA-256 for instance.
   */
  public double balancedShare() {
    long balanced =
        entries.stream()
            .filter(entry -> entry.hash().distance(ALL_ZERO) * 2 == PdqHash.BITS)
            .count();
    return entries.isEmpty() ? 0 : (double) balanced / entries.size();
  }

  private static String columnName(List<String> header, String column) {
    return header.stream()
        .filter(name -> name.strip().equalsIgnoreCase(column))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "The list has no column \"" + column + "\", but " + header));
  }

  private static final class Collector {
    private final List<Entry> entries = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    void take(long line, String text) {
      switch (text.length()) {
        case 0 -> refuse(line, Reason.MISSING);
        case MD5_DIGITS -> refuse(line, Reason.THIRTY_TWO_CHARACTERS);
        case SHA1_DIGITS -> refuse(line, Reason.FORTY_CHARACTERS);
        case HEX_DIGITS -> takeDigits(line, text);
        default -> refuse(line, Reason.OTHER_LENGTH);
      }
    }

    private void takeDigits(long line, String digits) {
      if (!digits.chars().allMatch(HexFormat::isHexDigit)) {
        refuse(line, Reason.NOT_HEXADECIMAL);
        return;
      }
      PdqHash hash = PdqHash.parse(digits);
      if (hash.equals(ALL_ZERO)) {
        refuse(line, Reason.ALL_ZERO);
      } else {
        entries.add(new Entry(line, hash));
      }
    }

    private void refuse(long line, Reason reason) {
      refusals.add(new Refusal(line, reason));
    }

    PdqList list() {
      return new PdqList(entries, refusals);
    }
  }
}
