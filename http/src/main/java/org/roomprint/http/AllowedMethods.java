package org.roomprint.http;

import io.javalin.config.JavalinConfig;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import java.util.Set;
import java.util.TreeSet;

/**
 * The methods that an address answers: those for which a route is registered there, or else those
 * of a page.
 */
public final class AllowedMethods {
  /** A page is no route: it is there to be fetched. */
  private static final Set<String> OF_PAGES = Set.of("GET");

  private final JavalinState service;

  /** Of the routes and pages that this service has when it is asked. */
  public AllowedMethods(JavalinConfig config) {
    this.service = config.unsafe;
  }

  /**
   * Refuses what no route answers, where another method is answered. Javalin would by itself answer
   * HEAD wherever it answers GET, past the roles that the route declares.
   */
  void require(Context context) {
    Set<String> registered = registered(context.path());
    if (!registered.isEmpty() && !registered.contains(context.method().name())) {
      throw refusal(context);
    }
  }

  /** What a method is told that is not answered here: which ones are, or that there is nothing. */
  public ProblemException refusal(Context context) {
    return at(context).isEmpty()
        ? new ProblemException(CommonProblem.NOT_FOUND, "There is nothing at this address")
        : new ProblemException(
            CommonProblem.METHOD_NOT_ALLOWED, "The header Allow names what is answered here");
  }

  /** The methods; none where there is nothing. */
  Set<String> at(Context context) {
    Set<String> registered = registered(context.path());
    return registered.isEmpty() && isPage(context) ? OF_PAGES : registered;
  }

  private boolean isPage(Context context) {
    return service.resourceHandler != null && service.resourceHandler.canHandle(context);
  }

  private Set<String> registered(String path) {
    Set<String> methods = new TreeSet<>();
    service.internalRouter.allHttpHandlers().stream()
        .filter(route -> route.endpoint.method.isHttpMethod() && route.matches(path))
        .forEach(route -> methods.add(route.endpoint.method.name()));
    return methods;
  }
}
