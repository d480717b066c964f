package org.roomprint.catalog.picture;

import org.roomprint.base.Digests;
import org.roomprint.base.Texts;

/**
 * Names a kept picture file by the SHA-256 of its content: equal exactly when the files are.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record PictureId(String hex) {
  public PictureId {
    Texts.requireHex("picture id", hex, Digests.SHA256_HEX_DIGITS);
  }

  /** The id that these bytes are kept under. */
  public static PictureId of(byte[] content) {
    return new PictureId(Digests.sha256Hex(content));
  }

  @Override
  public String toString() {
    return hex;
  }
}
