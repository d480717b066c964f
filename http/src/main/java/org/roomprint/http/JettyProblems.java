package org.roomprint.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what Jetty refuses by itself, before any route is asked, with the same problem documents
 * and headers as everything else: a line or header that cannot be read, an address that is too
 * long, a body in an unknown transfer coding. Nothing of the request is repeated in the answer.
 */
public final class JettyProblems extends ErrorHandler {
  private final Map<String, String> headers;
  private final Consumer<Request> counter;

  /**
   * Writes such answers.
   *
   * @param headers that every answer has
   * @param counter is told of every one of them, so that it counts as a request of its client
   */
  public JettyProblems(Map<String, String> headers, Consumer<Request> counter) {
    this.headers = Map.copyOf(headers);
    this.counter = counter;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = statusOf(request, response.getStatus());
    counter.accept(request);
    String requestId = RequestIds.fresh();
    HttpFields.Mutable fields = response.getHeaders();
    headers.forEach(fields::put);
    fields.put(RequestIds.HEADER, requestId);
    fields.put(HttpHeader.CONTENT_TYPE, Problems.MEDIA_TYPE);
    response.setStatus(status);
    byte[] body = document(status, requestId).getBytes(StandardCharsets.UTF_8);
    fields.put(HttpHeader.CONTENT_LENGTH, body.length);
    ByteBuffer content =
        HttpMethod.HEAD.is(request.getMethod()) ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body);
    response.write(true, content, callback);
    return true;
  }

  /** All of its words are ours and need no escaping. */
  private static String document(int status, String requestId) {
    CommonProblem kind = CommonProblem.of(status);
    return String.format(
        Locale.ROOT,
        "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\","
            + "\"requestId\":\"%s\"}",
        kind.uri(),
        kind.title(),
        status,
        detailOf(status),
        requestId);
  }

  private static int statusOf(Request request, int set) {
    Object cause = request.getAttribute(ERROR_EXCEPTION);
    int status = cause instanceof HttpException refused ? refused.getCode() : set;
    return HttpStatus.isClientError(status) || HttpStatus.isServerError(status)
        ? status
        : HttpStatus.INTERNAL_SERVER_ERROR_500;
  }

  private static String detailOf(int status) {
    return switch (status) {
      case HttpStatus.URI_TOO_LONG_414 -> "The address of the request is too long";
      case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> "The head of the request is too long";
      case HttpStatus.REQUEST_TIMEOUT_408 -> "The request came too slowly";
      default ->
          HttpStatus.isClientError(status)
              ? "The request is not HTTP as it is spoken here; look at its line and its headers"
              : "This is a fault of the service";
    };
  }
}
