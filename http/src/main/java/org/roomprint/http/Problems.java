package org.roomprint.http;

import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Turns whatever ends a request early into a problem document.
 *
 * <p>What only one service does is told to it before it is {@linkplain #register registered}: which
 * exceptions of its own are which problems, who hears of every problem, and where a person is
 * answered with a page.
 */
public final class Problems {
  /** Of every problem document. */
  static final String MEDIA_TYPE = "application/problem+json";

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String MALFORMED_MULTIPART =
      "The body cannot be read as multipart/form-data: it ends early, its boundary is not the one"
          + " of the Content-Type, or it is larger than the API allows";
  private static final String TOO_LONG = "The body has more bytes than are read here";
  private static final String ENDED = "The request ended before it was whole, or came too slowly";

  private final RoutesConfig routes;
  private final AllowedMethods allowed;
  private final List<BiConsumer<Context, ProblemType>> listeners = new ArrayList<>();
  private final List<Pages> pages = new ArrayList<>();

  private record Pages(String prefix, BiConsumer<Context, ProblemType> page) {}

  private Problems(JavalinConfig config) {
    this.routes = config.routes;
    this.allowed = new AllowedMethods(config);
  }

  /** Registers the handlers of what every service may meet. */
  public static Problems register(JavalinConfig config) {
    Problems problems = new Problems(config);
    return problems
        .on(ProblemException.class, (problem, _) -> problem)
        .on(JacksonException.class, (_, _) -> ProblemException.invalid("The JSON cannot be read"))
        .on(
            HttpResponseException.class,
            (refused, _) -> {
              CommonProblem type = CommonProblem.of(refused.getStatus());
              return new ProblemException(
                  type, type == CommonProblem.TOO_LARGE ? TOO_LONG : type.title());
            })
        // Nothing of ours throws it: the sender's connection broke or was too slow.
        .on(IOException.class, (_, _) -> ended())
        // What the container throws when it cannot take a multipart body apart.
        .on(ServletException.class, (_, _) -> ProblemException.invalid(MALFORMED_MULTIPART))
        .on(
            Exception.class,
            (fault, context) -> {
              logFault(context, fault);
              return new ProblemException(
                  CommonProblem.INTERNAL,
                  "This is a fault of the service. Its operator finds it by the request id");
            });
  }

  /** Answers an exception of this class, and of those below that have no answer of their own. */
  public <E extends Exception> Problems on(
      Class<E> thrown, BiFunction<E, Context, ProblemException> problem) {
    routes.exception(thrown, (e, context) -> answer(context, problem.apply(e, context)));
    return this;
  }

  /** Tells of every problem before it is answered; headers may be added to the answer. */
  public Problems tell(BiConsumer<Context, ProblemType> listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Answers with pages instead of documents where a person asks without a script.
   *
   * @param prefix of the paths that are answered so
   * @param page writes such a page
   */
  public Problems withPages(String prefix, BiConsumer<Context, ProblemType> page) {
    pages.add(new Pages(prefix, page));
    return this;
  }

  /** A request that broke off. */
  public static ProblemException ended() {
    return ProblemException.invalid(ENDED);
  }

  /** Logs class and place of a fault, not its message: that might hold what a stranger sent. */
  public static void logFault(Context context, Exception fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    LOG.error(
        "Request {} failed: {} at {}; below it {}",
        RequestIds.of(context),
        fault.getClass().getName(),
        place(fault),
        root.getClass().getName());
  }

  private void answer(Context context, ProblemException why) {
    ProblemType type = why.type();
    context.status(type.status());
    why.retryAfter()
        .ifPresent(wait -> context.header("Retry-After", Long.toString(wait.toSeconds())));
    if (type == CommonProblem.METHOD_NOT_ALLOWED) {
      context.header("Allow", String.join(", ", allowed.at(context)));
    }
    listeners.forEach(listener -> listener.accept(context, type));
    for (Pages some : pages) {
      if (context.path().startsWith(some.prefix())) {
        some.page().accept(context, type);
        return;
      }
    }
    context.contentType(MEDIA_TYPE);
    Problem document = Problem.of(why, RequestIds.of(context));
    context.result(context.jsonMapper().toJsonString(document, Problem.class));
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
