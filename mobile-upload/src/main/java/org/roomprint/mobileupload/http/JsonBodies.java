package org.roomprint.mobileupload.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import java.io.IOException;
import org.roomprint.http.MediaTypes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON bodies: unknown fields are refused by name, absent values are left out. */
public final class JsonBodies {
  /** Bytes of a JSON body at most: a partner's submission of 200 photos, and then some. */
  public static final int MAX_BYTES = 128 * 1024;

  private static final String MEDIA_TYPE = "application/json";

  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .build();

  /** The value as JSON text. */
  public String write(Object value) {
    return mapper.writeValueAsString(value);
  }

  /** Answers with a value. */
  public void answer(Context context, int status, Object value) {
    context.status(status);
    context.contentType(MEDIA_TYPE);
    context.result(write(value));
  }

  /**
   * Reads the body of a request.
   *
   * @throws ProblemException saying what does not fit
   */
  public <T> T read(Context context, Class<T> type) throws IOException {
    // A form of another site cannot send this type without being asked for leave first.
    if (!MediaTypes.is(context, MEDIA_TYPE)) {
      throw new ProblemException(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body is to be " + MEDIA_TYPE);
    }
    byte[] body = context.req().getInputStream().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      throw new ProblemException(
          ProblemType.TOO_LARGE, "A JSON body has at most " + MAX_BYTES + " bytes");
    }
    return parse(body, type);
  }

  private <T> T parse(byte[] body, Class<T> type) {
    try {
      T value = mapper.readValue(body, type);
      if (value == null) {
        throw ProblemException.invalid("The body is JSON null; an object is wanted");
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw ProblemException.invalid(
          "There is a field that is not known; known ones are " + e.getKnownPropertyIds());
    } catch (DatabindException _) {
      throw ProblemException.invalid("A field of the body has the wrong type or is missing");
    } catch (JacksonException e) {
      throw ProblemException.invalid(
          "The body is no JSON: line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr());
    }
  }
}
