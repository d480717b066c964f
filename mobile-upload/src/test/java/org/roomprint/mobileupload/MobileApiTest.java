package org.roomprint.mobileupload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.base.keys.ApiKeySecret;
import org.roomprint.http.Description;
import org.roomprint.inbox.PartnerKey;
import org.roomprint.inbox.Submission;
import org.roomprint.inbox.SubmissionState;
import org.roomprint.inbox.SubmittedHotel;
import org.roomprint.mobileupload.Phone.Answer;
import org.roomprint.mobileupload.Phone.Gift;
import org.roomprint.mobileupload.limits.RouteLimit;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class MobileApiTest {
  @TempDir private static Path folder;

  private static final Random RANDOM = new Random(42);
  private static RunningService running;
  private static Phone phone;

  @BeforeAll
  static void start() throws IOException {
    running =
        new RunningService(
            folder,
            "maxBytesPerPhoto = 300000",
            "maxPhotosPerSubmission = 3",
            "maxPhotosPerPartnerSubmission = 5",
            "minFreeBytes = 0",
            "submissionsPerHour = 1000",
            "receiptsPerHour = 1000");
    phone = running.phone;
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void takesASubmissionFromTheFirstByteToTheReceiptAndBackAgain() throws Exception {
    Gift gift =
        new Gift(
            "7c9e6679-7425-40de-944b-e07fc1f90ae7",
            "\"newHotel\":{\"name\":\" Casa Azul"
                + " \",\"town\":\"Mérida\",\"country\":\"MX\"},\"room\":\"12\","
                + "\"takenMonth\":\"2026-10\",\"place\":{\"latitude\":20.97,\"longitude\":-89.62},"
                + "\"deviceToken\":\"0123456789abcdef0123456789abcdef\",\"language\":\"es\"",
            List.of(Phone.picture(RANDOM, 200_000), Phone.picture(RANDOM, 1_000)));

    String receipt = phone.give(gift, 70_000);

    assertThat(phone.give(gift, 70_000)).isEqualTo(receipt);
    Submission submission = newest();
    assertThat(submission.hotel())
        .contains(
            new SubmittedHotel.Missing("Casa Azul", Optional.of("Mérida"), Optional.of("MX")));
    assertThat(submission.language()).isEqualTo("es");
    assertThat(running.intake.photo(submission.submissionId(), Gift.photoId(0)))
        .contains(gift.photos.getFirst());
    Answer looked = phone.post("/api/v1/receipt-lookups", "{\"receipt\":\"" + receipt + "\"}");
    assertThat(looked.json().path("state").asString()).isEqualTo("RECEIVED");
    assertThat(looked.json().path("photos").asInt()).isEqualTo(2);
    assertThat(looked.text()).doesNotContain("Casa", submission.submissionId());

    Answer withdrawn = phone.post("/api/v1/withdrawals", "{\"receipt\":\"" + receipt + "\"}");
    assertThat(withdrawn.json().path("state").asString()).isEqualTo("WITHDRAWN");
    assertThat(running.intake.find(submission.submissionId()).orElseThrow().photos()).isEmpty();
    assertThat(phone.post("/api/v1/withdrawals", "{\"receipt\":\"" + receipt + "\"}").status())
        .isEqualTo(200);
  }

  @Test
  void goesOnFromTheOffsetThatIsSafe() throws Exception {
    Gift gift = Phone.gift(RANDOM, 1, 100_000);
    byte[] photo = gift.photos.getFirst();
    String url = upload(gift);

    assertThat(phone.patch(url, 0, Arrays.copyOf(photo, 40_000)).header("Upload-Offset"))
        .isEqualTo("40000");
    Answer head = phone.head(url);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Upload-Offset")).isEqualTo("40000");
    assertThat(head.header("Upload-Length")).isEqualTo("100000");
    assertThat(head.header("Upload-Expires")).endsWith("GMT");
    assertThat(head.header("Cache-Control")).isEqualTo("no-store");
    assertThat(head.header("Tus-Resumable")).isEqualTo("1.0.0");
    Answer wrong = phone.patch(url, 0, photo);
    assertProblem(wrong, 409, "wrong-offset");
    assertThat(wrong.header("Upload-Offset")).isEqualTo("40000");
    assertThat(phone.patch(url, 40_000, Arrays.copyOfRange(photo, 40_000, 100_000)).status())
        .isEqualTo(204);
    assertThat(phone.patch(url, 100_000, new byte[0]).status()).isEqualTo(204);
  }

  @Test
  void keepsNothingWhoseChecksumIsWrong() throws Exception {
    Gift gift = Phone.gift(RANDOM, 1, 10_000);
    byte[] photo = gift.photos.getFirst();
    String url = upload(gift);

    assertProblem(
        phone.send(
            phone
                .patchRequest(url, 0, photo)
                .header("Upload-Checksum", Phone.checksum(new byte[1]))),
        460,
        "wrong-checksum");
    assertThat(phone.head(url).header("Upload-Offset")).isEqualTo("0");
    assertProblem(
        phone.send(phone.patchRequest(url, 0, photo).header("Upload-Checksum", "md5 AAAA")),
        400,
        "invalid-request");
    assertThat(
            phone
                .send(
                    phone
                        .patchRequest(url, 0, photo)
                        .header("Upload-Checksum", Phone.checksum(photo)))
                .status())
        .isEqualTo(204);
  }

  @Test
  void speaksTusAsItsSpecificationSays() throws Exception {
    String url = upload(Phone.gift(RANDOM, 1, 10_000));

    Answer options =
        phone.send(phone.to(url).method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    assertThat(options.status()).isEqualTo(204);
    assertThat(options.header("Tus-Version")).isEqualTo("1.0.0");
    assertThat(options.header("Tus-Extension"))
        .isEqualTo("creation,creation-with-upload,checksum,expiration,termination");
    assertThat(options.header("Tus-Max-Size")).isEqualTo("300000");
    Answer otherVersion = phone.send(phone.to(url).header("Tus-Resumable", "0.2.2").HEAD());
    assertThat(otherVersion.status()).isEqualTo(412);
    assertThat(otherVersion.header("Tus-Version")).isEqualTo("1.0.0");
    assertProblem(
        phone.send(
            phone
                .to(url)
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", "0")
                .header("Content-Type", "image/jpeg")
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(new byte[3]))),
        415,
        "unsupported-media-type");
    assertProblem(phone.patch(url, -1, new byte[3]), 400, "invalid-request");
    assertProblem(phone.patch(url, 0, new byte[10_001]), 413, "too-large");
    assertProblem(phone.patch(url, 0, new byte[400_000]), 413, "too-large");
    assertThat(phone.head(url).header("Upload-Offset")).isEqualTo("0");
    assertProblem(
        phone.patch("/api/v1/uploads/" + "0".repeat(32), 0, new byte[3]), 404, "not-found");
    assertThat(phone.head("/api/v1/uploads/..%2f..%2fetc").status()).isIn(400, 404);
    Answer deleted =
        phone.send(
            phone
                .to(url)
                .header("Tus-Resumable", "1.0.0")
                .header("X-HTTP-Method-Override", "DELETE")
                .POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(phone.head(url).status()).isEqualTo(404);
  }

  @Test
  void saysWhatASubmissionLacks() throws Exception {
    Gift gift = Phone.gift(RANDOM, 2, 10_000);
    Answer opened = phone.open(gift);
    String id = opened.json().path("submissionId").asString();
    phone.patch(url(opened, 1), 0, Phone.picture(RANDOM, 10_000));

    Answer incomplete = phone.complete(id);

    assertProblem(incomplete, 409, "incomplete");
    assertThat(incomplete.json().path("photos").path(0).path("photoId").asString())
        .isEqualTo(Gift.photoId(0));
    assertThat(incomplete.json().path("photos").path(0).path("fault").asString())
        .isEqualTo("NOT_WHOLE");
    assertThat(incomplete.json().path("photos").size()).isEqualTo(1);
    phone.patch(url(opened, 0), 0, gift.photos.getFirst());
    Answer wrong = phone.complete(id);
    assertThat(wrong.json().path("photos").path(0).path("photoId").asString())
        .isEqualTo(Gift.photoId(1));
    assertThat(wrong.json().path("photos").path(0).path("fault").asString())
        .isEqualTo("WRONG_SHA256");
    assertThat(phone.head(url(opened, 1)).header("Upload-Offset")).isEqualTo("0");
    assertProblem(phone.complete("0".repeat(32)), 404, "not-found");
  }

  @Test
  void theAddressOfASubmissionGivesItsReceiptOnceAndItsKeyAgain() throws Exception {
    Gift gift = Phone.gift(RANDOM, 1, 1_000);
    Answer opened = phone.open(gift);
    String id = opened.json().path("submissionId").asString();
    phone.patch(url(opened, 0), 0, gift.photos.getFirst());

    String receipt = phone.complete(id).json().path("receipt").asString();
    assertThat(receipt).hasSize(19);
    Answer again = phone.complete(id);
    assertProblem(again, 409, "receipt-given");
    assertThat(again.text()).doesNotContain(receipt);
    assertProblem(phone.complete(id, "7c9e6679-7425-40de-944b-e07fc1f90000"), 409, "receipt-given");
    assertThat(phone.complete(id, gift.key).json().path("receipt").asString()).isEqualTo(receipt);
    assertThat(phone.head(url(opened, 0)).headers().toString()).doesNotContain(receipt);
  }

  @Test
  void takesAPhotoOfAClientThatSpeaksNothingButTus() throws Exception {
    byte[] photo = Phone.picture(RANDOM, 50_000);
    Answer created =
        create(50_000, "hotelName Q2FzYSBBenVs,filename c2VjcmV0LmpwZw==,label TEFNUA==");
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    String url = created.header("Location");
    assertThat(created.header("Upload-Offset")).isEqualTo("0");
    assertThat(phone.patch(url, 0, Arrays.copyOf(photo, 20_000)).header("Roomprint-Receipt"))
        .isEmpty();
    Answer last = phone.patch(url, 20_000, Arrays.copyOfRange(photo, 20_000, 50_000));
    assertThat(last.status()).isEqualTo(204);
    String receipt = last.header("Roomprint-Receipt");
    assertThat(phone.head(url).header("Roomprint-Receipt")).isEmpty();
    assertThat(phone.patch(url, 50_000, new byte[0]).header("Roomprint-Receipt")).isEmpty();
    Submission submission = newest();
    assertThat(submission.hotel())
        .contains(new SubmittedHotel.Missing("Casa Azul", Optional.empty(), Optional.empty()));
    assertThat(submission.photos().getFirst().sha256())
        .isEqualTo(org.roomprint.base.Digests.sha256Hex(photo));
    assertThat(running.intake.photo(submission.submissionId(), "single-0000")).contains(photo);
    assertThat(
            phone
                .post("/api/v1/receipt-lookups", "{\"receipt\":\"" + receipt + "\"}")
                .json()
                .path("state")
                .asString())
        .isEqualTo("RECEIVED");

    assertProblem(create(50_000, ""), 400, "invalid-request");
    assertProblem(create(50_000, "hotelId %%"), 400, "invalid-request");
    assertProblem(create(300_001, "hotelId aC0x"), 413, "too-large");
    String other = create(9, "hotelId aC0x").header("Location");
    assertProblem(phone.patch(other, 0, new byte[9]), 415, "unsupported-media-type");
    assertThat(phone.head(other).status()).isEqualTo(404);
  }

  private static Answer create(int bytes, String metadata) throws Exception {
    return phone.send(
        phone
            .to("/api/v1/uploads")
            .header("Tus-Resumable", "1.0.0")
            .header("Upload-Length", Integer.toString(bytes))
            .header("Upload-Metadata", metadata)
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  @Test
  void refusesWhatIsNotAsDescribed() throws Exception {
    assertProblem(phone.post("/api/v1/submissions", "{}"), 400, "invalid-request");
    Gift gift = Phone.gift(RANDOM, 1, 10);
    assertProblem(open(gift.key, "{"), 400, "invalid-request");
    assertProblem(open(gift.key, "null"), 400, "invalid-request");
    assertProblem(open(gift.key, "{\"hotelID\":\"h\"}"), 400, "invalid-request");
    assertProblem(open(gift.key, "{\"hotelId\":\"h\"}"), 400, "invalid-request");
    assertProblem(open(gift.key, gift.body().replace("BED", "SHOE")), 400, "invalid-request");
    assertProblem(
        open(gift.key, gift.body().replace("\"h-1\"", "\"" + "x".repeat(200) + "\"")),
        400,
        "invalid-request");
    assertProblem(
        open(gift.key, gift.body().replace("\"en\"", "\"en\",\"takenMonth\":\"May\"")),
        400,
        "invalid-request");
    assertProblem(
        open(
            gift.key,
            gift.body().replace("\"en\"", "\"en\",\"place\":{\"latitude\":99,\"longitude\":0}")),
        400,
        "invalid-request");
    assertProblem(phone.open(Phone.gift(RANDOM, 4, 10)), 413, "too-large");
    assertProblem(phone.open(Phone.gift(RANDOM, 1, 300_001)), 413, "too-large");
    assertProblem(open(gift.key, " ".repeat(200_000)), 413, "too-large");
    assertProblem(
        phone.send(
            phone
                .to("/api/v1/hotel-searches")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"x\"}"))),
        415,
        "unsupported-media-type");
    assertThat(phone.open(gift).status()).isEqualTo(201);
    assertProblem(open(gift.key, gift.body().replace("h-1", "h-2")), 409, "key-used");
  }

  @Test
  void findsHotelsByNameAndByPlace() throws Exception {
    assertThat(
            phone
                .post("/api/v1/hotel-searches", "{\"name\":\"hotel etoi\"}")
                .json()
                .path("hotels")
                .path(0)
                .path("name")
                .asString())
        .isEqualTo("Hôtel <Étoile> & Co");
    JsonNode near =
        phone
            .post("/api/v1/hotel-searches", "{\"latitude\":45.76,\"longitude\":4.86}")
            .json()
            .path("hotels");
    assertThat(near.size()).isEqualTo(1);
    assertThat(near.path(0).path("distanceMetres").asInt()).isBetween(0, 200);
    assertProblem(
        phone.post("/api/v1/hotel-searches", "{\"latitude\":45.76}"), 400, "invalid-request");
  }

  @Test
  void tellsNothingToWhoeverHasNoReceipt() throws Exception {
    assertProblem(
        phone.post("/api/v1/receipt-lookups", "{\"receipt\":\"ABCD-ABCD-ABCD-ABCD\"}"),
        404,
        "not-found");
    assertProblem(
        phone.post("/api/v1/withdrawals", "{\"receipt\":\"'; DROP TABLE submission\"}"),
        404,
        "not-found");
    assertThat(phone.get("/api/v1/submissions").status()).isEqualTo(405);
    assertThat(phone.get("/api/v1/submissions/1").status()).isEqualTo(404);
  }

  @Test
  void letsPartnersSendMore() throws Exception {
    ApiKeySecret secret = ApiKeySecret.make(RANDOM);
    String key = secret.reveal();
    running.intake.publishPartnerKeys(
        List.of(
            new PartnerKey(
                secret.keyId(), secret.hash(), Clock.systemUTC().instant(), Optional.empty())));
    Gift gift = Phone.gift(RANDOM, 5, 10);

    assertProblem(phone.open(gift), 413, "too-large");
    try (Phone guessing = new Phone(running.address, Optional.of(key + "x"));
        Phone partner = new Phone(running.address, Optional.of(key))) {
      assertProblem(guessing.open(gift), 401, "key-required");
      JsonNode settings = partner.get("/api/v1/settings").json();
      assertThat(settings.path("maxPhotosPerSubmission").asInt()).isEqualTo(5);
      partner.give(gift, 1_000);
    }
    assertThat(newest().partnerKeyId()).contains(secret.keyId());
  }

  @Test
  void putsItsHeadersOnEveryAnswer() throws Exception {
    String policy =
        "default-src 'none'; object-src 'none'; script-src 'self' 'wasm-unsafe-eval';"
            + " style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:;"
            + " connect-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self';"
            + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    List<String> paths =
        new ArrayList<>(
            List.of("/", "/plain", "/plain/style.css", "/api/v1/settings", "/nothing/here"));
    paths.addAll(filesOfThePage());
    for (String path : paths) {
      Answer answer = phone.get(path);
      assertThat(answer.header("Content-Security-Policy")).as(path).isEqualTo(policy);
      assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
      assertThat(answer.header("X-Frame-Options")).as(path).isEqualTo("DENY");
      assertThat(answer.header("Referrer-Policy")).as(path).isEqualTo("no-referrer");
      assertThat(answer.header("Set-Cookie")).as(path).isEmpty();
      assertThat(answer.header("Server")).as(path).isEmpty();
      assertThat(answer.header("Access-Control-Allow-Origin")).as(path).isEmpty();
    }
    assertThat(phone.get("/api/v1/settings").header("Cache-Control")).isEqualTo("no-store");
    assertThat(phone.get("/plain").header("Cache-Control")).isEqualTo("no-store");
    assertThat(phone.get("/health/live").status()).isEqualTo(200);
    assertThat(phone.get("/health/ready").status()).isEqualTo(200);
  }

  /** Scripts and styles that the first page loads; none in a build without pages. */
  private static List<String> filesOfThePage() throws Exception {
    return Pattern.compile("(?:src|href)=\"\\.?(/assets/[^\"]+)\"")
        .matcher(phone.get("/").text())
        .results()
        .map(file -> file.group(1))
        .toList();
  }

  @Test
  void showsNoFolderAndNothingOfVersionControl() throws Exception {
    for (String path :
        List.of(
            "/.git",
            "/.git/config",
            "/assets/.git/config",
            "/assets",
            "/assets/",
            "/people/",
            "/api",
            "/api/v1/",
            "/health/",
            "/assets/..%2f..%2f.git/config")) {
      assertThat(phone.get(path).status()).as(path).isIn(400, 404);
    }
    assertProblem(phone.get("/.git/config"), 404, "not-found");
    assertProblem(phone.get("/assets/"), 404, "not-found");
  }

  @Test
  void describesEveryRouteAndAnswersEveryRouteThatItDescribes() throws Exception {
    JsonNode described = new YAMLMapper().readTree(phone.get("/api/v1/openapi.yaml").body());
    Map<String, Set<io.javalin.security.RouteRole>> routes =
        new HashMap<>(running.service.api().routes());
    assertThat(routes)
        .allSatisfy((route, roles) ->
            assertThat(roles).as(route).hasSize(1).hasOnlyElementsOfType(RouteLimit.class));
    routes.remove("GET /plain/style.css");
    routes
        .keySet()
        .removeIf(route ->
            route.startsWith("HEAD ") && !route.startsWith("HEAD /api/v1/uploads")); // as GET
    assertThat(Description.operations(described)).isEqualTo(routes.keySet());
  }

  private static Submission newest() {
    List<Submission> all = running.intake.list(SubmissionState.RECEIVED, 0, 1_000);
    return all.getLast();
  }

  private static String upload(Gift gift) throws Exception {
    return url(phone.open(gift), 0);
  }

  private static String url(Answer opened, int index) {
    return opened.json().path("uploads").path(index).path("url").asString();
  }

  private static Answer open(String key, String body) throws Exception {
    return phone.open(key, body);
  }

  private static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.problem()).isEqualTo(type);
    assertThat(answer.json().path("requestId").asString()).isEqualTo(answer.header("X-Request-Id"));
  }
}
