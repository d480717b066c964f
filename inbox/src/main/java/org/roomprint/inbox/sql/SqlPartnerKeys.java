package org.roomprint.inbox.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.roomprint.base.keys.ApiKeySecret;
import org.roomprint.base.keys.KeyRefusal;
import org.roomprint.inbox.PartnerKey;
import org.roomprint.inbox.PartnerOutcome;

/** The published keys of partners. */
final class SqlPartnerKeys {
  private final InboxDatabase database;
  private final InstantSource clock;

  SqlPartnerKeys(InboxDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  static void insert(Handle handle, PartnerKey key) {
    handle
        .createUpdate(
            "INSERT INTO partner_key (key_id, secret_hash, created, expires)"
                + " VALUES (:id, :hash, :created, :expires)")
        .bind("id", key.keyId())
        .bind("hash", key.secretHash())
        .bind("created", key.created().toEpochMilli())
        .bind("expires", key.expires().map(Instant::toEpochMilli))
        .execute();
  }

  PartnerOutcome partnerOf(String presented) {
    if (presented.isBlank()) {
      return new PartnerOutcome.Refused(KeyRefusal.NO_KEY);
    }
    Optional<ApiKeySecret> secret = ApiKeySecret.parse(presented.strip());
    if (secret.isEmpty()) {
      return new PartnerOutcome.Refused(KeyRefusal.MALFORMED_KEY);
    }
    Optional<PartnerKey> key =
        find(secret.get().keyId()).filter(known -> secret.get().hasHash(known.secretHash()));
    if (key.isEmpty()) {
      return new PartnerOutcome.Refused(KeyRefusal.UNKNOWN_KEY);
    }
    if (key.get().expires().filter(end -> !clock.instant().isBefore(end)).isPresent()) {
      return new PartnerOutcome.Refused(KeyRefusal.EXPIRED_KEY);
    }
    return new PartnerOutcome.Partner(key.get().keyId());
  }

  private Optional<PartnerKey> find(String keyId) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM partner_key WHERE key_id = :id")
            .bind("id", keyId)
            .map((row, _) -> key(row))
            .findOne());
  }

  private static PartnerKey key(ResultSet row) throws SQLException {
    long expires = row.getLong("expires");
    Optional<Instant> end =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expires));
    return new PartnerKey(
        row.getString("key_id"),
        row.getString("secret_hash"),
        Instant.ofEpochMilli(row.getLong("created")),
        end);
  }
}
