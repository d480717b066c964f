package org.roomprint.catalog.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.Cursor;
import org.roomprint.catalog.Page;
import org.roomprint.catalog.access.ApiKey;
import org.roomprint.catalog.access.ApiKeyStore;
import org.roomprint.catalog.access.StoredApiKey;

/** Keys in SQL. */
final class SqlApiKeys implements ApiKeyStore {
  private final SqlReader reader;
  private final SqlTransactions transactions;

  SqlApiKeys(SqlReader reader, SqlTransactions transactions) {
    this.reader = reader;
    this.transactions = transactions;
  }

  @Override
  public void add(StoredApiKey added) {
    ApiKey key = added.key();
    transactions.write(handle ->
        handle
            .createUpdate(
                "INSERT INTO api_key (key_id, label, roles, secret_hash, created, expires, revoked)"
                    + " VALUES (:id, :label, :roles, :hash, :created, :expires, :revoked)")
            .bind("id", key.keyId())
            .bind("label", key.label())
            .bind("roles", Roles.toText(key.roles()))
            .bind("hash", added.secretHash())
            .bind("created", key.created().toEpochMilli())
            .bind("expires", key.expires().map(Instant::toEpochMilli))
            .bind("revoked", key.revoked().map(Instant::toEpochMilli))
            .execute());
  }

  @Override
  public Optional<StoredApiKey> find(String keyId) {
    return reader.find(
        "SELECT * FROM api_key WHERE key_id = :id",
        keyId,
        (row, _) -> new StoredApiKey(key(row), row.getString("secret_hash")));
  }

  @Override
  public Page<ApiKey> list(Optional<Cursor> after, int limit) {
    Page.requireLimit(limit);
    String afterId = after.map(cursor -> cursor.key(1).getFirst()).orElse("");
    List<ApiKey> rows =
        reader.read(handle ->
            handle
                .createQuery(
                    "SELECT * FROM api_key WHERE key_id > :after ORDER BY key_id LIMIT :limit")
                .bind("after", afterId)
                .bind("limit", limit + 1)
                .map((row, _) -> key(row))
                .list());
    return SqlReader.page(rows, limit, key -> Cursor.after(key.keyId()));
  }

  @Override
  public boolean revoke(String keyId, Instant moment) {
    return transactions.write(handle ->
        handle
                .createUpdate(
                    "UPDATE api_key SET revoked = :at WHERE key_id = :id AND revoked IS NULL")
                .bind("at", moment.toEpochMilli())
                .bind("id", keyId)
                .execute()
            == 1);
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    return new ApiKey(
        row.getString("key_id"),
        row.getString("label"),
        Roles.fromText(row.getString("roles")),
        Instant.ofEpochMilli(row.getLong("created")),
        Rows.instant(row, "expires"),
        Rows.instant(row, "revoked"));
  }
}
