package org.roomprint.mobileupload.http;

import io.javalin.http.Context;

/**
 * Headers on every answer: nothing from another origin, nothing framed, nothing sniffed, nothing
 * kept but the page itself.
 */
public final class SecurityHeaders {
  /** The segmenter is compiled from our own WebAssembly; pictures are shown from memory. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
          + "img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; "
          + "worker-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; "
          + "base-uri 'none'";

  private SecurityHeaders() {}

  /** Puts them on the answer. */
  public static void put(Context context) {
    context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("X-Frame-Options", "DENY");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    context.header("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()");
    context.header("Cache-Control", "no-store");
  }
}
