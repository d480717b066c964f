package org.roomprint.catalog.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.roomprint.catalog.Cursor;
import org.roomprint.catalog.Page;
import org.roomprint.catalog.access.ApiKey;
import org.roomprint.catalog.access.ApiKeyStore;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.access.StoredApiKey;

/** The published keys of partners; read only, and without the names they were made for. */
final class SqlPartnerKeys implements ApiKeyStore {
  private static final String LABEL = "partner";

  private final InboxDatabase database;

  SqlPartnerKeys(InboxDatabase database) {
    this.database = database;
  }

  static void insert(Handle handle, StoredApiKey key) {
    handle
        .createUpdate(
            "INSERT INTO partner_key (key_id, secret_hash, created, expires)"
                + " VALUES (:id, :hash, :created, :expires)")
        .bind("id", key.key().keyId())
        .bind("hash", key.secretHash())
        .bind("created", key.key().created().toEpochMilli())
        .bind("expires", key.key().expires().map(Instant::toEpochMilli))
        .execute();
  }

  @Override
  public Optional<StoredApiKey> find(String keyId) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM partner_key WHERE key_id = :id")
            .bind("id", keyId)
            .map((row, _) -> key(row))
            .findOne());
  }

  private static StoredApiKey key(ResultSet row) throws SQLException {
    return new StoredApiKey(
        new ApiKey(
            row.getString("key_id"),
            LABEL,
            Set.of(Role.PARTNER),
            Instant.ofEpochMilli(row.getLong("created")),
            Rows.instant(row, "expires"),
            Optional.empty()),
        row.getString("secret_hash"));
  }

  @Override
  public void add(StoredApiKey key) {
    throw notHere();
  }

  @Override
  public Page<ApiKey> list(Optional<Cursor> after, int limit) {
    throw notHere();
  }

  @Override
  public boolean revoke(String keyId, Instant moment) {
    throw notHere();
  }

  private static UnsupportedOperationException notHere() {
    return new UnsupportedOperationException("The public side only checks keys");
  }
}
