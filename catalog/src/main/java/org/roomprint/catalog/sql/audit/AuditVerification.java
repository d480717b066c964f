package org.roomprint.catalog.sql.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.ApiKey;
import org.roomprint.catalog.access.StoredApiKey;
import org.roomprint.catalog.audit.AuditChain;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.audit.AuditOutcome;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.catalog.audit.AuditVerdict;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One reading of the audit log: what does not follow, what is not as it was noted down, and which
 * keys are not what the log says. A break that somebody has acknowledged later is no longer one, as
 * long as what is found there stays the same.
 */
final class AuditVerification {
  static final String REVOKED = "revoked";

  /** Most breaks that are kept one by one. */
  static final int MAX_BREAKS = 500;

  private static final int ROWS_AT_ONCE = 500;
  private static final String MISSING = "missing";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Handle handle;
  private final List<Break> open = new ArrayList<>();
  private final Set<Acknowledged> acknowledged = new HashSet<>();
  private long reached;
  private String reachedHash;

  /**
   * Something that does not fit.
   *
   * @param number of the record
   * @param found what is there instead; a later change there is another break
   * @param detail in words
   */
  record Break(long number, String found, String detail) {}

  private record Acknowledged(long number, String found) {}

  AuditVerification(Handle handle) {
    this.handle = handle;
    this.reached = 0;
    this.reachedHash = AuditChain.BEFORE_FIRST;
  }

  /**
   * Reads the log from a record on.
   *
   * @param since of which it is known that the log was whole up to it
   * @param noted by somebody; a contradiction is never acknowledged
   * @param filed in the file beside the database
   */
  AuditVerdict run(AuditHead since, Optional<AuditHead> noted, Optional<AuditHead> filed) {
    AuditHead kept = AuditAppends.head(handle);
    if (!AuditAppends.contains(handle, since)) {
      found(since.number(), "since", "it is not the one that was found whole before");
    } else {
      reached = since.number();
      reachedHash = since.hash();
    }
    walk();
    if (kept.number() != reached || !kept.hash().equals(reachedHash)) {
      found(
          Math.min(kept.number(), reached) + 1,
          "head:" + kept.text(),
          "the newest record is not the one that was kept as such");
    }
    filed.ifPresent(head -> compare(head, "in the file of heads"));
    compareKeys();
    open.removeIf(one -> acknowledged.contains(new Acknowledged(one.number(), one.found())));
    noted.ifPresent(head -> compare(head, "by whoever noted it down"));
    return open.stream()
        .min(Comparator.comparingLong(Break::number))
        .<AuditVerdict>map(first ->
            new AuditVerdict.Broken(
                first.number(), "Record " + first.number() + ": " + first.detail()))
        .orElseGet(() -> new AuditVerdict.Intact(new AuditHead(reached, reachedHash)));
  }

  List<Break> breaks() {
    return List.copyOf(open);
  }

  private void found(long number, String found, String detail) {
    if (open.size() < MAX_BREAKS) {
      open.add(new Break(number, found, detail));
    }
  }

  private void compare(AuditHead head, String where) {
    if (AuditAppends.contains(handle, head)) {
      return;
    }
    if (head.number() > reached) {
      found(
          reached + 1,
          MISSING + ":" + head.text(),
          "it was there when the head was noted down " + where + ", and is missing");
    } else {
      String other = AuditAppends.hashOf(handle, head.number()).orElse(MISSING);
      found(
          head.number(),
          "noted:" + head.hash() + ":" + other,
          "its hash is not the one that was noted down " + where);
    }
  }

  private void walk() {
    List<Row> rows = rowsAfter(reached);
    while (!rows.isEmpty()) {
      for (Row row : rows) {
        boolean follows = check(row);
        if (follows && row instanceof Row.Whole(AuditRecord found)) {
          learn(found);
        }
        reached = row.number();
        reachedHash = row.hash();
      }
      rows = rowsAfter(reached);
    }
  }

  private boolean check(Row row) {
    long expected = reached + 1;
    boolean gap = row.number() != expected;
    if (gap) {
      found(expected, MISSING, "it is missing");
    }
    return switch (row) {
      case Row.Unreadable(long number, _) -> {
        found(number, "unreadable", "its content can no longer be read");
        yield false;
      }
      case Row.Whole(AuditRecord found) -> {
        // After a gap nobody knows the hash before; that the record fits itself can still be seen.
        String before = gap ? found.previousHash() : reachedHash;
        String hash = AuditChain.hash(found, before);
        if (!hash.equals(found.hash()) || !found.previousHash().equals(before)) {
          found(found.number(), hash, "its content is not what its hash says");
          yield false;
        }
        yield true;
      }
    };
  }

  private void learn(AuditRecord found) {
    if (found.entry().action() != Action.ACKNOWLEDGE_AUDIT) {
      return;
    }
    try {
      for (JsonNode one : JSON.readTree(found.entry().parameters()).path("acknowledged")) {
        acknowledged.add(
            new Acknowledged(one.path("number").asLong(), one.path("found").asString()));
      }
    } catch (JacksonException _) {
      // It acknowledges nothing.
    }
  }

  private record KnownKey(long number, JsonNode facts, boolean revoked) {}

  /** Holds the keys as they are against the records of how they were made. */
  private void compareKeys() {
    Map<String, KnownKey> known = new HashMap<>();
    handle
        .createQuery(
            "SELECT * FROM audit_record WHERE action = 'MANAGE_KEYS' ORDER BY record_number")
        .<Row>map((row, _) -> Row.read(row))
        .forEach(row -> {
          if (row instanceof Row.Whole(AuditRecord found)
              && found.entry().outcome() == AuditOutcome.DONE) {
            JsonNode facts = JSON.readTree(found.entry().parameters());
            String id = facts.path("key").asString();
            KnownKey before = known.get(id);
            known.put(
                id,
                before != null && facts.path("event").asString().equals(REVOKED)
                    ? new KnownKey(found.number(), before.facts(), true)
                    : new KnownKey(found.number(), facts, false));
          }
        });
    List<Optional<StoredApiKey>> keys =
        handle
            .createQuery("SELECT * FROM api_key ORDER BY key_id")
            .map((row, _) -> readable(row))
            .list();
    // One that cannot be read is missed below, if it was ever recorded.
    for (StoredApiKey stored : keys.stream().flatMap(Optional::stream).toList()) {
      KnownKey record = known.remove(stored.key().keyId());
      if (record == null) {
        found(
            reached, "key:" + facts(stored), keyWords(stored.key()) + " was made without a record");
      } else if (!matches(record, stored)) {
        found(
            record.number(),
            "key:" + facts(stored),
            keyWords(stored.key()) + " is not the one that it records");
      }
    }
    known.forEach((id, record) ->
        found(
            record.number(),
            "key:gone:" + id,
            "key " + id + ", which it records, is gone or cannot be read"));
  }

  private static Optional<StoredApiKey> readable(ResultSet row) throws SQLException {
    try {
      return Optional.of(SqlApiKeys.stored(row));
    } catch (IllegalArgumentException | DateTimeException _) {
      return Optional.empty();
    }
  }

  private static String keyWords(ApiKey key) {
    return "key " + key.keyId();
  }

  private static String facts(StoredApiKey stored) {
    return JSON.writeValueAsString(AuditAppends.keyFacts("", stored)) + stored.key().revoked();
  }

  private static boolean matches(KnownKey record, StoredApiKey stored) {
    JsonNode now = JSON.valueToTree(AuditAppends.keyFacts("", stored));
    return List.of("label", "roles", "created", "expires", "secretHash").stream()
            .allMatch(name ->
                Objects.equals(now.path(name).asString(), record.facts().path(name).asString()))
        && record.revoked() == stored.key().revoked().isPresent();
  }

  private sealed interface Row {
    long number();

    String hash();

    record Whole(AuditRecord found) implements Row {
      @Override
      public long number() {
        return found.number();
      }

      @Override
      public String hash() {
        return found.hash();
      }
    }

    record Unreadable(long number, String hash) implements Row {}

    static Row read(ResultSet row) throws SQLException {
      try {
        return new Whole(AuditRows.read(row));
      } catch (IllegalArgumentException | JacksonException _) {
        return new Unreadable(
            row.getLong("record_number"), String.valueOf(row.getString("record_hash")));
      }
    }
  }

  private List<Row> rowsAfter(long number) {
    return handle
        .select(
            "SELECT * FROM audit_record WHERE record_number > ? ORDER BY record_number LIMIT ?",
            number,
            ROWS_AT_ONCE)
        .<Row>map((row, _) -> Row.read(row))
        .list();
  }
}
