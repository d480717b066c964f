package org.roomprint.http;

import io.javalin.http.Context;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Gives every request an id of ours. One that the client brought is not taken: it might hold
 * anything, and ids go into logs.
 */
public final class RequestIds {
  /** The header that carries it. */
  public static final String HEADER = "X-Request-Id";

  private static final String ATTRIBUTE = "requestId";
  private static final int RANDOM_BYTES = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  private RequestIds() {}

  /** Puts an id on the request and its answer. */
  public static void assign(Context context) {
    String id = fresh();
    context.attribute(ATTRIBUTE, id);
    context.header(HEADER, id);
  }

  /** The id of this request. */
  public static String of(Context context) {
    String id = context.attribute(ATTRIBUTE);
    return id == null ? "none" : id;
  }

  /** A new one. */
  static String fresh() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
