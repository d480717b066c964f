package org.roomprint.searchapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.base.Database;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogConfiguration;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditFilter;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.audit.AuditLog;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.catalog.audit.AuditVerdict;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.sql.SqlCatalog;

/** How much of the log is read, however often its verdict is asked for. */
class AuditWatchTest {
  private static final AuditEntry ENTRY =
      AuditEntry.byCommand(Action.MANAGE_CATALOG, Map.of("id", "h1"));

  @TempDir Path folder;
  private Instant now = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void readsAllOnceADayAndWhatIsNewAtMostEveryFewSeconds() {
    try (Catalog catalog = open()) {
      CountedLog log = new CountedLog(catalog.auditLog());
      AuditWatch watch = new AuditWatch(log, () -> now);
      for (int i = 0; i < 100; i++) {
        log.append(ENTRY);
        watch.look(Optional.empty());
      }
      assertThat(log.reads).as("within the same moment").isEqualTo(1);
      assertThat(log.readsOfAll).isEqualTo(1);

      for (int i = 0; i < 100; i++) {
        log.append(ENTRY);
        now = now.plusSeconds(5);
        AuditWatch.Look look = watch.look(Optional.of(log.head()));
        assertThat(look.verdict()).isEqualTo(new AuditVerdict.Intact(log.head()));
        assertThat(look.at()).isEqualTo(now);
        assertThat(Duration.between(look.allAt(), now)).isEqualTo(Duration.ofSeconds(5L * (i + 1)));
      }
      assertThat(log.reads).isEqualTo(101);
      assertThat(log.readsOfAll).isEqualTo(1);

      now = now.plus(Duration.ofDays(1));
      assertThat(watch.look(Optional.empty()).allAt()).isEqualTo(now);
      assertThat(log.readsOfAll).isEqualTo(2);
    }
  }

  @Test
  void readsABrokenLogAgainWhenSomebodyHasAcknowledgedItAndNotBecauseItWasRead() throws Exception {
    try (Catalog catalog = open()) {
      CountedLog log = new CountedLog(catalog.auditLog());
      AuditWatch watch = new AuditWatch(log, () -> now);
      log.append(ENTRY);
      log.append(ENTRY);
      tamper();
      assertThat(watch.look()).isInstanceOf(AuditVerdict.Broken.class);
      for (int i = 0; i < 100; i++) {
        log.append(ENTRY);
        now = now.plusSeconds(5);
        assertThat(watch.look(Optional.empty()).verdict()).isInstanceOf(AuditVerdict.Broken.class);
      }
      assertThat(log.reads).isEqualTo(1);

      log.acknowledge("looked into");
      now = now.plusSeconds(5);

      assertThat(watch.look()).isEqualTo(new AuditVerdict.Intact(log.head()));
      assertThat(log.readsOfAll).isEqualTo(2);
    }
  }

  private Catalog open() {
    return SqlCatalog.open(CatalogConfiguration.inFolder(folder), () -> now);
  }

  private void tamper() throws SQLException {
    Database database = CatalogConfiguration.inFolder(folder).database();
    assertThat(database).isInstanceOf(Database.Sqlite.class);
    Path file = ((Database.Sqlite) database).file();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("DROP TRIGGER audit_record_is_not_changed");
      statement.executeUpdate("UPDATE audit_record SET key_label = 'b' WHERE record_number = 1");
    }
  }

  /** A log that counts how often it is read, and how often from its beginning. */
  private static final class CountedLog implements AuditLog {
    private final AuditLog kept;
    int reads;
    int readsOfAll;

    CountedLog(AuditLog kept) {
      this.kept = kept;
    }

    @Override
    public AuditVerdict verify(AuditHead since, Optional<AuditHead> noted) {
      reads++;
      readsOfAll += since.equals(AuditHead.NONE) ? 1 : 0;
      return kept.verify(since, noted);
    }

    @Override
    public AuditRecord append(AuditEntry entry) {
      return kept.append(entry);
    }

    @Override
    public Optional<AuditRecord> find(long number) {
      return kept.find(number);
    }

    @Override
    public Page<AuditRecord> list(AuditFilter filter, Optional<Cursor> after, int limit) {
      return kept.list(filter, after, limit);
    }

    @Override
    public AuditHead head() {
      return kept.head();
    }

    @Override
    public boolean contains(AuditHead noted) {
      return kept.contains(noted);
    }

    @Override
    public Optional<Long> numberOf(String hash) {
      return kept.numberOf(hash);
    }

    @Override
    public Optional<AuditRecord> acknowledge(String why) {
      return kept.acknowledge(why);
    }
  }
}
