package org.roomprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProblemsTest {
  private static final int MAX_BYTES = 100;

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpService service = HttpService.start(0, ProblemsTest::configure);

  record Greeting(String name, Optional<Integer> times) {}

  record Place(String street, Optional<String> town) {}

  private static void configure(JavalinConfig config) {
    config.http.maxRequestSize = MAX_BYTES;
    config.jsonMapper(new JsonBodies(MAX_BYTES));
    RoutesConfig routes = config.routes;
    routes.before(RequestIds::assign);
    Problems.register(config)
        .on(
            ArithmeticException.class,
            (_, _) -> new ProblemException(CommonProblem.UNAVAILABLE, "It cannot count"))
        .tell((context, type) -> context.header("X-Told", type.name()))
        .withPages("/pages", (context, type) -> context.html("<p>" + type.title() + "</p>"));
    routes.post("/greetings", context -> context.json(JsonBodies.read(context, Greeting.class)));
    routes.get(
        "/places",
        _ -> {
          throw new ProblemException(
              CommonProblem.INVALID_REQUEST,
              "No such place",
              "place",
              new Place("Main Street", Optional.empty()));
        });
    routes.get(
        "/too-many",
        _ -> {
          throw ProblemException.tooMany("Later", Duration.ofMillis(1_500));
        });
    routes.get(
        "/pages/one",
        _ -> {
          throw ProblemException.notFound("such page");
        });
    routes.get(
        "/counts",
        _ -> {
          throw new ArithmeticException("secret");
        });
    routes.get(
        "/faults",
        _ -> {
          throw new IllegalStateException("secret");
        });
    routes.get(
        "/broken",
        _ -> {
          throw new IOException("secret");
        });
  }

  @AfterAll
  void stop() {
    service.close();
    client.close();
  }

  @Test
  void answersWithADocumentThatHoldsTheExtensionMembersBesideTheOthers() throws Exception {
    HttpResponse<String> answer = get("/places");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:roomprint:problem:invalid-request\",\"title\":\"The request is not as"
                + " the API describes it\",\"status\":400,\"detail\":\"No such place\","
                + "\"requestId\":\""
                + answer.headers().firstValue("X-Request-Id").orElse("")
                + "\",\"place\":{\"street\":\"Main Street\"}}");
  }

  @Test
  void saysWhenToComeAgainInWholeSecondsThatAreEnough() throws Exception {
    assertThat(get("/too-many").headers().firstValue("Retry-After")).hasValue("2");
    assertThat(get("/counts").headers().firstValue("Retry-After")).hasValue("600");
    assertThat(get("/places").headers().firstValue("Retry-After")).isEmpty();
  }

  @Test
  void answersAPersonWithAPage() throws Exception {
    HttpResponse<String> answer = get("/pages/one");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("<p>There is nothing here</p>");
  }

  @Test
  void tellsOfEveryProblem() throws Exception {
    assertThat(get("/places").headers().firstValue("X-Told")).hasValue("INVALID_REQUEST");
    assertThat(get("/pages/one").headers().firstValue("X-Told")).hasValue("NOT_FOUND");
    assertThat(get("/nowhere").headers().firstValue("X-Told")).hasValue("NOT_FOUND");
  }

  @Test
  void repeatsNothingOfAFault() throws Exception {
    for (String path : new String[] {"/faults", "/broken", "/counts"}) {
      assertThat(get(path).body()).as(path).doesNotContain("secret");
    }
    assertThat(problemOf(get("/faults"), 500)).isEqualTo("internal");
    assertThat(problemOf(get("/broken"), 400)).isEqualTo("invalid-request");
    assertThat(problemOf(get("/counts"), 503)).isEqualTo("unavailable");
  }

  @Test
  void namesTheMethodsThatAnAddressAnswers() throws Exception {
    HttpResponse<String> answer = post("/places", "{}");

    assertThat(problemOf(answer, 405)).isEqualTo("method-not-allowed");
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET");
    assertThat(send(head("/places")).statusCode()).isEqualTo(405);
    assertThat(send(head("/nowhere")).statusCode()).isEqualTo(404);
  }

  @Test
  void readsAndWritesJsonAndLeavesAbsentValuesOut() throws Exception {
    HttpResponse<String> answer = post("/greetings", "{\"name\":\"Ann\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.body()).isEqualTo("{\"name\":\"Ann\"}");
  }

  @Test
  void refusesABodyThatDoesNotFitAndNamesTheField() throws Exception {
    assertThat(detailOf("{\"nam\":\"Ann\"}")).contains("'nam'").contains("name, times");
    assertThat(detailOf("{\"times\":\"often\"}")).contains("[\"times\"]");
    assertThat(detailOf("{\"times\":1.5}")).contains("[\"times\"]");
    assertThat(detailOf("{\"name\":\"a\",\"name\":\"b\"}")).contains("twice");
    assertThat(detailOf("{\"name\":\"a\"} {}")).isNotBlank();
    assertThat(detailOf("null")).contains("null");
    assertThat(detailOf("")).contains("empty");
  }

  @Test
  void refusesABodyThatIsTooLong() throws Exception {
    HttpResponse<String> answer =
        post("/greetings", "{\"name\":\"" + "a".repeat(MAX_BYTES) + "\"}");

    assertThat(problemOf(answer, 413)).isEqualTo("too-large");
  }

  private String detailOf(String body) throws Exception {
    HttpResponse<String> answer = post("/greetings", body);
    assertThat(problemOf(answer, 400)).as(body).isEqualTo("invalid-request");
    return json(answer).path("detail").asString();
  }

  private static String problemOf(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return json(answer).path("type").asString().replace("urn:roomprint:problem:", "");
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(address(path)).build());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(address(path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest head(String path) {
    return HttpRequest.newBuilder(address(path)).HEAD().build();
  }

  private URI address(String path) {
    return URI.create("http://localhost:" + service.port() + path);
  }
}
