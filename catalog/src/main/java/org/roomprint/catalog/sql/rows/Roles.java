package org.roomprint.catalog.sql.rows;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.roomprint.catalog.access.Role;

/** Sets of roles as text. */
public final class Roles {
  private Roles() {}

  /** Their names in order, separated by commas. */
  public static String toText(Set<Role> roles) {
    return roles.stream().map(Role::name).sorted().collect(Collectors.joining(","));
  }

  /** The roles again. */
  public static Set<Role> fromText(String text) {
    return text.isEmpty()
        ? Set.of()
        : Arrays.stream(text.split(",", -1))
            .map(Role::valueOf)
            .collect(Collectors.toUnmodifiableSet());
  }
}
