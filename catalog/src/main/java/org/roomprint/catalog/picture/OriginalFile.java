package org.roomprint.catalog.picture;

import java.util.Optional;
import org.roomprint.base.Digests;
import org.roomprint.base.Texts;

/**
 * The file as it was brought in, before it was sanitised; the file itself is not kept.
 *
 * @param contentHash SHA-256 of its bytes, 64 lower-case hexadecimal digits
 * @param md5 MD5 of its bytes, 32 lower-case hexadecimal digits, to look it up in foreign lists
 * @param sha1 SHA-1 of its bytes, 40 lower-case hexadecimal digits, to look it up in foreign lists
 * @param bytes its size, at least 1
 */
public record OriginalFile(
    String contentHash, Optional<String> md5, Optional<String> sha1, long bytes) {
  public OriginalFile {
    Texts.requireHex("content hash", contentHash, Digests.SHA256_HEX_DIGITS);
    md5.ifPresent(hex -> Texts.requireHex("MD5", hex, 32));
    sha1.ifPresent(hex -> Texts.requireHex("SHA-1", hex, 40));
    if (bytes < 1) {
      throw new IllegalArgumentException("An original file has at least 1 byte, not " + bytes);
    }
  }
}
