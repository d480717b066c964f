package org.roomprint.searchapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roomprint.searchapi.SampleService.SAMPLE;
import static org.roomprint.searchapi.SampleService.STATEMENT;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.audit.AuditChain;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.searchapi.SampleService.Answer;
import tools.jackson.databind.JsonNode;

/** A service on a log that somebody has changed does not search. */
class BrokenAuditTest {
  @TempDir Path folder;

  @Test
  void refusesSearchesOnAChangedLogUntilItIsAcknowledgedAndIsNotReady() throws Exception {
    byte[] photo = Files.readAllBytes(SAMPLE.resolve("queries").resolve("query-01.jpg"));
    String key;
    try (SampleService sample = new SampleService(folder, 1, false)) {
      key = sample.key(Role.ANALYST);
      assertThat(sample.service().auditState()).startsWith("Audit log: intact up to ");
      assertThat(search(sample, key, photo).status()).isEqualTo(200);
    }
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve("data/catalog/catalog.sqlite"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("DROP TRIGGER audit_record_is_not_changed");
      statement.executeUpdate(
          "UPDATE audit_record SET purpose = 'another' WHERE purpose IS NOT NULL");
    }

    try (SampleService sample = SampleService.over(folder)) {
      assertThat(sample.service().auditState()).contains("broken").contains("acknowledge");
      Answer refused = search(sample, key, photo);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.json().path("type").asString())
          .isEqualTo("urn:roomprint:problem:audit-broken");
      assertThat(sample.get("health/ready", "").status()).isEqualTo(503);
      assertThat(sample.get("health/live", "").status()).isEqualTo(200);
      assertThat(sample.get("api/v1/hotels", key).status()).isEqualTo(200);

      try (Catalog catalog = sample.openCatalog()) {
        assertThat(catalog.auditLog().acknowledge("tested")).isPresent();
      }
      int status = 503;
      for (int i = 0; i < 40 && status != 200; i++) {
        Thread.sleep(500);
        status = search(sample, key, photo).status();
      }
      assertThat(status).isEqualTo(200);
      assertThat(sample.get("health/ready", "").status()).isEqualTo(200);
    }
  }

  @Test
  void tellsAReviewerWhichRecordWasChangedOrChangedPlacesAndStillShowsTheLog() throws Exception {
    String reviewer;
    try (SampleService sample = SampleService.over(folder)) {
      reviewer = sample.key(Role.REVIEWER);
      append(sample, 4);
    }
    change(
        "UPDATE audit_record SET record_number = 99 WHERE record_number = 4",
        "UPDATE audit_record SET record_number = 4 WHERE record_number = 5",
        "UPDATE audit_record SET record_number = 5 WHERE record_number = 99");
    try (SampleService sample = SampleService.over(folder)) {
      assertBrokenFrom(4, sample, reviewer, "");
    }
    change("UPDATE audit_record SET request_id = 'another' WHERE record_number = 2");

    try (SampleService sample = SampleService.over(folder)) {
      assertBrokenFrom(2, sample, reviewer, "");
      assertThat(verification(sample, reviewer, "").path("detail").asString())
          .isEqualTo("Record 2: its content is not what its hash says");
      assertThat(sample.get("api/v1/audit/2", reviewer).json().path("requestId").asString())
          .isEqualTo("another");
      JsonNode records = sample.get("api/v1/audit", reviewer).json().path("records");
      assertThat(records.size()).as("with the one of the read before").isEqualTo(6);
      assertThat(records.path(0).path("action").asString()).isEqualTo("VIEW_AUDIT");
    }
  }

  @Test
  void namesTheRecordThatNobodyCanReadAnyMoreAndShowsOthers() throws Exception {
    try (SampleService sample = SampleService.over(folder)) {
      String reviewer = sample.key(Role.REVIEWER);
      append(sample, 2);
      change("UPDATE audit_record SET action = 'NONSENSE' WHERE record_number = 2");

      for (String path : List.of("api/v1/audit", "api/v1/audit/2")) {
        Answer answer = sample.get(path, reviewer);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("type").asString())
            .isEqualTo("urn:roomprint:problem:audit-broken");
        assertThat(answer.json().path("detail").asString()).contains("Record 2 ");
      }
      assertThat(sample.get("api/v1/audit/3", reviewer).status()).isEqualTo(200);
      assertThat(sample.get("api/v1/audit?limit=1", reviewer).status()).isEqualTo(200);

      change(
          "UPDATE audit_record SET parameters = 'no JSON', action = 'MANAGE_CATALOG'"
              + " WHERE record_number = 2");
      assertThat(sample.get("api/v1/audit/2", reviewer).json().path("parameters").asString())
          .isEqualTo("no JSON");
    }
  }

  @Test
  void tellsWithinSecondsThatTheEndWasCutOffWithTheRowThatNamesTheNewest() throws Exception {
    try (SampleService sample = SampleService.over(folder)) {
      String reviewer = sample.key(Role.REVIEWER);
      append(sample, 4);
      awaitIntactUpTo(5, sample, reviewer);
      Files.delete(heads());
      change(
          "DELETE FROM audit_record WHERE record_number > 3",
          "UPDATE audit_head SET record_number = 3, record_hash ="
              + " (SELECT record_hash FROM audit_record WHERE record_number = 3)");

      awaitBroken(sample, reviewer);
      assertBrokenFrom(5, sample, reviewer, "");
    }
  }

  @Test
  void tellsByAHeadKeptElsewhereThatTheWholeLogWasChangedAndChainedAnew() throws Exception {
    String reviewer;
    AuditHead noted;
    AuditHead before;
    try (SampleService sample = SampleService.over(folder)) {
      reviewer = sample.key(Role.REVIEWER);
      append(sample, 4);
      try (Catalog catalog = sample.openCatalog()) {
        noted = catalog.auditLog().head();
        before = catalog.auditLog().find(2).orElseThrow().head();
      }
      awaitIntactUpTo(5, sample, reviewer);
      chainAnew(sample, 3);
      Files.delete(heads());

      awaitBroken(sample, reviewer);
      assertBrokenFrom(5, sample, reviewer, "");
    }

    try (SampleService sample = SampleService.over(folder)) {
      assertThat(verification(sample, reviewer, "").path("state").asString())
          .as("by itself it cannot know")
          .isEqualTo("INTACT");
      assertThat(verification(sample, reviewer, "?head=" + before.text()).path("state").asString())
          .isEqualTo("INTACT");
      assertBrokenFrom(5, sample, reviewer, "?head=" + noted.text());
    }
  }

  private static void append(SampleService sample, int records) {
    try (Catalog catalog = sample.openCatalog()) {
      for (int i = 0; i < records; i++) {
        catalog.auditLog().append(AuditEntry.byCommand(Action.MANAGE_CATALOG, Map.of("id", i)));
      }
    }
  }

  /** Changes one record, and from it on gives all the hashes that they then would have. */
  private void chainAnew(SampleService sample, long changed) throws Exception {
    List<String> changes = new ArrayList<>();
    try (Catalog catalog = sample.openCatalog()) {
      AuditHead head = AuditHead.NONE;
      for (AuditRecord old : catalog.auditLog().list(Optional.empty(), 100).items().reversed()) {
        String parameters = old.number() == changed ? "{\"id\":77}" : old.entry().parameters();
        AuditRecord forged =
            AuditChain.append(head, old.recordedAt(), withParameters(old.entry(), parameters));
        head = forged.head();
        changes.add(
            "UPDATE audit_record SET parameters = '"
                + parameters
                + "', previous_hash = '"
                + forged.previousHash()
                + "', record_hash = '"
                + forged.hash()
                + "' WHERE record_number = "
                + forged.number());
      }
      changes.add("UPDATE audit_head SET record_hash = '" + head.hash() + "'");
    }
    change(changes.toArray(String[]::new));
  }

  private static AuditEntry withParameters(AuditEntry entry, String parameters) {
    return new AuditEntry(
        entry.requestId(),
        entry.keyId(),
        entry.roles(),
        entry.justification(),
        entry.action(),
        entry.queryContentHashes(),
        parameters,
        entry.answer(),
        entry.indexGeneration(),
        entry.modelId(),
        entry.keyLabel(),
        entry.outcome());
  }

  private Path heads() {
    return folder.resolve("data/catalog/audit-heads");
  }

  /** Changes the database as somebody would who has its file. */
  private void change(String... changes) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve("data/catalog/catalog.sqlite"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("DROP TRIGGER IF EXISTS audit_record_is_not_changed");
      statement.executeUpdate("DROP TRIGGER IF EXISTS audit_record_is_not_deleted");
      for (String change : changes) {
        statement.executeUpdate(change);
      }
    }
  }

  private static void awaitIntactUpTo(long number, SampleService sample, String reviewer)
      throws Exception {
    JsonNode found = verification(sample, reviewer, "");
    for (int i = 0; i < 60 && found.path("head").path("number").asLong() < number; i++) {
      Thread.sleep(200);
      found = verification(sample, reviewer, "");
    }
    assertThat(found.path("state").asString()).isEqualTo("INTACT");
    assertThat(found.path("head").path("number").asLong()).isEqualTo(number);
  }

  private static void awaitBroken(SampleService sample, String reviewer) throws Exception {
    for (int i = 0;
        i < 60 && verification(sample, reviewer, "").path("state").asString().equals("INTACT");
        i++) {
      Thread.sleep(200);
    }
  }

  private static void assertBrokenFrom(
      long number, SampleService sample, String reviewer, String filter) throws Exception {
    JsonNode found = verification(sample, reviewer, filter);
    assertThat(found.path("state").asString()).isEqualTo("BROKEN");
    assertThat(found.path("brokenFrom").asLong()).isEqualTo(number);
    assertThat(found.path("detail").asString()).startsWith("Record " + number + ": ");
  }

  private static JsonNode verification(SampleService sample, String reviewer, String filter)
      throws Exception {
    Answer answer = sample.get("api/v1/audit/verification" + filter, reviewer);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  private static Answer search(SampleService sample, String key, byte[] photo) throws Exception {
    return sample.postFiles(
        "api/v1/hotel-searches", key, STATEMENT, List.of(Map.entry("image", photo)));
  }
}
