package org.roomprint.catalog.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.roomprint.base.Texts;

/**
 * A key as it may be shown: everything but its secret.
 *
 * @param keyId the part by which it is named in lists and in the audit log
 * @param label what it was made for, such as the unit that holds it
 * @param roles at least one
 * @param created when it was made
 * @param expires when it ceases to be valid
 * @param revoked when it was revoked
 * @param lastUsed the day it was last used; empty if it never was, or not since days are kept
 */
public record ApiKey(
    String keyId,
    String label,
    Set<Role> roles,
    Instant created,
    Optional<Instant> expires,
    Optional<Instant> revoked,
    Optional<LocalDate> lastUsed) {
  public ApiKey {
    Texts.requireId("key id", keyId);
    Texts.requireLabel("key's label", label);
    roles = Set.copyOf(roles);
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("A key has at least one role");
    }
  }

  /** Whether one of its roles permits this. */
  public boolean permits(Action action) {
    return Role.anyPermits(roles, action);
  }

  /** One that was not used yet. */
  public ApiKey(
      String keyId,
      String label,
      Set<Role> roles,
      Instant created,
      Optional<Instant> expires,
      Optional<Instant> revoked) {
    this(keyId, label, roles, created, expires, revoked, Optional.empty());
  }
}
