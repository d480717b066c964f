package org.roomprint.vectors.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gives a cut-off file the end that its container wants, so that only its data tell. */
final class MendedFiles {
  private MendedFiles() {}

  static byte[] mend(byte[] cut) {
    if (cut[0] == (byte) 0xFF) {
      return DrawnPictures.join(cut, new byte[] {(byte) 0xFF, (byte) 0xD9});
    }
    if (cut[0] == 'R') {
      return mendWebp(cut);
    }
    if (cut[0] == 'G') {
      return DrawnPictures.join(cut, new byte[] {0, 0x3B});
    }
    if (cut[0] != (byte) 0x89) { // places of data stay as they are, so that zeros stand there
      return Arrays.copyOf(cut, cut.length + cut.length / 4 + 100);
    }
    return mendPng(cut);
  }

  /** Declares the length that there is, of the file and of its first chunk. */
  private static byte[] mendWebp(byte[] cut) {
    byte[] mended = Arrays.copyOf(cut, cut.length & ~1);
    writeLittleEndian(mended, 4, mended.length - 8);
    writeLittleEndian(mended, 16, mended.length - 20);
    return mended;
  }

  /** Ends the chunk that was cut with a right check sum, and adds the end chunk. */
  private static byte[] mendPng(byte[] cut) {
    int at = 8;
    byte[] mended = Arrays.copyOf(cut, at);
    while (at + 8 <= cut.length) {
      int length =
          (cut[at] & 0xFF) << 24
              | (cut[at + 1] & 0xFF) << 16
              | (cut[at + 2] & 0xFF) << 8
              | (cut[at + 3] & 0xFF);
      String type = new String(cut, at + 4, 4, StandardCharsets.US_ASCII);
      int there = Math.min(length, cut.length - at - 8);
      byte[] content = Arrays.copyOfRange(cut, at + 8, at + 8 + there);
      mended = DrawnPictures.join(mended, DrawnPictures.pngChunk(type, content));
      at += 12 + length;
    }
    return DrawnPictures.join(mended, DrawnPictures.pngChunk("IEND", new byte[0]));
  }

  private static void writeLittleEndian(byte[] bytes, int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >> (8 * i));
    }
  }
}
