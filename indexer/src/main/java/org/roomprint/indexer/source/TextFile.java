package org.roomprint.indexer.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The lines of a list, whatever wrote it: UTF-8, UTF-16 with or without a byte order mark, or
 * Windows-1252; lines end with LF, CR LF or CR. A byte that cannot be read damages its line alone,
 * and a line that is too long is passed by without being held in memory.
 */
final class TextFile implements AutoCloseable {
  /** Longest line that is read, in bytes; no ad is longer, its text written in escapes included. */
  static final int MAX_LINE_BYTES = 4 * 1024 * 1024;

  /** What stands for a byte that could not be read. */
  static final char UNREADABLE = '\uFFFD';

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int SAMPLE_BYTES = 256;
  private static final int NONE = -2;
  private static final int END = -1;

  /** Share of the sample's bytes at even, or at odd, offsets that are 0 in UTF-16. */
  private static final double ZEROS_OF_UTF16 = 0.4;

  /**
   * How a list is written.
   *
   * @param charset its characters
   * @param markBytes length of its byte order mark
   * @param isGuessed whether nothing in the file says so
   */
  record Encoding(Charset charset, int markBytes, boolean isGuessed) {
    private int unitBytes() {
      return charset.equals(StandardCharsets.UTF_16LE) || charset.equals(StandardCharsets.UTF_16BE)
          ? 2
          : 1;
    }
  }

  /**
   * One line without its end.
   *
   * @param number from 1
   * @param text with {@link #UNREADABLE} for what could not be read; empty when it is too long
   * @param badByte offset within the line, from 1, of the first byte that could not be read; 0
   *     where all could be
   * @param isTooLong whether it has more than {@link #MAX_LINE_BYTES}
   */
  record Line(long number, String text, int badByte, boolean isTooLong) {
    boolean isDamaged() {
      return badByte > 0;
    }

    boolean isBlank() {
      return !isTooLong && text.isBlank();
    }
  }

  private final Encoding encoding;
  private final InputStream in;
  private final CharsetDecoder strict;
  private final CharsetDecoder lenient;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long number;
  private int ahead = NONE;
  private boolean isCut;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int filled;

  private TextFile(Encoding encoding, InputStream in) {
    this.encoding = encoding;
    this.in = in;
    this.strict =
        encoding
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    this.lenient =
        encoding
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
  }

  /** Opens a list that is written so. */
  static TextFile open(Path file, Encoding encoding) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      in.skipNBytes(encoding.markBytes());
      return new TextFile(encoding, in);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** A pipe, a socket or a device would keep whoever opens it waiting. */
  static void requireFile(Path file) {
    try {
      BasicFileAttributes kind = Files.readAttributes(file, BasicFileAttributes.class);
      if (kind.isDirectory()) {
        throw new SourceException(file + " is a folder; a file is wanted");
      }
      if (!kind.isRegularFile()) {
        throw new SourceException(
            file + " is no ordinary file but a pipe, socket or device; save the list as a file");
      }
    } catch (NoSuchFileException e) {
      throw new SourceException("There is no file " + file, e);
    } catch (IOException e) {
      throw new SourceException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The next line, or empty at the end. */
  Optional<Line> next() throws IOException {
    line.reset();
    boolean tooLong = false;
    boolean any = false;
    for (int unit = unit(); unit != END; unit = unit()) {
      any = true;
      if (unit == '\n') {
        return Optional.of(ended(tooLong));
      }
      if (unit == '\r') {
        int following = unit();
        if (following != '\n') {
          ahead = following;
        }
        return Optional.of(ended(tooLong));
      }
      if (line.size() >= MAX_LINE_BYTES) {
        tooLong = true;
      } else {
        put(unit);
      }
    }
    return any ? Optional.of(ended(tooLong)) : Optional.empty();
  }

  private void put(int unit) {
    if (encoding.unitBytes() == 1) {
      line.write(unit);
    } else if (encoding.charset().equals(StandardCharsets.UTF_16BE)) {
      line.write(unit >> 8);
      line.write(unit & 0xFF);
    } else {
      line.write(unit & 0xFF);
      line.write(unit >> 8);
    }
  }

  /** The next byte, or the next two of UTF-16. */
  private int unit() throws IOException {
    if (ahead != NONE) {
      int unit = ahead;
      ahead = NONE;
      return unit;
    }
    int first = oneByte();
    if (first < 0 || encoding.unitBytes() == 1) {
      return first;
    }
    int second = oneByte();
    if (second < 0) {
      isCut = true; // half a character at the end of the file
      return UNREADABLE;
    }
    return encoding.charset().equals(StandardCharsets.UTF_16BE)
        ? first << 8 | second
        : second << 8 | first;
  }

  private int oneByte() throws IOException {
    if (at == filled) {
      at = 0;
      filled = in.read(buffer);
      if (filled <= 0) {
        filled = 0;
        return END;
      }
    }
    return buffer[at++] & 0xFF;
  }

  private Line ended(boolean tooLong) {
    number++;
    if (tooLong) {
      line.reset();
      return new Line(number, "", 0, true);
    }
    ByteBuffer bytes = ByteBuffer.wrap(line.toByteArray());
    CharBuffer chars = CharBuffer.allocate(bytes.remaining() + 1);
    strict.reset();
    CoderResult result = strict.decode(bytes, chars, true);
    if (!result.isError()) {
      strict.flush(chars);
      return new Line(number, chars.flip().toString(), isCut ? line.size() : 0, false);
    }
    int bad = bytes.position() + 1;
    chars.clear();
    lenient.reset();
    lenient.decode(bytes.rewind(), chars, true);
    lenient.flush(chars);
    return new Line(number, chars.flip().toString(), bad, false);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /**
   * How a list is written.
   *
   * @param file a regular file
   * @param fewestStrangeLines so many lines that are no UTF-8, and none that is beyond ASCII, make
   *     the file one in Windows-1252; JSON is UTF-8 by its definition, so that a single one is
   *     damage
   * @throws SourceException when it is none
   */
  static Encoding encoding(Path file, int fewestStrangeLines) throws IOException {
    requireFile(file);
    byte[] sample;
    try (InputStream in = Files.newInputStream(file)) {
      sample = in.readNBytes(SAMPLE_BYTES);
    }
    if (startsWith(sample, 0xEF, 0xBB, 0xBF)) {
      return new Encoding(StandardCharsets.UTF_8, 3, false);
    }
    if (startsWith(sample, 0xFF, 0xFE)) {
      return new Encoding(StandardCharsets.UTF_16LE, 2, false);
    }
    if (startsWith(sample, 0xFE, 0xFF)) {
      return new Encoding(StandardCharsets.UTF_16BE, 2, false);
    }
    int[] zeros = new int[2];
    for (int i = 0; i < sample.length; i++) {
      zeros[i % 2] += sample[i] == 0 ? 1 : 0;
    }
    double half = Math.max(1, sample.length / 2.0);
    if (zeros[1] / half >= ZEROS_OF_UTF16 && zeros[0] == 0) {
      return new Encoding(StandardCharsets.UTF_16LE, 0, true);
    }
    if (zeros[0] / half >= ZEROS_OF_UTF16 && zeros[1] == 0) {
      return new Encoding(StandardCharsets.UTF_16BE, 0, true);
    }
    return isWindows1252(file, fewestStrangeLines)
        ? new Encoding(WINDOWS_1252, 0, true)
        : new Encoding(StandardCharsets.UTF_8, 0, true);
  }

  private static boolean startsWith(byte[] bytes, int... beginning) {
    for (int i = 0; i < beginning.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != beginning[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether there are lines that are no UTF-8, all of them read as Windows-1252, and no line shows
   * that the file is in UTF-8 after all.
   */
  private static boolean isWindows1252(Path file, int fewestStrangeLines) throws IOException {
    CharsetDecoder decoder =
        WINDOWS_1252
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    int strange = 0;
    try (TextFile lines = open(file, new Encoding(StandardCharsets.UTF_8, 0, true))) {
      for (Optional<Line> next = lines.next(); next.isPresent(); next = lines.next()) {
        if (!next.get().isDamaged()) {
          if (next.get().text().chars().anyMatch(c -> c > 0x7F)) {
            return false;
          }
          continue;
        }
        byte[] bytes = lines.line.toByteArray();
        for (byte one : bytes) {
          // Letters that hardly any text has, and what a damaged file has most.
          if ((one & 0xFF) >= 0xFE || (one >= 0 && one < ' ' && one != '\t')) {
            return false;
          }
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        decoder.reset();
        if (decoder.decode(in, CharBuffer.allocate(bytes.length + 1), true).isError()) {
          return false;
        }
        strange++;
      }
    }
    return strange >= fewestStrangeLines;
  }
}
