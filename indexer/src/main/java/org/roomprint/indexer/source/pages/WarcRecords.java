package org.roomprint.indexer.source.pages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.roomprint.base.Texts;

/**
 * The records of an archive one after another, over what is damaged: where a record cannot be read,
 * the beginning of the next one that can be is looked for. Headers are bounded, so that none fills
 * the memory.
 */
final class WarcRecords implements AutoCloseable {
  /** Most bytes of the file that are read for one header; compressed ones hold more. */
  private static final long MAX_HEADER_BYTES = 64L * 1024;

  private static final int SEARCH_BYTES = 1 << 16;

  private static final byte[] PLAIN = {'W', 'A', 'R', 'C', '/', '1', '.'};
  private static final byte[] COMPRESSED = {0x1F, (byte) 0x8B, 8};

  private static final Set<String> CODINGS =
      Set.of("", "identity", "none", "gzip", "x-gzip", "deflate", "br");

  /** So many beginnings are tried behind damage before the rest is given up. */
  private static final int MAX_TRIED = 100_000;

  /** What reading on gave. */
  sealed interface Step {
    /** A record; its body is to be read before the next step. */
    record Found(WarcRecord record) implements Step {}

    /**
     * What cannot be read.
     *
     * @param from byte of the file
     * @param upTo byte at which reading goes on; empty where nothing behind it can be read
     */
    record Damaged(long from, Optional<Long> upTo) implements Step {}

    /** There is no more. */
    record End() implements Step {}
  }

  private final FileChannel file;
  private final boolean isCompressed;
  private Bounded channel;
  private Optional<WarcReader> reader;
  private Optional<WarcRecord> last = Optional.empty();
  private long begin;
  private long position;
  private boolean isEnded;

  /** Opens an archive at its beginning. */
  WarcRecords(Path path) throws IOException {
    this(path, 0);
  }

  /** Opens an archive at the beginning of a record. */
  WarcRecords(Path path, long offset) throws IOException {
    file = FileChannel.open(path);
    try {
      isCompressed = startsWith(file, 0, COMPRESSED);
      channel = new Bounded();
      reader = Optional.empty();
      goTo(offset);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void goTo(long offset) throws IOException {
    file.position(offset);
    begin = offset;
    position = offset;
    last = Optional.empty();
    channel = new Bounded();
    reader = Optional.of(new WarcReader(channel));
  }

  /** Where the record that was found last begins, in bytes. */
  long position() {
    return position;
  }

  /** The next record, or what cannot be read. */
  Step next() {
    if (isEnded) {
      return new Step.End();
    }
    try {
      WarcReader open = reader.orElseThrow(() -> new IOException("no reader"));
      if (last.isPresent()) {
        last.get().body().consume();
      }
      channel.allow(MAX_HEADER_BYTES);
      Optional<WarcRecord> found = open.next();
      channel.allowAll();
      if (found.isEmpty()) {
        isEnded = true;
        return new Step.End();
      }
      last = found;
      position = begin + open.position();
      return new Step.Found(found.get());
    } catch (IOException | RuntimeException e) {
      // A parser of a stranger's bytes may throw whatever it likes.
      return behindDamage();
    }
  }

  /** The HTTP response of a record. */
  HttpResponse http(WarcResponse response) throws IOException {
    channel.allow(MAX_HEADER_BYTES);
    try {
      return response.http();
    } catch (RuntimeException e) {
      throw new IOException("The header of the response cannot be read", e);
    } finally {
      channel.allowAll();
    }
  }

  /** The content of a response is coded in a way that is not read. */
  static final class UnknownCodingException extends IOException {
    private static final long serialVersionUID = 1L;

    UnknownCodingException(String coding, Throwable cause) {
      super(
          "Its content is coded as '" + coding + "'; plain, gzip, deflate and br are read", cause);
    }
  }

  /** The content of a response, unpacked. */
  static InputStream content(HttpResponse http) throws IOException {
    String coding =
        Texts.visible(String.join(", ", http.headers().all("Content-Encoding")))
            .toLowerCase(Locale.ROOT);
    try {
      return http.bodyDecoded().stream();
    } catch (IOException e) {
      throw CODINGS.contains(coding) ? e : new UnknownCodingException(coding, e);
    } catch (LinkageError e) {
      // What unpacks a rare coding is left out of the program.
      throw new UnknownCodingException(coding, e);
    }
  }

  private Step behindDamage() {
    // Where the record before was read to its end, it is the one behind it that is damaged.
    long from = Math.max(position, begin + reader.map(WarcReader::position).orElse(0L));
    try {
      long at = from + 1;
      for (int tried = 0; tried < MAX_TRIED; tried++) {
        Optional<Long> next = find(at);
        if (next.isEmpty()) {
          break;
        }
        if (isRecord(next.get())) {
          goTo(next.get());
          return new Step.Damaged(from, next);
        }
        at = next.get() + 1;
      }
    } catch (IOException _) {
      // the rest is lost
    }
    isEnded = true;
    return new Step.Damaged(from, Optional.empty());
  }

  private boolean isRecord(long offset) throws IOException {
    goTo(offset);
    channel.allow(MAX_HEADER_BYTES);
    try {
      return reader
          .orElseThrow()
          .next()
          .map(record -> record.headers().first("WARC-Type").isPresent())
          .orElse(false);
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }

  /** Where the bytes that a record begins with stand next. */
  private Optional<Long> find(long from) throws IOException {
    byte[] wanted = isCompressed ? COMPRESSED : PLAIN;
    ByteBuffer buffer = ByteBuffer.allocate(SEARCH_BYTES);
    for (long at = from; at < file.size(); at += SEARCH_BYTES - wanted.length) {
      buffer.clear();
      int read = file.read(buffer, at);
      for (int i = 0; i + wanted.length <= read; i++) {
        if (matches(buffer.array(), i, wanted)) {
          return Optional.of(at + i);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean matches(byte[] bytes, int at, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWith(FileChannel file, long offset, byte[] wanted)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(wanted.length);
    return file.read(buffer, offset) == wanted.length && matches(buffer.array(), 0, wanted);
  }

  /** Whether a file begins with a record, plain or compressed. */
  static boolean isArchive(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path)) {
      if (startsWith(file, 0, PLAIN)) {
        return true;
      }
    }
    try (WarcRecords records = new WarcRecords(path)) {
      return records.isCompressed && records.isRecord(0);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException _) {
      // it was only read
    }
  }

  /** Reads the file, and no more of it at a time than is allowed. */
  private final class Bounded implements ReadableByteChannel {
    private long left = Long.MAX_VALUE;

    private void allow(long bytes) {
      left = bytes;
    }

    private void allowAll() {
      left = Long.MAX_VALUE;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      if (left <= 0) {
        throw new IOException("A header is longer than any that is written");
      }
      int read = file.read(target);
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() {
      // the file is closed by whoever opened it
    }
  }
}
