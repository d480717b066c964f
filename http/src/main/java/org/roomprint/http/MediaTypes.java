package org.roomprint.http;

import io.javalin.http.Context;
import java.util.Optional;

/** The type of a request's body. */
public final class MediaTypes {
  private MediaTypes() {}

  /** What the header says; the servlet's own method fails where that names no charset of ours. */
  public static String said(Context context) {
    return Optional.ofNullable(context.header("Content-Type")).orElse("");
  }

  /** Whether the body is said to be of this type, whatever its parameters and letter case. */
  public static boolean is(Context context, String type) {
    return said(context).split(";", -1)[0].strip().equalsIgnoreCase(type);
  }

  /**
   * Holds that the body is said to be of this type.
   *
   * @throws ProblemException when it is not
   */
  public static void require(Context context, String type) {
    if (!is(context, type)) {
      throw new ProblemException(CommonProblem.UNSUPPORTED_MEDIA_TYPE, "The body is to be " + type);
    }
  }
}
