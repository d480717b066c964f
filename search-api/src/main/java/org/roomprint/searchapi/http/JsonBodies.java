package org.roomprint.searchapi.http;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON bodies: unknown fields are refused by name, absent values are left out. */
public final class JsonBodies {
  /** Bytes of a JSON body, or of the JSON part of a body, at most: 64 KiB. */
  public static final int MAX_BYTES = 64 * 1024;

  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .changeDefaultPropertyInclusion(inclusion ->
              inclusion.withValueInclusion(
                  com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT))
          .build();

  /** The value as JSON text. */
  public String write(Object value) {
    return mapper.writeValueAsString(value);
  }

  /**
   * Reads a body.
   *
   * @throws ProblemException naming the field that does not fit
   */
  public <T> T read(byte[] body, Class<T> type) {
    if (body.length > MAX_BYTES) {
      throw new ProblemException(
          ProblemType.TOO_LARGE,
          "The JSON has " + body.length + " bytes; at most " + MAX_BYTES + " are read");
    }
    if (body.length == 0) {
      throw ProblemException.invalid("The body is empty; a JSON object is wanted");
    }
    try {
      T value = mapper.readValue(body, type);
      if (value == null) {
        throw ProblemException.invalid("The body is JSON null; an object is wanted");
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw ProblemException.invalid(
          "Unknown field '" + e.getPropertyName() + "'; known ones are " + e.getKnownPropertyIds());
    } catch (DatabindException e) {
      throw ProblemException.invalid(rootMessage(e) + where(e));
    } catch (JacksonException e) {
      throw ProblemException.invalid(notJson(e));
    }
  }

  /** The parser's own words hold pieces of the body; only the place is told, where it is known. */
  private static String notJson(JacksonException e) {
    if (e instanceof StreamConstraintsException) {
      return "The JSON is nested too deeply, or holds a number or a name that is too long";
    }
    TokenStreamLocation location = e.getLocation();
    return location == null
        ? "The body is no JSON object, or names a field twice"
        : "The body is no JSON object, or names a field twice: line "
            + location.getLineNr()
            + ", column "
            + location.getColumnNr();
  }

  private static String rootMessage(DatabindException e) {
    Throwable cause = e.getCause();
    return cause instanceof IllegalArgumentException || cause instanceof ProblemException
        ? Optional.ofNullable(cause.getMessage()).orElse("The body does not fit")
        : "A field of the body has the wrong type or is missing";
  }

  private static String where(DatabindException e) {
    String path = e.getPathReference();
    int bracket = path == null ? -1 : path.indexOf('[');
    return bracket < 0 || path == null ? "" : " (at " + path.substring(bracket) + ")";
  }
}
