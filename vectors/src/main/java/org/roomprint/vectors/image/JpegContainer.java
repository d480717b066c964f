package org.roomprint.vectors.image;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.roomprint.vectors.image.GateVerdict.TurnedAway;

/**
 * Walks the marker segments of a JPEG file (ISO/IEC 10918-1, annex B) from start to end of image.
 *
 * <p>Let in: Huffman-coded baseline, extended and progressive pictures of 8 bits with one, three or
 * four components, which is what cameras, phones and web sites make. What follows the end of the
 * image (a second picture, a film, a maker's trailer) is not looked at, here or by the decoder.
 */
final class JpegContainer {
  /** Most scans in a picture; encoders make about ten, a file that wastes time makes hundreds. */
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
  private static final int DNL = 0xDC;
  private static final int APP1 = 0xE1;
  private static final int TEM = 0x01;

  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0};
  private static final int EXIF_HEADER_BYTES = 6; // the last is 0, and nobody insists on it

  private final byte[] bytes;
  private int at = 2;
  private int width;
  private int height;
  private @Nullable ScanCoverage coverage; // there from the frame header on
  private int scans;
  private boolean exifSeen;
  private ExifOrientation orientation = ExifOrientation.UPRIGHT;

  private JpegContainer(byte[] bytes) {
    this.bytes = bytes;
  }

  static boolean hasSignature(byte[] bytes) {
    return bytes.length >= 3
        && u8(bytes, 0) == PREFIX
        && u8(bytes, 1) == SOI
        && u8(bytes, 2) == PREFIX;
  }

  static GateVerdict inspect(byte[] bytes) {
    return new JpegContainer(bytes).walk();
  }

  /** Offset of the end-of-image marker of a file that the gate admits. */
  static int endOfImage(byte[] bytes) {
    JpegContainer container = new JpegContainer(bytes);
    if (container.walk() instanceof GateVerdict.Admitted) {
      return container.at - 2;
    }
    throw new IllegalArgumentException("Only an admitted JPEG has an end");
  }

  private GateVerdict walk() {
    while (at + 2 <= bytes.length) {
      if (u8(bytes, at) != PREFIX) {
        return Gate.damagedHeader("bytes between two segments belong to neither");
      }
      int marker = u8(bytes, at + 1);
      if (marker == PREFIX) { // a fill byte may stand before any marker
        at++;
        continue;
      }
      at += 2;
      if (marker == EOI) {
        return atEndOfImage();
      }
      if (marker == TEM || (marker >= RST0 && marker <= RST7)) {
        continue;
      }
      if (marker == SOI || marker == 0) {
        return Gate.damagedHeader("a marker stands where no such marker may stand");
      }
      if (at + 2 > bytes.length) {
        break;
      }
      int length = u16(bytes, at);
      if (length < 2) {
        return Gate.damagedHeader("a segment is shorter than its own length field");
      }
      if (at + length > bytes.length) {
        break;
      }
      TurnedAway refusal = segment(marker, at + 2, length - 2);
      if (refusal != null) {
        return refusal;
      }
      at += length;
      if (marker == SOS) {
        skipEntropyCodedData();
      }
    }
    return coverage != null
        ? Gate.incomplete("a JPEG ends with an end-of-image marker, and this one has none")
        : Gate.incomplete("a JPEG ends after its picture, and this one before its frame header");
  }

  private GateVerdict atEndOfImage() {
    if (coverage == null || scans == 0) {
      return Gate.damagedHeader("the image ends before any picture data");
    }
    return coverage.isComplete()
        ? Gate.admitWithinLimits(PictureFormat.JPEG, width, height, orientation, false)
        : Gate.incomplete("the JPEG ends before its last scan");
  }

  /** Null when the segment is no reason to turn the file away. */
  private @Nullable TurnedAway segment(int marker, int from, int length) {
    if (isFrameHeader(marker)) {
      return frameHeader(marker, from, length);
    }
    switch (marker) {
      case SOS -> {
        if (coverage == null) {
          return Gate.damagedHeader("picture data stand before the frame header");
        }
        if (!coverage.add(bytes, from, length)) {
          return Gate.damagedHeader("a scan's header does not fit the frame");
        }
        if (++scans > MAX_SCANS) {
          return new TurnedAway(
              RefusalReason.UNDECODABLE,
              "The JPEG has more than " + MAX_SCANS + " scans; save it again as an ordinary JPEG");
        }
      }
      case DNL, DAC -> {
        return unusualKind();
      }
      case APP1 -> exif(from, length);
      default -> {}
    }
    return null;
  }

  private @Nullable TurnedAway frameHeader(int marker, int from, int length) {
    if (coverage != null) {
      return Gate.damagedHeader("it declares the picture's size twice");
    }
    if (marker > SOF2_PROGRESSIVE) {
      return unusualKind();
    }
    if (length < 6) {
      return Gate.damagedHeader("the frame header is too short");
    }
    int precision = u8(bytes, from);
    int components = u8(bytes, from + 5);
    if (length != 6 + 3 * components) {
      return Gate.damagedHeader("the frame header's length does not fit its components");
    }
    if (precision != 8 || (components != 1 && components != 3 && components != 4)) {
      return unusualKind();
    }
    height = u16(bytes, from + 1);
    width = u16(bytes, from + 3);
    int[] componentIds = new int[components];
    for (int i = 0; i < components; i++) {
      componentIds[i] = u8(bytes, from + 6 + 3 * i);
    }
    coverage = new ScanCoverage(marker == SOF2_PROGRESSIVE, componentIds);
    // A size over the limits needs no further walk, and none is done.
    GateVerdict size =
        Gate.admitWithinLimits(PictureFormat.JPEG, width, height, orientation, false);
    return size instanceof TurnedAway refusal ? refusal : null;
  }

  private void exif(int from, int length) {
    if (exifSeen || scans > 0 || length < EXIF_HEADER_BYTES) {
      return;
    }
    for (int i = 0; i < EXIF.length; i++) {
      if (bytes[from + i] != EXIF[i]) {
        return;
      }
    }
    exifSeen = true;
    orientation =
        ExifOrientation.ofTiff(
            ByteBuffer.wrap(bytes, from + EXIF_HEADER_BYTES, length - EXIF_HEADER_BYTES));
  }

  /** Moves to the first marker that ends a scan: any but a restart marker. */
  private void skipEntropyCodedData() {
    while (at + 1 < bytes.length) {
      if (u8(bytes, at) == PREFIX) {
        int next = u8(bytes, at + 1);
        boolean partOfScan = next == 0 || (next >= RST0 && next <= RST7);
        if (!partOfScan && next != PREFIX) {
          return;
        }
        at += next == PREFIX ? 1 : 2;
      } else {
        at++;
      }
    }
    at = bytes.length;
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
