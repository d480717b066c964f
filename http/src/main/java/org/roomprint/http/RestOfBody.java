package org.roomprint.http;

import io.javalin.http.Context;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Lets a sender whose request is answered before all of it was read see the answer: the answer goes
 * out at once, then the rest of the body is read and thrown away, within bounds.
 *
 * <p>A connection that is closed while bytes are still coming in is reset, and most clients then
 * tell of a broken connection instead of the answer they were given (RFC 9112, 9.6).
 */
public final class RestOfBody {
  /** Bytes that are thrown away at most; about three forms with as many photos as are taken. */
  private static final long MAX_BYTES = 1L << 30;

  /** How long the rest of one body is read. */
  private static final long MAX_NANOS = 180L * 1_000_000_000;

  /** Rests that are read at once; whoever comes beyond is cut off as before. */
  private static final int MAX_AT_ONCE = 256;

  private static final int PIECE_BYTES = 32 * 1024;

  private final long maxBytes;
  private final long maxNanos;
  private final Semaphore places;

  /** With bounds that the largest forms of slow senders keep within. */
  public RestOfBody() {
    this(MAX_BYTES, MAX_NANOS, MAX_AT_ONCE);
  }

  RestOfBody(long maxBytes, long maxNanos, int maxAtOnce) {
    this.maxBytes = maxBytes;
    this.maxNanos = maxNanos;
    this.places = new Semaphore(maxAtOnce);
  }

  /** Runs after every request; does nothing where the body was read to its end. */
  public void read(Context context) throws IOException {
    HttpServletRequest request = context.req();
    if (hasNoBody(request) || isWaitingToBeAsked(request) || !places.tryAcquire()) {
      return;
    }
    try {
      ServletInputStream body = request.getInputStream();
      if (!body.isFinished()) {
        answer(context);
        discard(body);
      }
    } catch (IOException | RuntimeException _) {
      // It came too slowly or broke off. Whoever sent it has been answered already.
    } finally {
      places.release();
    }
  }

  private static boolean hasNoBody(HttpServletRequest request) {
    return request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
  }

  /** Whoever waits for 100 Continue has not sent its body, and will not. */
  private static boolean isWaitingToBeAsked(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("Expect")).isPresent();
  }

  /** What would be written at the end of the request is written now. */
  private static void answer(Context context) throws IOException {
    HttpServletResponse response = context.res();
    InputStream result = context.resultInputStream();
    if (!response.isCommitted() && result != null) {
      byte[] bytes = result.readAllBytes();
      context.result(new byte[0]);
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
    }
    response.flushBuffer();
  }

  private void discard(InputStream body) throws IOException {
    byte[] piece = new byte[PIECE_BYTES];
    long deadline = System.nanoTime() + maxNanos;
    long left = maxBytes;
    int count = body.read(piece);
    while (count >= 0 && left > count && System.nanoTime() - deadline < 0) {
      left -= count;
      count = body.read(piece);
    }
  }
}
