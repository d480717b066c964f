package org.roomprint.searchapi.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.access.Role;
import org.roomprint.http.Principal;

/**
 * The key that a request came with, on the wire.
 *
 * @param keyId by which it stands in the audit log
 * @param label whose it is
 * @param roles what it is for
 * @param expires when it ceases to be valid, ISO 8601
 */
public record KeyBody(String keyId, String label, List<String> roles, Optional<String> expires) {
  public KeyBody {
    roles = List.copyOf(roles);
  }

  /** Of whoever asks. */
  public static KeyBody of(Principal<Role> principal) {
    return new KeyBody(
        principal.id(),
        principal.label(),
        principal.roles().stream().map(Role::name).sorted().toList(),
        principal.expires().map(Instant::toString));
  }
}
