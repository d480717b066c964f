package org.roomprint.http;

import io.javalin.http.Handler;
import java.io.InputStream;
import java.util.Objects;

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
}
