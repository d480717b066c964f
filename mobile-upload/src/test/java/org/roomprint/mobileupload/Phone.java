package org.roomprint.mobileupload;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.roomprint.base.Digests;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a phone does, over real HTTP; one per thread. */
final class Phone implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String base;
  private final Optional<String> partnerKey;
  private Optional<String> forwardedFor = Optional.empty();

  /** What the service has said to be safe, by upload. */
  private final Map<String, Integer> acknowledged = new HashMap<>();

  /**
   * A phone of its own.
   *
   * @param base such as {@code http://127.0.0.1:8481}
   */
  Phone(String base) {
    this(base, Optional.empty());
  }

  /** The same of a partner with this key. */
  Phone(String base, Optional<String> partnerKey) {
    this.base = base;
    this.partnerKey = partnerKey;
  }

  /** An answer as it came. */
  @SuppressWarnings("ArrayRecordComponent") // read once, by one test
  record Answer(int status, Map<String, List<String>> headers, byte[] body) {
    JsonNode json() {
      return JSON.readTree(body);
    }

    String text() {
      return new String(body, java.nio.charset.StandardCharsets.UTF_8);
    }

    String problem() {
      return json().path("type").asString().replace("urn:roomprint:problem:", "");
    }

    String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> entry.getValue().getFirst())
          .findFirst()
          .orElse("");
    }
  }

  /** What is to be given: everything made beforehand, as in an outbox. */
  static final class Gift {
    final String key;
    final List<byte[]> photos;
    private final String body;

    /**
     * A gift.
     *
     * @param facts JSON fields without braces, such as {@code "hotelId":"h","language":"en"}
     */
    Gift(String key, String facts, List<byte[]> photos) {
      this.key = key;
      this.photos = List.copyOf(photos);
      this.body = body(facts, this.photos);
    }

    /** What announces it; made beforehand, so that no benchmark measures the phone's hashing. */
    String body() {
      return body;
    }

    private static String body(String facts, List<byte[]> photos) {
      List<String> announced = new ArrayList<>();
      for (int i = 0; i < photos.size(); i++) {
        announced.add(
            String.format(
                Locale.ROOT,
                "{\"id\":\"%s\",\"label\":\"BED\",\"bytes\":%d,\"sha256\":\"%s\"}",
                photoId(i),
                photos.get(i).length,
                Digests.sha256Hex(photos.get(i))));
      }
      return "{" + facts + ",\"photos\":[" + String.join(",", announced) + "]}";
    }

    static String photoId(int index) {
      return String.format(Locale.ROOT, "photo-%04d", index);
    }
  }

  static Gift gift(Random random, int photos, int bytes) {
    List<byte[]> made = new ArrayList<>();
    for (int i = 0; i < photos; i++) {
      made.add(picture(random, bytes));
    }
    return new Gift(
        new UUID(random.nextLong(), random.nextLong()).toString(),
        "\"hotelId\":\"h-1\",\"language\":\"en\"",
        made);
  }

  /** Bytes that begin like a JPEG. */
  static byte[] picture(Random random, int bytes) {
    byte[] picture = new byte[bytes];
    random.nextBytes(picture);
    byte[] head = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0};
    System.arraycopy(head, 0, picture, 0, Math.min(bytes, head.length));
    return picture;
  }

  /** From now on every request says that it was forwarded for this address. */
  void comeFrom(String address) {
    forwardedFor = Optional.of(address);
  }

  HttpRequest.Builder to(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    forwardedFor.ifPresent(address -> request.header("X-Forwarded-For", address));
    partnerKey.ifPresent(key -> request.header("Authorization", "Bearer " + key));
    return request;
  }

  Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), response.headers().map(), response.body());
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(to(path).GET());
  }

  Answer post(String path, String json) throws IOException, InterruptedException {
    return send(
        to(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  Answer open(Gift gift) throws IOException, InterruptedException {
    return open(gift.key, gift.body());
  }

  Answer open(String key, String body) throws IOException, InterruptedException {
    return send(
        to("/api/v1/submissions")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Answer head(String url) throws IOException, InterruptedException {
    return send(to(url).header("Tus-Resumable", "1.0.0").HEAD());
  }

  Answer patch(String url, long offset, byte[] bytes) throws IOException, InterruptedException {
    return send(patchRequest(url, offset, bytes));
  }

  HttpRequest.Builder patchRequest(String url, long offset, byte[] bytes) {
    return to(url)
        .header("Tus-Resumable", "1.0.0")
        .header("Upload-Offset", Long.toString(offset))
        .header("Content-Type", "application/offset+octet-stream")
        .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(bytes));
  }

  static String checksum(byte[] bytes) {
    return "sha256 " + Base64.getEncoder().encodeToString(Digests.sha256().digest(bytes));
  }

  Answer complete(String submissionId) throws IOException, InterruptedException {
    return send(
        to("/api/v1/submissions/" + submissionId + "/completion")
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  /** Completes it with the key that it was opened with, as a phone does. */
  Answer complete(String submissionId, String key) throws IOException, InterruptedException {
    return send(
        to("/api/v1/submissions/" + submissionId + "/completion")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  /**
   * Gives a gift as a phone does that is called again and again: asks where each upload stands,
   * sends the rest in pieces, completes.
   *
   * @return the receipt
   * @throws UnexpectedAnswerException if the service answers something else than going on
   */
  String give(Gift gift, int pieceBytes) throws IOException, InterruptedException {
    Answer opened = require(201, open(gift));
    JsonNode uploads = opened.json().path("uploads");
    for (int i = 0; i < gift.photos.size(); i++) {
      send(uploads.path(i).path("url").asString(), gift.photos.get(i), pieceBytes);
    }
    Answer completed =
        require(200, complete(opened.json().path("submissionId").asString(), gift.key));
    return completed.json().path("receipt").asString();
  }

  private void send(String url, byte[] photo, int pieceBytes)
      throws IOException, InterruptedException {
    int offset = Integer.parseInt(require(200, head(url)).header("Upload-Offset"));
    if (offset < acknowledged.getOrDefault(url, 0)) {
      throw new AssertionError(
          "Acknowledged " + acknowledged.get(url) + " bytes, but kept " + offset + ": " + url);
    }
    while (offset < photo.length) {
      byte[] piece = Arrays.copyOfRange(photo, offset, Math.min(photo.length, offset + pieceBytes));
      offset = Integer.parseInt(require(204, patch(url, offset, piece)).header("Upload-Offset"));
      acknowledged.put(url, offset);
    }
  }

  private static Answer require(int status, Answer answer) {
    if (answer.status() != status) {
      throw new UnexpectedAnswerException(answer);
    }
    return answer;
  }

  /** The service answered something else. */
  static final class UnexpectedAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    UnexpectedAnswerException(Answer answer) {
      super(answer.status() + ": " + answer.text());
      this.status = answer.status();
    }

    int status() {
      return status;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
