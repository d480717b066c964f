package org.roomprint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrincipalTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpService service = HttpService.start(0, PrincipalTest::configure);

  enum Post {
    PORTER
  }

  private static final Principal<Post> ANN =
      new Principal.KeyHolder<>("k-1", "Ann", Set.of(Post.PORTER), Optional.empty());

  private static void configure(JavalinConfig config) {
    config.jsonMapper(new JsonBodies(1_000));
    Problems.register(config);
    config.routes.before(context -> {
      RequestIds.assign(context);
      PresentedKey.of(context).ifPresent(_ -> Principal.put(context, ANN));
    });
    config.routes.get("/who", PrincipalTest::who);
    config.routes.get("/twice", context -> Principal.put(context, ANN));
  }

  private static void who(Context context) {
    Optional<Principal<Post>> found = Principal.find(context);
    context.result(found.isPresent() ? Principal.<Post>of(context).id() : "nobody");
  }

  @AfterAll
  void stop() {
    service.close();
    client.close();
  }

  @Test
  void isFoundOutOnceForARequest() throws Exception {
    assertThat(get("/who", "Bearer abc").body()).isEqualTo("k-1");
    assertThat(get("/who", "bearer abc").body()).isEqualTo("k-1");
    assertThat(get("/who", "Basic abc").body()).isEqualTo("nobody");
    assertThat(get("/twice", "Basic abc").statusCode()).isEqualTo(200);
    assertThat(get("/twice", "Bearer abc").statusCode()).isEqualTo(500);
  }

  @Test
  void hasARoleAndDoesNotPrintItsLabel() {
    assertThat(ANN.toString()).doesNotContain("Ann");
    assertThatThrownBy(() -> new Principal.KeyHolder<Post>("k", "Ann", Set.of(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("role");
  }

  private HttpResponse<String> get(String path, String authorization) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + path))
            .header("Authorization", authorization)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
