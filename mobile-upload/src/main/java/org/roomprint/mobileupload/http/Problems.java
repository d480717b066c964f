package org.roomprint.mobileupload.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.roomprint.catalog.CatalogException;
import org.roomprint.catalog.CatalogUnavailableException;
import org.roomprint.catalog.inbox.InboxFullException;
import org.roomprint.http.AllowedMethods;
import org.roomprint.http.RequestIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever ends a request early into a problem document, or into a page where a person
 * without JavaScript asked.
 */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String MEDIA_TYPE = "application/problem+json";
  private static final String FULL_AGAIN_SECONDS = "600";

  private final JsonBodies json;
  private final String pagePrefix;
  private final BiConsumer<Context, ProblemType> page;

  /**
   * Two ways to answer.
   *
   * @param pagePrefix of the paths that are answered with pages
   * @param page writes such a page
   */
  public Problems(JsonBodies json, String pagePrefix, BiConsumer<Context, ProblemType> page) {
    this.json = json;
    this.pagePrefix = pagePrefix;
    this.page = page;
  }

  /** Registers the handlers. */
  public void register(RoutesConfig routes) {
    routes.exception(ProblemException.class, (problem, context) -> answer(context, problem));
    routes.exception(
        MethodNotAllowedResponse.class,
        (refused, context) -> {
          context.header("Allow", AllowedMethods.of(refused));
          answer(
              context,
              new ProblemException(
                  ProblemType.METHOD_NOT_ALLOWED, "The header Allow names what is answered here"));
        });
    routes.exception(
        HttpResponseException.class,
        (http, context) -> answer(context, new ProblemException(typeOf(http), titleOf(http))));
    routes.exception(
        InboxFullException.class,
        (full, context) -> {
          LOG.warn("Request {} was refused: {}", RequestIds.of(context), full.getMessage());
          answer(
              context,
              new ProblemException(
                  ProblemType.FULL,
                  "There is no room for photos at the moment. Nothing that was acknowledged is"
                      + " lost; send the rest later"));
        });
    routes.exception(
        CatalogUnavailableException.class,
        (fault, context) -> {
          logFault(context, fault);
          answer(
              context,
              new ProblemException(
                  ProblemType.UNAVAILABLE, "Nothing that was acknowledged is lost; try later"));
        });
    routes.exception(
        IOException.class,
        (_, context) ->
            // Nothing of ours throws it: the sender's connection broke or was too slow.
            gone(context));
    routes.exception(Exception.class, (fault, context) -> internal(context, fault));
  }

  private void internal(Context context, Exception fault) {
    logFault(context, fault);
    answer(
        context,
        new ProblemException(
            ProblemType.INTERNAL,
            "This is a fault of the service. Its operator finds it by the request id"));
  }

  /** The class and the place, not the message: it might hold what a stranger sent. */
  private static void logFault(Context context, Exception fault) {
    Throwable root = fault;
    while (fault instanceof CatalogException && root.getCause() != null) {
      root = root.getCause();
    }
    LOG.error(
        "Request {} failed: {} at {}; below it {}",
        RequestIds.of(context),
        fault.getClass().getName(),
        place(fault),
        root.getClass().getName());
  }

  private void gone(Context context) {
    answer(
        context,
        new ProblemException(
            ProblemType.INVALID_REQUEST, "The request ended before it was whole, or too slowly"));
  }

  private void answer(Context context, ProblemException why) {
    ProblemType type = why.type();
    context.status(type.status());
    why.retryAfter()
        .ifPresent(wait ->
            context.header("Retry-After", Long.toString(Math.max(1, wait.toSeconds() + 1))));
    if (type == ProblemType.FULL || type == ProblemType.UNAVAILABLE) {
      context.header("Retry-After", FULL_AGAIN_SECONDS);
    }
    if (context.path().startsWith(pagePrefix)) {
      page.accept(context, type);
      return;
    }
    context.contentType(MEDIA_TYPE);
    context.result(
        json.write(
            new Problem(
                type.uri(),
                type.title(),
                type.status(),
                Optional.ofNullable(why.getMessage()).orElse(type.title()),
                RequestIds.of(context),
                why.photos())));
  }

  private static ProblemType typeOf(HttpResponseException http) {
    return switch (http.getStatus()) {
      case 404 -> ProblemType.NOT_FOUND;
      case 405 -> ProblemType.METHOD_NOT_ALLOWED;
      case 413 -> ProblemType.TOO_LARGE;
      case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
      default -> http.getStatus() < 500 ? ProblemType.INVALID_REQUEST : ProblemType.INTERNAL;
    };
  }

  private static String titleOf(HttpResponseException http) {
    return typeOf(http).title();
  }

  private static String place(Throwable fault) {
    for (StackTraceElement element : fault.getStackTrace()) {
      if (element.getClassName().startsWith("org.roomprint.")) {
        return element.toString();
      }
    }
    return "a place outside of ours";
  }
}
