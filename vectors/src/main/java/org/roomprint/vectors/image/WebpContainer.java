package org.roomprint.vectors.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Walks the chunks of a WebP file (RFC 9649) as far as its RIFF header says that it reaches.
 *
 * <p>The orientation that its EXIF names is not applied: no browser turns a WebP by it, and a mask
 * is painted on what a browser shows.
 */
final class WebpContainer {
  private static final int RIFF = 0x46464952;
  private static final int WEBP = 0x50424557;
  private static final int VP8 = 0x20385056;
  private static final int VP8L = 0x4C385056;
  private static final int VP8X = 0x58385056;
  private static final int ALPH = 0x48504C41;
  private static final int ANIM = 0x4D494E41;
  private static final int ANMF = 0x464D4E41;

  private static final int RIFF_HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final int ANIMATION_FLAG = 0x02;
  private static final int VP8_HEADER_BYTES = 10;
  private static final int VP8L_HEADER_BYTES = 5;
  private static final int VP8X_BYTES = 10;
  private static final int SIDE_14_BITS = 0x3FFF;

  /** Size and transparency of one coded picture. */
  private record Bitstream(int width, int height, boolean alpha) {}

  private WebpContainer() {}

  static boolean hasSignature(byte[] bytes) {
    if (bytes.length < RIFF_HEADER_BYTES) {
      return false;
    }
    ByteBuffer webp = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return webp.getInt(0) == RIFF && webp.getInt(8) == WEBP;
  }

  static GateVerdict inspect(byte[] bytes, PictureLimits limits) {
    ByteBuffer webp = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long end = 8 + Integer.toUnsignedLong(webp.getInt(4));
    Optional<Bitstream> canvas = Optional.empty();
    Optional<Bitstream> picture = Optional.empty();
    boolean alpha = false;
    long at = RIFF_HEADER_BYTES;
    while (at + CHUNK_HEADER_BYTES <= Math.min(end, bytes.length)) {
      int type = webp.getInt((int) at);
      long length = Integer.toUnsignedLong(webp.getInt((int) at + 4));
      int content = (int) at + CHUNK_HEADER_BYTES;
      at += CHUNK_HEADER_BYTES + length;
      boolean whole = at <= Math.min(end, bytes.length);
      int there = (int) Math.min(length, bytes.length - content);
      switch (type) {
        case VP8, VP8L -> {
          if (picture.isPresent()) {
            return Gate.damagedHeader("a still WebP holds one picture, and this one two");
          }
          picture = type == VP8 ? lossy(webp, content, there) : lossless(webp, content, there);
          if (picture.isEmpty()) {
            return headerOrEnd(whole);
          }
          GateVerdict size = verdict(picture.get(), false, limits);
          if (size instanceof GateVerdict.TurnedAway) {
            return size;
          }
        }
        case VP8X -> {
          if (canvas.isPresent() || picture.isPresent() || there < VP8X_BYTES) {
            return headerOrEnd(whole);
          }
          if ((webp.get(content) & ANIMATION_FLAG) != 0) {
            return Gate.animated("animated WebP");
          }
          canvas = Optional.of(canvas(webp, content));
          GateVerdict size = verdict(canvas.get(), false, limits);
          if (size instanceof GateVerdict.TurnedAway) {
            return size;
          }
        }
        case ANIM, ANMF -> {
          return Gate.animated("animated WebP");
        }
        case ALPH -> alpha = true;
        default -> {
          if (canvas.isEmpty() && picture.isEmpty()) {
            return Gate.damagedHeader("a WebP begins with a VP8, VP8L or VP8X chunk");
          }
        }
      }
      if (!whole) {
        return Gate.incomplete("a chunk of the WebP reaches beyond its end");
      }
      at += length & 1; // chunks are padded to even length
    }
    if (end > bytes.length) {
      return Gate.incomplete("its RIFF header declares more bytes than there are");
    }
    if (picture.isEmpty()) {
      return Gate.damagedHeader("the WebP holds no picture");
    }
    Bitstream coded = picture.get();
    boolean otherSize =
        canvas.isPresent()
            && (canvas.get().width != coded.width || canvas.get().height != coded.height);
    return otherSize
        ? Gate.damagedHeader("the WebP's canvas and its picture are of different sizes")
        : verdict(coded, alpha || coded.alpha, limits);
  }

  /** Where an admitted file's picture ends. */
  static int end(byte[] bytes) {
    return 8 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
  }

  private static GateVerdict headerOrEnd(boolean whole) {
    return whole
        ? Gate.damagedHeader("the WebP's picture header is none")
        : Gate.incomplete("the WebP ends within its picture header");
  }

  private static GateVerdict verdict(Bitstream picture, boolean alpha, PictureLimits limits) {
    return Gate.admitWithinLimits(
        PictureFormat.WEBP, picture.width, picture.height, ExifOrientation.UPRIGHT, alpha, limits);
  }

  /** RFC 6386, section 9.1: a key frame's tag, start code and sizes. */
  private static Optional<Bitstream> lossy(ByteBuffer webp, int at, int length) {
    if (length < VP8_HEADER_BYTES
        || (webp.get(at) & 1) != 0
        || (webp.get(at + 3) & 0xFF) != 0x9D
        || webp.get(at + 4) != 0x01
        || webp.get(at + 5) != 0x2A) {
      return Optional.empty();
    }
    int width = webp.getShort(at + 6) & SIDE_14_BITS;
    int height = webp.getShort(at + 8) & SIDE_14_BITS;
    return Optional.of(new Bitstream(width, height, false));
  }

  /** RFC 9649, section 3.4: signature, two sides of 14 bits, a hint of transparency, version 0. */
  private static Optional<Bitstream> lossless(ByteBuffer webp, int at, int length) {
    if (length < VP8L_HEADER_BYTES || webp.get(at) != 0x2F) {
      return Optional.empty();
    }
    int packed = webp.getInt(at + 1);
    if (packed >>> 29 != 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Bitstream(
            (packed & SIDE_14_BITS) + 1,
            (packed >>> 14 & SIDE_14_BITS) + 1,
            (packed >>> 28 & 1) != 0));
  }

  private static Bitstream canvas(ByteBuffer webp, int at) {
    return new Bitstream(u24(webp, at + 4) + 1, u24(webp, at + 7) + 1, false);
  }

  private static int u24(ByteBuffer webp, int at) {
    return (webp.getShort(at) & 0xFFFF) | (webp.get(at + 2) & 0xFF) << 16;
  }
}
