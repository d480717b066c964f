package org.roomprint.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.javalin.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * How a service reads and writes JSON: unknown fields and fields that do not fit are refused by
 * name, absent values are left out.
 *
 * <p>It is Javalin's mapper, so routes answer with {@code context.json(value)}. What does not fit
 * is thrown as a {@link ProblemException}.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // as Javalin declares it
public final class JsonBodies implements JsonMapper {
  private final int maxBytes;
  private final tools.jackson.databind.json.JsonMapper mapper =
      tools.jackson.databind.json.JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .build();

  /**
   * With this bound.
   *
   * @param maxBytes of a JSON body, or of the JSON part of a body
   */
  public JsonBodies(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Reads the body of a request.
   *
   * @throws ProblemException naming the field that does not fit
   */
  public static <T> T read(Context context, Class<T> type) {
    return read(context, context.bodyAsBytes(), type);
  }

  /**
   * Reads a part of the body of a request.
   *
   * @throws ProblemException naming the field that does not fit
   */
  public static <T> T read(Context context, byte[] part, Class<T> type) {
    return context.jsonMapper().fromJsonStream(new ByteArrayInputStream(part), type);
  }

  @Override
  public String toJsonString(Object value, Type type) {
    return mapper.writeValueAsString(value);
  }

  @Override
  public <T> T fromJsonString(String json, Type type) {
    return fromJsonStream(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), type);
  }

  @Override
  public <T> T fromJsonStream(InputStream json, Type type) {
    byte[] body;
    try {
      body = json.readNBytes(maxBytes + 1);
    } catch (IOException _) {
      throw Problems.ended();
    }
    if (body.length > maxBytes) {
      throw new ProblemException(
          CommonProblem.TOO_LARGE, "A JSON body has at most " + maxBytes + " bytes");
    }
    if (body.length == 0) {
      throw ProblemException.invalid("The body is empty; a JSON object is wanted");
    }
    return parse(body, type);
  }

  private <T> T parse(byte[] body, Type type) {
    try {
      T value = mapper.readValue(body, mapper.constructType(type));
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
