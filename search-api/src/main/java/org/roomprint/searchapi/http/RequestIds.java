package org.roomprint.searchapi.http;

import io.javalin.http.Context;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Gives every request an id, or keeps a harmless one that the client brought. */
public final class RequestIds {
  /** The header that carries it, both ways. */
  public static final String HEADER = "X-Request-Id";

  private static final String ATTRIBUTE = "requestId";
  private static final int RANDOM_BYTES = 12;
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{8,64}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private RequestIds() {}

  /** Puts an id on the request and its answer. */
  public static void assign(Context context) {
    String brought = context.header(HEADER);
    String id = brought != null && HARMLESS.matcher(brought).matches() ? brought : fresh();
    context.attribute(ATTRIBUTE, id);
    context.header(HEADER, id);
  }

  /** The id of this request. */
  public static String of(Context context) {
    String id = context.attribute(ATTRIBUTE);
    return id == null ? "none" : id;
  }

  private static String fresh() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
