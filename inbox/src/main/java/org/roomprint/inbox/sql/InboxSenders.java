package org.roomprint.inbox.sql;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.roomprint.base.sql.Select;

/**
 * Tells whether two submissions of one day came from one network, and no more: networks are kept as
 * HMAC-SHA256 under a key of their day, and key and hashes are deleted when the day after it has
 * ended.
 */
final class InboxSenders {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int HASH_HEX_DIGITS = 32;

  private final InboxDatabase database;
  private final RandomGenerator random;

  InboxSenders(InboxDatabase database, RandomGenerator random) {
    this.database = database;
    this.random = random;
  }

  /**
   * What is kept of a network.
   *
   * @param day of the key, such as {@code 2026-11-29}
   */
  record SenderMark(String hash, String day) {}

  /** What is kept of a network today. */
  SenderMark mark(Handle handle, String network, Instant now) {
    String day = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
    byte[] fresh = new byte[KEY_BYTES];
    random.nextBytes(fresh);
    handle.execute(
        "INSERT INTO sender_key (day, secret) VALUES (?, ?) ON CONFLICT (day) DO NOTHING",
        day,
        HexFormat.of().formatHex(fresh));
    String secret =
        Select.one(handle, String.class, "SELECT secret FROM sender_key WHERE day = ?", day);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(secret), ALGORITHM));
      byte[] hash = mac.doFinal(network.getBytes(StandardCharsets.UTF_8));
      return new SenderMark(HexFormat.of().formatHex(hash).substring(0, HASH_HEX_DIGITS), day);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC with SHA-256", e);
    }
  }

  /** Forgets the days before yesterday. */
  void forget(Instant now) {
    String yesterday = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1).toString();
    boolean any =
        database.read(handle ->
            Select.exists(
                handle,
                "SELECT 1 FROM sender_key WHERE day < ?"
                    + " UNION ALL SELECT 1 FROM submission WHERE sender_day < ?",
                yesterday,
                yesterday));
    if (any) {
      database.write(handle -> {
        handle.execute("DELETE FROM sender_key WHERE day < ?", yesterday);
        handle.execute(
            "UPDATE submission SET sender_hash = NULL, sender_day = NULL WHERE sender_day < ?",
            yesterday);
        return true;
      });
    }
  }
}
