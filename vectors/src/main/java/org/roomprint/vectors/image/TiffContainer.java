package org.roomprint.vectors.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads the first directory of a TIFF file (TIFF 6.0) and sees that the strips or tiles that it
 * promises lie within the file.
 *
 * <p>Let in: pictures of 1, 2, 4, 8 or 16 bits, grey, with a palette, RGB or CMYK, plain or packed
 * by LZW, Deflate or PackBits. Cameras' raw files are TIFF files too, whose first directory holds
 * no more than a preview: they are named and turned away.
 */
final class TiffContainer {
  private static final int HEADER_BYTES = 8;
  private static final int ENTRY_BYTES = 12;
  private static final int MAX_PIECES = 1_000_000;
  private static final int MAX_SAMPLES = 5;

  private static final int SUBFILE_TYPE = 254;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int PACKING = 259;
  private static final int COLOURS = 262;
  private static final int STRIP_OFFSETS = 273;
  private static final int ORIENTATION = 274;
  private static final int SAMPLES = 277;
  private static final int ROWS_PER_STRIP = 278;
  private static final int STRIP_BYTES = 279;
  private static final int PLANES = 284;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTES = 325;
  private static final int EXTRA_SAMPLES = 338;
  private static final int SAMPLE_FORMAT = 339;
  private static final int DNG_VERSION = 50_706;

  private static final int PLAIN = 1;
  private static final int LZW = 5;
  private static final int ADOBE_DEFLATE = 8;
  private static final int PACK_BITS = 32_773;
  private static final int DEFLATE = 32_946;

  private static final int MAX_COLOURS_OF_GREY_PALETTE_RGB = 3;
  private static final int CMYK = 5;
  private static final int COLOUR_FILTER_ARRAY = 32_803;
  private static final int LINEAR_RAW = 34_892;
  private static final int SEPARATE = 2;

  private final byte[] bytes;
  private final ByteBuffer tiff;
  private int directory;
  private int entries;

  private int width;
  private int height;
  private int packing;
  private long[] offsets = {};
  private long[] lengths = {};
  private int pieceRowBytes;
  private int pieceHeight;
  private boolean tiled;
  private int planes;

  private TiffContainer(byte[] bytes) {
    this.bytes = bytes;
    this.tiff =
        ByteBuffer.wrap(bytes)
            .order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  static boolean hasSignature(byte[] bytes) {
    return bytes.length >= 4
        && ((bytes[0] == 'I' && bytes[1] == 'I' && bytes[2] == 42 && bytes[3] == 0)
            || (bytes[0] == 'M' && bytes[1] == 'M' && bytes[2] == 0 && bytes[3] == 42));
  }

  static GateVerdict inspect(byte[] bytes) {
    return bytes.length < HEADER_BYTES
        ? Gate.incomplete("the TIFF ends within its header")
        : new TiffContainer(bytes).read();
  }

  /** Whether every strip or tile of an admitted file holds as many bytes as its pixels need. */
  static boolean holdsAllPixels(byte[] bytes) {
    TiffContainer container = new TiffContainer(bytes);
    return container.read() instanceof GateVerdict.Admitted && container.piecesAreWhole();
  }

  /**
   * The same file, its pixels said to stand upright: decoders differ in whether they follow the
   * tag, so that none is shown it.
   */
  static byte[] withoutOrientation(byte[] bytes) {
    TiffContainer container = new TiffContainer(bytes);
    if (!(container.read() instanceof GateVerdict.Admitted)) {
      throw new IllegalArgumentException("Only an admitted TIFF has a known directory");
    }
    Optional<Integer> entry = container.entry(ORIENTATION);
    if (entry.isEmpty()) {
      return bytes;
    }
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed)
        .order(container.tiff.order())
        .putShort(entry.get() + 2, (short) 3)
        .putInt(entry.get() + 4, 1)
        .putInt(entry.get() + 8, 0)
        .putShort(entry.get() + 8, (short) 1);
    return changed;
  }

  private GateVerdict read() {
    long at = Integer.toUnsignedLong(tiff.getInt(4));
    if (at < HEADER_BYTES || at + 2 > bytes.length) {
      return Gate.incomplete("the TIFF ends before its directory");
    }
    directory = (int) at;
    entries = tiff.getShort(directory) & 0xFFFF;
    if (at + 2 + (long) entries * ENTRY_BYTES > bytes.length) {
      return Gate.incomplete("the TIFF ends within its directory");
    }
    int colours = number(COLOURS, -1);
    if (isRaw(colours)) {
      return new GateVerdict.TurnedAway(
          RefusalReason.UNKNOWN_FORMAT,
          "The file is a camera's raw file, which is not read; send the JPEG that the camera or a"
              + " program makes of it");
    }
    width = number(WIDTH, 0);
    height = number(HEIGHT, 0);
    int samples = number(SAMPLES, 1);
    boolean alpha = entry(EXTRA_SAMPLES).isPresent();
    GateVerdict size =
        Gate.admitWithinLimits(
            PictureFormat.TIFF,
            width,
            height,
            ExifOrientation.ofTiff(ByteBuffer.wrap(bytes)),
            alpha);
    if (size instanceof GateVerdict.TurnedAway) {
      return size;
    }
    packing = number(PACKING, PLAIN);
    int bits = number(BITS, 1);
    boolean ordinary =
        samples >= 1
            && samples <= MAX_SAMPLES
            && (bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16)
            && (samples == 1 || bits >= 8)
            && (colours == CMYK || (colours >= 0 && colours <= MAX_COLOURS_OF_GREY_PALETTE_RGB))
            && number(SAMPLE_FORMAT, 1) == 1
            && (packing == PLAIN
                || packing == LZW
                || packing == ADOBE_DEFLATE
                || packing == DEFLATE
                || packing == PACK_BITS);
    if (!ordinary) {
      return unusualKind();
    }
    return readPieces(size, samples, bits);
  }

  private GateVerdict readPieces(GateVerdict size, int samples, int bits) {
    planes = number(PLANES, 1) == SEPARATE ? samples : 1;
    tiled = entry(TILE_OFFSETS).isPresent();
    int pieceWidth = tiled ? number(TILE_WIDTH, 0) : width;
    pieceHeight = tiled ? number(TILE_HEIGHT, 0) : Math.min(number(ROWS_PER_STRIP, height), height);
    if (pieceWidth < 1
        || pieceHeight < 1
        || pieceWidth > 2 * Gate.MAX_SIDE_PIXELS
        || pieceHeight > 2 * Gate.MAX_SIDE_PIXELS) {
      return Gate.damagedHeader("the TIFF's strips or tiles are of no possible size");
    }
    pieceRowBytes = (int) (((long) pieceWidth * bits * (samples / planes) + 7) / 8);
    long across = ((long) width + pieceWidth - 1) / pieceWidth;
    long down = ((long) height + pieceHeight - 1) / pieceHeight;
    long pieces = across * down * planes;
    offsets = numbers(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
    lengths = numbers(tiled ? TILE_BYTES : STRIP_BYTES);
    if (pieces > MAX_PIECES || offsets.length < pieces || lengths.length < pieces) {
      return Gate.incomplete("the TIFF does not say where all of its pixels lie");
    }
    offsets = Arrays.copyOf(offsets, (int) pieces);
    lengths = Arrays.copyOf(lengths, (int) pieces);
    long all = 0;
    for (int i = 0; i < pieces; i++) {
      all += lengths[i];
      if (lengths[i] == 0 || offsets[i] + lengths[i] > bytes.length) {
        return Gate.incomplete("the TIFF's pixels reach beyond its end");
      }
      if (packing == PLAIN && lengths[i] < wanted(i)) {
        return Gate.incomplete("the TIFF's data end before its last pixel");
      }
    }
    return all > 2L * bytes.length
        ? Gate.damagedHeader("the TIFF names more data than there are")
        : size;
  }

  private boolean isRaw(int colours) {
    boolean canon = bytes.length >= 10 && bytes[8] == 'C' && bytes[9] == 'R';
    return canon
        || (number(SUBFILE_TYPE, 0) & 1) != 0
        || entry(DNG_VERSION).isPresent()
        || colours == COLOUR_FILTER_ARRAY
        || colours == LINEAR_RAW;
  }

  private static GateVerdict unusualKind() {
    return new GateVerdict.TurnedAway(
        RefusalReason.UNDECODABLE,
        "The TIFF is of an unusual kind (packed as JPEG or fax, floating point, other colours than"
            + " grey, RGB and CMYK); save it as an ordinary TIFF, JPEG or PNG");
  }

  // --- directory --------------------------------------------------------------------------------

  /** Where the entry of this tag begins. */
  private Optional<Integer> entry(int tag) {
    for (int i = 0; i < entries; i++) {
      int at = directory + 2 + i * ENTRY_BYTES;
      if ((tiff.getShort(at) & 0xFFFF) == tag) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private int number(int tag, int absent) {
    long[] numbers = numbers(tag);
    return numbers.length == 0 ? absent : (int) Math.min(numbers[0], Integer.MAX_VALUE);
  }

  /** The whole numbers of an entry; none where it is absent or reaches beyond the file. */
  private long[] numbers(int tag) {
    Optional<Integer> found = entry(tag);
    if (found.isEmpty()) {
      return new long[0];
    }
    int entry = found.get();
    int bytesEach =
        switch (tiff.getShort(entry + 2)) {
          case 1 -> 1;
          case 3 -> 2;
          case 4, 13 -> 4;
          default -> 0;
        };
    long count = Integer.toUnsignedLong(tiff.getInt(entry + 4));
    long from = count * bytesEach <= 4 ? entry + 8 : Integer.toUnsignedLong(tiff.getInt(entry + 8));
    if (bytesEach == 0 || count > MAX_PIECES || from + count * bytesEach > bytes.length) {
      return new long[0];
    }
    long[] numbers = new long[(int) count];
    for (int i = 0; i < numbers.length; i++) {
      int at = (int) from + i * bytesEach;
      numbers[i] =
          switch (bytesEach) {
            case 1 -> tiff.get(at) & 0xFF;
            case 2 -> tiff.getShort(at) & 0xFFFF;
            default -> Integer.toUnsignedLong(tiff.getInt(at));
          };
    }
    return numbers;
  }

  // --- pixels -----------------------------------------------------------------------------------

  /** Bytes that the pixels of a strip or tile need, unpacked. */
  private long wanted(int piece) {
    int rows = pieceHeight;
    if (!tiled) {
      int perPlane = offsets.length / planes;
      int down = piece % perPlane;
      rows = Math.min(pieceHeight, height - down * pieceHeight);
    }
    return (long) pieceRowBytes * rows;
  }

  private boolean piecesAreWhole() {
    for (int i = 0; i < offsets.length; i++) {
      long wanted = wanted(i);
      int from = (int) offsets[i];
      int length = (int) lengths[i];
      boolean whole =
          switch (packing) {
            case LZW -> new TiffLzw(bytes, from, length).holds(wanted);
            case PACK_BITS -> packBitsHold(from, length, wanted);
            case ADOBE_DEFLATE, DEFLATE -> deflateHolds(from, length, wanted);
            default -> length >= wanted;
          };
      if (!whole) {
        return false;
      }
    }
    return true;
  }

  private boolean packBitsHold(int from, int length, long wanted) {
    long found = 0;
    int at = from;
    int end = from + length;
    while (at < end && found < wanted) {
      int code = bytes[at++];
      if (code >= 0) {
        found += Math.min(code + 1, end - at);
        at += code + 1;
      } else if (code != -128 && at < end) {
        found += 1 - code;
        at++;
      }
    }
    return found >= wanted;
  }

  private boolean deflateHolds(int from, int length, long wanted) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes, from, length);
      byte[] buffer = new byte[1 << 16];
      long found = 0;
      while (found < wanted) {
        int more = inflater.inflate(buffer);
        if (more == 0) {
          return false;
        }
        found += more;
      }
      return true;
    } catch (DataFormatException e) {
      return false;
    } finally {
      inflater.end();
    }
  }

  /** Counts the bytes of LZW data (TIFF 6.0, section 13) without making them. */
  private static final class TiffLzw {
    private static final int MAX_BITS = 12;
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int NONE = -1;

    private final byte[] bytes;
    private final long end;
    private long bit;

    TiffLzw(byte[] bytes, int from, int length) {
      this.bytes = bytes;
      this.bit = from * 8L;
      this.end = (from + (long) length) * 8;
    }

    boolean holds(long wanted) {
      int[] lengths = new int[1 << MAX_BITS];
      Arrays.fill(lengths, 0, CLEAR, 1);
      int bits = 9;
      int next = END + 1;
      int previous = NONE;
      long found = 0;
      while (found < wanted && bit + bits <= end) {
        int code = code(bits);
        if (code == CLEAR) {
          bits = 9;
          next = END + 1;
          previous = NONE;
          continue;
        }
        boolean isNew = code == next && previous != NONE && next < lengths.length;
        if (code == END || (code >= next && !isNew)) {
          return false;
        }
        if (previous != NONE && next < lengths.length) {
          lengths[next++] = lengths[previous] + 1;
        }
        found += lengths[code];
        previous = code;
        if (next + 1 >= 1 << bits && bits < MAX_BITS) { // one code early, as all TIFFs do
          bits++;
        }
      }
      return found >= wanted;
    }

    private int code(int bits) {
      int code = 0;
      for (int i = 0; i < bits; i++, bit++) {
        code = code << 1 | (bytes[(int) (bit >> 3)] >> (int) (7 - (bit & 7)) & 1);
      }
      return code;
    }
  }
}
