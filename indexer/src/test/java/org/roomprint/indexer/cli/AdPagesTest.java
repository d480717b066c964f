package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roomprint.indexer.cli.Workbench.done;
import static org.roomprint.indexer.cli.Workbench.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdSighting;
import tools.jackson.databind.JsonNode;

/** Ads from lists, pages and archives, from the command line into the catalog. */
class AdPagesTest {
  private static final String URL = "https://board.example/ads/17";

  @TempDir Path folder;

  private Path write(String name, byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return Files.write(folder.resolve(name), all.toByteArray());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] response(String target, String date, String type, byte[] content) {
    byte[] http = bytes("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\n");
    byte[] header =
        bytes(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: "
                + target
                + "\r\nWARC-Date: "
                + date
                + "\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: "
                + (http.length + content.length)
                + "\r\n\r\n");
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(header);
    record.writeBytes(http);
    record.writeBytes(content);
    record.writeBytes(bytes("\r\n\r\n"));
    return record.toByteArray();
  }

  @Test
  void oneAdOfAListAnArchiveAndASavedPageIsOneAdWithItsSightingsAndPictures() throws IOException {
    Workbench bench = new Workbench(folder.resolve("data"));
    byte[] picture = Files.readAllBytes(Workbench.sample("photos/h01/r1/1.jpg"));
    Path list =
        write(
            "ads.csv",
            bytes(
                "ad_id,site,url,title,text,seen\n17,board.example,"
                    + URL
                    + ",Room,call 0171,2026-03-01T10:00:00Z\n"));
    Path archive =
        write(
            "ads.warc",
            response(
                URL,
                "2026-03-05T10:00:00Z",
                "text/html",
                bytes("<title>Room</title><p>call 0172</p><img src='/1.jpg'><img src='/bad.jpg'>")),
            response("https://board.example/1.jpg", "2026-03-05T10:00:01Z", "image/jpeg", picture),
            response(
                "https://board.example/bad.jpg",
                "2026-03-05T10:00:01Z",
                "image/jpeg",
                Arrays.copyOf(picture, picture.length / 2)));
    Path page =
        write(
            "page.html",
            bytes(
                "<!-- saved from url=(0028)"
                    + URL
                    + " --><title>Room</title><p>call 0173</p><script>document.write('x')</script>"));

    done(bench.run("import", "ads", list.toString(), "--json"));
    JsonNode report =
        tools.jackson.databind.json.JsonMapper.builder()
            .build()
            .readTree(bench.run("import", "ads", archive.toString(), "--json").out());
    assertThat(report.path("changed").asInt()).isEqualTo(1);
    assertThat(report.path("refusedByReason").toString()).isEqualTo("{\"INCOMPLETE\":1}");
    assertThat(report.path("refusals").path(0).path("reference").asString())
        .isEqualTo("record 1, " + URL + ", image 2");
    assertThat(report.path("indexedPictures").asInt()).isEqualTo(1);
    assertThat(json(bench.run("import", "ads", page.toString(), "--json")).path("changed").asInt())
        .isEqualTo(1);

    try (Catalog catalog = bench.catalog()) {
      assertThat(catalog.counts().ads()).isEqualTo(1);
      String id = Ad.idOf("board.example", "17");
      assertThat(catalog.ads().imagesOf(id)).hasSize(1);
      assertThat(catalog.ads().sightingsOf(id, Optional.empty(), 9).items())
          .extracting(AdSighting::text)
          .containsExactly(
              Optional.of("call 0171"), Optional.of("call 0172"), Optional.of("call 0173"));
      assertThat(catalog.ads().find(id).orElseThrow().text()).isEqualTo("call 0173");
    }
    assertThat(
            json(bench.run("import", "ads", page.toString(), "--json")).path("unchanged").asInt())
        .as("the same page again")
        .isEqualTo(1);
  }

  @Test
  void anArchiveThatIsCutEndsWithACodeOfItsOwnAndKeepsWhatIsWhole() throws IOException {
    Workbench bench = new Workbench(folder.resolve("data"));
    byte[] whole = response(URL, "2026-03-05T10:00:00Z", "text/html", bytes("<p>one"));
    byte[] second = response(URL + "8", "2026-03-05T10:00:00Z", "text/html", bytes("<p>two"));

    Workbench.Said said =
        bench.run(
            "import",
            "ads",
            write("cut.warc", whole, Arrays.copyOf(second, second.length / 2)).toString());

    assertThat(said.code()).isEqualTo(3);
    assertThat(said.out()).contains("1 added", "REST_UNREADABLE=1");
    assertThat(said.err()).contains("A part of the list could not be read");
  }
}
