package org.roomprint.catalog.inbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Whether bytes begin like a picture that Roomprint reads: JPEG, PNG or WebP.
 *
 * <p>No more than a look at the signature, so that the inbox does not fill with other things; the
 * gate and the decoder judge a photo when the inbox is drained.
 */
public final class PictureBeginning {
  /** Bytes that are looked at. */
  public static final int BYTES = 12;

  private static final byte[] JPEG = HexFormat.of().parseHex("ffd8ff");
  private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a");
  private static final byte[] RIFF = "RIFF".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] WEBP = "WEBP".getBytes(StandardCharsets.US_ASCII);
  private static final int WEBP_AT = 8;

  private PictureBeginning() {}

  /**
   * Looks at the first bytes of a file.
   *
   * @param head {@value #BYTES} of them, or fewer where the file is shorter
   */
  public static boolean isPicture(byte[] head) {
    return hasAt(head, 0, JPEG)
        || hasAt(head, 0, PNG)
        || (hasAt(head, 0, RIFF) && hasAt(head, WEBP_AT, WEBP));
  }

  private static boolean hasAt(byte[] head, int at, byte[] wanted) {
    return head.length >= at + wanted.length
        && Arrays.equals(head, at, at + wanted.length, wanted, 0, wanted.length);
  }
}
