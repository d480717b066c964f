package org.roomprint.catalog.sql.audit;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.roomprint.catalog.access.Role;

/** Sets of roles as text. */
final class Roles {
  private Roles() {}

  static String toText(Set<Role> roles) {
    return roles.stream().map(Role::name).sorted().collect(Collectors.joining(","));
  }

  static Set<Role> fromText(String text) {
    return text.isEmpty()
        ? Set.of()
        : Arrays.stream(text.split(",", -1))
            .map(Role::valueOf)
            .collect(Collectors.toUnmodifiableSet());
  }
}
