package org.roomprint.inbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * Whether bytes begin like a picture that Roomprint reads: JPEG, PNG, WebP, HEIC, AVIF, GIF, BMP or
 * TIFF.
 *
 * <p>No more than a look at the signature, so that the inbox does not fill with other things; the
 * gate and the decoder judge a photo when the intake takes it.
 */
public final class PictureBeginning {
  /** Bytes that are looked at. */
  public static final int BYTES = 12;

  private static final byte[] JPEG = HexFormat.of().parseHex("ffd8ff");
  private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a");
  private static final byte[] RIFF = ascii("RIFF");
  private static final byte[] WEBP = ascii("WEBP");
  private static final int WEBP_AT = 8;
  private static final byte[] GIF = ascii("GIF8");
  private static final byte[] BMP = ascii("BM");
  private static final byte[] TIFF_LOW_BYTE_FIRST = HexFormat.of().parseHex("49492a00");
  private static final byte[] TIFF_HIGH_BYTE_FIRST = HexFormat.of().parseHex("4d4d002a");

  private static final byte[] FILE_TYPE = ascii("ftyp");
  private static final int FILE_TYPE_AT = 4;
  private static final int BRAND_AT = 8;

  /** Main brands of HEIC and AVIF files; films have others. */
  private static final Set<String> BRANDS =
      Set.of(
          "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "mif2", "msf1", "miaf", "avif",
          "avis", "avio");

  private PictureBeginning() {}

  /**
   * Looks at the first bytes of a file.
   *
   * @param head {@value #BYTES} of them, or fewer where the file is shorter
   */
  public static boolean isPicture(byte[] head) {
    return hasAt(head, 0, JPEG)
        || hasAt(head, 0, PNG)
        || (hasAt(head, 0, RIFF) && hasAt(head, WEBP_AT, WEBP))
        || (hasAt(head, FILE_TYPE_AT, FILE_TYPE) && hasPictureBrand(head))
        || hasAt(head, 0, GIF)
        || hasAt(head, 0, BMP)
        || hasAt(head, 0, TIFF_LOW_BYTE_FIRST)
        || hasAt(head, 0, TIFF_HIGH_BYTE_FIRST);
  }

  private static boolean hasPictureBrand(byte[] head) {
    return head.length >= BYTES
        && BRANDS.contains(
            new String(head, BRAND_AT, BYTES - BRAND_AT, StandardCharsets.ISO_8859_1));
  }

  private static boolean hasAt(byte[] head, int at, byte[] wanted) {
    return head.length >= at + wanted.length
        && Arrays.equals(head, at, at + wanted.length, wanted, 0, wanted.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
