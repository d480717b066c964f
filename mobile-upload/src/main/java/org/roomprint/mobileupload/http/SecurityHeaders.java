package org.roomprint.mobileupload.http;

import io.javalin.http.Context;
import java.util.Map;

/**
 * Headers on every answer: nothing from another origin, nothing framed, nothing sniffed, nothing
 * kept but the page itself.
 */
public final class SecurityHeaders {
  /** The segmenter is compiled from our own WebAssembly; pictures are shown from memory. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; object-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'"
          + " blob: data:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; worker-src"
          + " 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri"
          + " 'none'";

  /** Their names and values. */
  public static final Map<String, String> ALL =
      Map.of(
          "Content-Security-Policy", CONTENT_SECURITY_POLICY,
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy", "camera=(self), geolocation=(self), microphone=()",
          "Cache-Control", "no-store");

  private SecurityHeaders() {}

  /** Puts them on the answer. */
  public static void put(Context context) {
    ALL.forEach(context::header);
  }
}
