package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roomprint.indexer.cli.Workbench.done;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.Page;
import org.roomprint.catalog.access.ApiKey;

/** What commands do to keys and catalog stands in the audit log, and the log can be checked. */
class AuditCommandTest {
  @TempDir Path folder;
  private Workbench bench = new Workbench(Path.of(""));

  @BeforeEach
  void open() {
    bench = new Workbench(folder.resolve("data"));
    done(bench.run("keys", "create", "--label", "unit 7", "--role", "analyst"));
  }

  @Test
  void recordsKeysThatAreMadeAndRevokedAndWhoDidSo() {
    String id = key().keyId();
    done(bench.run("keys", "revoke", id));

    String list = done(bench.run("audit", "list")).out();

    assertThat(list.lines()).hasSize(2);
    assertThat(list)
        .contains("MANAGE_KEYS", "\"created\"", "unit 7", "\"revoked\"", id, "command-line")
        .contains(System.getProperty("user.name"));
    assertThat(done(bench.run("audit", "verify")).out()).startsWith("intact up to 2:");
  }

  @Test
  void recordsDeletionsAndTheirUndoing() {
    done(bench.run("import", "hotels", Workbench.sample("hotels.csv").toString()));
    done(bench.run("delete", "hotel", "h01"));
    done(bench.run("delete", "hotel", "h01", "--undo"));
    assertThat(bench.run("delete", "hotel", "h01", "--undo").code()).isEqualTo(1);

    assertThat(done(bench.run("audit", "list", "--json")).out().lines().toList())
        .hasSize(3)
        .anyMatch(line -> line.contains("MANAGE_CATALOG") && line.contains("deleted"))
        .anyMatch(line -> line.contains("MANAGE_CATALOG") && line.contains("reinstated"));
  }

  @Test
  void findsByAHeadThatWasKeptElsewhereThatTheLogWasEmptied() throws Exception {
    String head = done(bench.run("audit", "head")).out().strip();
    Path noted = folder.resolve("noted.txt");
    Files.writeString(noted, "Audit log: " + head + "\n");
    for (String given : List.of(head, head.substring(head.indexOf(':') + 1), noted.toString())) {
      assertThat(done(bench.run("audit", "verify", "--head", given)).out())
          .contains("contains all");
    }
    assertThat(done(bench.run("audit", "verify", "--since", head)).out()).contains("intact");

    change(
        "DROP TRIGGER audit_record_is_not_deleted",
        "DELETE FROM audit_record",
        "DELETE FROM api_key",
        "UPDATE audit_head SET record_number = 0, record_hash = '" + "0".repeat(64) + "'");

    assertThat(bench.run("audit", "verify").out()).contains("broken", "in the file of heads");
    Files.delete(folder.resolve("data/catalog/audit-heads"));
    assertThat(done(bench.run("audit", "verify")).out()).contains("intact");
    for (String given : List.of(head, head.substring(head.indexOf(':') + 1), noted.toString())) {
      Workbench.Said said = bench.run("audit", "verify", "--head", given);
      assertThat(said.code()).isEqualTo(1);
      assertThat(said.out()).contains("broken").contains("is not in the log");
    }
    assertThat(bench.run("audit", "verify", "--head", "nonsense").code()).isEqualTo(2);
  }

  @Test
  void letsABrokenLogStandOnlyWithAReasonThatIsRecorded() throws Exception {
    change("UPDATE api_key SET label = 'somebody else'");
    assertThat(bench.run("audit", "verify").code()).isEqualTo(1);
    assertThat(bench.run("audit", "acknowledge").code()).isEqualTo(2);

    done(bench.run("audit", "acknowledge", "--why", "renamed by hand"));

    assertThat(done(bench.run("audit", "verify")).out()).contains("intact");
    assertThat(done(bench.run("audit", "list")).out()).contains("renamed by hand");
  }

  @Test
  void endsKeysAfterAYearUnlessToldOtherwiseAndShowsTheirLastUse() {
    assertThat(Duration.between(key().created(), key().expires().orElseThrow()).toDays())
        .isBetween(364L, 365L);
    assertThat(done(bench.run("keys", "list")).out()).contains("not used yet");
    try (Catalog catalog = bench.catalog()) {
      catalog.apiKeys().used(key().keyId(), LocalDate.parse("2026-03-01"));
    }
    assertThat(done(bench.run("keys", "list")).out()).contains("last used 2026-03-01");

    done(bench.run("keys", "create", "--label", "b", "--role", "analyst", "--expires", "never"));
    done(bench.run("keys", "create", "--label", "c", "--role", "analyst", "--days", "3"));
    String day = LocalDate.now(ZoneOffset.UTC).plusDays(5).toString();
    done(bench.run("keys", "create", "--label", "d", "--role", "analyst", "--expires", day));
    assertThat(done(bench.run("keys", "list")).out())
        .contains("never expires")
        .contains("valid until " + LocalDate.parse(day).plusDays(1) + "T00:00:00Z");
    for (List<String> wrong :
        List.of(
            List.of("--days", "0"),
            List.of("--expires", "soon"),
            List.of("--expires", "2020-01-01"),
            List.of("--expires", "never", "--days", "3"))) {
      List<String> command =
          new java.util.ArrayList<>(List.of("keys", "create", "--label", "e", "--role", "analyst"));
      command.addAll(wrong);
      assertThat(bench.run(command.toArray(new String[0])).code())
          .as(wrong.toString())
          .isEqualTo(2);
    }
  }

  private ApiKey key() {
    try (Catalog catalog = bench.catalog()) {
      return catalog.apiKeys().list(java.util.Optional.empty(), Page.MAX_LIMIT).items().getFirst();
    }
  }

  /** Changes the database as somebody would who has its file. */
  private void change(String... changes) throws SQLException, IOException {
    Path file = folder.resolve("data/catalog/catalog.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toRealPath());
        Statement statement = connection.createStatement()) {
      for (String change : changes) {
        statement.executeUpdate(change);
      }
    }
  }
}
