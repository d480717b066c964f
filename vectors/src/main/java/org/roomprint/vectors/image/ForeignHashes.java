package org.roomprint.vectors.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * MD5 (RFC 1321) and SHA-1 (FIPS 180-4) of a file's bytes, only to look the file up in lists of
 * others that know no better hash; never to tell files apart, since both can be forged.
 *
 * @param md5 32 lower-case hexadecimal digits
 * @param sha1 40 lower-case hexadecimal digits
 */
public record ForeignHashes(String md5, String sha1) {
  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");

  public ForeignHashes {
    if (!MD5.matcher(md5).matches()) {
      throw new IllegalArgumentException("An MD5 is 32 lower-case hexadecimal digits");
    }
    if (!SHA1.matcher(sha1).matches()) {
      throw new IllegalArgumentException("A SHA-1 is 40 lower-case hexadecimal digits");
    }
  }

  /** The hashes of these bytes. */
  public static ForeignHashes of(byte[] bytes) {
    return new ForeignHashes(hash("MD5", bytes), hash("SHA-1", bytes));
  }

  private static String hash(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has " + algorithm, e);
    }
  }
}
