package org.roomprint.searchapi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogSettings;
import org.roomprint.catalog.access.AccessControl;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.sql.SqlCatalog;
import org.roomprint.indexer.cli.RoomprintCommand;
import org.roomprint.vectors.VectorsSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real service over some hotels of the sample set, filled as an operator fills it, and a client
 * of it.
 */
final class SampleService implements AutoCloseable {
  static final Path ROOT =
      Path.of(System.getProperty("roomprint.root", "..")).toAbsolutePath().normalize();
  static final Path SAMPLE = ROOT.resolve("indexer").resolve("sample");
  static final String STATEMENT = "{\"caseReference\":\"TEST-1\",\"purpose\":\"testing\"}";
  private static final String BOUNDARY = "test-boundary";

  private final Path data;
  private final Service service;
  private final HttpClient client = HttpClient.newHttpClient();

  /** Imports the first hotels of the sample and its ads, and starts the service. */
  SampleService(Path folder, int hotels) throws IOException {
    this(folder, hotels, true);
  }

  /** Imports the first hotels of the sample, its ads if they are wanted, and starts the service. */
  SampleService(Path folder, int hotels, boolean ads) throws IOException {
    this(folder, hotels, ads, new ServiceSettings("127.0.0.1", 0, 2));
  }

  /** The same with settings of the service. */
  SampleService(Path folder, int hotels, boolean ads, ServiceSettings settings) throws IOException {
    data = folder.resolve("data");
    copyTree(prepared(hotels, ads), data);
    service =
        new Service(
            CatalogSettings.inFolder(data.resolve("catalog")),
            VectorsSettings.defaults(ROOT, data),
            settings,
            Clock.systemUTC());
  }

  /** Data folders that were filled before, by what is in them: filling one takes seconds. */
  private static final Map<String, Path> PREPARED = new HashMap<>();

  private static synchronized Path prepared(int hotels, boolean ads) throws IOException {
    String called = hotels + (ads ? " hotels with ads" : " hotels");
    Path before = PREPARED.get(called);
    if (before != null) {
      return before;
    }
    Path folder =
        Files.createTempDirectory(Files.createDirectories(Path.of("target", "sample")), "filled");
    Path filled = folder.toAbsolutePath().resolve("data");
    fill(filled, folder, hotels, ads);
    PREPARED.put(called, filled);
    return filled;
  }

  private static void fill(Path data, Path folder, int hotels, boolean ads) throws IOException {
    run(data, "import", "hotels", SAMPLE.resolve("hotels.csv").toString());
    Path manifest = folder.resolve("photos.csv");
    List<String> lines = Files.readAllLines(SAMPLE.resolve("photos.csv"));
    Set<String> taken =
        Set.copyOf(
            lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1)[1])
                .distinct()
                .limit(hotels)
                .toList());
    copyTree(SAMPLE.resolve("photos"), folder.resolve("photos"));
    Files.write(
        manifest,
        Stream.concat(
                Stream.of(lines.getFirst()),
                lines.stream().skip(1).filter(line -> taken.contains(line.split(",", -1)[1])))
            .toList());
    run(data, "import", "photos", manifest.toString());
    if (ads) {
      run(data, "import", "ads", SAMPLE.resolve("ads.jsonl").toString());
    }
  }

  private SampleService(Path data, ServiceSettings settings) throws IOException {
    this.data = data;
    this.service =
        new Service(
            CatalogSettings.inFolder(data.resolve("catalog")),
            VectorsSettings.defaults(ROOT, data),
            settings,
            Clock.systemUTC());
  }

  /** Starts the service over what one of before has left in a folder. */
  static SampleService over(Path folder) throws IOException {
    return new SampleService(folder.resolve("data"), new ServiceSettings("127.0.0.1", 0, 2));
  }

  /** Copies a folder: links out of a list's folder are refused. */
  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void run(Path data, String command, String what, String source) {
    int code = RoomprintCommand.run(command, what, source, "--data", data.toString(), "--json");
    if (code != 0) {
      throw new IllegalStateException(command + " " + what + " ended with " + code);
    }
  }

  Path data() {
    return data;
  }

  Service service() {
    return service;
  }

  String address() {
    return "http://127.0.0.1:" + service.port() + "/";
  }

  Catalog openCatalog() {
    return SqlCatalog.open(
        CatalogSettings.inFolder(data.resolve("catalog")).configuration(), Clock.systemUTC());
  }

  String key(Role... roles) {
    try (Catalog catalog = openCatalog()) {
      return new AccessControl(catalog.apiKeys(), Clock.systemUTC(), new SecureRandom())
          .makeKey("test", Set.of(roles), Optional.empty())
          .secret()
          .reveal();
    }
  }

  /** An answer as it came. */
  @SuppressWarnings("ArrayRecordComponent") // read once, by one test
  record Answer(int status, Map<String, List<String>> headers, byte[] body) {
    JsonNode json() {
      return JsonMapper.builder().build().readTree(body);
    }

    String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> entry.getValue().getFirst())
          .findFirst()
          .orElse("");
    }
  }

  Answer get(String path, String key) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address() + path)).GET(), key);
  }

  /** For the case that searches of tests are made for. */
  Answer getForCase(String path, String key) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(address() + path))
            .header("X-Case-Reference", "TEST-1")
            .header("X-Purpose", "testing%20%E2%80%93%20all")
            .GET(),
        key);
  }

  Answer post(String path, String key, String json) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(address() + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)),
        key);
  }

  /** The same for the case that searches of tests are made for. */
  Answer postForCase(String path, String key, String json)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(address() + path))
            .header("X-Case-Reference", "TEST-1")
            .header("X-Purpose", "testing")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)),
        key);
  }

  /** Posts a statement and files, each under its part's name. */
  Answer postFiles(String path, String key, String statement, List<Map.Entry<String, byte[]>> files)
      throws IOException, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    part(body, "name=\"query\"", statement.getBytes(StandardCharsets.UTF_8));
    for (Map.Entry<String, byte[]> file : files) {
      part(body, "name=\"" + file.getKey() + "\"; filename=\"../../etc/x.jpg\"", file.getValue());
    }
    body.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send(
        HttpRequest.newBuilder(URI.create(address() + path))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())),
        key);
  }

  private static void part(ByteArrayOutputStream body, String disposition, byte[] content)
      throws IOException {
    body.write(
        ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.write(content);
    body.write("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  private Answer send(HttpRequest.Builder request, String key)
      throws IOException, InterruptedException {
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    HttpResponse<byte[]> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), response.headers().map(), response.body());
  }

  @Override
  public void close() {
    service.close();
    client.close();
  }
}
