package org.roomprint.indexer.source.pages;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.roomprint.indexer.source.ContainedFile;
import org.roomprint.indexer.source.ListedFile;

/** The bytes of a page, no more of them than a page has, and what they are once taken apart. */
final class PageBytes {
  /** Longest page that is read, in bytes: a page that holds its pictures within itself is long. */
  static final int MAX_BYTES = 32 * 1024 * 1024;

  /** Pictures of fewer bytes are dots and lines. */
  static final int SMALLEST_PICTURE_BYTES = 1024;

  private PageBytes() {}

  /** The page is longer than is read. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLongException() {
      super("The page has more than " + MAX_BYTES / (1024 * 1024) + " MiB; no ad is that long");
    }
  }

  /**
   * Takes a page apart.
   *
   * @param charset that is stated beside the page; where it is not, the page says so itself
   * @param address of the page; empty where it has none
   */
  static Document parse(InputStream in, Optional<String> charset, String address)
      throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new TooLongException();
    }
    try {
      return Jsoup.parse(
          new ByteArrayInputStream(bytes),
          charset.filter(PageBytes::isKnown).orElse(null),
          address);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isKnown(String charset) {
    try {
      return Charset.isSupported(charset);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
      return false;
    }
  }

  /** The picture that an address holds within itself ({@code data:image/jpeg;base64,...}). */
  static Optional<ListedFile> within(String address) {
    int comma = address.indexOf(',');
    if (!address.startsWith("data:image/")
        || comma < 0
        || !address.substring(0, comma).endsWith(";base64")) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(address.substring(comma + 1));
      return bytes.length < SMALLEST_PICTURE_BYTES
          ? Optional.empty()
          : Optional.of(new ListedFile.Within("picture within the page", new Held(bytes)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Bytes that are held in memory. */
  private static final class Held implements ContainedFile {
    private final byte[] bytes;

    private Held(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public byte[] read(int most) {
      return java.util.Arrays.copyOf(bytes, Math.min(most, bytes.length));
    }

    @Override
    public long heldBytes() {
      return bytes.length;
    }
  }
}
