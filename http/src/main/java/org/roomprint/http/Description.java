package org.roomprint.http;

import io.javalin.http.Handler;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The description of a service's API, as it lies beside one of its classes. */
public final class Description {
  private static final String NAME = "openapi.yaml";

  private Description() {}

  /** Answers with it. */
  public static Handler beside(Class<?> api) {
    return context -> {
      try (InputStream in = Objects.requireNonNull(api.getResourceAsStream(NAME))) {
        context.contentType("application/yaml");
        context.result(in.readAllBytes());
      }
    };
  }

  /**
   * Every operation that a description holds, such as {@code GET /api/v1/hotels}; for the test that
   * holds it and {@link HttpService#routes} to each other.
   *
   * @param description as it was read
   */
  public static Set<String> operations(JsonNode description) {
    Set<String> operations = new TreeSet<>();
    description
        .path("paths")
        .forEachEntry((path, methods) ->
            methods.forEachEntry((method, operation) -> {
              // Beside its methods, a path may have parameters and a summary.
              if (operation.has("operationId")) {
                operations.add(method.toUpperCase(Locale.ROOT) + " " + path);
              }
            }));
    return operations;
  }
}
