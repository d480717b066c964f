package org.roomprint.http;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks. The filter of a service finds it out once and puts it on the request; whatever handles
 * the request afterwards takes it from there: what is recorded, counted and owned is the
 * principal's, whatever it showed to be let in.
 *
 * <p>Today that is a key. Somebody who signs in (OpenID Connect) would be a second kind here, with
 * an id of issuer and subject and with roles by its claims, and the filter the only place that
 * makes one.
 *
 * @param <R> roles of the service
 */
public sealed interface Principal<R extends Enum<R>> {
  /** By which it stands in the audit log and is counted; that of no other principal. */
  String id();

  /** Who it is, in words for people. */
  String label();

  /** What it may be here; at least one. */
  Set<R> roles();

  /** When it ceases to be let in; absent where it does not. */
  Optional<Instant> expires();

  /**
   * Whoever holds a key.
   *
   * @param id of the key
   * @param label what the key was made for, such as the unit that holds it
   * @param roles of the key
   * @param expires when the key ceases to be valid
   */
  record KeyHolder<R extends Enum<R>>(
      String id, String label, Set<R> roles, Optional<Instant> expires) implements Principal<R> {
    public KeyHolder {
      roles = Set.copyOf(roles);
      if (roles.isEmpty()) {
        throw new IllegalArgumentException("A principal has at least one role");
      }
    }

    /** Without its label, which may be a name. */
    @Override
    public String toString() {
      return "KeyHolder[" + id + "]";
    }
  }

  /**
   * Puts it on a request, once.
   *
   * @throws IllegalStateException if somebody asks already
   */
  static void put(Context context, Principal<?> principal) {
    if (context.attribute(Principal.class.getName()) != null) {
      throw new IllegalStateException("A request has one principal");
    }
    context.attribute(Principal.class.getName(), principal);
  }

  /** Who makes this request; empty where it need not be known, or is not yet. */
  static <R extends Enum<R>> Optional<Principal<R>> find(Context context) {
    return Optional.ofNullable(context.<Principal<R>>attribute(Principal.class.getName()));
  }

  /** Who makes this request, which is one that is not answered to strangers. */
  static <R extends Enum<R>> Principal<R> of(Context context) {
    return Objects.requireNonNull(
        context.<Principal<R>>attribute(Principal.class.getName()),
        "this request is answered to strangers");
  }
}
