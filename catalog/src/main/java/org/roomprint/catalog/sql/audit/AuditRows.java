package org.roomprint.catalog.sql.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.roomprint.base.sql.Columns;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.CaseReference;
import org.roomprint.catalog.access.Justification;
import org.roomprint.catalog.access.Purpose;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditOutcome;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.catalog.sql.rows.Roles;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Audit records to rows and back. */
final class AuditRows {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private AuditRows() {}

  /** Checks that the parameters are a JSON object. */
  static void requireJsonObject(String parameters) {
    boolean object;
    try {
      JsonNode node = JSON.readTree(parameters);
      object = node.isObject();
    } catch (JacksonException _) {
      object = false;
    }
    if (!object) {
      throw new IllegalArgumentException(
          "The parameters of an audit entry are a JSON object, such as {}");
    }
  }

  static void insert(Handle handle, AuditRecord added) {
    AuditEntry entry = added.entry();
    handle
        .createUpdate(
            "INSERT INTO audit_record (record_number, recorded_at, request_id, key_id, roles,"
                + " case_reference, purpose, action, query_hashes, parameters, answer,"
                + " index_generation, model_id, previous_hash, record_hash, key_label, outcome)"
                + " VALUES (:number, :recordedAt, :entry.requestId, :entry.keyId, :entry.roles, :case,"
                + " :purpose, :entry.action, :entry.queryContentHashes, :entry.parameters,"
                + " :entry.answer, :entry.indexGeneration, :entry.modelId, :previousHash, :hash,"
                + " :entry.keyLabel, :entry.outcome)")
        .bindMethods(added)
        .bind("case", entry.justification().map(given -> given.caseReference().text()))
        .bind("purpose", entry.justification().map(given -> given.purpose().text()))
        .execute();
  }

  /**
   * The record of a row.
   *
   * @throws IllegalArgumentException or {@link JacksonException} if somebody has made it unreadable
   */
  static AuditRecord read(ResultSet row) throws SQLException {
    Optional<CaseReference> reference = Columns.text(row, "case_reference").map(CaseReference::new);
    Optional<Purpose> purpose = Columns.text(row, "purpose").map(Purpose::new);
    long generation = row.getLong("index_generation");
    Optional<Long> indexGeneration = row.wasNull() ? Optional.empty() : Optional.of(generation);
    return new AuditRecord(
        row.getLong("record_number"),
        Instant.ofEpochMilli(row.getLong("recorded_at")),
        new AuditEntry(
            row.getString("request_id"),
            row.getString("key_id"),
            Roles.fromText(row.getString("roles")),
            reference.flatMap(of -> purpose.map(why -> new Justification(of, why))),
            Action.valueOf(row.getString("action")),
            JSON.readValue(row.getString("query_hashes"), new TypeReference<List<String>>() {}),
            row.getString("parameters"),
            JSON.readValue(
                row.getString("answer"), new TypeReference<List<AuditEntry.AnswerLine>>() {}),
            indexGeneration,
            Columns.text(row, "model_id"),
            Columns.text(row, "key_label"),
            AuditOutcome.valueOf(row.getString("outcome"))),
        row.getString("previous_hash"),
        row.getString("record_hash"));
  }
}
