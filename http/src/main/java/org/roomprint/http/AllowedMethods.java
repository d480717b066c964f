package org.roomprint.http;

import io.javalin.config.JavalinConfig;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import java.util.Set;
import java.util.TreeSet;

/** The methods that an address answers: those for which a route is registered there. */
final class AllowedMethods {
  /** A page is no route: it is there, if at all, to be fetched. */
  private static final Set<String> OF_PAGES = Set.of("GET");

  private final JavalinState service;

  /** Of the routes that this service has when it is asked. */
  AllowedMethods(JavalinConfig config) {
    this.service = config.unsafe;
  }

  /**
   * Refuses what no route answers, where another method is answered. Javalin would by itself answer
   * HEAD wherever it answers GET, past the roles that the route declares.
   */
  void require(Context context) {
    Set<String> registered = registered(context.path());
    if (!registered.isEmpty() && !registered.contains(context.method().name())) {
      throw new ProblemException(
          CommonProblem.METHOD_NOT_ALLOWED, "The header Allow names what is answered here");
    }
  }

  /** The value of the header {@code Allow}. */
  String at(String path) {
    Set<String> registered = registered(path);
    return String.join(", ", registered.isEmpty() ? OF_PAGES : registered);
  }

  private Set<String> registered(String path) {
    Set<String> methods = new TreeSet<>();
    service.internalRouter.allHttpHandlers().stream()
        .filter(route -> route.endpoint.method.isHttpMethod() && route.matches(path))
        .forEach(route -> methods.add(route.endpoint.method.name()));
    return methods;
  }
}
