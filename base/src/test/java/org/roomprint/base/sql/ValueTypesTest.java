package org.roomprint.base.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ValueTypesTest {
  private static final Instant MOMENT = Instant.parse("2026-11-30T12:34:56.789Z");

  @TempDir private Path folder;

  /** One of each; with a second constructor, which is not the one that reads a row. */
  public record Everything(
      Instant moment,
      Optional<Instant> later,
      LocalDate day,
      Optional<YearMonth> month,
      boolean answer,
      TestDatabase kind,
      Optional<String> word) {
    /** Of which nothing optional is known. */
    public Everything(Instant moment, boolean answer) {
      this(
          moment,
          Optional.empty(),
          LocalDate.of(2026, 2, 28),
          Optional.empty(),
          answer,
          TestDatabase.SQLITE,
          Optional.empty());
    }
  }

  private static final Everything FULL =
      new Everything(
          MOMENT,
          Optional.of(MOMENT.plusMillis(1)),
          LocalDate.of(2026, 11, 30),
          Optional.of(YearMonth.of(2026, 11)),
          true,
          TestDatabase.POSTGRESQL,
          Optional.of("word"));

  @ParameterizedTest
  @EnumSource
  void readsARecordAsItWasBoundByItsMethods(TestDatabase database) {
    DatabaseConnections connections = open(database);
    try {
      List<Everything> records = List.of(new Everything(MOMENT, false), FULL);
      connections
          .writer()
          .useHandle(handle -> {
            records.forEach(one ->
                handle
                    .createUpdate(
                        "INSERT INTO everything VALUES"
                            + " (:moment, :later, :day, :month, :answer, :kind, :word)")
                    .bindMethods(one)
                    .execute());
            assertThat(Select.list(handle, Everything.class, "SELECT * FROM everything"))
                .containsExactlyInAnyOrderElementsOf(records);
          });
    } finally {
      connections.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesMomentsInMillisecondsDaysAsTextAndYesAsOne(TestDatabase database) {
    DatabaseConnections connections = open(database);
    try {
      connections
          .writer()
          .useHandle(handle -> {
            handle.execute(
                "INSERT INTO everything VALUES (?, ?, ?, ?, ?, ?, ?)",
                FULL.moment(),
                FULL.later(),
                FULL.day(),
                FULL.month(),
                FULL.answer(),
                FULL.kind(),
                FULL.word());
            Map<String, Object> row =
                handle.createQuery("SELECT * FROM everything").mapToMap().one();
            assertThat(row.values())
                .extracting(Object::toString)
                .containsExactly(
                    "1796042096789",
                    "1796042096790",
                    "2026-11-30",
                    "2026-11",
                    "1",
                    "POSTGRESQL",
                    "word");
          });
    } finally {
      connections.close();
    }
  }

  private DatabaseConnections open(TestDatabase database) {
    DatabaseConnections connections =
        DatabaseConnections.open(
            database.empty(folder.resolve("values.sqlite")),
            new Schema("test", List.of(), List.of(), List.of()));
    connections
        .writer()
        .useHandle(handle ->
            handle.execute(
                "CREATE TABLE everything (moment BIGINT NOT NULL, later BIGINT, day TEXT NOT NULL,"
                    + " month TEXT, answer SMALLINT NOT NULL, kind TEXT NOT NULL, word TEXT)"));
    return connections;
  }
}
