package org.roomprint.vectors.image;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entropy-coded data of one scan (ISO/IEC 10918-1, annexes F and G), symbol by symbol and
 * without making pixels of them, to know whether they are there to the last one.
 *
 * <p>It goes through the data as libjpeg does, and is stricter in two things that no encoder does:
 * a coefficient behind the last one of its block, and a restart marker out of its order, are
 * damage. Work and memory are bounded by the blocks of the frame, which the gate bounds by the size
 * of the file.
 */
final class JpegScan {
  /** How the data end. */
  enum End {
    /** With the last unit of the scan. */
    WHOLE,
    /** Before it. */
    SHORT,
    /** They are no such data. */
    DAMAGED
  }

  private static final int PREFIX = 0xFF;
  private static final int RST0 = 0xD0;
  private static final int RST7 = 0xD7;
  private static final int NUMBERS_OF_RESTARTS = 8;
  private static final int LONG_ZERO_RUN = 15;

  /** Largest amount of a DC coefficient times its step that samples of 8 bits make, with room. */
  private static final int MAX_DC = 1_280;

  private final JpegFrame frame;
  private final JpegScanHeader header;
  private final @Nullable HuffmanCode[] dcTables;
  private final @Nullable HuffmanCode[] acTables;

  /** For each component and block the coefficients that are not 0, bit by bit. */
  private final long[][] known;

  private final int[] dcSteps;
  private final int[] lastDc;
  private EntropyBits bits;
  private int endOfRun;
  private boolean damaged;
  private boolean dcBeyondRange;
  private int unitsDone;
  private int units;

  /**
   * Prepares it.
   *
   * @param dcTables for each part of the scan, null where none is needed
   * @param acTables for each part of the scan, null where none is needed
   * @param known for each component a place for what is not 0; only of a progressive picture
   * @param dcSteps for each component the step of its first coefficient
   */
  JpegScan(
      JpegFrame frame,
      JpegScanHeader header,
      @Nullable HuffmanCode[] dcTables,
      @Nullable HuffmanCode[] acTables,
      long[][] known,
      int[] dcSteps) {
    this.frame = frame;
    this.header = header;
    this.dcTables = dcTables;
    this.acTables = acTables;
    this.known = known;
    this.dcSteps = dcSteps;
    this.lastDc = new int[frame.components().size()];
    this.bits = new EntropyBits(new byte[0], 0, 0);
  }

  /**
   * Reads the data and copies those that belong to the scan.
   *
   * @param at where they begin
   * @param end where the file, or what is known to belong to a picture, ends
   * @param restartInterval units between restart markers; 0 for no markers
   * @param copy for the data, restart markers included
   */
  End read(byte[] bytes, int at, int end, int restartInterval, ByteArrayOutputStream copy) {
    bits = new EntropyBits(bytes, at, end);
    units = units();
    int from = at;
    int restarts = 0;
    while (true) {
      begin();
      readUnits(
          restartInterval == 0 ? units : (int) Math.min(units, (long) unitsDone + restartInterval));
      if (bits.isStrange() || damaged) {
        return End.DAMAGED;
      }
      if (bits.isShort()) {
        return End.SHORT;
      }
      int position = bits.position();
      copy.write(bytes, from, position - from);
      if (unitsDone == units) {
        return End.WHOLE;
      }
      int marker = nextMarker(bytes, position, end);
      if (marker < 0) {
        return End.DAMAGED;
      }
      if (marker == end || !isRestart(bytes[marker + 1])) {
        return End.SHORT;
      }
      if ((bytes[marker + 1] & 0xFF) - RST0 != restarts++ % NUMBERS_OF_RESTARTS) {
        return End.DAMAGED;
      }
      from = marker;
      bits = new EntropyBits(bytes, marker + 2, end);
    }
  }

  /** The bits, as they stand behind the last unit that was read. */
  EntropyBits bits() {
    return bits;
  }

  /** The part of the units that were there, 0..1. */
  double share() {
    return units == 0 ? 0 : (double) unitsDone / units;
  }

  /** Whether a block is brighter or darker than samples can make it, as chance data soon are. */
  boolean isBeyondRange() {
    return dcBeyondRange;
  }

  /** Whether nothing but zeros mean parts without any difference, as in a flat picture. */
  boolean zerosAreFlat() {
    return Stream.of(dcTables, acTables)
        .flatMap(Arrays::stream)
        .filter(Objects::nonNull)
        .mapToInt(table -> table.quick(0))
        .allMatch(code -> code != 0 && (code & 0x0F) == 0 && (code & 0xF0) != 0xF0);
  }

  static boolean isRestart(byte marker) {
    int value = marker & 0xFF;
    return value >= RST0 && value <= RST7;
  }

  /** The next marker behind padding, the end if there is none, and -1 where other bytes stand. */
  private static int nextMarker(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] == 0) {
      at++;
    }
    while (at + 1 < end && (bytes[at] & 0xFF) == PREFIX && (bytes[at + 1] & 0xFF) == PREFIX) {
      at++;
    }
    if (at + 1 >= end) {
      return end;
    }
    return (bytes[at] & 0xFF) == PREFIX && bytes[at + 1] != 0 ? at : -1;
  }

  private int units() {
    if (header.parts().size() > 1) {
      return frame.unitsWide() * frame.unitsHigh();
    }
    int component = header.parts().getFirst().component();
    return frame.blocksWide(component) * frame.blocksHigh(component);
  }

  private void begin() {
    Arrays.fill(lastDc, 0);
    endOfRun = 0;
  }

  private boolean fails() {
    return damaged || bits.isShort() || bits.isStrange();
  }

  private void readUnits(int until) {
    if (header.first() > 0) {
      readBand(until);
      return;
    }
    int parts = header.parts().size();
    int[] blocks = new int[parts];
    int[] components = new int[parts];
    for (int i = 0; i < parts; i++) {
      components[i] = header.parts().get(i).component();
      JpegFrame.Component size = frame.components().get(components[i]);
      blocks[i] = parts == 1 ? 1 : size.across() * size.down();
    }
    while (unitsDone < until) {
      for (int i = 0; i < parts; i++) {
        for (int block = 0; block < blocks[i]; block++) {
          if (header.refines()) {
            bits.skip(1);
          } else {
            readDc(components[i], dcTables[i]);
            if (header.last() > 0) {
              readAc(acTables[i]);
            }
          }
        }
      }
      if (fails()) {
        return;
      }
      unitsDone++;
    }
  }

  private void readDc(int component, @Nullable HuffmanCode table) {
    if (table == null) {
      damaged = true;
      return;
    }
    int size = bits.symbol(table);
    if (size > 15) {
      damaged = true;
    } else if (size > 0) {
      int value = bits.number(size);
      lastDc[component] += value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
      long level = (long) lastDc[component] << header.lowBit();
      dcBeyondRange |= Math.abs(level * dcSteps[component]) > MAX_DC + dcSteps[component];
    }
  }

  private void readAc(@Nullable HuffmanCode table) {
    if (table == null) {
      damaged = true;
      return;
    }
    int k = 1;
    while (k <= JpegScanHeader.LAST_COEFFICIENT) {
      int symbol = bits.symbol(table);
      int size = symbol & 15;
      int run = symbol >> 4;
      if (size == 0) {
        if (run != LONG_ZERO_RUN) {
          return;
        }
        k += run + 1;
      } else {
        k += run;
        bits.skip(size);
        damaged |= k > JpegScanHeader.LAST_COEFFICIENT;
        k++;
      }
    }
  }

  /** Blocks of a band of a progressive picture, which are of one component. */
  private void readBand(int until) {
    int component = header.parts().getFirst().component();
    HuffmanCode table = acTables[0];
    if (table == null) {
      damaged = true;
      return;
    }
    int wide = frame.blocksWide(component);
    int storedWide = frame.storedWide(component);
    long[] blocks = known[component];
    while (unitsDone < until) {
      if (endOfRun > 0 && !header.refines()) {
        int passed = Math.min(endOfRun, until - unitsDone);
        endOfRun -= passed;
        unitsDone += passed;
        continue;
      }
      int place = unitsDone / wide * storedWide + unitsDone % wide;
      blocks[place] =
          header.refines() ? refined(table, blocks[place]) : first(table, blocks[place]);
      if (fails()) {
        return;
      }
      unitsDone++;
    }
  }

  private long first(HuffmanCode table, long before) {
    long after = before;
    int k = header.first();
    while (k <= header.last()) {
      int symbol = bits.symbol(table);
      int size = symbol & 15;
      int run = symbol >> 4;
      if (size > 0) {
        k += run;
        bits.skip(size);
        if (k > header.last()) {
          damaged = true;
          return after;
        }
        after |= 1L << k;
        k++;
      } else if (run == LONG_ZERO_RUN) {
        k += run + 1;
      } else {
        endOfRun = (1 << run) + bits.number(run) - 1;
        return after;
      }
    }
    return after;
  }

  private long refined(HuffmanCode table, long before) {
    long after = before;
    int k = header.first();
    while (endOfRun == 0 && k <= header.last()) {
      int symbol = bits.symbol(table);
      int size = symbol & 15;
      int run = symbol >> 4;
      if (size > 1) {
        damaged = true;
        return after;
      }
      if (size == 1) {
        bits.skip(1);
      } else if (run != LONG_ZERO_RUN) {
        endOfRun = (1 << run) + bits.number(run);
        break;
      }
      while (k <= header.last()) {
        if ((before >>> k & 1) != 0) {
          bits.skip(1);
        } else if (--run < 0) {
          break;
        }
        k++;
      }
      if (size == 1) {
        if (k > header.last()) {
          damaged = true;
          return after;
        }
        after |= 1L << k;
      }
      k++;
    }
    if (endOfRun > 0) {
      if (k <= header.last()) {
        long rest = before >>> k << k;
        rest &= -1L >>> (JpegScanHeader.LAST_COEFFICIENT - header.last());
        bits.skip(Long.bitCount(rest));
      }
      endOfRun--;
    }
    return after;
  }
}
