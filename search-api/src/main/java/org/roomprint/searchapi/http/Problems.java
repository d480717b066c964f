package org.roomprint.searchapi.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.roomprint.catalog.audit.UnreadableRecordException;
import org.roomprint.http.RequestIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Turns whatever ends a request early into a problem document. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String TOO_LARGE_JSON =
      "A JSON body has at most " + JsonBodies.MAX_BYTES + " bytes";
  private static final String MALFORMED_MULTIPART =
      "The body cannot be read as multipart/form-data: it ends early, its boundary is not the one"
          + " of the Content-Type, or it is larger than the API allows";
  private static final String ENDED = "The request ended before it was whole, or came too slowly";
  private static final String MEDIA_TYPE = "application/problem+json";

  private Problems() {}

  /**
   * Registers the handlers.
   *
   * @param told of every problem before it is answered
   */
  public static void register(
      RoutesConfig routes, JsonBodies json, BiConsumer<Context, ProblemType> told) {
    routes.exception(
        ProblemException.class,
        (problem, context) -> answer(context, json, told, problem.type(), problem));
    routes.exception(
        JacksonException.class,
        (malformed, context) ->
            answer(
                context,
                json,
                told,
                ProblemType.INVALID_REQUEST,
                new IllegalArgumentException("The JSON cannot be read")));
    routes.exception(
        UnreadableRecordException.class,
        (broken, context) -> answer(context, json, told, ProblemType.AUDIT_BROKEN, broken));
    routes.exception(
        HttpResponseException.class,
        (http, context) ->
            answer(
                context,
                json,
                told,
                typeOf(http),
                http.getStatus() == 413 ? new IllegalArgumentException(TOO_LARGE_JSON) : http));
    routes.exception(
        IOException.class,
        (gone, context) ->
            answer(
                context,
                json,
                told,
                ProblemType.INVALID_REQUEST,
                new IllegalArgumentException(ENDED)));
    routes.exception(
        UncheckedIOException.class,
        (gone, context) ->
            answer(
                context,
                json,
                told,
                ProblemType.INVALID_REQUEST,
                new IllegalArgumentException(ENDED)));
    // What the container throws when it cannot take a multipart body apart.
    routes.exception(
        ServletException.class,
        (malformed, context) ->
            answer(
                context,
                json,
                told,
                ProblemType.INVALID_REQUEST,
                new IllegalArgumentException(MALFORMED_MULTIPART)));
    routes.exception(
        Exception.class,
        (fault, context) -> {
          // The class and the place, not the message: it might hold what a stranger sent.
          LOG.error(
              "Request {} failed: {} at {}",
              RequestIds.of(context),
              fault.getClass().getName(),
              place(fault));
          answer(
              context,
              json,
              told,
              ProblemType.INTERNAL,
              new IllegalStateException(
                  "This is a fault of the service. Give its operator the request id "
                      + RequestIds.of(context)
                      + "; the log has the rest."));
        });
  }

  private static void answer(
      Context context,
      JsonBodies json,
      BiConsumer<Context, ProblemType> told,
      ProblemType type,
      Exception why) {
    told.accept(context, type);
    String detail = why.getMessage() == null ? type.title() : why.getMessage();
    Problem document =
        new Problem(
            type.uri(),
            type.title(),
            type.status(),
            detail,
            RequestIds.of(context),
            why instanceof ProblemException problem ? problem.part() : Optional.empty());
    context.status(type.status());
    if (type == ProblemType.KEY_REQUIRED) {
      context.header("WWW-Authenticate", "Bearer realm=\"roomprint\"");
    }
    if (type == ProblemType.BUSY) {
      context.header("Retry-After", "2");
    }
    if (type == ProblemType.METHOD_NOT_ALLOWED) {
      context.header("Allow", "GET, POST");
    }
    if (type == ProblemType.TOO_MANY_REQUESTS && context.res().getHeader("Retry-After") == null) {
      context.header("Retry-After", "10");
    }
    context.contentType(MEDIA_TYPE);
    context.result(json.write(document));
  }

  private static ProblemType typeOf(HttpResponseException http) {
    return switch (http.getStatus()) {
      case 401 -> ProblemType.KEY_REQUIRED;
      case 403 -> ProblemType.NOT_PERMITTED;
      case 404 -> ProblemType.NOT_FOUND;
      case 405 -> ProblemType.METHOD_NOT_ALLOWED;
      case 413 -> ProblemType.TOO_LARGE;
      case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
      default -> http.getStatus() < 500 ? ProblemType.INVALID_REQUEST : ProblemType.INTERNAL;
    };
  }

  private static String place(Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    for (StackTraceElement element : trace) {
      if (element.getClassName().startsWith("org.roomprint.")) {
        return element.toString();
      }
    }
    return trace.length == 0 ? "unknown" : trace[0].toString();
  }
}
