package org.roomprint.indexer.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells what in a folder is meant as a picture: whatever begins like one, whatever its name, and
 * whatever is named like one. Whether it is one, the decoder's gate decides.
 */
final class PictureSigns {
  /** So many bytes of a file's beginning are looked at. */
  private static final int BYTES = 32;

  private static final Set<String> EXTENSIONS =
      Set.of(
          // of browsers and phones
          "jpg",
          "jpeg",
          "jpe",
          "jfif",
          "jif",
          "jfi",
          "pjpeg",
          "pjp",
          "jpg_large",
          "jpeg_large",
          "jpg_original",
          "mpo",
          "png",
          "apng",
          "webp",
          "gif",
          "bmp",
          "dib",
          "heic",
          "heif",
          "hif",
          "heics",
          "avif",
          "tif",
          "tiff",
          "jp2",
          "j2k",
          "jpf",
          "jpx",
          "jpm",
          "jxl",
          "jxr",
          "wdp",
          "ico",
          "svg",
          "tga",
          "pcx",
          "psd",
          "exr",
          // of cameras, as their sensor gave them
          "dng",
          "cr2",
          "cr3",
          "crw",
          "nef",
          "nrw",
          "arw",
          "srf",
          "sr2",
          "raf",
          "orf",
          "rw2",
          "rwl",
          "pef",
          "srw",
          "x3f",
          "3fr",
          "iiq",
          "kdc",
          "dcr",
          "mrw",
          "erf",
          "mef",
          "mos",
          "raw");

  private static final List<byte[]> BEGINNINGS =
      List.of(
          bytes(0xFF, 0xD8, 0xFF),
          bytes(0x89, 'P', 'N', 'G'),
          bytes('G', 'I', 'F', '8'),
          bytes('I', 'I', '*', 0),
          bytes('M', 'M', 0, '*'),
          bytes('I', 'I', '+', 0),
          bytes('M', 'M', 0, '+'),
          bytes(0, 0, 0, 0x0C, 'j', 'P', ' ', ' '),
          bytes(0, 0, 0, 0x0C, 'J', 'X', 'L', ' '),
          bytes(0xFF, 0x4F, 0xFF, 0x51),
          bytes('8', 'B', 'P', 'S'));

  /** Brands of ISO base media files that hold still pictures. */
  private static final Set<String> BRANDS =
      Set.of(
          "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "mif2", "msf1", "avif", "avis",
          "avio", "crx ", "jpeg");

  private PictureSigns() {}

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** Whether a regular file is meant as a picture. */
  static boolean isMeantAsPicture(Path file) throws IOException {
    if (EXTENSIONS.contains(extension(file))) {
      return true;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return beginsLikePicture(in.readNBytes(BYTES));
    }
  }

  private static boolean beginsLikePicture(byte[] start) {
    if (BEGINNINGS.stream().anyMatch(beginning -> beginsWith(start, beginning))) {
      return true;
    }
    if (start.length < 12) {
      return false;
    }
    String second = new String(start, 4, 4, StandardCharsets.ISO_8859_1);
    String third = new String(start, 8, 4, StandardCharsets.ISO_8859_1);
    return (second.equals("ftyp") && BRANDS.contains(third))
        || (beginsWith(start, bytes('R', 'I', 'F', 'F')) && third.equals("WEBP"))
        || isBitmap(start);
  }

  /** "BM" begins many a text; a bitmap has two empty words behind its length. */
  private static boolean isBitmap(byte[] start) {
    return start.length >= 18
        && start[0] == 'B'
        && start[1] == 'M'
        && start[6] == 0
        && start[7] == 0
        && start[8] == 0
        && start[9] == 0;
  }

  private static boolean beginsWith(byte[] start, byte[] beginning) {
    return start.length >= beginning.length
        && java.util.Arrays.equals(start, 0, beginning.length, beginning, 0, beginning.length);
  }

  /** What stands behind the last dot of its name, in lower case; empty where there is none. */
  static String extension(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(dot + 1) : "";
  }
}
