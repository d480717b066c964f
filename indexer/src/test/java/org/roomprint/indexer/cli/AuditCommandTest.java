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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.ApiKey;
import org.roomprint.catalog.access.CaseReference;
import org.roomprint.catalog.access.Justification;
import org.roomprint.catalog.access.Purpose;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditOutcome;
import org.roomprint.catalog.paging.Page;

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
  void listsTheRecordsOfAKeyAnActionACaseAndDaysNewestFirst() {
    done(bench.run("import", "hotels", Workbench.sample("hotels.csv").toString()));
    done(bench.run("delete", "hotel", "h01"));
    try (Catalog catalog = bench.catalog()) {
      catalog.auditLog().append(search("0123456789ab", "CASE-1"));
      catalog.auditLog().append(search("0123456789ab", "CASE-2"));
      catalog.auditLog().append(search("ba9876543210", "CASE-2"));
    }
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();

    assertThat(numbers()).containsExactly("5", "4", "3", "2", "1");
    assertThat(numbers("--case", "CASE-2")).containsExactly("5", "4");
    assertThat(numbers("--key", "0123456789ab")).containsExactly("4", "3");
    assertThat(numbers("--key", "command-line")).containsExactly("2", "1");
    assertThat(numbers("--action", "manage_catalog")).containsExactly("2");
    assertThat(numbers("--case", "CASE-2", "--key", "0123456789ab")).containsExactly("4");
    assertThat(numbers("--from", yesterday, "--to", today, "--limit", "2"))
        .containsExactly("5", "4");
    assertThat(numbers("--to", yesterday)).isEmpty();
    for (List<String> wrong :
        List.of(
            List.of("--action", "nonsense"),
            List.of("--from", "soon"),
            List.of("--from", today, "--to", yesterday),
            List.of("--key", "with space"),
            List.of("--limit", "0"))) {
      List<String> command = new ArrayList<>(List.of("audit", "list"));
      command.addAll(wrong);
      assertThat(bench.run(command.toArray(String[]::new)).code())
          .as(wrong.toString())
          .isEqualTo(2);
    }
  }

  private List<String> numbers(String... filter) {
    List<String> command = new ArrayList<>(List.of("audit", "list"));
    command.addAll(List.of(filter));
    return done(bench.run(command.toArray(String[]::new)))
        .out()
        .lines()
        .map(line -> line.substring(0, line.indexOf('\t')))
        .toList();
  }

  private static AuditEntry search(String keyId, String reference) {
    return new AuditEntry(
        "request-1",
        keyId,
        Set.of(Role.INVESTIGATOR),
        Optional.of(new Justification(new CaseReference(reference), new Purpose("to find her"))),
        Action.SEARCH_HOTELS,
        List.of("ab".repeat(32)),
        "{\"maxHotels\":20}",
        List.of(new AuditEntry.AnswerLine("h07", "SAME_ROOM", 0.5)),
        Optional.of(7L),
        Optional.of("model-a"),
        Optional.of("unit 7"),
        AuditOutcome.DONE);
  }

  @Test
  void showsOneRecordWithAllThatItHolds() {
    try (Catalog catalog = bench.catalog()) {
      catalog.auditLog().append(search("0123456789ab", "CASE-1"));
    }

    String shown = done(bench.run("audit", "show", "2")).out();

    assertThat(shown.lines())
        .contains(
            "number: 2",
            "request: request-1",
            "key: 0123456789ab",
            "label: unit 7",
            "roles: INVESTIGATOR",
            "action: SEARCH_HOTELS",
            "outcome: DONE",
            "case: CASE-1",
            "purpose: to find her",
            "query image: " + "ab".repeat(32),
            "generation: 7",
            "model: model-a",
            "  \"maxHotels\" : 20",
            "answer: 1 found",
            "  h07\tSAME_ROOM\t0.5");
    String head = done(bench.run("audit", "head")).out().strip();
    assertThat(shown).contains("hash: " + head.substring(head.indexOf(':') + 1));
    assertThat(done(bench.run("audit", "show", "2", "--json")).out())
        .isEqualTo(done(bench.run("audit", "list", "--limit", "1", "--json")).out());
    Workbench.Said none = bench.run("audit", "show", "3");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("There is no record 3");
    assertThat(bench.run("audit", "show", "nonsense").code()).isEqualTo(2);
  }

  @Test
  void namesTheRecordThatCanNoLongerBeRead() throws Exception {
    change(
        "DROP TRIGGER audit_record_is_not_changed", "UPDATE audit_record SET action = 'NONSENSE'");

    for (List<String> command : List.of(List.of("list"), List.of("show", "1"))) {
      List<String> words = new ArrayList<>(List.of("audit"));
      words.addAll(command);
      Workbench.Said said = bench.run(words.toArray(String[]::new));
      assertThat(said.code()).isEqualTo(1);
      assertThat(said.err()).contains("Record 1 ", "audit verify").doesNotContain("fault of");
    }
  }

  @Test
  void makesKeysOfReviewers() {
    done(bench.run("keys", "create", "--label", "inspector", "--role", "reviewer"));

    assertThat(done(bench.run("keys", "list")).out()).contains("[REVIEWER]");
    assertThat(done(bench.run("audit", "verify")).out()).startsWith("intact up to 2:");
  }

  @Test
  void takesTheHeadOfALogThatWasEmptyThen() {
    assertThat(done(bench.run("audit", "verify", "--head", "0:" + "0".repeat(64))).out())
        .contains("contains all");
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
          new ArrayList<>(List.of("keys", "create", "--label", "e", "--role", "analyst"));
      command.addAll(wrong);
      assertThat(bench.run(command.toArray(new String[0])).code())
          .as(wrong.toString())
          .isEqualTo(2);
    }
  }

  private ApiKey key() {
    try (Catalog catalog = bench.catalog()) {
      return catalog.apiKeys().list(Optional.empty(), Page.MAX_LIMIT).items().getFirst();
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
