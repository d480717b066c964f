package org.roomprint.vectors.image;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Tells what stands behind the data of a JPEG from data that are missing.
 *
 * <p>Cameras put odd things between the last unit and the end marker, or leave the marker out:
 * zeros, a few bytes, restart markers, a maker's trailer. Where a file was cut, the same bytes
 * would be read as picture data. So the data have to be over before a trailer that can be
 * recognised begins, and they must not end within a stretch of one value; whether the last byte is
 * filled with ones, as the standard wants, tells the rest.
 */
final class JpegEnd {
  private static final int PREFIX = 0xFF;
  private static final byte[] SAMSUNG_HEAD = ascii("SEFH");
  private static final byte[] SAMSUNG_TAIL = ascii("SEFT");

  /** How far before the end of a file the end of Samsung's trailer is looked for, in bytes. */
  private static final int SAMSUNG_TAIL_REACH = 4_096;

  private static final int SAMSUNG_ENTRY_BYTES = 12;
  private static final int MAX_SAMSUNG_ENTRIES = 1_000;

  /** How far before the last unit a trailer's words are looked for, in bytes. */
  private static final int EATEN_REACH = 512;

  /** A stretch of zeros that picture data do not hold so near a strange end, in bytes. */
  private static final int LONG_ZEROS = 8;

  /** Zeros that are padding for certain, in bytes. */
  private static final int CLEAR_ZEROS = 4;

  /** Zeros that whole data of a flat picture end with, in bytes, where a marker follows. */
  private static final int ZEROS_OF_FLAT_PICTURES = 2;

  private static final String RUN_ON = "its picture data run into bytes that are none";

  /** Words near the beginning of trailers of films and makers that no picture data hold. */
  private static final List<Word> WORDS =
      List.of(
          new Word(ascii("ftyp"), 4),
          new Word(ascii("SEFH"), 0),
          new Word(ascii("Image_UTC"), 8),
          new Word(ascii("MotionPhoto"), 8),
          new Word(ascii("Panorama_"), 8),
          new Word(ascii("MCC_Data"), 8));

  /**
   * A word of a trailer.
   *
   * @param lead bytes of the trailer before it
   */
  @SuppressWarnings("ArrayRecordComponent") // stays here
  private record Word(byte[] letters, int lead) {}

  private JpegEnd() {}

  /** Where a trailer begins that says so itself, or else the end of the file. */
  static int ofPicture(byte[] bytes) {
    int earliest = Math.max(0, bytes.length - SAMSUNG_TAIL_REACH);
    for (int tail = bytes.length - SAMSUNG_TAIL.length; tail >= earliest + 4; tail--) {
      if (isAt(bytes, tail, SAMSUNG_TAIL)) {
        return samsungTrailer(bytes, tail).orElse(bytes.length);
      }
    }
    return bytes.length;
  }

  /** Samsung's directory names how far before itself each of its records begins. */
  private static Optional<Integer> samsungTrailer(byte[] bytes, int tail) {
    long head = tail - 4L - u32(bytes, tail - 4);
    if (head < 0 || head + 12 > tail || !isAt(bytes, (int) head, SAMSUNG_HEAD)) {
      return Optional.empty();
    }
    long entries = u32(bytes, (int) head + 8);
    if (entries > MAX_SAMSUNG_ENTRIES || head + 12 + entries * SAMSUNG_ENTRY_BYTES > tail) {
      return Optional.empty();
    }
    long begin = head;
    for (int i = 0; i < entries; i++) {
      begin = Math.min(begin, head - u32(bytes, (int) head + 12 + i * SAMSUNG_ENTRY_BYTES + 4));
    }
    return begin < 0 ? Optional.empty() : Optional.of((int) begin);
  }

  /**
   * The first marker that is not part of a scan, or the end.
   *
   * @param from behind the last unit
   */
  static int nextMarker(byte[] bytes, int from, int end) {
    for (int at = from; at + 1 < end; at++) {
      if ((bytes[at] & 0xFF) == PREFIX
          && bytes[at + 1] != 0
          && (bytes[at + 1] & 0xFF) != PREFIX
          && !JpegScan.isRestart(bytes[at + 1])) {
        return at;
      }
    }
    return end;
  }

  /**
   * Why it cannot be known that the last unit is the file's own; empty when it is.
   *
   * @param scan that was read to its last unit
   * @param from where its data begin
   * @param marker the next one, or the end
   * @param end where the file, or what is known to belong to the picture, ends
   */
  static Optional<String> doubt(byte[] bytes, JpegScan scan, int from, int marker, int end) {
    EntropyBits bits = scan.bits();
    int position = bits.position();
    boolean atMarker = position == marker && marker < end;
    byte next = position < marker ? bytes[position] : 0;
    int equalBefore = equalBefore(bytes, from, position, next);
    boolean filledWithZeros = bits.paddingBits() > 0 && !bits.paddedWithOnes();
    if (holdsTrailer(bytes, Math.max(from, position - EATEN_REACH), position)) {
      return Optional.of(RUN_ON);
    }
    if (equalBefore(bytes, from, position, (byte) 0) > ZEROS_OF_FLAT_PICTURES
        && !scan.zerosAreFlat()) {
      return Optional.of("zeros stand where the last of its picture data belong");
    }
    if (position == marker) {
      int suspect = atMarker ? ZEROS_OF_FLAT_PICTURES + 1 : 1;
      return filledWithZeros && equalBefore >= suspect
          ? Optional.of("zeros stand where the last of its picture data belong")
          : Optional.empty();
    }
    if ((bytes[position] & 0xFF) == PREFIX) { // a marker or a fill byte ends data for certain
      return Optional.empty();
    }
    if (equalBefore >= (next == 0 ? 1 : 2)) {
      return Optional.of(
          "one value over and over stands where the last of its picture data belong");
    }
    boolean clearZeros =
        zerosFrom(bytes, position, marker) >= Math.min(CLEAR_ZEROS, marker - position);
    if ((filledWithZeros && !clearZeros)
        || scan.isBeyondRange()
        || holdsLongZeros(bytes, Math.max(from, position - EATEN_REACH), position)) {
      return Optional.of(RUN_ON);
    }
    return Optional.empty();
  }

  private static int equalBefore(byte[] bytes, int from, int position, byte value) {
    int at = position;
    while (at > from && bytes[at - 1] == value) {
      at--;
    }
    return position - at;
  }

  private static int zerosFrom(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] == 0) {
      at++;
    }
    return at - from;
  }

  private static boolean holdsLongZeros(byte[] bytes, int from, int to) {
    int zeros = 0;
    for (int at = from; at < to; at++) {
      zeros = bytes[at] == 0 ? zeros + 1 : 0;
      if (zeros >= LONG_ZEROS) {
        return true;
      }
    }
    return false;
  }

  /** Whether a trailer begins between two places. */
  private static boolean holdsTrailer(byte[] bytes, int from, int to) {
    for (Word word : WORDS) {
      for (int at = from + word.lead; at < to + word.lead; at++) {
        if (isAt(bytes, at, word.letters)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isAt(byte[] bytes, int at, byte[] word) {
    if (at + word.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (bytes[at + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  private static long u32(byte[] bytes, int at) {
    return (bytes[at] & 0xFFL)
        | (bytes[at + 1] & 0xFFL) << 8
        | (bytes[at + 2] & 0xFFL) << 16
        | (bytes[at + 3] & 0xFFL) << 24;
  }

  private static byte[] ascii(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }
}
