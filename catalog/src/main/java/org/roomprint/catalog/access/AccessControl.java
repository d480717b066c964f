package org.roomprint.catalog.access;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.roomprint.base.StoreException;
import org.roomprint.base.keys.ApiKeySecret;
import org.roomprint.base.keys.KeyRefusal;
import org.roomprint.catalog.access.AccessDecision.NotAuthenticated;

/** Makes keys, and decides by them what may be answered; safe to be called from several threads. */
public final class AccessControl {
  private final ApiKeyStore keys;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<String, LocalDate> usedOn = new ConcurrentHashMap<>();

  /**
   * @param random a {@link java.security.SecureRandom} outside of tests
   */
  public AccessControl(ApiKeyStore keys, InstantSource clock, RandomGenerator random) {
    this.keys = keys;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Makes and keeps a key.
   *
   * @param label what it is made for
   * @param roles at least one
   * @param expires when it ceases to be valid; empty for never
   */
  public NewApiKey makeKey(String label, Set<Role> roles, Optional<Instant> expires) {
    ApiKeySecret secret = ApiKeySecret.make(random);
    ApiKey key =
        new ApiKey(
            secret.keyId(),
            label,
            roles,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            expires.map(moment -> moment.truncatedTo(ChronoUnit.MILLIS)),
            Optional.empty());
    keys.add(new StoredApiKey(key, secret.hash()));
    return new NewApiKey(key, secret);
  }

  /** Revokes a key from now on; false if there is none or it was revoked before. */
  public boolean revokeKey(String keyId) {
    return keys.revoke(keyId, clock.instant());
  }

  /**
   * Decides whether a request may be answered. Who asks is found out first, and nothing else is
   * said to strangers.
   *
   * @param presentedKey the text they present as their key
   * @param action what they ask for
   */
  public AccessDecision decide(Optional<String> presentedKey, Action action) {
    return switch (authenticate(presentedKey)) {
      case Authentication.Failed(KeyRefusal reason) -> new NotAuthenticated(reason);
      case Authentication.Succeeded(ApiKey key) when !key.permits(action) ->
          new AccessDecision.NotPermitted(key, action);
      case Authentication.Succeeded(ApiKey key) -> new AccessDecision.Granted(key);
    };
  }

  private sealed interface Authentication {
    record Succeeded(ApiKey key) implements Authentication {}

    record Failed(KeyRefusal reason) implements Authentication {}
  }

  private Authentication authenticate(Optional<String> presentedKey) {
    if (presentedKey.isEmpty() || presentedKey.get().isBlank()) {
      return new Authentication.Failed(KeyRefusal.NO_KEY);
    }
    Optional<ApiKeySecret> secret = ApiKeySecret.parse(presentedKey.get().strip());
    if (secret.isEmpty()) {
      return new Authentication.Failed(KeyRefusal.MALFORMED_KEY);
    }
    Optional<StoredApiKey> stored =
        keys.find(secret.get().keyId()).filter(key -> secret.get().hasHash(key.secretHash()));
    if (stored.isEmpty()) {
      return new Authentication.Failed(KeyRefusal.UNKNOWN_KEY);
    }
    ApiKey key = stored.get().key();
    if (key.revoked().isPresent()) {
      return new Authentication.Failed(KeyRefusal.REVOKED_KEY);
    }
    if (key.expires().isPresent() && !clock.instant().isBefore(key.expires().get())) {
      return new Authentication.Failed(KeyRefusal.EXPIRED_KEY);
    }
    noteUse(key.keyId());
    return new Authentication.Succeeded(key);
  }

  /** Once a day and key, and not while somebody waits for an answer. */
  private void noteUse(String keyId) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (!today.equals(usedOn.put(keyId, today))) {
      Thread.ofVirtual()
          .name("key-use")
          .start(() -> {
            try {
              keys.used(keyId, today);
            } catch (StoreException _) {
              usedOn.remove(keyId); // the next use tries again
            }
          });
    }
  }
}
