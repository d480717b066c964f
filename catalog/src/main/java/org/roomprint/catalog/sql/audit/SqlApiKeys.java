package org.roomprint.catalog.sql.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.roomprint.base.sql.Columns;
import org.roomprint.base.sql.Select;
import org.roomprint.base.sql.SqlReader;
import org.roomprint.base.sql.SqlTransactions;
import org.roomprint.catalog.access.ApiKey;
import org.roomprint.catalog.access.ApiKeyStore;
import org.roomprint.catalog.access.StoredApiKey;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.sql.rows.Pages;
import org.roomprint.catalog.sql.rows.Roles;

/** Keys in SQL. */
public final class SqlApiKeys implements ApiKeyStore {
  private final SqlReader reader;
  private final SqlTransactions transactions;
  private final SqlAuditLog log;
  private final InstantSource clock;

  public SqlApiKeys(
      SqlReader reader, SqlTransactions transactions, SqlAuditLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
    this.reader = reader;
    this.transactions = transactions;
  }

  @Override
  public void add(StoredApiKey added) {
    AuditRecord recorded =
        transactions.write(handle -> {
          handle
              .createUpdate(
                  "INSERT INTO api_key (key_id, label, roles, secret_hash, created, expires, revoked)"
                      + " VALUES (:key.keyId, :key.label, :key.roles, :secretHash, :key.created, :key.expires,"
                      + " :key.revoked)")
              .bindMethods(added)
              .execute();
          return AuditAppends.append(handle, clock.instant(), AuditAppends.ofKey("created", added));
        });
    log.note(recorded.head(), false);
  }

  @Override
  public Optional<StoredApiKey> find(String keyId) {
    return reader.read(handle ->
        handle
            .select("SELECT * FROM api_key WHERE key_id = ?", keyId)
            .map((row, _) -> stored(row))
            .findOne());
  }

  @Override
  public Page<ApiKey> list(Optional<Cursor> after, int limit) {
    return Pages.read(
        after,
        limit,
        ApiKey::keyId,
        (id, count) ->
            reader.list(
                ApiKey.class,
                "SELECT * FROM api_key WHERE key_id > ? ORDER BY key_id LIMIT ?",
                id,
                count));
  }

  @Override
  public boolean revoke(String keyId, Instant moment) {
    Optional<AuditRecord> recorded =
        transactions.write(handle -> {
          int revoked =
              handle.execute(
                  "UPDATE api_key SET revoked = ? WHERE key_id = ? AND revoked IS NULL",
                  moment,
                  keyId);
          return revoked == 1
              ? Optional.of(
                  AuditAppends.append(handle, clock.instant(), AuditAppends.ofRevocation(keyId)))
              : Optional.empty();
        });
    recorded.ifPresent(added -> log.note(added.head(), false));
    return recorded.isPresent();
  }

  /** Records the keys that are there and were made before keys were recorded; once. */
  public void recordOlder() {
    List<AuditRecord> recorded =
        transactions.write(handle -> {
          handle.execute("UPDATE audit_head SET keys_recorded = keys_recorded"); // takes the lock
          if (isRecorded(handle)) {
            return List.of();
          }
          handle.execute("UPDATE audit_head SET keys_recorded = 1");
          List<StoredApiKey> keys =
              handle
                  .createQuery("SELECT * FROM api_key ORDER BY key_id")
                  .map((row, _) -> stored(row))
                  .list();
          List<AuditRecord> added = new ArrayList<>();
          for (StoredApiKey key : keys) {
            added.add(
                AuditAppends.append(handle, clock.instant(), AuditAppends.ofKey("found", key)));
            if (key.key().revoked().isPresent()) {
              added.add(
                  AuditAppends.append(
                      handle, clock.instant(), AuditAppends.ofRevocation(key.key().keyId())));
            }
          }
          return added;
        });
    if (!recorded.isEmpty()) {
      log.note(recorded.getLast().head(), false);
    }
  }

  public static boolean isRecorded(Handle handle) {
    return Select.one(handle, Boolean.class, "SELECT keys_recorded FROM audit_head");
  }

  @Override
  public void used(String keyId, LocalDate day) {
    transactions.write(
        handle -> handle.execute("UPDATE api_key SET last_used = ? WHERE key_id = ?", day, keyId));
  }

  static StoredApiKey stored(ResultSet row) throws SQLException {
    return new StoredApiKey(key(row), row.getString("secret_hash"));
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    return new ApiKey(
        row.getString("key_id"),
        row.getString("label"),
        Roles.fromText(row.getString("roles")),
        Instant.ofEpochMilli(row.getLong("created")),
        Columns.instant(row, "expires"),
        Columns.instant(row, "revoked"),
        Columns.text(row, "last_used").map(LocalDate::parse));
  }
}
