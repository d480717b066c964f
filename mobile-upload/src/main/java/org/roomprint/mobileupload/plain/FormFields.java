package org.roomprint.mobileupload.plain;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;
import org.roomprint.http.CommonProblem;
import org.roomprint.http.ProblemException;

/** The fields of a small form, {@code application/x-www-form-urlencoded}. */
final class FormFields {
  private static final int MAX_BYTES = 8 * 1024;
  private static final int MAX_FIELDS = 20;

  private FormFields() {}

  static Map<String, String> read(Context context) throws IOException {
    requireOwnForm(context);
    Map<String, String> fields = new HashMap<>();
    try {
      UrlEncoded.decodeUtf8To(
          context.req().getInputStream(),
          (name, value) -> {
            if (fields.put(name, value) != null) {
              throw ProblemException.invalid("A field is sent once");
            }
          },
          MAX_BYTES,
          MAX_FIELDS);
    } catch (IllegalStateException _) {
      throw new ProblemException(
          CommonProblem.TOO_LARGE,
          "A form has at most " + MAX_BYTES + " bytes and " + MAX_FIELDS + " fields");
    } catch (IllegalArgumentException | CharacterCodingException _) {
      throw ProblemException.invalid("The form cannot be read");
    }
    return fields;
  }

  /**
   * Refuses a form that another site had a browser send. Browsers say where a form comes from in
   * {@code Sec-Fetch-Site}, older ones in {@code Origin} alone; of our own pages that is {@code
   * null}, since they ask for no referrer.
   */
  static void requireOwnForm(Context context) {
    Optional<String> site = Optional.ofNullable(context.header("Sec-Fetch-Site"));
    boolean own =
        site.isPresent()
            ? site.get().equals("same-origin") || site.get().equals("none")
            : isOwnOrigin(context.header("Origin"), context.header("Host"));
    if (!own) {
      throw ProblemException.invalid("A form is sent from our own page");
    }
  }

  /** Compares names alone: a proxy may leave the port out of {@code Host}. */
  private static boolean isOwnOrigin(@Nullable String origin, @Nullable String host) {
    if (origin == null || origin.equals("null")) {
      return true;
    }
    try {
      String from = URI.create(origin).getHost();
      return from != null && from.equalsIgnoreCase(URI.create("http://" + host).getHost());
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
