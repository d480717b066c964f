package org.roomprint.mobileupload.plain;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.roomprint.mobileupload.http.ProblemException;
import org.roomprint.mobileupload.http.ProblemType;

/** The fields of a small form, {@code application/x-www-form-urlencoded}. */
final class FormFields {
  private static final int MAX_BYTES = 8 * 1024;

  private FormFields() {}

  static Map<String, String> read(Context context) throws IOException {
    requireOwnForm(context);
    byte[] body = context.req().getInputStream().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      throw new ProblemException(ProblemType.TOO_LARGE, "A form has at most " + MAX_BYTES);
    }
    Map<String, String> fields = new HashMap<>();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  /** Refuses a form that another site had a browser send. */
  static void requireOwnForm(Context context) {
    String site = Optional.ofNullable(context.header("Sec-Fetch-Site")).orElse("same-origin");
    if (!site.equals("same-origin") && !site.equals("none")) {
      throw ProblemException.invalid("A form is sent from our own page");
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw ProblemException.invalid("The form cannot be read");
    }
  }
}
