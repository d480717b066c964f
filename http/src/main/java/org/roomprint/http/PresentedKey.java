package org.roomprint.http;

import io.javalin.http.Context;
import java.util.Optional;

/** The key that comes with a request, as whoever sends it wrote it (RFC 6750, section 2.1). */
public final class PresentedKey {
  private static final String SCHEME = "Bearer ";

  private PresentedKey() {}

  /** The text behind {@code Bearer} in the header {@code Authorization}. */
  public static Optional<String> of(Context context) {
    String header = context.header("Authorization");
    return header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.empty()
        : Optional.of(header.substring(SCHEME.length()).strip());
  }
}
