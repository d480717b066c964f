package org.roomprint.catalog.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;

/** Keeps keys; to make and check them use {@link AccessControl}. */
public interface ApiKeyStore {
  /** Adds a new key, and records that in the audit log. */
  void add(StoredApiKey key);

  /** The key with this id. */
  Optional<StoredApiKey> find(String keyId);

  /** All keys by id, also those that are no longer valid. */
  Page<ApiKey> list(Optional<Cursor> after, int limit);

  /**
   * Revokes a key from that moment on, and records that in the audit log; false if there is none or
   * it was revoked before.
   */
  boolean revoke(String keyId, Instant moment);

  /** Notes the day a key was used. */
  default void used(String keyId, LocalDate day) {
    // Where keys are only checked, nothing is noted.
  }
}
