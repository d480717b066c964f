package org.roomprint.http;

import io.javalin.http.Context;
import java.util.Map;

/**
 * Headers on every answer: nothing from another origin, nothing framed, nothing sniffed, nothing
 * kept. What a service's own page may load and use, the service says.
 */
public final class SecurityHeaders {
  private final Map<String, String> all;

  /**
   * With the policies of a service's page.
   *
   * @param contentSecurityPolicy what it may load
   * @param permissionsPolicy which abilities of a browser it may use
   */
  public SecurityHeaders(String contentSecurityPolicy, String permissionsPolicy) {
    this.all =
        Map.of(
            "Content-Security-Policy", contentSecurityPolicy,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", permissionsPolicy,
            "Cache-Control", "no-store");
  }

  /** All of them, by name. */
  public Map<String, String> all() {
    return all;
  }

  /** Puts them on the answer. */
  public void put(Context context) {
    all.forEach(context::header);
  }

  /** Names the picture of an answer, whatever anybody called its file. */
  public static void nameFile(Context context) {
    context.header("Content-Disposition", "inline; filename=\"picture\"");
  }
}
