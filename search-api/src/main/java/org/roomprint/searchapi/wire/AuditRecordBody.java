package org.roomprint.searchapi.wire;

import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * A record of the audit log on the wire; it holds ids and hashes, and no picture.
 *
 * @param recordedAt when, ISO 8601, UTC, to the millisecond
 * @param queryContentHashes SHA-256 of each query image, in order
 * @param parameters a JSON object, or text where somebody has made it no JSON
 * @param answer what was found, best first
 */
public record AuditRecordBody(
    long number,
    String recordedAt,
    String requestId,
    String keyId,
    Optional<String> keyLabel,
    List<String> roles,
    Optional<String> caseReference,
    Optional<String> purpose,
    String action,
    String outcome,
    List<String> queryContentHashes,
    JsonNode parameters,
    List<AnswerLineBody> answer,
    Optional<Long> indexGeneration,
    Optional<String> modelId,
    String previousHash,
    String hash) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public AuditRecordBody {
    roles = List.copyOf(roles);
    queryContentHashes = List.copyOf(queryContentHashes);
    answer = List.copyOf(answer);
  }

  /** One thing that was found. */
  public record AnswerLineBody(String id, String evidence, double score) {
    static AnswerLineBody of(AuditEntry.AnswerLine line) {
      return new AnswerLineBody(line.id(), line.evidence(), line.score());
    }
  }

  /** A page of records. */
  public record PageBody(List<AuditRecordBody> records, Optional<String> nextCursor) {
    public PageBody {
      records = List.copyOf(records);
    }
  }

  /** Made from the log's record. */
  public static AuditRecordBody of(AuditRecord found) {
    AuditEntry entry = found.entry();
    return new AuditRecordBody(
        found.number(),
        found.recordedAt().toString(),
        entry.requestId(),
        entry.keyId(),
        entry.keyLabel(),
        entry.roles().stream().map(Role::name).sorted().toList(),
        entry.justification().map(given -> given.caseReference().text()),
        entry.justification().map(given -> given.purpose().text()),
        entry.action().name(),
        entry.outcome().name(),
        entry.queryContentHashes(),
        parameters(entry.parameters()),
        entry.answer().stream().map(AnswerLineBody::of).toList(),
        entry.indexGeneration(),
        entry.modelId(),
        found.previousHash(),
        found.hash());
  }

  private static JsonNode parameters(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException _) {
      return StringNode.valueOf(text);
    }
  }
}
