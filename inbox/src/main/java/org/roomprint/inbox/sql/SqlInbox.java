package org.roomprint.inbox.sql;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.InboxLimits;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.PublicInbox;

/** Opens the sides of an inbox over SQLite or PostgreSQL. */
public final class SqlInbox {
  private SqlInbox() {}

  /**
   * Opens the public side; one process at a time has it. What an earlier one left half done is
   * cleared away first.
   *
   * @param clock tells when something was received or expires
   * @param random a {@link java.security.SecureRandom} outside of tests
   * @throws org.roomprint.base.StoreUnavailableException if it cannot be opened, or another process
   *     has it
   */
  public static PublicInbox openPublic(
      InboxSettings settings, InboxLimits limits, InstantSource clock, RandomGenerator random) {
    return SqlPublicInbox.open(settings, limits, clock, random);
  }

  /**
   * Opens the trusted side; any number of processes may have it.
   *
   * @throws org.roomprint.base.StoreUnavailableException if it cannot be opened
   */
  public static InboxIntake openIntake(InboxSettings settings) {
    return SqlInboxIntake.open(settings);
  }
}
