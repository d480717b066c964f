package org.roomprint.searchapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roomprint.searchapi.SampleService.SAMPLE;
import static org.roomprint.searchapi.SampleService.STATEMENT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.audit.AuditFilter;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;
import org.roomprint.searchapi.SampleService.Answer;
import org.roomprint.vectors.image.ContentHash;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A reviewer reads who searched for what, and nothing else; that is recorded, too. */
class AuditRoutesTest {
  private static final String SEARCHES = "api/v1/hotel-searches";
  private static final String AUDIT = "api/v1/audit";

  @TempDir private static Path folder;

  private static SampleService sample;
  private static byte[] photo;
  private static String reviewer;

  @BeforeAll
  static void start() throws IOException {
    sample = new SampleService(folder, 1, false);
    photo = Files.readAllBytes(SAMPLE.resolve("queries").resolve("query-01.jpg"));
    reviewer = sample.key(Role.REVIEWER);
  }

  @AfterAll
  static void stop() {
    sample.close();
  }

  @Test
  void answersAReviewerAndNoOtherRole() throws Exception {
    for (String path : List.of(AUDIT, AUDIT + "/1", AUDIT + "/verification")) {
      assertThat(sample.get(path, reviewer).status()).as(path).isEqualTo(200);
      assertThat(sample.get(path, "").status()).as(path).isEqualTo(401);
      for (Role role : Role.values()) {
        if (role != Role.REVIEWER) {
          assertProblem(sample.get(path, sample.key(role)), 403, "not-permitted");
        }
      }
    }
    for (String path : List.of("api/v1/hotels", "api/v1/key", "api/v1/coverage", "metrics")) {
      assertProblem(sample.get(path, reviewer), 403, "not-permitted");
    }
    assertProblem(search(reviewer, STATEMENT), 403, "not-permitted");
    assertThat(sample.get(AUDIT, sample.key(Role.OPERATOR, Role.REVIEWER)).status())
        .as("a key may have both")
        .isEqualTo(200);
  }

  @Test
  void showsASearchWithAllThatItsRecordHolds() throws Exception {
    String investigator = sample.key(Role.INVESTIGATOR);
    Answer searched = search(investigator, STATEMENT);
    String number = searched.json().path("auditId").asString();

    JsonNode shown = sample.get(AUDIT + "/" + number, reviewer).json();

    AuditRecord kept = record(Long.parseLong(number));
    assertThat(shown.path("number").asLong()).isEqualTo(kept.number());
    assertThat(shown.path("recordedAt").asString()).isEqualTo(kept.recordedAt().toString());
    assertThat(shown.path("requestId").asString()).isEqualTo(searched.header("X-Request-Id"));
    assertThat(shown.path("keyId").asString()).isEqualTo(keyId(investigator));
    assertThat(shown.path("keyLabel").asString()).isEqualTo("test");
    assertThat(shown.path("roles").toString()).isEqualTo("[\"INVESTIGATOR\"]");
    assertThat(shown.path("caseReference").asString()).isEqualTo("TEST-1");
    assertThat(shown.path("purpose").asString()).isEqualTo("testing");
    assertThat(shown.path("action").asString()).isEqualTo("SEARCH_HOTELS");
    assertThat(shown.path("outcome").asString()).isEqualTo("DONE");
    assertThat(shown.path("queryContentHashes").toString())
        .isEqualTo("[\"" + ContentHash.of(photo).hex() + "\"]");
    assertThat(shown.path("parameters").isObject()).isTrue();
    assertThat(shown.path("parameters").toString()).isEqualTo(kept.entry().parameters());
    assertThat(shown.path("answer").size()).isEqualTo(kept.entry().answer().size()).isPositive();
    assertThat(shown.path("answer").path(0).path("id").asString())
        .isEqualTo(kept.entry().answer().getFirst().id());
    assertThat(shown.path("indexGeneration").asLong())
        .isEqualTo(kept.entry().indexGeneration().orElseThrow());
    assertThat(shown.path("modelId").asString()).isEqualTo(kept.entry().modelId().orElseThrow());
    assertThat(shown.path("previousHash").asString()).isEqualTo(kept.previousHash());
    assertThat(shown.path("hash").asString())
        .isEqualTo(searched.json().path("auditHash").asString());
  }

  @Test
  void showsSearchesThatWereRefused() throws Exception {
    String operator = sample.key(Role.OPERATOR);
    String analyst = sample.key(Role.ANALYST);
    assertProblem(search(operator, STATEMENT), 403, "not-permitted");
    assertProblem(search(analyst, "{\"purpose\":\"x\"}"), 400, "invalid-request");

    assertRefused(operator, "NOT_PERMITTED");
    assertRefused(analyst, "INVALID_REQUEST");
  }

  private static void assertRefused(String key, String why) throws Exception {
    JsonNode found = list("?action=SEARCH_HOTELS&keyId=" + keyId(key)).path("records").path(0);
    assertThat(found.path("outcome").asString()).isEqualTo("REFUSED");
    assertThat(found.path("parameters").path("why").asString()).isEqualTo(why);
    assertThat(found.path("answer").size()).isZero();
    assertThat(found.path("caseReference").isMissingNode()).isTrue();
  }

  @Test
  void listsTheRecordsOfACaseAKeyAnActionAndDaysPageByPage() throws Exception {
    String analyst = sample.key(Role.ANALYST);
    String statement = STATEMENT.replace("TEST-1", "PAGES-1");
    List<Long> searches = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      searches.add(Long.parseLong(search(analyst, statement).json().path("auditId").asString()));
    }
    LocalDate today = LocalDate.now(ZoneOffset.UTC);

    for (String filter :
        List.of(
            "?caseReference=PAGES-1",
            "?keyId=" + keyId(analyst),
            "?action=search_hotels&keyId=" + keyId(analyst),
            "?caseReference=PAGES-1&from=" + today.minusDays(1) + "&to=" + today.plusDays(1))) {
      JsonNode first = list(filter + "&limit=2");
      assertThat(numbers(first)).as(filter).isEqualTo(searches.reversed().subList(0, 2));
      JsonNode second = list(filter + "&limit=2&cursor=" + first.path("nextCursor").asString());
      assertThat(numbers(second)).as(filter).containsExactly(searches.getFirst());
      assertThat(second.path("nextCursor").isMissingNode()).isTrue();
    }
    assertThat(numbers(list("?caseReference=PAGES-1&action=LINK_ADS"))).isEmpty();
    assertThat(numbers(list("?to=" + today.minusDays(2)))).isEmpty();
    assertThat(numbers(list("?from=" + today.plusDays(2)))).isEmpty();
  }

  @Test
  void recordsEachReadOnceByTheNumbersThatItGot() throws Exception {
    String own = sample.key(Role.REVIEWER);
    long made = newest(AuditFilter.of(Action.MANAGE_KEYS)).number();

    Answer page = sample.get(AUDIT + "?action=MANAGE_KEYS&limit=1", own);

    assertThat(numbers(page.json())).containsExactly(made);
    AuditRecord read = reads(own).getFirst();
    assertThat(reads(own)).hasSize(1);
    assertThat(read.entry().parameters())
        .isEqualTo(
            "{\"read\":\"records\",\"action\":\"MANAGE_KEYS\",\"records\":1,\"newest\":"
                + made
                + ",\"oldest\":"
                + made
                + "}");
    assertThat(page.header("X-Audit-Head")).isEqualTo(read.head().text());

    sample.get(AUDIT + "/" + read.number(), own);
    assertThat(reads(own)).hasSize(2);
    assertThat(reads(own).getFirst().entry().parameters())
        .contains("\"record\"", "\"number\":" + read.number());

    for (int i = 0; i < 5; i++) {
      JsonNode reads = sample.get(AUDIT + "?action=VIEW_AUDIT&keyId=" + keyId(own), own).json();
      assertThat(numbers(reads)).as("without the one of this read").hasSize(2 + i);
    }
    assertThat(reads(own)).hasSize(7);
    assertThat(reads(own).getFirst().entry().parameters()).hasSizeLessThan(150);
    assertThat(reads(own).getFirst().entry().answer()).isEmpty();

    sample.get(AUDIT + "/verification", own);
    assertProblem(sample.get(AUDIT + "/999999", own), 404, "not-found");
    assertThat(reads(own)).as("nothing was read").hasSize(7);
  }

  private static List<AuditRecord> reads(String key) {
    try (Catalog catalog = sample.openCatalog()) {
      return catalog
          .auditLog()
          .list(
              new AuditFilter(
                  Optional.empty(),
                  Optional.of(keyId(key)),
                  Optional.of(Action.VIEW_AUDIT),
                  Optional.empty(),
                  Optional.empty()),
              Optional.empty(),
              Page.MAX_LIMIT)
          .items();
    }
  }

  @Test
  void saysUpToWhichHeadTheLogIsIntactAndHoldsHeadsThatWereNotedAgainstIt() throws Exception {
    AuditHead noted = newest(AuditFilter.ALL).head();

    JsonNode found = verification("?head=" + noted.text());
    // The verdict may be some seconds old, and the log was empty when the service started.
    for (int i = 0; i < 100 && found.path("head").path("number").asLong() == 0; i++) {
      Thread.sleep(200);
      found = verification("?head=" + noted.text());
    }

    assertThat(found.path("state").asString()).isEqualTo("INTACT");
    assertThat(found.path("head").path("number").asLong()).isPositive();
    assertThat(found.path("head").path("hash").asString())
        .isEqualTo(record(found.path("head").path("number").asLong()).hash());
    assertThat(found.path("checkedAt").asString())
        .isGreaterThanOrEqualTo(found.path("allCheckedAt").asString());
    assertThat(verification("").path("state").asString()).isEqualTo("INTACT");
    assertThat(verification("?head=" + AuditHead.NONE.text()).path("state").asString())
        .isEqualTo("INTACT");

    JsonNode other = verification("?head=" + noted.number() + ":" + "1".repeat(64));
    assertThat(other.path("state").asString()).isEqualTo("BROKEN");
    assertThat(other.path("brokenFrom").asLong()).isEqualTo(noted.number());
    assertThat(other.path("detail").asString()).contains("which was noted down");
    assertThat(other.path("head").isMissingNode()).isTrue();
    JsonNode later = verification("?head=999999:" + "1".repeat(64));
    assertThat(later.path("state").asString()).isEqualTo("BROKEN");
    assertThat(later.path("brokenFrom").asLong()).isBetween(noted.number() + 1, 999_998L);
  }

  @Test
  void namesWhatIsWrongWithAFilter() throws Exception {
    for (String wrong :
        List.of(
            "?action=nonsense",
            "?from=soon",
            "?from=2026-03-02&to=2026-03-01",
            "?to=%2B999999999-12-31",
            "?caseReference=",
            "?keyId=with%20space",
            "?limit=0",
            "?cursor=!",
            "?cursor=" + Cursor.after("a", "b").token(),
            "/verification?head=17")) {
      assertProblem(sample.get(AUDIT + wrong, reviewer), 400, "invalid-request");
    }
    for (String none : List.of("/0", "/-1", "/nonsense", "/99999999999999999999")) {
      assertProblem(sample.get(AUDIT + none, reviewer), 404, "not-found");
    }
  }

  @Test
  void describesEveryActionAndRole() throws Exception {
    JsonNode schemas =
        YAMLMapper.builder()
            .build()
            .readTree(sample.get("api/v1/openapi.yaml", "").body())
            .path("components")
            .path("schemas");

    assertThat(texts(schemas.path("AuditAction").path("enum")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Action.values()).map(Enum::name).toList());
    assertThat(
            texts(
                schemas
                    .path("AuditRecord")
                    .path("properties")
                    .path("roles")
                    .path("items")
                    .path("enum")))
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(Role.values()).map(Enum::name).toList());
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  private static List<Long> numbers(JsonNode page) {
    return page.path("records").valueStream().map(one -> one.path("number").asLong()).toList();
  }

  private static JsonNode list(String filter) throws Exception {
    Answer answer = sample.get(AUDIT + filter, reviewer);
    assertThat(answer.status()).as(filter).isEqualTo(200);
    return answer.json();
  }

  private static JsonNode verification(String filter) throws Exception {
    Answer answer = sample.get(AUDIT + "/verification" + filter, reviewer);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  private static Answer search(String key, String statement) throws Exception {
    return sample.postFiles(SEARCHES, key, statement, List.of(Map.entry("image", photo)));
  }

  private static String keyId(String key) {
    return key.substring(3, 15);
  }

  private static AuditRecord record(long number) {
    try (Catalog catalog = sample.openCatalog()) {
      return catalog.auditLog().find(number).orElseThrow();
    }
  }

  private static AuditRecord newest(AuditFilter filter) {
    try (Catalog catalog = sample.openCatalog()) {
      return catalog.auditLog().list(filter, Optional.empty(), 1).items().getFirst();
    }
  }

  private static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("type").asString()).isEqualTo("urn:roomprint:problem:" + type);
  }
}
