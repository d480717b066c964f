package org.roomprint.searchapi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.roomprint.searchapi.http.AccessFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the service as any client would, and prints what it answered. */
final class DemoClient {
  private static final String STATEMENT =
      "{\"caseReference\":\"" + DemoClient.CASE + "\",\"purpose\":\"" + DemoClient.PURPOSE + "\"}";
  private static final String CASE = "DEMO-1";
  private static final String PURPOSE = "showing how it works";
  private static final String BOUNDARY = "roomprint-demo-boundary";
  private static final int SHOWN = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper mapper = JsonMapper.builder().build();
  private final String address;
  private final String key;
  private final PrintWriter out;

  DemoClient(String address, String key, PrintWriter out) {
    this.address = address;
    this.key = key;
    this.out = out;
  }

  /** One search and one ad; true when the search had the right hotel first and an ad was linked. */
  boolean run(Path query, String expectedHotel) throws IOException, InterruptedException {
    boolean right = search(query, expectedHotel);
    return link() && right;
  }

  private boolean search(Path query, String expectedHotel)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    JsonNode answer =
        send(
            request(
                "api/v1/hotel-searches",
                "multipart/form-data; boundary=" + BOUNDARY,
                multipart(query)));
    out.printf(
        Locale.ROOT,
        "Search: in which hotel was %s taken? (%d photos, %.2f s)%n",
        query.getFileName(),
        answer.path("report").path("gallerySize").asInt(),
        (System.nanoTime() - begin) / 1e9);
    JsonNode hotels = answer.path("hotels");
    for (int i = 0; i < Math.min(SHOWN, hotels.size()); i++) {
      JsonNode hit = hotels.get(i);
      out.printf(
          Locale.ROOT,
          "  %d. %-34s %-12s %-9s %d matching points%n",
          hit.path("rank").asInt(),
          hit.path("hotel").path("name").asString(),
          hit.path("evidence").asString(),
          percent(hit.path("probability").asDouble()),
          hit.path("photos").path(0).path("matches").size());
    }
    out.printf(
        Locale.ROOT,
        "  Probability that the right hotel is not in the gallery: %s%n",
        percent(answer.path("notInGallery").asDouble()));
    boolean right = hotels.path(0).path("hotel").path("hotelId").asString("").equals(expectedHotel);
    out.println(
        right
            ? "  The first one is right."
            : "  The right one, " + expectedHotel + ", is not the first.");
    out.println();
    return right;
  }

  /** Without the pretence of certainty at either end. */
  private static String percent(double probability) {
    if (probability < 0.01) {
      return "< 1 %";
    }
    return probability > 0.99 ? "> 99 %" : String.format(Locale.ROOT, "%.0f %%", 100 * probability);
  }

  private boolean link() throws IOException, InterruptedException {
    JsonNode ads =
        send(HttpRequest.newBuilder(URI.create(address + "api/v1/ads?limit=100"))).path("ads");
    for (JsonNode ad : ads) {
      String adId = ad.path("adId").asString();
      JsonNode answer =
          send(
              request(
                  "api/v1/ads/" + adId + "/link-searches",
                  "application/json",
                  STATEMENT.getBytes(StandardCharsets.UTF_8)));
      JsonNode pictures = answer.path("pictureLinks");
      if (pictures.isEmpty()) {
        continue;
      }
      out.println("Ad link: what is \"" + ad.path("title").asString() + "\" linked with?");
      for (int i = 0; i < Math.min(SHOWN, pictures.size()); i++) {
        JsonNode hit = pictures.get(i).path("hit");
        boolean hotel = hit.path("kind").asString().equals("GALLERY_PHOTO");
        out.println(
            "  "
                + hit.path("evidence").asString()
                + " as "
                + (hotel ? "hotel " : "ad ")
                + hit.path("ownerId").asString()
                + (hit.path("room").isMissingNode() ? "" : ", room " + hit.path("room").asString())
                + ", "
                + hit.path("matches").size()
                + " matching points");
      }
      for (JsonNode shared : answer.path("selectorLinks")) {
        out.println(
            "  same "
                + shared.path("kind").asString().toLowerCase(Locale.ROOT)
                + " as ad "
                + shared.path("adId").asString());
      }
      out.println();
      return true;
    }
    out.println("Ad link: no ad of the sample is linked with anything.");
    return false;
  }

  private HttpRequest.Builder request(String path, String contentType, byte[] body) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Content-Type", contentType)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            request
                .header("Authorization", "Bearer " + key)
                .header(AccessFilter.CASE_HEADER, CASE)
                .header(AccessFilter.PURPOSE_HEADER, PURPOSE.replace(" ", "%20"))
                .timeout(PATIENCE)
                .build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() != 200) {
      throw new IOException(
          "The service answered " + response.statusCode() + ": " + response.body());
    }
    return mapper.readTree(response.body());
  }

  private static byte[] multipart(Path picture) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String head =
        "--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"query\"\r\nContent-Type: application/json\r\n\r\n"
            + STATEMENT
            + "\r\n--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"image\"\r\nContent-Type: image/jpeg\r\n\r\n";
    body.write(head.getBytes(StandardCharsets.UTF_8));
    body.write(Files.readAllBytes(picture));
    body.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }
}
