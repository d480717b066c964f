package org.roomprint.searchapi.http;

import io.javalin.http.Context;
import java.util.Map;

/**
 * Headers on every answer: nothing from another origin, nothing framed, nothing cached, nothing
 * sniffed.
 */
public final class SecurityHeaders {
  /**
   * Blob and data pictures are ours: pictures that need a key are fetched by script and shown from
   * memory.
   */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
          + " connect-src 'self'; font-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

  /** All of them, by name. */
  public static final Map<String, String> ALL =
      Map.of(
          "Content-Security-Policy", CONTENT_SECURITY_POLICY,
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
          "Cache-Control", "no-store");

  private SecurityHeaders() {}

  /** Puts them on the answer. */
  public static void put(Context context) {
    ALL.forEach(context::header);
  }

  /** Names the picture of an answer, whatever anybody called its file. */
  public static void nameFile(Context context) {
    context.header("Content-Disposition", "inline; filename=\"picture\"");
  }
}
