package org.roomprint.catalog.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.roomprint.base.Digests;
import org.roomprint.base.sql.DatabaseConnections;
import org.roomprint.base.sql.TestDatabase;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogConfiguration;
import org.roomprint.catalog.access.AccessControl;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.CaseReference;
import org.roomprint.catalog.access.Justification;
import org.roomprint.catalog.access.Purpose;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.audit.AuditChain;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditFilter;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.audit.AuditLog;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.catalog.audit.AuditVerdict;
import org.roomprint.catalog.audit.UnreadableRecordException;
import org.roomprint.catalog.paging.Page;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class AuditLogTest {
  private final TestDatabase database;
  @TempDir Path folder;
  private CatalogConfiguration configuration;
  private Catalog catalog;

  AuditLogTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void open() {
    configuration = Samples.configuration(database, folder);
    catalog = SqlCatalog.open(configuration, Samples.CLOCK);
  }

  @AfterEach
  void close() {
    if (catalog != null) {
      catalog.close();
    }
  }

  @Test
  void keepsEveryComponentOfARecord() {
    AuditEntry entry = entry(1);

    AuditRecord appended = log().append(entry);

    assertThat(appended.number()).isEqualTo(1);
    assertThat(appended.previousHash()).isEqualTo(AuditChain.BEFORE_FIRST);
    assertThat(appended.recordedAt()).isEqualTo(Samples.CLOCK.instant());
    assertThat(appended.entry()).isEqualTo(entry);
    assertThat(log().find(1)).contains(appended);
    assertThat(log().find(2)).isEmpty();
    assertThat(log().head()).isEqualTo(new AuditHead(1, appended.hash()));
  }

  @Test
  void isIntactWhenNobodyTouchedIt() {
    assertThat(log().verify(Optional.empty()))
        .isEqualTo(new AuditVerdict.Intact(new AuditHead(0, AuditChain.BEFORE_FIRST)));
    append(5);
    AuditHead noted = log().head();
    append(5);

    assertThat(log().verify(Optional.of(noted))).isEqualTo(new AuditVerdict.Intact(log().head()));
    assertThat(log().head().number()).isEqualTo(10);
  }

  @Test
  void findsTheRecordInWhichAnyColumnWasChanged() {
    append(3);
    int n = 0;
    for (String change :
        List.of(
            "recorded_at = recorded_at + 1",
            "request_id = 'other'",
            "key_id = 'other'",
            "roles = 'ANALYST,INVESTIGATOR'",
            "case_reference = 'other'",
            "purpose = 'other'",
            "action = 'LINK_ADS'",
            "action = 'NONSENSE'",
            "query_hashes = '[]'",
            "query_hashes = 'not json'",
            "parameters = '{\"k\": 1}'",
            "answer = '[]'",
            "index_generation = 8",
            "index_generation = NULL",
            "model_id = NULL",
            "previous_hash = '" + "1".repeat(64) + "'",
            "record_hash = '" + "1".repeat(64) + "'")) {
      Catalog fresh = openFreshWith(3, "fresh" + n++);
      tamper("UPDATE audit_record SET " + change + " WHERE record_number = 2");
      assertThat(fresh.auditLog().verify(Optional.empty()))
          .as(change)
          .isInstanceOfSatisfying(
              AuditVerdict.Broken.class, broken -> assertThat(broken.number()).isEqualTo(2));
      fresh.close();
    }
  }

  @Test
  void findsWhereARecordWasTakenOutOrSlippedIn() {
    Catalog middle = openFreshWith(4, "middle");
    tamper("DELETE FROM audit_record WHERE record_number = 3");
    assertThat(number(middle.auditLog().verify(Optional.empty()))).isEqualTo(3);
    middle.close();

    Catalog end = openFreshWith(4, "end");
    tamper("DELETE FROM audit_record WHERE record_number = 4");
    assertThat(number(end.auditLog().verify(Optional.empty()))).isEqualTo(4);
    end.close();

    Catalog before = openFreshWith(4, "before");
    tamper("UPDATE audit_record SET record_number = 0 WHERE record_number = 1");
    assertThat(number(before.auditLog().verify(Optional.empty()))).isEqualTo(1);
    before.close();

    Catalog after = openFreshWith(4, "after");
    tamper("UPDATE audit_head SET record_number = 3");
    assertThat(number(after.auditLog().verify(Optional.empty()))).isEqualTo(4);
    after.close();
  }

  @Test
  void noticesByANotedHeadThatTheEndWasCutOffOrTheWholeWrittenAnew() {
    Catalog cut = openFreshWith(4, "cut");
    AuditHead noted = cut.auditLog().head();
    AuditHead earlier = head(cut.auditLog().find(3).orElseThrow());
    tamper(
        "DELETE FROM audit_record WHERE record_number = 4",
        "UPDATE audit_head SET record_number = 3, record_hash = '" + earlier.hash() + "'");
    assertThat(number(cut.auditLog().verify(Optional.empty()))).isEqualTo(4);
    delete(configuration.auditHeads());
    assertThat(cut.auditLog().verify(Optional.empty())).isInstanceOf(AuditVerdict.Intact.class);
    assertThat(cut.auditLog().verify(Optional.of(earlier))).isInstanceOf(AuditVerdict.Intact.class);
    assertThat(number(cut.auditLog().verify(Optional.of(noted)))).isEqualTo(4);
    cut.auditLog().append(entry(99));
    assertThat(number(cut.auditLog().verify(Optional.of(noted)))).isEqualTo(4);
    cut.close();
  }

  @Test
  void noticesByTheFileOfHeadsThatTheWholeLogWasEmptiedOrWrittenAnewAndChained() {
    Catalog emptied = openFreshWith(1, "emptied");
    tamper(
        "DELETE FROM audit_record",
        "UPDATE audit_head SET record_number = 0, record_hash = '" + AuditChain.BEFORE_FIRST + "'");
    assertThat(number(emptied.auditLog().verify(Optional.empty()))).isEqualTo(1);
    emptied.auditLog().append(entry(7));
    assertThat(number(emptied.auditLog().verify(Optional.empty())))
        .as("what is appended later does not hide it")
        .isEqualTo(1);
    emptied.close();

    Catalog anew = openFreshWith(1, "anew");
    AuditRecord forged = AuditChain.append(AuditHead.NONE, Samples.CLOCK.instant(), entry(2));
    tamper(
        "UPDATE audit_record SET request_id = 'request-2', query_hashes = '[\""
            + forged.entry().queryContentHashes().getFirst()
            + "\"]', record_hash = '"
            + forged.hash()
            + "'",
        "UPDATE audit_head SET record_hash = '" + forged.hash() + "'");
    assertThat(number(anew.auditLog().verify(Optional.empty()))).isEqualTo(1);
    delete(configuration.auditHeads());
    assertThat(anew.auditLog().verify(Optional.empty())).isInstanceOf(AuditVerdict.Intact.class);
    anew.close();
  }

  @Test
  void noticesThatTheLogWasEmptiedAlthoughItIsReadFromARecordOnThatWasVerified() {
    append(3);
    AuditHead verified = log().head();
    append(2);
    assertThat(log().verify(verified, Optional.empty()))
        .isEqualTo(new AuditVerdict.Intact(log().head()));

    tamper("UPDATE audit_record SET purpose = 'other' WHERE record_number = 5");
    assertThat(number(log().verify(verified, Optional.empty()))).isEqualTo(5);
    delete(configuration.auditHeads());
    assertThat(log().verify(new AuditHead(3, "1".repeat(64)), Optional.empty()))
        .isInstanceOf(AuditVerdict.Broken.class);
  }

  @Test
  void holdsKeysAgainstTheRecordsOfHowTheyWereMade() {
    int n = 0;
    for (String change :
        List.of(
            "UPDATE api_key SET label = 'somebody else'",
            "UPDATE api_key SET roles = 'OPERATOR'",
            "UPDATE api_key SET expires = NULL",
            "UPDATE api_key SET secret_hash = '" + "1".repeat(64) + "'",
            "UPDATE api_key SET revoked = 1",
            "UPDATE api_key SET secret_hash = 'unreadable'",
            "DELETE FROM api_key")) {
      Catalog fresh = openFreshWith(0, "key" + n++);
      keys(fresh).makeKey("unit 7", Set.of(Role.ANALYST), Optional.of(Instant.EPOCH));
      assertThat(fresh.auditLog().verify(Optional.empty())).isInstanceOf(AuditVerdict.Intact.class);
      tamper(change);
      assertThat(number(fresh.auditLog().verify(Optional.empty()))).as(change).isEqualTo(1);
      fresh.close();
    }

    Catalog back = openFreshWith(0, "back");
    String id = keys(back).makeKey("unit 7", Set.of(Role.ANALYST), Optional.empty()).key().keyId();
    keys(back).revokeKey(id);
    assertThat(back.auditLog().verify(Optional.empty())).isInstanceOf(AuditVerdict.Intact.class);
    tamper("UPDATE api_key SET revoked = NULL");
    assertThat(number(back.auditLog().verify(Optional.empty()))).isEqualTo(2);
    back.close();
  }

  @Test
  void recordsTheKeysThatWereThereBeforeKeysWereRecordedAndNoticesOnesThatSlippedInLater() {
    Catalog old = openFreshWith(0, "old");
    old.close();
    String insert =
        "INSERT INTO api_key (key_id, label, roles, secret_hash, created) VALUES ('%s', 'old',"
            + " 'ANALYST', '"
            + "0".repeat(64)
            + "', 1)";
    tamper(insert.replace("%s", "aaaaaaaaaaaa"), "UPDATE audit_head SET keys_recorded = 0");

    try (Catalog opened = SqlCatalog.open(configuration, Samples.CLOCK)) {
      assertThat(opened.auditLog().find(1).orElseThrow().entry().parameters())
          .contains("\"found\"", "aaaaaaaaaaaa");
      assertThat(opened.auditLog().verify(Optional.empty()))
          .isInstanceOf(AuditVerdict.Intact.class);
      change(insert.replace("%s", "bbbbbbbbbbbb"));
      assertThat(opened.auditLog().verify(Optional.empty()))
          .isInstanceOf(AuditVerdict.Broken.class);
    }
  }

  @Test
  void letsABreakStandOnceSomebodyHasAcknowledgedItAndNoLaterOne() {
    append(4);
    tamper(
        "UPDATE audit_record SET purpose = 'other' WHERE record_number = 2",
        "DELETE FROM audit_record WHERE record_number = 3");
    assertThat(number(log().verify(Optional.empty()))).isEqualTo(2);

    assertThat(log().acknowledge("a disk was repaired")).isPresent();
    assertThat(log().verify(Optional.empty())).isEqualTo(new AuditVerdict.Intact(log().head()));
    assertThat(log().acknowledge("again")).isEmpty();

    change("UPDATE audit_record SET purpose = 'yet another' WHERE record_number = 2");
    assertThat(number(log().verify(Optional.empty()))).isEqualTo(2);
  }

  @Test
  void letsAMissingEndStandOnceAcknowledged() {
    append(4);
    AuditHead noted = log().head();
    AuditHead third = head(log().find(3).orElseThrow());
    tamper(
        "DELETE FROM audit_record WHERE record_number = 4",
        "UPDATE audit_head SET record_number = 3, record_hash = '" + third.hash() + "'");

    log().acknowledge("restored from a backup");

    assertThat(log().verify(Optional.empty())).isEqualTo(new AuditVerdict.Intact(log().head()));
    assertThat(number(log().verify(Optional.of(noted))))
        .as("whoever noted the head is told all the same")
        .isEqualTo(4);
  }

  @Test
  void keepsVerifyingRecordsOfTheFormBefore() {
    AuditRecord first = log().append(entry(1));

    assertThat(first.hash())
        .isEqualTo("c909b3e16d919024d186e6e629c523683ff321fded10aaf46cde3095124fb06a");
    assertThat(
            AuditChain.append(
                    AuditHead.NONE,
                    Samples.CLOCK.instant(),
                    AuditEntry.byCommand(Action.MANAGE_KEYS, java.util.Map.of()))
                .entry()
                .outcome())
        .isEqualTo(org.roomprint.catalog.audit.AuditOutcome.DONE);
  }

  @Test
  void recordsWithTheChangeOrNotAtAll() {
    assertThatThrownBy(() ->
            catalog.write(writer -> {
              writer.audit(entry(1));
              throw new IllegalStateException("changed its mind");
            }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(log().head()).isEqualTo(AuditHead.NONE);

    catalog.write(writer -> writer.audit(entry(1)));
    assertThat(log().verify(Optional.empty())).isEqualTo(new AuditVerdict.Intact(log().head()));
    assertThat(log().head().number()).isEqualTo(1);
  }

  private static AccessControl keys(Catalog of) {
    return new AccessControl(of.apiKeys(), Samples.CLOCK, new Random(7));
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void refusesToChangeOrDeleteWhatWasRecorded() {
    append(2);
    DatabaseConnections connections =
        DatabaseConnections.open(configuration.database(), SqlCatalog.SCHEMA);
    for (String change :
        List.of("UPDATE audit_record SET purpose = 'x'", "DELETE FROM audit_record")) {
      assertThatThrownBy(() -> connections.writer().useHandle(handle -> handle.execute(change)))
          .hasStackTraceContaining("audit records are");
    }
    connections.close();
    assertThat(log().verify(Optional.empty())).isInstanceOf(AuditVerdict.Intact.class);
  }

  @Test
  void listsRecordsNewestFirstAndByCase() {
    append(7);

    Page<AuditRecord> first = log().list(Optional.empty(), 4);
    Page<AuditRecord> second = log().list(first.next(), 4);
    assertThat(first.items().stream().map(AuditRecord::number)).containsExactly(7L, 6L, 5L, 4L);
    assertThat(second.items().stream().map(AuditRecord::number)).containsExactly(3L, 2L, 1L);
    assertThat(second.next()).isEmpty();
    assertThat(
            log().list(ofCase("CASE-1"), Optional.empty(), 10).items().stream()
                .map(AuditRecord::number))
        .containsExactly(7L, 5L, 3L, 1L);
  }

  @Test
  void leavesTheRecordsOfAKeyAnActionAndDaysAlsoWhenTheClockWasSetBack() {
    configuration = Samples.configuration(database, folder.resolve("days"));
    List<Instant> now = new ArrayList<>(List.of(Instant.EPOCH));
    try (Catalog days = SqlCatalog.open(configuration, now::getFirst)) {
      for (String moment :
          List.of(
              "2026-03-01T00:00:00Z",
              "2026-03-02T23:59:59.999Z",
              "2026-03-03T00:00:00Z",
              "2026-03-01T12:00:00Z",
              "2026-03-04T00:00:00Z")) {
        now.set(0, Instant.parse(moment));
        days.auditLog().append(entry(days.auditLog().head().number() == 1 ? 1 : 0));
        days.auditLog().append(AuditEntry.byCommand(Action.MANAGE_CATALOG, Map.of()));
      }
      AuditLog log = days.auditLog();

      assertThat(numbers(log, filter("", "", "2026-03-01", "2026-03-01")))
          .containsExactly(8L, 7L, 2L, 1L);
      assertThat(numbers(log, filter("", "", "2026-03-03", ""))).containsExactly(10L, 9L, 6L, 5L);
      assertThat(numbers(log, filter("", "", "", "2026-03-02")))
          .containsExactly(8L, 7L, 4L, 3L, 2L, 1L);
      assertThat(numbers(log, filter("", "", "2026-02-01", "2026-02-28"))).isEmpty();
      assertThat(numbers(log, filter("", "", "2026-03-05", ""))).isEmpty();
      assertThat(numbers(log, filter("00000000000a", "", "2026-03-02", "2026-03-03")))
          .containsExactly(5L, 3L);
      assertThat(numbers(log, filter(AuditEntry.COMMAND_LINE, "", "", "")))
          .containsExactly(10L, 8L, 6L, 4L, 2L);
      assertThat(numbers(log, filter("", "SEARCH_HOTELS", "", "")))
          .containsExactly(9L, 7L, 5L, 3L, 1L);
      assertThat(numbers(log, filter(AuditEntry.COMMAND_LINE, "SEARCH_HOTELS", "", ""))).isEmpty();
      Page<AuditRecord> first =
          log.list(filter("", "", "2026-03-01", "2026-03-01"), Optional.empty(), 3);
      assertThat(
              log.list(filter("", "", "2026-03-01", "2026-03-01"), first.next(), 3).items().stream()
                  .map(AuditRecord::number))
          .containsExactly(1L);
    }
  }

  private static List<Long> numbers(AuditLog log, AuditFilter filter) {
    return log.list(filter, Optional.empty(), 100).items().stream()
        .map(AuditRecord::number)
        .toList();
  }

  /** A filter of what is not empty. */
  private static AuditFilter filter(String keyId, String action, String from, String to) {
    return new AuditFilter(
        Optional.empty(),
        Optional.of(keyId).filter(given -> !given.isEmpty()),
        Optional.of(action).filter(given -> !given.isEmpty()).map(Action::valueOf),
        Optional.of(from).filter(given -> !given.isEmpty()).map(LocalDate::parse),
        Optional.of(to).filter(given -> !given.isEmpty()).map(LocalDate::parse));
  }

  @Test
  void refusesAFilterThatNothingCouldFit() {
    assertThatThrownBy(() -> filter("", "", "2026-03-02", "2026-03-01"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not before the first");
    for (String day : List.of("+999999999-12-31", "-0001-01-01")) {
      assertThatThrownBy(() -> filter("", "", day, ""))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("9999");
    }
    assertThatThrownBy(() -> filter("with space", "", "", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesTheRecordThatCanNoLongerBeRead() {
    append(3);
    tamper("UPDATE audit_record SET action = 'NONSENSE' WHERE record_number = 2");

    assertThatThrownBy(() -> log().list(Optional.empty(), 10))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("Record 2 ");
    assertThatThrownBy(() -> log().find(2)).isInstanceOf(UnreadableRecordException.class);
    assertThat(log().find(3)).isPresent();
  }

  @Test
  void findsTwoRecordsThatChangedPlaces() {
    append(4);
    tamper(
        "UPDATE audit_record SET record_number = 99 WHERE record_number = 2",
        "UPDATE audit_record SET record_number = 2 WHERE record_number = 3",
        "UPDATE audit_record SET record_number = 3 WHERE record_number = 99");

    assertThat(number(log().verify(Optional.empty()))).isEqualTo(2);
  }

  @Test
  void noticesByANotedHeadThatOneRecordWasChangedAndAllFromItOnChainedAnew() {
    append(4);
    AuditHead second = head(log().find(2).orElseThrow());
    AuditHead fourth = log().head();
    List<AuditRecord> records = log().list(Optional.empty(), 10).items().reversed();
    List<String> changes = new ArrayList<>();
    AuditHead head = AuditHead.NONE;
    for (AuditRecord old : records) {
      AuditEntry entry = old.number() == 3 ? entry(77) : old.entry();
      AuditRecord forged = AuditChain.append(head, old.recordedAt(), entry);
      head = forged.head();
      changes.add(
          "UPDATE audit_record SET request_id = '"
              + entry.requestId()
              + "', case_reference = '"
              + entry.justification().orElseThrow().caseReference().text()
              + "', query_hashes = '[\""
              + entry.queryContentHashes().getFirst()
              + "\"]', previous_hash = '"
              + forged.previousHash()
              + "', record_hash = '"
              + forged.hash()
              + "' WHERE record_number = "
              + forged.number());
    }
    changes.add("UPDATE audit_head SET record_hash = '" + head.hash() + "'");
    tamper(changes.toArray(String[]::new));
    assertThat(number(log().verify(Optional.empty()))).as("by the file of heads").isEqualTo(4);
    delete(configuration.auditHeads());

    assertThat(log().verify(Optional.empty())).isInstanceOf(AuditVerdict.Intact.class);
    assertThat(log().contains(second)).isTrue();
    assertThat(log().verify(Optional.of(second))).isInstanceOf(AuditVerdict.Intact.class);
    assertThat(log().contains(fourth)).isFalse();
    assertThat(number(log().verify(Optional.of(fourth)))).isEqualTo(4);
    assertThat(number(log().verify(fourth, Optional.empty())))
        .as("a service that had read up to it")
        .isEqualTo(4);
  }

  @Test
  void chainsWhatSeveralProcessesAppendAtOnce() throws Exception {
    try (Catalog other = SqlCatalog.open(configuration, Samples.CLOCK);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        AuditLog log = (t % 2 == 0 ? catalog : other).auditLog();
        running.add(
            threads.submit(() -> {
              for (int i = 0; i < 15; i++) {
                log.append(entry(i));
              }
            }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
    assertThat(log().verify(Optional.empty())).isEqualTo(new AuditVerdict.Intact(log().head()));
    assertThat(log().head().number()).isEqualTo(60);
  }

  @Test
  void refusesEntriesThatLackWhatTheLawAsksFor() {
    AuditEntry complete = entry(1);

    assertThatThrownBy(() ->
            new AuditEntry(
                "r",
                "k",
                Set.of(Role.INVESTIGATOR),
                Optional.empty(),
                Action.SEARCH_HOTELS,
                List.of(),
                "{}",
                List.of(),
                Optional.empty(),
                Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("case and purpose");
    assertThatThrownBy(() -> log().append(withParameters(complete, "not json")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("JSON object");
    assertThatThrownBy(() -> log().append(withParameters(complete, "[1]")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(log().head().number()).isZero();
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
        entry.modelId());
  }

  private static AuditHead head(AuditRecord newest) {
    return new AuditHead(newest.number(), newest.hash());
  }

  private static long number(AuditVerdict verdict) {
    assertThat(verdict).isInstanceOf(AuditVerdict.Broken.class);
    return ((AuditVerdict.Broken) verdict).number();
  }

  private AuditLog log() {
    return catalog.auditLog();
  }

  private void append(int count) {
    for (int i = 0; i < count; i++) {
      log().append(entry(i));
    }
  }

  private Catalog openFreshWith(int entries, String name) {
    configuration = Samples.configuration(database, folder.resolve(name));
    Catalog fresh = SqlCatalog.open(configuration, Samples.CLOCK);
    for (int i = 0; i < entries; i++) {
      fresh.auditLog().append(entry(i));
    }
    return fresh;
  }

  /** Changes the tables whose guards are gone. */
  private void change(String change) {
    DatabaseConnections connections =
        DatabaseConnections.open(configuration.database(), SqlCatalog.SCHEMA);
    connections.writer().useHandle(handle -> handle.execute(change));
    connections.close();
  }

  /** Changes the tables as somebody would who has the database and takes the guards away. */
  private void tamper(String... changes) {
    DatabaseConnections connections =
        DatabaseConnections.open(configuration.database(), SqlCatalog.SCHEMA);
    Jdbi jdbi = connections.writer();
    jdbi.useTransaction(handle -> {
      switch (database) {
        case SQLITE -> {
          handle.execute("DROP TRIGGER audit_record_is_not_changed");
          handle.execute("DROP TRIGGER audit_record_is_not_deleted");
        }
        case POSTGRESQL ->
            handle.execute("DROP TRIGGER audit_record_is_append_only ON audit_record");
      }
      for (String change : changes) {
        assertThat(handle.execute(change)).isEqualTo(1);
      }
    });
    connections.close();
  }

  private static AuditEntry entry(int i) {
    return new AuditEntry(
        "request-" + i,
        "00000000000a",
        Set.of(Role.INVESTIGATOR),
        Optional.of(
            new Justification(
                new CaseReference("CASE-" + (i % 2 == 0 ? "1" : "2")),
                new Purpose("to find „Zimmer 7“"))),
        Action.SEARCH_HOTELS,
        List.of(Digests.sha256Hex(new byte[] {(byte) i})),
        "{\"k\": 10}",
        List.of(
            new AuditEntry.AnswerLine("h1", "SAME_ROOM", 0.1 + 0.2),
            new AuditEntry.AnswerLine("h2", "LOOKS_ALIKE", -1e-300)),
        Optional.of(7L),
        Optional.of("model"));
  }

  private static AuditFilter ofCase(String reference) {
    return new AuditFilter(
        Optional.of(new CaseReference(reference)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
