package org.roomprint.searchapi.http;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.roomprint.http.CommonProblem;
import org.roomprint.http.ProblemException;

/**
 * Holds that text is sent in the one encoding that is read here, and no parameter of an address
 * twice.
 */
public final class RequestText {
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([^\";,\\s]*)", Pattern.CASE_INSENSITIVE);
  private static final Set<String> READ = Set.of("utf-8", "utf8", "us-ascii");

  private RequestText() {}

  /**
   * Looks at address and header, before anything takes the body apart.
   *
   * @throws ProblemException when another encoding is named, or a parameter comes twice
   */
  public static void require(Context context) {
    String type = context.header("Content-Type");
    Matcher named = CHARSET.matcher(type == null ? "" : type);
    if (named.find() && !READ.contains(named.group(1).toLowerCase(Locale.ROOT))) {
      throw new ProblemException(
          CommonProblem.UNSUPPORTED_MEDIA_TYPE, "Text is read as UTF-8 only: send 'charset=utf-8'");
    }
    if (context.queryParamMap().values().stream().anyMatch(values -> values.size() > 1)) {
      throw ProblemException.invalid("The address has a parameter twice; send each once");
    }
  }
}
