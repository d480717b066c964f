package org.roomprint.http;

import io.javalin.http.MethodNotAllowedResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The methods that an address answers. */
public final class AllowedMethods {
  private AllowedMethods() {}

  /** The value of the header {@code Allow}; what answers GET answers HEAD. */
  public static String of(MethodNotAllowedResponse refused) {
    Set<String> methods = new TreeSet<>();
    refused.getDetails().values().forEach(value -> methods.addAll(List.of(value.split(", ", -1))));
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return String.join(", ", methods);
  }
}
