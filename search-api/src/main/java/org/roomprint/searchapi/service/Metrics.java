package org.roomprint.searchapi.service;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Set;

/** Counts and times for Prometheus; labels are routes and statuses, never ids. */
public final class Metrics implements AutoCloseable {
  private static final String BEGIN = "metricsBegin";
  private static final Set<HandlerType> KNOWN_METHODS = Set.of(HandlerType.GET, HandlerType.POST);
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** With the figures of the Java machine. */
  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** A request begins. */
  public void begin(Context context) {
    context.attribute(BEGIN, System.nanoTime());
  }

  /** A request ends. */
  public void end(Context context) {
    Long begin = context.attribute(BEGIN);
    if (begin == null) {
      return;
    }
    Timer.builder("roomprint.requests")
        .description("Requests by route and status")
        .tag("route", route(context))
        .tag("status", Integer.toString(context.statusCode()))
        .publishPercentileHistogram()
        .register(registry)
        .record(Duration.ofNanos(System.nanoTime() - begin));
  }

  /** {@code GET /metrics}. */
  public void get(Context context) {
    context.contentType(CONTENT_TYPE);
    context.result(registry.scrape());
  }

  private static String route(Context context) {
    String path =
        context.endpoints().lastHttpEndpoint() == null
            ? "none"
            : context.endpoints().lastHttpEndpoint().path;
    return method(context) + " " + path;
  }

  /** A client may send any word for a method; only known ones make a series of their own. */
  private static String method(Context context) {
    HandlerType method = context.method();
    return KNOWN_METHODS.contains(method) ? method.name() : "OTHER";
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
