package org.roomprint.searchapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roomprint.searchapi.SampleService.SAMPLE;
import static org.roomprint.searchapi.SampleService.STATEMENT;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.http.Description;
import org.roomprint.searchapi.SampleService.Answer;
import org.roomprint.searchapi.http.RouteAccess;
import org.roomprint.vectors.image.ContentHash;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class SearchApiTest {
  @TempDir private static Path folder;

  private static SampleService sample;
  private static String analyst;
  private static String operator;

  @BeforeAll
  static void start() throws IOException {
    sample = new SampleService(folder, 3);
    analyst = sample.key(Role.ANALYST);
    operator = sample.key(Role.OPERATOR);
  }

  @AfterAll
  static void stop() {
    sample.close();
  }

  @Test
  void findsTheHotelOfAQueryImageAndRecordsTheSearch() throws Exception {
    byte[] image = aGalleryPhoto();

    Answer answer = search(analyst, STATEMENT, image);

    assertThat(answer.status()).isEqualTo(200);
    JsonNode first = answer.json().path("hotels").path(0);
    assertThat(first.path("evidence").asString()).isEqualTo("SAME_BYTES");
    assertThat(first.path("hotel").path("hotelId").asString()).isEqualTo(firstHotel());
    assertThat(answer.json().path("report").path("gallerySize").asInt()).isPositive();
    long number = Long.parseLong(answer.json().path("auditId").asString());
    try (Catalog catalog = sample.openCatalog()) {
      AuditRecord record = catalog.auditLog().find(number).orElseThrow();
      assertThat(record.entry().queryContentHashes()).containsExactly(ContentHash.of(image).hex());
      assertThat(record.entry().justification().orElseThrow().caseReference().text())
          .isEqualTo("TEST-1");
      assertThat(record.entry().answer().getFirst().id()).isEqualTo(firstHotel());
    }
  }

  @Test
  void findsTheHotelOfAnotherViewOfTheRoom() throws Exception {
    List<String> query =
        Files.readAllLines(SAMPLE.resolve("queries").resolve("queries.csv")).stream()
            .skip(1)
            .map(line -> List.of(line.split(",", -1)))
            .filter(cells -> cells.get(2).equals(firstHotel()))
            .findFirst()
            .orElseThrow();

    Answer answer =
        search(
            analyst,
            STATEMENT,
            Files.readAllBytes(SAMPLE.resolve("queries").resolve(query.getFirst())));

    assertThat(answer.json().path("hotels").path(0).path("hotel").path("hotelId").asString())
        .isEqualTo(firstHotel());
  }

  @Test
  void storesNothingOfAQueryImage() throws Exception {
    Set<String> before = files();

    assertThat(search(analyst, STATEMENT, Files.readAllBytes(anyQuery())).status()).isEqualTo(200);

    Set<String> added = files();
    added.removeAll(before);
    assertThat(added).allMatch(file -> file.contains("catalog.sqlite"));
    byte[] piece = java.util.Arrays.copyOfRange(Files.readAllBytes(anyQuery()), 5000, 5032);
    try (Stream<Path> files = Files.walk(sample.data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(indexOf(Files.readAllBytes(file), piece)).as(file.toString()).isNegative();
      }
    }
  }

  @Test
  void refusesASearchWithoutAKeyWithAnUnknownOneAndWithAnOperators() throws Exception {
    assertProblem(search("", STATEMENT, aGalleryPhoto()), 401, "key-required");
    assertProblem(
        search("rp_000000000000_" + "x".repeat(43), STATEMENT, aGalleryPhoto()),
        401,
        "key-required");
    assertProblem(search(operator, STATEMENT, aGalleryPhoto()), 403, "not-permitted");
  }

  @Test
  void refusesASearchWithoutCaseOrPurpose() throws Exception {
    assertProblem(search(analyst, "{\"purpose\":\"x\"}", aGalleryPhoto()), 400, "invalid-request");
    assertProblem(
        search(analyst, "{\"caseReference\":\"C-1\",\"purpose\":\" \"}", aGalleryPhoto()),
        400,
        "invalid-request");
  }

  @Test
  void namesTheFieldThatItDoesNotKnow() throws Exception {
    Answer answer =
        search(
            analyst,
            "{\"caseReference\":\"C-1\",\"purpose\":\"x\",\"maxHotel\":3}",
            aGalleryPhoto());

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.json().path("detail").asString()).contains("maxHotel").contains("maxHotels");
  }

  @Test
  void refusesWhatIsNoPictureAndSaysWhatWouldBe() throws Exception {
    Answer answer = search(analyst, STATEMENT, "no picture".getBytes(StandardCharsets.UTF_8));

    assertProblem(answer, 422, "picture-refused");
    assertThat(answer.json().path("detail").asString()).contains("image 1").contains("JPEG");
    assertThat(answer.json().path("part").path("name").asString()).isEqualTo("image");
    assertThat(answer.json().path("part").path("number").asInt()).isOne();
    assertThat(answer.json().path("part").path("reason").asString()).isEqualTo("UNKNOWN_FORMAT");
  }

  @Test
  void refusesMoreThanEightImagesAndAMaskOfAnotherShape() throws Exception {
    List<Map.Entry<String, byte[]>> nine = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      nine.add(Map.entry("image", aGalleryPhoto()));
    }
    assertProblem(
        sample.postFiles("api/v1/hotel-searches", analyst, STATEMENT, nine),
        400,
        "invalid-request");

    byte[] image = aGalleryPhoto();
    Answer turned =
        sample.postFiles(
            "api/v1/hotel-searches",
            analyst,
            STATEMENT,
            List.of(Map.entry("image", image), Map.entry("mask", lying(region(image, 0.5)))));
    assertProblem(turned, 400, "invalid-request");
    assertThat(turned.json().path("detail").asString()).contains("same shape");
  }

  @Test
  void hidesWhatAMaskCovers() throws Exception {
    Path mask;
    try (Stream<Path> masks = Files.list(SAMPLE.resolve("queries"))) {
      mask = masks.filter(file -> file.toString().endsWith("-mask.png")).findFirst().orElseThrow();
    }
    Answer upright =
        sample.postFiles(
            "api/v1/hotel-searches",
            analyst,
            STATEMENT,
            List.of(
                Map.entry("image", aGalleryPhoto()), Map.entry("mask", Files.readAllBytes(mask))));
    assertThat(upright.status()).isEqualTo(200);
    assertThat(upright.json().path("images").path(0).path("hiddenShare").asDouble()).isPositive();
  }

  @Test
  void searchesForOneThingOfAPicture() throws Exception {
    byte[] image = aGalleryPhoto();

    Answer answer =
        sample.postFiles(
            "api/v1/hotel-searches",
            analyst,
            STATEMENT,
            List.of(Map.entry("image", image), Map.entry("region", region(image, 0.5))));

    assertThat(answer.status()).isEqualTo(200);
    JsonNode first = answer.json().path("hotels").path(0);
    assertThat(first.path("hotel").path("hotelId").asString()).isEqualTo(firstHotel());
    assertThat(answer.json().path("calibrated").asBoolean()).isFalse();
    assertThat(answer.json().path("images").path(0).path("regionShare").asDouble())
        .isBetween(0.2, 0.35);
    JsonNode heat = first.path("photos").path(0).path("queryHeat");
    assertThat(heat.path("values").size())
        .isEqualTo(heat.path("rows").asInt() * heat.path("columns").asInt());
    double outside = 0;
    double inside = 0;
    for (int i = 0; i < heat.path("values").size(); i++) {
      double value = heat.path("values").path(i).asDouble();
      boolean within =
          i / heat.path("columns").asInt() < heat.path("rows").asInt() / 2
              && i % heat.path("columns").asInt() < heat.path("columns").asInt() / 2;
      outside += within ? 0 : value;
      inside += within ? value : 0;
    }
    assertThat(outside).isZero();
    assertThat(inside).isPositive();
  }

  @Test
  void turnsAPictureThatLiesOnItsSide() throws Exception {
    byte[] lying = lying(aGalleryPhoto());
    String turned = STATEMENT.replaceFirst("\\}$", ", \"turns\": [3]}");

    JsonNode image = search(analyst, STATEMENT, lying).json().path("images").path(0);
    Answer answer = search(analyst, turned, lying);

    JsonNode upright = answer.json().path("images").path(0);
    assertThat(upright.path("width").asInt()).isEqualTo(image.path("height").asInt());
    assertThat(upright.path("height").asInt()).isEqualTo(image.path("width").asInt());
    JsonNode first = answer.json().path("hotels").path(0);
    assertThat(first.path("hotel").path("hotelId").asString()).isEqualTo(firstHotel());
    assertThat(first.path("photos").path(0).path("similarity").asDouble()).isGreaterThan(0.95);
    for (String turns : List.of("[4]", "[-1]", "[null]", "[0.5]", "[0, 1]")) {
      assertThat(
              search(analyst, STATEMENT.replaceFirst("\\}$", ", \"turns\": " + turns + "}"), lying)
                  .status())
          .isIn(400, 422);
    }
  }

  @Test
  void refusesPaintThatWasPutOnThePictureTurnedInAnotherWay() throws Exception {
    byte[] plain = aGalleryPhoto();
    byte[] image = withOrientation(plain, 3);
    for (String part : List.of("mask", "region")) {
      List<Map.Entry<String, byte[]>> painted =
          List.of(Map.entry("image", image), Map.entry(part, region(plain, 0.5)));
      for (String drawn : List.of("[1]", "[2]", "[8]")) {
        Answer answer = sample.postFiles("api/v1/hotel-searches", analyst, drawn(drawn), painted);
        assertProblem(answer, 400, "invalid-request");
        assertThat(answer.json().path("detail").asString())
            .contains("it is searched as turned by 3");
      }
      for (String drawn : List.of("[3]", "[0]", "[]")) {
        assertThat(
                sample.postFiles("api/v1/hotel-searches", analyst, drawn(drawn), painted).status())
            .isEqualTo(200);
      }
    }
    assertThat(search(analyst, drawn("[1]"), image).status()).isEqualTo(200);
    for (String wrong : List.of("[9]", "[-1]", "[null]", "[3, 3]")) {
      assertThat(search(analyst, drawn(wrong), image).status()).isIn(400, 422);
    }
  }

  @Test
  void countsThePhotosThatAFilterLeaves() throws Exception {
    JsonNode all = part("{}");
    long size = all.path("gallerySize").asLong();
    assertThat(size).isPositive().isEqualTo(all.path("photos").asLong());
    assertThat(part("{\"countries\":[\"XX\"]}").path("photos").asLong(-1)).isZero();
    assertThat(part("{\"takenFrom\":\"1990-01-01\"}").path("photos").asLong())
        .isEqualTo(size - all.path("withoutDate").asLong());
    for (String chain : List.of("larkspur-inns", "Larkspur-INNS")) {
      assertThat(part("{\"chains\":[\"" + chain + "\"]}").path("photos").asLong())
          .as(chain)
          .isPositive();
    }
    JsonNode near = part("{\"area\":{\"latitude\":0,\"longitude\":0,\"radiusMetres\":20037508}}");
    assertThat(near.path("photos").asLong()).isEqualTo(size - near.path("withoutPlace").asLong());
    String narrowed = STATEMENT.replaceFirst("\\}$", ", \"filter\": {\"countries\": [\"XX\"]}}");
    Answer answer = search(analyst, narrowed, aGalleryPhoto());
    assertThat(answer.json().path("part").path("photos").asLong(-1)).isZero();
    assertThat(answer.json().path("part").path("gallerySize").asLong()).isEqualTo(size);
  }

  private static JsonNode part(String filter) throws Exception {
    Answer answer = sample.post("api/v1/gallery-parts", analyst, filter);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void saysWhenAndFromWhomAFoundPhotoIs() throws Exception {
    JsonNode photo =
        search(analyst, STATEMENT, aGalleryPhoto())
            .json()
            .path("hotels")
            .path(0)
            .path("photos")
            .path(0);

    assertThat(photo.path("taken").asString()).matches("\\d{4}-\\d{2}-\\d{2}");
    assertThat(photo.path("source").asString()).isNotEmpty();
  }

  @Test
  void linksAnAdThatIsNamedAsItsSiteNamesIt() throws Exception {
    Answer answer = sample.post("api/v1/ads/ad-01/link-searches", analyst, STATEMENT);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("ad").path("siteAdId").asString()).isEqualTo("ad-01");
    assertThat(sample.post("api/v1/ads/ad-999/link-searches", analyst, STATEMENT).status())
        .isEqualTo(404);
  }

  private static String drawn(String orientations) {
    return STATEMENT.replaceFirst("\\}$", ", \"drawnOrientations\": " + orientations + "}");
  }

  /** The JPEG with an EXIF segment that names an orientation. */
  private static byte[] withOrientation(byte[] jpeg, int orientation) {
    byte[] segment = {
      (byte) 0xFF,
      (byte) 0xE1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      0x01,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.write(segment, 0, segment.length);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  /** A picture turned clockwise by a quarter, as a file. */
  private static byte[] lying(byte[] file) throws IOException {
    BufferedImage upright = ImageIO.read(new ByteArrayInputStream(file));
    BufferedImage lying =
        new BufferedImage(upright.getHeight(), upright.getWidth(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < upright.getHeight(); y++) {
      for (int x = 0; x < upright.getWidth(); x++) {
        lying.setRGB(upright.getHeight() - 1 - y, x, upright.getRGB(x, y));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(lying, "png", out);
    return out.toByteArray();
  }

  @Test
  void rendersABroughtPictureUprightAndStoresNothing() throws Exception {
    Set<String> before = files();
    BufferedImage stored = ImageIO.read(new ByteArrayInputStream(aGalleryPhoto()));

    Answer answer = render(analyst, quarterTurned(aGalleryPhoto()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("image/jpeg");
    BufferedImage upright = ImageIO.read(new ByteArrayInputStream(answer.body()));
    assertThat(upright.getWidth()).isEqualTo(stored.getHeight());
    assertThat(upright.getHeight()).isEqualTo(stored.getWidth());
    Set<String> added = files();
    added.removeAll(before);
    assertThat(added).allMatch(file -> file.contains("catalog.sqlite"));
  }

  @Test
  void rendersNothingForWhoMayNotSearchNorWhatIsNoPicture() throws Exception {
    assertProblem(render("", aGalleryPhoto()), 401, "key-required");
    assertProblem(render(operator, aGalleryPhoto()), 403, "not-permitted");
    assertProblem(render(analyst, new byte[] {1, 2, 3}), 422, "picture-refused");
    assertProblem(
        sample.postFiles("api/v1/picture-renderings", analyst, STATEMENT, List.of()),
        400,
        "invalid-request");
  }

  private static Answer render(String key, byte[] image) throws Exception {
    return sample.postFiles(
        "api/v1/picture-renderings", key, STATEMENT, List.of(Map.entry("image", image)));
  }

  /** A JPEG that says of itself that it is to be turned clockwise by a quarter. */
  private static byte[] quarterTurned(byte[] jpeg) {
    byte[] exif =
        java.util.HexFormat.of()
            .parseHex(
                "ffe10022"
                    + "457869660000"
                    + "4d4d002a00000008"
                    + "0001"
                    + "011200030000000100060000"
                    + "00000000");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(exif);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  @Test
  void refusesARegionWithoutAnything() throws Exception {
    byte[] image = aGalleryPhoto();

    Answer answer =
        sample.postFiles(
            "api/v1/hotel-searches",
            analyst,
            STATEMENT,
            List.of(Map.entry("image", image), Map.entry("region", region(image, 0))));

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.json().path("detail").asString()).contains("Region 1 is black all over");
  }

  /** White in the upper left corner, up to this share of both sides. */
  private static byte[] region(byte[] image, double share) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(image));
    BufferedImage region =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < share * picture.getHeight(); y++) {
      for (int x = 0; x < share * picture.getWidth(); x++) {
        region.setRGB(x, y, 0xFFFFFF);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(region, "png", png);
    return png.toByteArray();
  }

  @Test
  void looksAPictureUpByFileAndByEveryHash() throws Exception {
    byte[] image = aGalleryPhoto();
    Answer byFile =
        sample.postFiles(
            "api/v1/picture-lookups", analyst, STATEMENT, List.of(Map.entry("image", image)));
    assertThat(byFile.json().path("pictures").path(0).path("evidence").asString())
        .isEqualTo("SAME_BYTES");
    assertThat(byFile.json().path("pictures").path(0).path("owner").path("name").asString())
        .isEqualTo(
            sample.get("api/v1/hotels/" + firstHotel(), analyst).json().path("name").asString());
    assertThat(byFile.json().path("image").path("width").asInt()).isPositive();

    String sha256 = ContentHash.of(image).hex();
    Answer byHash =
        sample.post(
            "api/v1/picture-lookups",
            analyst,
            "{\"caseReference\":\"C-1\",\"purpose\":\"x\",\"sha256\":\"" + sha256 + "\"}");
    assertThat(byHash.json().path("pictures").path(0).path("ownerId").asString())
        .isEqualTo(firstHotel());

    assertProblem(
        sample.post(
            "api/v1/picture-lookups",
            analyst,
            "{\"caseReference\":\"C-1\",\"purpose\":\"x\",\"pdq\":\"abc\"}"),
        400,
        "invalid-request");
  }

  @Test
  void namesAnAdToAKeyThatMayViewAdsAndToNoOther() throws Exception {
    Path image = SAMPLE.resolve("ads").resolve("ad-01-1.jpg");
    String lookup =
        "{\"caseReference\":\"C-1\",\"purpose\":\"x\",\"sha256\":\""
            + ContentHash.of(Files.readAllBytes(image)).hex()
            + "\"}";

    JsonNode toAnalyst =
        adImage(sample.post("api/v1/picture-lookups", analyst, lookup).json().path("pictures"));
    JsonNode toInvestigator =
        adImage(
            sample
                .post("api/v1/picture-lookups", sample.key(Role.INVESTIGATOR), lookup)
                .json()
                .path("pictures"));

    assertThat(toAnalyst.path("owner").path("name").asString()).contains("sample 01");
    assertThat(toInvestigator.path("ownerId").asString())
        .isEqualTo(toAnalyst.path("ownerId").asString());
    assertThat(toInvestigator.has("owner")).isFalse();
  }

  private static JsonNode adImage(JsonNode pictures) {
    for (JsonNode picture : pictures) {
      if (picture.path("kind").asString().equals("AD_IMAGE")) {
        return picture;
      }
    }
    throw new AssertionError("no image of an ad among " + pictures);
  }

  @Test
  void linksAnAdWithTheGalleryPhotoThatItReuses() throws Exception {
    JsonNode ads = sample.getForCase("api/v1/ads?limit=200", analyst).json().path("ads");
    int linked = 0;
    for (JsonNode ad : ads) {
      Answer answer =
          sample.post(
              "api/v1/ads/" + ad.path("adId").asString() + "/link-searches", analyst, STATEMENT);
      assertThat(answer.status()).isEqualTo(200);
      for (JsonNode link : answer.json().path("pictureLinks")) {
        assertThat(link.path("hit").path("evidence").asString()).isNotEqualTo("LOOKS_ALIKE");
        assertThat(link.path("hit").path("owner").path("name").asString("")).isNotEmpty();
        assertThat(link.path("image").path("width").asInt()).isPositive();
        if (!link.path("hit").path("matches").isEmpty()) {
          assertThat(link.path("hit").path("width").asInt()).isPositive();
        }
        linked++;
      }
      for (JsonNode link : answer.json().path("selectorLinks")) {
        assertThat(link.path("ad").path("place").asString("")).isNotEmpty();
      }
    }
    assertThat(linked).isPositive();
  }

  @Test
  void pagesThroughHotelsAndShowsTheirPhotos() throws Exception {
    Set<String> seen = new TreeSet<>();
    Optional<String> cursor = Optional.empty();
    do {
      JsonNode page =
          sample
              .get(
                  "api/v1/hotels?limit=2" + cursor.map(token -> "&cursor=" + token).orElse(""),
                  analyst)
              .json();
      page.path("hotels")
          .forEach(hotel -> assertThat(seen.add(hotel.path("hotelId").asString())).isTrue());
      cursor = Optional.of(page.path("nextCursor").asString("")).filter(token -> !token.isEmpty());
    } while (cursor.isPresent());
    assertThat(seen).contains(firstHotel());

    JsonNode photo =
        sample
            .get("api/v1/hotels/" + firstHotel() + "/photos", analyst)
            .json()
            .path("photos")
            .path(0);
    Answer thumbnail = sample.get(photo.path("thumbnail").asString().substring(1), analyst);
    assertThat(thumbnail.status()).isEqualTo(200);
    assertThat(thumbnail.header("Content-Type")).startsWith("image/jpeg");
    assertThat(thumbnail.header("Content-Disposition")).isEqualTo("inline; filename=\"picture\"");
    assertProblem(sample.get("api/v1/hotels?limit=0", analyst), 400, "invalid-request");
    assertProblem(sample.get("api/v1/hotels?cursor=%21", analyst), 400, "invalid-request");
    assertProblem(sample.get("api/v1/hotels/none", analyst), 404, "not-found");
  }

  @Test
  void sendsSecurityHeadersAndARequestIdWithEveryAnswer() throws Exception {
    String policy =
        "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' blob: data:; connect-src 'self'; font-src 'self';"
            + " form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
    List<String> paths =
        new ArrayList<>(List.of("", "health/live", "api/v1/hotels", "nothing/here"));
    paths.addAll(filesOfThePage());
    for (String path : paths) {
      Answer answer = sample.get(path, "");
      assertThat(answer.header("Content-Security-Policy")).as(path).isEqualTo(policy);
      assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
      assertThat(answer.header("X-Frame-Options")).as(path).isEqualTo("DENY");
      assertThat(answer.header("Referrer-Policy")).as(path).isEqualTo("no-referrer");
      assertThat(answer.header("Cache-Control")).as(path).isEqualTo("no-store");
      assertThat(answer.header("Access-Control-Allow-Origin")).as(path).isEmpty();
      assertThat(answer.header("Set-Cookie")).as(path).isEmpty();
      assertThat(answer.header("X-Request-Id")).as(path).isNotEmpty();
    }
    Answer hotels = sample.get("api/v1/hotels", analyst);
    assertThat(hotels.status()).isEqualTo(200);
    assertThat(hotels.header("Cache-Control")).isEqualTo("no-store");
    assertThat(hotels.header("Access-Control-Allow-Origin")).isEmpty();
  }

  /** Scripts and styles that the first page loads; none in a build without pages. */
  private static List<String> filesOfThePage() throws Exception {
    String page = new String(sample.get("", "").body(), StandardCharsets.UTF_8);
    return Pattern.compile("(?:src|href)=\"\\.?/?(assets/[^\"]+)\"")
        .matcher(page)
        .results()
        .map(file -> file.group(1))
        .toList();
  }

  @Test
  void showsNoFolderAndNothingOfVersionControl() throws Exception {
    for (String path :
        List.of(
            ".git",
            ".git/config",
            "assets/.git/config",
            "assets",
            "assets/",
            "api",
            "api/v1/",
            "health/",
            "%2e%2e/.git/config",
            "assets/..%2f..%2f.git/config")) {
      assertThat(sample.get(path, analyst).status()).as(path).isIn(400, 404);
    }
    assertProblem(sample.get(".git/config", ""), 404, "not-found");
    assertProblem(sample.get("assets/", ""), 404, "not-found");
  }

  @Test
  void isReadyAndCountsForTheOperator() throws Exception {
    assertThat(sample.get("health/ready", "").status()).isEqualTo(200);
    assertProblem(sample.get("metrics", ""), 401, "key-required");
    assertThat(new String(sample.get("metrics", operator).body(), StandardCharsets.UTF_8))
        .contains("roomprint_requests_seconds_count");
  }

  @Test
  void describesEveryRouteAndAnswersEveryDescribedOne() throws Exception {
    JsonNode described =
        YAMLMapper.builder().build().readTree(sample.get("api/v1/openapi.yaml", "").body());

    assertThat(Description.operations(described))
        .isEqualTo(sample.service().api().routes().keySet());
  }

  @Test
  void declaresOneAccessForEveryRouteAndDescribesWhichNeedAKey() throws Exception {
    JsonNode paths =
        YAMLMapper.builder()
            .build()
            .readTree(sample.get("api/v1/openapi.yaml", "").body())
            .path("paths");
    sample
        .service()
        .api()
        .routes()
        .forEach((route, roles) -> {
          assertThat(roles).as(route).hasSize(1);
          String[] words = route.split(" ", 2);
          boolean open =
              paths
                  .path(words[1])
                  .path(words[0].toLowerCase(java.util.Locale.ROOT))
                  .path("security")
                  .isArray();
          assertThat(roles.contains(RouteAccess.PUBLIC)).as(route).isEqualTo(open);
        });
  }

  private static Answer search(String key, String statement, byte[] image) throws Exception {
    return sample.postFiles(
        "api/v1/hotel-searches", key, statement, List.of(Map.entry("image", image)));
  }

  private static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("type").asString()).isEqualTo("urn:roomprint:problem:" + type);
    assertThat(answer.json().path("detail").asString()).isNotBlank();
    assertThat(answer.json().path("requestId").asString()).isEqualTo(answer.header("X-Request-Id"));
  }

  private static List<String> firstPhoto() throws IOException {
    return List.of(Files.readAllLines(SAMPLE.resolve("photos.csv")).get(1).split(",", -1));
  }

  private static String firstHotel() {
    try {
      return firstPhoto().get(1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] aGalleryPhoto() throws IOException {
    return Files.readAllBytes(SAMPLE.resolve(firstPhoto().getFirst()));
  }

  private static Path anyQuery() {
    return SAMPLE.resolve("queries").resolve("query-01.jpg");
  }

  private static Set<String> files() throws IOException {
    Set<String> files = new TreeSet<>();
    try (Stream<Path> inData = Files.walk(sample.data());
        Stream<Path> inTemp = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      inData.filter(Files::isRegularFile).forEach(file -> files.add(file.toString()));
      inTemp
          .filter(file ->
              file.getFileName()
                  .toString()
                  .toLowerCase(java.util.Locale.ROOT)
                  .contains("multipart"))
          .forEach(file -> files.add(file.toString()));
    }
    return files;
  }

  private static int indexOf(byte[] text, byte[] piece) {
    for (int at = 0; at <= text.length - piece.length; at++) {
      if (java.util.Arrays.equals(text, at, at + piece.length, piece, 0, piece.length)) {
        return at;
      }
    }
    return -1;
  }
}
