package org.roomprint.searchapi.http;

import io.javalin.http.Context;

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
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
          + "font-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

  private SecurityHeaders() {}

  /** Puts them on the answer. */
  public static void put(Context context) {
    context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("X-Frame-Options", "DENY");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    context.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    context.header("Cache-Control", "no-store");
  }
}
