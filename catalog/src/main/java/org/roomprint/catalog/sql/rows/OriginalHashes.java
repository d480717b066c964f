package org.roomprint.catalog.sql.rows;

import org.roomprint.base.Texts;

/** Which column a hash of an original file is looked up in. */
public final class OriginalHashes {
  private OriginalHashes() {}

  /** Tells MD5, SHA-1 and SHA-256 apart by their length. */
  public static String columnFor(String hex) {
    String column =
        switch (hex.length()) {
          case 32 -> "content_md5";
          case 40 -> "content_sha1";
          case 64 -> "content_hash";
          default ->
              throw new IllegalArgumentException(
                  "A hash of a file has 32 (MD5), 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits, not "
                      + hex.length());
        };
    Texts.requireHex("hash of a file", hex, hex.length());
    return column;
  }
}
