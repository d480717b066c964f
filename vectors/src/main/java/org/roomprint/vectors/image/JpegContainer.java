package org.roomprint.vectors.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roomprint.vectors.image.GateVerdict.Admitted;
import org.roomprint.vectors.image.GateVerdict.TurnedAway;

/**
 * Walks a JPEG file (ISO/IEC 10918-1, annex B) from its start until every coefficient of every
 * component was there, and writes the same picture down as a plain file.
 *
 * <p>Let in: Huffman-coded baseline, extended and progressive pictures of 8 bits with one, three or
 * four components, which is what cameras, phones and web sites make. Segments that a decoder does
 * not need, bytes between segments and whatever follows the last unit (an end marker or none, a
 * second picture, a film, a maker's trailer) are passed over as libjpeg does, and do not come into
 * the plain file; so a decoder that complains about that file complains about its data.
 */
final class JpegContainer {
  /** Most scans until a picture is whole; encoders make about ten, a file that wastes time more. */
  static final int MAX_SCANS = 64;

  private static final int PREFIX = 0xFF;
  private static final int SOF0_BASELINE = 0xC0;
  private static final int SOF2_PROGRESSIVE = 0xC2;
  private static final int DHT = 0xC4;
  private static final int JPG_EXTENSION = 0xC8;
  private static final int DAC = 0xCC;
  private static final int SOF15 = 0xCF;
  private static final int RST0 = 0xD0;
  private static final int RST7 = 0xD7;
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int DQT = 0xDB;
  private static final int DNL = 0xDC;
  private static final int DRI = 0xDD;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP14 = 0xEE;
  private static final int APP15 = 0xEF;
  private static final int COM = 0xFE;
  private static final int TEM = 0x01;

  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0};
  private static final int EXIF_HEADER_BYTES = 6; // the last is 0, and nobody insists on it
  private static final byte[] JFIF = {'J', 'F', 'I', 'F', 0};
  private static final int JFIF_BYTES = 14;
  private static final byte[] ADOBE = {'A', 'd', 'o', 'b', 'e'};
  private static final int ADOBE_BYTES = 12;
  private static final int ADOBE_YCC = 1;
  private static final int ADOBE_YCCK = 2;

  private final byte[] bytes;
  private final PictureLimits limits;
  private final boolean headerOnly;
  private final int end;
  private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
  private final JpegTables tables = new JpegTables();
  private int at = 2;
  private @Nullable JpegFrame frame;
  private @Nullable ScanCoverage coverage; // there with the frame
  private long[][] known = {};
  private int scans;
  private boolean jfif;
  private int adobeTransform = -1;
  private boolean exifSeen;
  private ExifOrientation orientation = ExifOrientation.UPRIGHT;

  private JpegContainer(byte[] bytes, PictureLimits limits, boolean headerOnly) {
    this.bytes = bytes;
    this.limits = limits;
    this.headerOnly = headerOnly;
    this.end = headerOnly ? bytes.length : JpegEnd.ofPicture(bytes);
  }

  static boolean hasSignature(byte[] bytes) {
    return bytes.length >= 3
        && u8(bytes, 0) == PREFIX
        && u8(bytes, 1) == SOI
        && u8(bytes, 2) == PREFIX;
  }

  /** The verdict on a whole file, with the picture as a plain file where it is admitted. */
  static Passage pass(byte[] bytes, PictureLimits limits) {
    JpegContainer container = new JpegContainer(bytes, limits, false);
    GateVerdict verdict = container.walk();
    return new Passage(
        verdict, verdict instanceof Admitted ? container.plain.toByteArray() : bytes);
  }

  /** The verdict on what stands before the picture data, and that as a plain file. */
  static Passage header(byte[] bytes, PictureLimits limits) {
    JpegContainer container = new JpegContainer(bytes, limits, true);
    GateVerdict verdict = container.walk();
    container.marker(EOI);
    return new Passage(verdict, container.plain.toByteArray());
  }

  /** Where the picture of a file ends that is too large to be read; empty when it is not whole. */
  static Optional<Integer> endOfPicture(byte[] bytes, PictureLimits limits) {
    JpegContainer container = new JpegContainer(bytes, limits, false);
    return container.walk() instanceof Admitted ? Optional.of(container.at) : Optional.empty();
  }

  private GateVerdict walk() {
    marker(SOI);
    while (true) {
      int marker = nextMarker();
      if (marker < 0) {
        return cut();
      }
      if (at > limits.maxPictureBytes()) {
        return tooManyBytes();
      }
      if (marker == EOI) {
        return frame == null || scans == 0
            ? Gate.damagedHeader("the image ends before any picture data")
            : Gate.incomplete("the JPEG ends before its last scan");
      }
      if (marker == TEM || (marker >= RST0 && marker <= RST7)) {
        continue;
      }
      if (marker == SOI || marker < SOF0_BASELINE || (marker > APP15 && marker != COM)) {
        return Gate.damagedHeader("a marker stands where no such marker may stand");
      }
      if (at + 2 > end) {
        return cut();
      }
      int length = Math.max(2, u16(bytes, at)); // a shorter one is passed over, as libjpeg does
      if (at + length > end) {
        return cut();
      }
      GateVerdict verdict = segment(marker, at + 2, length - 2);
      if (verdict != null) {
        return verdict;
      }
    }
  }

  /** Passes over whatever is no marker; -1 at the end. */
  private int nextMarker() {
    while (at + 1 < end) {
      int next = u8(bytes, at + 1);
      if (u8(bytes, at) == PREFIX && next != 0 && next != PREFIX) {
        at += 2;
        return next;
      }
      at++;
    }
    return -1;
  }

  private TurnedAway cut() {
    return frame != null
        ? Gate.incomplete("the JPEG ends before its picture data are complete")
        : Gate.incomplete("a JPEG ends after its picture, and this one before its frame header");
  }

  private TurnedAway tooManyBytes() {
    return new TurnedAway(
        RefusalReason.TOO_MANY_BYTES,
        "The picture itself, without what follows it, has more than "
            + Gate.mebibytes(limits.maxPictureBytes())
            + "; make it smaller");
  }

  /** Takes in a segment and moves behind it; null when the walk goes on. */
  private @Nullable GateVerdict segment(int marker, int from, int length) {
    at = from + length;
    if (isFrameHeader(marker)) {
      return frameHeader(marker, from, length);
    }
    switch (marker) {
      case SOS -> {
        return scan(from, length);
      }
      case DAC, DNL, JPG_EXTENSION -> {
        return marker == DNL ? null : unusualKind(); // decoders pass over a DNL
      }
      case DHT -> {
        if (!tables.addCodes(bytes, from, length)) {
          return Gate.damagedHeader("a Huffman table is none");
        }
        copy(marker, from, length);
      }
      case DQT -> {
        tables.addSteps(bytes, from, length);
        copy(marker, from, length);
      }
      case DRI -> {
        if (length != 2) {
          return Gate.damagedHeader("the distance of restart markers has not two bytes");
        }
        tables.restartInterval(u16(bytes, from));
        copy(marker, from, length);
      }
      case APP0 -> jfif |= length >= JFIF_BYTES && startsWith(from, JFIF);
      case APP14 -> {
        if (length >= ADOBE_BYTES && startsWith(from, ADOBE)) {
          adobeTransform = u8(bytes, from + ADOBE_BYTES - 1);
        }
      }
      case APP1 -> exif(from, length);
      default -> {}
    }
    return null;
  }

  private @Nullable GateVerdict frameHeader(int marker, int from, int length) {
    if (frame != null) {
      return Gate.damagedHeader("it declares the picture's size twice");
    }
    if (marker > SOF2_PROGRESSIVE) {
      return unusualKind();
    }
    if (length < 6) {
      return Gate.damagedHeader("the frame header is too short");
    }
    int precision = u8(bytes, from);
    int count = u8(bytes, from + 5);
    if (length != 6 + 3 * count) {
      return Gate.damagedHeader("the frame header's length does not fit its components");
    }
    if (precision != 8 || (count != 1 && count != 3 && count != 4)) {
      return unusualKind();
    }
    List<JpegFrame.Component> components = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int component = from + 6 + 3 * i;
      int across = u8(bytes, component + 1) >> 4;
      int down = u8(bytes, component + 1) & 15;
      if (across < 1 || across > 4 || down < 1 || down > 4) {
        return Gate.damagedHeader("a component has no samples");
      }
      components.add(
          new JpegFrame.Component(u8(bytes, component), across, down, u8(bytes, component + 2)));
    }
    int height = u16(bytes, from + 1);
    int width = u16(bytes, from + 3);
    boolean progressive = marker == SOF2_PROGRESSIVE;
    // A size over the limits needs no further walk, and none is done.
    GateVerdict size = admit(width, height);
    if (size instanceof TurnedAway refusal) {
      return refusal;
    }
    JpegFrame declared = new JpegFrame(progressive, width, height, components);
    if (progressive && declared.coefficients() > limits.maxCoefficients()) {
      return Gate.tooManyPixels(
          "A progressive JPEG is held in memory as a whole, and this one of "
              + width
              + " x "
              + height
              + " px is too large for it; save it as a baseline JPEG, or smaller");
    }
    frame = declared;
    coverage = new ScanCoverage(count);
    copy(marker, from, length);
    return null;
  }

  private GateVerdict admit(int width, int height) {
    return Gate.admitWithinLimits(PictureFormat.JPEG, width, height, orientation, false, limits);
  }

  private @Nullable GateVerdict scan(int from, int length) {
    if (frame == null || coverage == null) {
      return Gate.damagedHeader("picture data stand before the frame header");
    }
    Optional<JpegScanHeader> read = JpegScanHeader.read(frame, bytes, from, length);
    if (read.isEmpty()) {
      return Gate.damagedHeader("a scan's header does not fit the frame");
    }
    if (headerOnly) {
      return admit(frame.width(), frame.height());
    }
    if (++scans > MAX_SCANS) {
      return new TurnedAway(
          RefusalReason.UNDECODABLE,
          "The JPEG has more than " + MAX_SCANS + " scans; save it again as an ordinary JPEG");
    }
    if (frame.blocks() > 8L * bytes.length) { // each takes a bit at least
      return Gate.incomplete("it has fewer bits than its picture has parts");
    }
    JpegScanHeader header = read.get();
    if (header.first() > 0 && known.length == 0) {
      known = new long[frame.components().size()][];
      for (int i = 0; i < known.length; i++) {
        known[i] = new long[frame.storedBlocks(i)];
      }
    }
    if (scans == 1) {
      copyColours(frame);
    }
    copyScanHeader(header, from, length);
    JpegScan scan =
        new JpegScan(
            frame,
            header,
            tables.dc(frame, header),
            tables.ac(frame, header),
            known,
            tables.steps(frame));
    int dataFrom = at;
    JpegScan.End ending = scan.read(bytes, at, end, tables.restartInterval(), plain);
    at = scan.bits().position();
    return switch (ending) {
      case SHORT -> Gate.incomplete(shortOf(scan));
      case DAMAGED ->
          new TurnedAway(
              RefusalReason.INCOMPLETE,
              "The JPEG's data are damaged, so that only a part of it can be decoded; send the"
                  + " original file");
      case WHOLE -> afterScan(coverage, header, scan, dataFrom);
    };
  }

  private static String shortOf(JpegScan scan) {
    return "its picture data end after "
        + (int) (100 * scan.share())
        + " % of "
        + "the scan that they are in";
  }

  private @Nullable GateVerdict afterScan(
      ScanCoverage covered, JpegScanHeader header, JpegScan scan, int dataFrom) {
    Optional<String> doubt =
        JpegEnd.doubt(bytes, scan, dataFrom, JpegEnd.nextMarker(bytes, at, end), end);
    if (doubt.isPresent()) {
      return Gate.incomplete(doubt.get());
    }
    covered.add(header);
    if (!covered.isComplete()) {
      return null;
    }
    if (at > limits.maxPictureBytes()) {
      return tooManyBytes();
    }
    marker(EOI);
    JpegFrame whole = Objects.requireNonNull(frame);
    return admit(whole.width(), whole.height());
  }

  private void exif(int from, int length) {
    if (exifSeen || scans > 0 || length < EXIF_HEADER_BYTES || !startsWith(from, EXIF)) {
      return;
    }
    exifSeen = true;
    orientation =
        ExifOrientation.ofTiff(
            ByteBuffer.wrap(bytes, from + EXIF_HEADER_BYTES, length - EXIF_HEADER_BYTES));
    byte[] content = Arrays.copyOfRange(bytes, from, from + length);
    content[EXIF_HEADER_BYTES - 1] = 0;
    copy(APP1, content);
  }

  private boolean startsWith(int from, byte[] word) {
    return Arrays.equals(bytes, from, from + word.length, word, 0, word.length);
  }

  /** What a decoder takes the kind of colours from, in values that all decoders know. */
  private void copyColours(JpegFrame ofComponents) {
    if (jfif) {
      byte[] content = Arrays.copyOf(JFIF, JFIF_BYTES);
      content[JFIF.length] = 1;
      content[JFIF.length + 1] = 1;
      content[JFIF.length + 4] = 1;
      content[JFIF.length + 6] = 1;
      copy(APP0, content);
    }
    if (adobeTransform >= 0) {
      byte[] content = Arrays.copyOf(ADOBE, ADOBE_BYTES);
      int usual = ofComponents.components().size() == 4 ? ADOBE_YCCK : ADOBE_YCC;
      content[ADOBE.length + 1] = 100;
      content[ADOBE_BYTES - 1] = (byte) (adobeTransform > ADOBE_YCCK ? usual : adobeTransform);
      copy(APP14, content);
    }
  }

  private void marker(int marker) {
    plain.write(PREFIX);
    plain.write(marker);
  }

  private void copy(int marker, int from, int length) {
    copy(marker, Arrays.copyOfRange(bytes, from, from + length));
  }

  private void copy(int marker, byte[] content) {
    marker(marker);
    plain.write((content.length + 2) >> 8);
    plain.write(content.length + 2);
    plain.writeBytes(content);
  }

  /** With the band and bits that a sequential scan has, whatever the file says. */
  private void copyScanHeader(JpegScanHeader header, int from, int length) {
    byte[] content = Arrays.copyOfRange(bytes, from, from + length);
    if (frame != null && !frame.progressive()) {
      content[length - 3] = 0;
      content[length - 2] = (byte) header.last();
      content[length - 1] = 0;
    }
    copy(SOS, content);
  }

  private static boolean isFrameHeader(int marker) {
    return marker >= SOF0_BASELINE
        && marker <= SOF15
        && marker != DHT
        && marker != JPG_EXTENSION
        && marker != DAC;
  }

  private static TurnedAway unusualKind() {
    return new TurnedAway(
        RefusalReason.UNDECODABLE,
        "The JPEG is of a kind that no camera makes (lossless, arithmetic, hierarchical or not of"
            + " 8 bits); save it as a baseline or progressive JPEG");
  }

  private static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xFF;
  }

  private static int u16(byte[] bytes, int at) {
    return u8(bytes, at) << 8 | u8(bytes, at + 1);
  }
}
