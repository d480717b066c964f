package org.roomprint.inbox.sql;

import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.roomprint.base.keys.ApiKeySecret;
import org.roomprint.base.keys.KeyRefusal;
import org.roomprint.base.sql.Select;
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
                + " VALUES (:keyId, :secretHash, :created, :expires)")
        .bindMethods(key)
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
        Select.find(handle, PartnerKey.class, "SELECT * FROM partner_key WHERE key_id = ?", keyId));
  }
}
