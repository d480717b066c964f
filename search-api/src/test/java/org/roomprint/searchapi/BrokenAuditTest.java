package org.roomprint.searchapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roomprint.searchapi.SampleService.SAMPLE;
import static org.roomprint.searchapi.SampleService.STATEMENT;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.access.Role;
import org.roomprint.searchapi.SampleService.Answer;

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

  private static Answer search(SampleService sample, String key, byte[] photo) throws Exception {
    return sample.postFiles(
        "api/v1/hotel-searches", key, STATEMENT, List.of(Map.entry("image", photo)));
  }
}
