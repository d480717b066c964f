package org.roomprint.searchapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.indexer.linking.GroupingJob;
import org.roomprint.searchapi.SampleService.Answer;
import tools.jackson.databind.JsonNode;

/** Groups of ads over HTTP, computed of three made-up posters. */
class AdGroupRoutesTest {
  private static final String GROUPS = "api/v1/ad-groups";

  @TempDir private static Path folder;
  private static int services;

  private Optional<SampleService> running = Optional.empty();
  private String analyst = "";
  private String one = "";
  private String two = "";
  private String three = "";
  private String other = "";

  @BeforeEach
  void start() throws Exception {
    running =
        Optional.of(
            new SampleService(
                Files.createDirectories(folder.resolve("service" + ++services)), 1, false));
    analyst = sample().key(Role.ANALYST);
    try (Catalog catalog = sample().openCatalog()) {
      one = put(catalog, "1", "Rose in room 1, call +1 202 555 0141 any time after five or so");
      two = put(catalog, "2", "Rose in room 2, call +1 202 555 0141 any time after five or so");
      three = put(catalog, "3", "+1 202 555 0141 or +1 202 555 0142");
      other = put(catalog, "4", "Call +1 202 555 0177");
    }
    group();
  }

  @AfterEach
  void end() {
    running.ifPresent(SampleService::close);
  }

  private SampleService sample() {
    return running.orElseThrow();
  }

  private static String put(Catalog catalog, String id, String text) {
    Ad ad =
        new Ad(
            Ad.idOf("board.example", id),
            "board.example",
            id,
            Optional.empty(),
            "Ad " + id,
            text,
            Optional.empty(),
            Optional.of("US"),
            Optional.empty(),
            Set.of());
    catalog.write(writer -> writer.putAd(ad));
    return ad.adId();
  }

  private void group() throws Exception {
    try (Catalog catalog = sample().openCatalog()) {
      new GroupingJob(catalog, () -> false, Clock.systemUTC()).run();
    }
  }

  private String groupOf(String ad) throws Exception {
    return sample()
        .getForCase(GROUPS + "?fewestAds=1&adId=" + ad, analyst)
        .json()
        .path("groups")
        .path(0)
        .path("groupId")
        .asString();
  }

  private static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(item -> item.path(field).asString())
        .toList();
  }

  @Test
  void listsGroupsForACaseAndRecordsThat() throws Exception {
    Answer answer = sample().getForCase(GROUPS, analyst);

    assertThat(answer.status()).isEqualTo(200);
    JsonNode groups = answer.json().path("groups");
    assertThat(texts(groups, "groupId")).containsExactly(groupOf(one));
    assertThat(groups.path(0).path("ads").asInt()).isEqualTo(3);
    assertThat(groups.path(0).path("level").asString()).isEqualTo("POSTER");
    assertThat(groups.path(0).path("closed").asBoolean()).isFalse();
    try (Catalog catalog = sample().openCatalog()) {
      AuditRecord read =
          catalog.auditLog().list(Optional.empty(), 9).items().stream()
              .filter(record -> record.entry().parameters().contains("ad groups"))
              .findFirst()
              .orElseThrow();
      assertThat(read.entry().action()).isEqualTo(Action.VIEW_ADS);
      assertThat(read.entry().justification()).isPresent();
    }
    assertThat(sample().get(GROUPS, analyst).status()).as("without a case").isEqualTo(400);
    assertThat(sample().getForCase(GROUPS, sample().key(Role.INVESTIGATOR)).status())
        .isEqualTo(403);
    assertThat(sample().getForCase(GROUPS, "").status()).isEqualTo(401);
  }

  @Test
  void pagesByCursorAndRefusesWhatIsNoFilter() throws Exception {
    Answer first = sample().getForCase(GROUPS + "?fewestAds=1&limit=1", analyst);
    String next = first.json().path("nextCursor").asString();
    Answer second = sample().getForCase(GROUPS + "?fewestAds=1&limit=1&cursor=" + next, analyst);

    assertThat(texts(second.json().path("groups"), "groupId")).containsExactly(groupOf(other));
    assertThat(second.json().has("nextCursor")).isFalse();
    for (String wrong :
        List.of("level=NONE", "fewestAds=0", "closed=maybe", "label=RISK", "limit=0")) {
      assertThat(sample().getForCase(GROUPS + "?" + wrong, analyst).status())
          .as(wrong)
          .isEqualTo(400);
    }
    assertThat(sample().getForCase(GROUPS + "?adId=nowhere", analyst).status()).isEqualTo(404);
  }

  @Test
  void showsAGroupWithItsAdsSelectorsTextsAndEdges() throws Exception {
    JsonNode group = sample().getForCase(GROUPS + "/" + groupOf(one), analyst).json();

    assertThat(texts(group.path("ads"), "adId")).containsExactlyInAnyOrder(one, two, three);
    assertThat(group.path("moreAds").asBoolean()).isFalse();
    assertThat(group.path("selectors").path(0).path("value").asString()).isEqualTo("+12025550141");
    assertThat(group.path("selectors").path(0).path("ads").asInt()).isEqualTo(3);
    assertThat(group.path("edges").size()).as("one less than ads").isEqualTo(2);
    assertThat(group.path("edges").path(0).path("words").asString())
        .contains("Both ads hold the phone +12025550141");
    assertThat(texts(group.path("textTemplates"), "text"))
        .singleElement()
        .asString()
        .startsWith("Rose in room [1] call")
        .endsWith("five or so");
    JsonNode selector = group.path("ads").path(0).path("selectors").path(0);
    assertThat(selector.path("given").asBoolean()).isFalse();
    assertThat(selector.path("foundAt").path(0).path("field").asString()).isEqualTo("TEXT");

    String operation = group.path("group").path("operationId").asString();
    JsonNode whole = sample().getForCase(GROUPS + "/" + operation, analyst).json();
    assertThat(texts(whole.path("posters"), "groupId")).containsExactly(groupOf(one));
    assertThat(sample().getForCase(GROUPS + "/nowhere", analyst).status()).isEqualTo(404);
  }

  @Test
  void explainsTheWayBetweenAnyTwoAdsOfAGroup() throws Exception {
    String path = GROUPS + "/" + groupOf(one) + "/path";
    List<String> ads = List.of(one, two, three);
    for (String from : ads) {
      for (String to : ads) {
        JsonNode steps =
            sample().getForCase(path + "?from=" + from + "&to=" + to, analyst).json().path("steps");
        List<String> way = new ArrayList<>(List.of(from));
        way.addAll(texts(steps, "toAdId"));
        assertThat(way.getLast()).isEqualTo(to);
        assertThat(texts(steps, "fromAdId")).isEqualTo(way.subList(0, way.size() - 1));
        for (JsonNode step : steps) {
          assertThat(step.path("edge").path("words").asString()).contains("+12025550141");
        }
      }
    }
    assertThat(sample().getForCase(path + "?from=" + one + "&to=" + other, analyst).status())
        .isEqualTo(400);
  }

  @Test
  void closesAGroupWithARecordAndOpensItAgainWhenThatIsWithdrawn() throws Exception {
    String group = groupOf(one);
    String decisions = GROUPS + "/" + group + "/decisions";
    String close = "{\"ruling\":\"LABELLED\",\"label\":\"NO_SIGN_OF_COERCION\",\"note\":\"seen\"}";
    assertThat(sample().post(decisions, analyst, close).status()).as("no case").isEqualTo(400);
    assertThat(sample().postForCase(decisions, sample().key(Role.OPERATOR), close).status())
        .isEqualTo(403);

    Answer decided = sample().postForCase(decisions, analyst, close);

    assertThat(decided.status()).isEqualTo(200);
    String id = decided.json().path("decisionId").asString();
    try (Catalog catalog = sample().openCatalog()) {
      AuditRecord record =
          catalog.auditLog().list(Optional.empty(), 9).items().stream()
              .filter(one -> one.entry().action() == Action.DECIDE_AD_GROUPS)
              .filter(one -> one.entry().parameters().contains(id))
              .findFirst()
              .orElseThrow();
      assertThat(record.head().text()).isEqualTo(decided.header("X-Audit-Head"));
      assertThat(record.entry().parameters()).contains("NO_SIGN_OF_COERCION");
    }
    assertThat(sample().getForCase(GROUPS + "?closed=true", analyst).json().path("groups").size())
        .isEqualTo(1);
    group();
    assertThat(sample().getForCase(GROUPS + "?closed=false", analyst).json().path("groups").size())
        .isZero();

    String withdrawal = decisions + "/" + id + "/withdrawal";
    assertThat(sample().postForCase(withdrawal, analyst, "").status()).isEqualTo(200);
    assertThat(sample().postForCase(withdrawal, analyst, "").status()).isEqualTo(409);
    assertThat(sample().getForCase(GROUPS + "?closed=false", analyst).json().path("groups").size())
        .isEqualTo(1);
    JsonNode kept = sample().getForCase(GROUPS + "/" + group, analyst).json().path("decisions");
    assertThat(kept.path(0).path("withdrawnAt").asString()).isNotBlank();
  }

  @Test
  void holdsAdsApartAndMergesGroupsFromTheNextComputingOn() throws Exception {
    String decisions = GROUPS + "/" + groupOf(one) + "/decisions";
    String apart =
        "{\"ruling\":\"HELD_APART\",\"adId\":\"" + one + "\",\"otherAdId\":\"" + two + "\"}";
    Answer held = sample().postForCase(decisions, analyst, apart);
    assertThat(held.status()).isEqualTo(200);
    group();
    assertThat(groupOf(one)).isNotEqualTo(groupOf(two));
    JsonNode alerts =
        sample().getForCase(GROUPS + "/" + groupOf(one), analyst).json().path("alerts");
    assertThat(alerts.path(0).path("decisionId").asString())
        .isEqualTo(held.json().path("decisionId").asString());

    String merge = "{\"ruling\":\"MERGED\",\"otherGroupId\":\"" + groupOf(other) + "\"}";
    Answer merged =
        sample().postForCase(GROUPS + "/" + groupOf(two) + "/decisions", analyst, merge);
    assertThat(merged.status()).isEqualTo(200);
    group();
    assertThat(groupOf(two)).isEqualTo(groupOf(other));
    for (String wrong :
        List.of(
            "{}",
            "{\"ruling\":\"LABELLED\",\"label\":\"RISK\"}",
            "{\"ruling\":\"MERGED\"}",
            "{\"ruling\":\"MERGED\",\"otherAdId\":\"nowhere\"}",
            "{\"ruling\":\"MERGED\",\"adId\":\"nowhere\",\"otherAdId\":\"" + two + "\"}")) {
      assertThat(
              sample()
                  .postForCase(GROUPS + "/" + groupOf(one) + "/decisions", analyst, wrong)
                  .status())
          .as(wrong)
          .isEqualTo(400);
    }
  }

  @Test
  void namesTheGroupIntoWhichAFormerOneWent() throws Exception {
    String former = groupOf(other);
    try (Catalog catalog = sample().openCatalog()) {
      put(catalog, "5", "+1 202 555 0141 or +1 202 555 0177");
    }
    group();

    Answer gone = sample().getForCase(GROUPS + "/" + former, analyst);

    assertThat(groupOf(other)).isEqualTo(groupOf(one));
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.json().path("detail").asString()).contains(groupOf(one));
  }
}
