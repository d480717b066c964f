package org.roomprint.catalog.sql.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.roomprint.base.sql.Select;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.ApiKey;
import org.roomprint.catalog.access.StoredApiKey;
import org.roomprint.catalog.audit.AuditChain;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.catalog.sql.rows.Roles;

/** Adds records to the audit log, within whatever transaction is at hand. */
public final class AuditAppends {
  private AuditAppends() {}

  public static AuditRecord append(Handle handle, Instant now, AuditEntry entry) {
    AuditRows.requireJsonObject(entry.parameters());
    // Takes the lock, so that nobody else appends between here and the commit.
    handle.execute("UPDATE audit_head SET record_number = record_number");
    AuditRecord added = AuditChain.append(head(handle), now, entry);
    AuditRows.insert(handle, added);
    handle.execute(
        "UPDATE audit_head SET record_number = ?, record_hash = ?", added.number(), added.hash());
    return added;
  }

  static AuditHead head(Handle handle) {
    return Select.one(
        handle,
        AuditHead.class,
        "SELECT record_number AS number, record_hash AS hash FROM audit_head");
  }

  /** Whether the log contains this head. */
  static boolean contains(Handle handle, AuditHead head) {
    return head.equals(AuditHead.NONE)
        || hashOf(handle, head.number()).filter(head.hash()::equals).isPresent();
  }

  /** The hash that the record with this number says it has. */
  static Optional<String> hashOf(Handle handle, long number) {
    return Select.find(
        handle,
        String.class,
        "SELECT record_hash FROM audit_record WHERE record_number = ?",
        number);
  }

  /**
   * A key as it was made, or found when keys were first recorded.
   *
   * @param event {@code created} or {@code found}
   */
  static AuditEntry ofKey(String event, StoredApiKey stored) {
    return AuditEntry.byCommand(Action.MANAGE_KEYS, keyFacts(event, stored));
  }

  static Map<String, Object> keyFacts(String event, StoredApiKey stored) {
    ApiKey key = stored.key();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("event", event);
    facts.put("key", key.keyId());
    facts.put("label", key.label());
    facts.put("roles", Roles.toText(key.roles()));
    facts.put("created", key.created().toEpochMilli());
    facts.put("expires", key.expires().map(Instant::toEpochMilli).orElse(-1L));
    facts.put("secretHash", stored.secretHash());
    return facts;
  }

  static AuditEntry ofRevocation(String keyId) {
    return AuditEntry.byCommand(
        Action.MANAGE_KEYS, Map.of("event", AuditVerification.REVOKED, "key", keyId));
  }
}
