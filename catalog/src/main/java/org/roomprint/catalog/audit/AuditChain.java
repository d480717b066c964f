package org.roomprint.catalog.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.roomprint.base.Digests;
import org.roomprint.catalog.access.Role;

/**
 * How records are chained: each hash is the SHA-256 over the hash before, the number, the time and
 * every component of the entry, each preceded by its length in bytes.
 *
 * <p>The form must not change, or logs that exist could no longer be verified; a new one gets a new
 * first component.
 */
public final class AuditChain {
  /** Stands for the hash before the first record. */
  public static final String BEFORE_FIRST = "0".repeat(Digests.SHA256_HEX_DIGITS);

  private static final String FORM = "roomprint-audit-1";

  /**
   * With the label of the key and the outcome, where a record has any that the first form lacks.
   */
  private static final String FORM_WITH_OUTCOME = "roomprint-audit-2";

  private AuditChain() {}

  /** The next record after this head. */
  public static AuditRecord append(AuditHead head, Instant now, AuditEntry entry) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    long number = head.number() + 1;
    return new AuditRecord(number, at, entry, head.hash(), hash(head.hash(), number, at, entry));
  }

  /** The hash that this content has after this hash. */
  public static String hash(AuditRecord found, String previous) {
    return hash(previous, found.number(), found.recordedAt(), found.entry());
  }

  private static String hash(String previous, long number, Instant at, AuditEntry entry) {
    Parts parts = new Parts();
    boolean first = entry.keyLabel().isEmpty() && entry.outcome() == AuditOutcome.DONE;
    parts.add(first ? FORM : FORM_WITH_OUTCOME).add(previous).add(number).add(at.toEpochMilli());
    parts.add(entry.requestId()).add(entry.keyId()).add(entry.roles().size());
    entry.roles().stream().map(Role::name).sorted().forEach(parts::add);
    parts.add(entry.justification().map(given -> given.caseReference().text()));
    parts.add(entry.justification().map(given -> given.purpose().text()));
    parts.add(entry.action().name());
    parts.add(entry.queryContentHashes().size());
    entry.queryContentHashes().forEach(parts::add);
    parts.add(entry.parameters());
    parts.add(entry.answer().size());
    entry
        .answer()
        .forEach(
            line -> parts.add(line.id()).add(line.evidence()).add(Double.toString(line.score())));
    parts.add(entry.indexGeneration().map(generation -> Long.toString(generation)));
    parts.add(entry.modelId());
    if (!first) {
      parts.add(entry.keyLabel()).add(entry.outcome().name());
    }
    return parts.hash();
  }

  private static final class Parts {
    private final MessageDigest digest = Digests.sha256();

    Parts add(String part) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
      return this;
    }

    Parts add(long part) {
      return add(Long.toString(part));
    }

    /** An absent part differs from an empty one. */
    Parts add(Optional<String> part) {
      return part.isPresent() ? add("+").add(part.get()) : add("-");
    }

    String hash() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}
