package org.roomprint.catalog.links;

import java.time.Instant;
import java.util.Optional;
import org.roomprint.base.Texts;

/**
 * What an analyst has decided about ads; holds until it is withdrawn, whatever is computed.
 *
 * @param decisionId unique
 * @param groupId the group that was looked at
 * @param level at which it holds
 * @param ruling what was decided
 * @param note why, in the analyst's words; empty where nothing was said
 * @param decidedBy id of the key or person
 * @param decidedAt when
 * @param withdrawal who took it back, and when; absent while it holds
 */
public record GroupDecision(
    String decisionId,
    String groupId,
    GroupLevel level,
    Ruling ruling,
    String note,
    String decidedBy,
    Instant decidedAt,
    Optional<Withdrawal> withdrawal) {
  /** Longest note, in UTF-16 characters. */
  public static final int MAX_NOTE_LENGTH = 1_000;

  /** What was decided. */
  public sealed interface Ruling {
    /** These two ads are never in one group of the level. */
    record HeldApart(String adId, String otherId) implements Ruling {
      public HeldApart {
        requireTwo(adId, otherId);
      }
    }

    /** These two ads belong in one group of the level. */
    record Merged(String adId, String otherId) implements Ruling {
      public Merged {
        requireTwo(adId, otherId);
      }
    }

    /** The group has this label, and with it what its ads become a part of. */
    record Labelled(GroupLabel label) implements Ruling {}
  }

  /**
   * The end of a decision.
   *
   * @param by id of the key or person
   * @param at when
   */
  public record Withdrawal(String by, Instant at) {}

  public GroupDecision {
    Texts.requireId("decision id", decisionId);
    if (note.length() > MAX_NOTE_LENGTH || note.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "A note is one line of at most " + MAX_NOTE_LENGTH + " characters");
    }
  }

  /** Whether it still holds. */
  public boolean holds() {
    return withdrawal.isEmpty();
  }

  private static void requireTwo(String adId, String otherId) {
    if (adId.equals(otherId)) {
      throw new IllegalArgumentException("A decision is about two ads, not one and itself");
    }
  }
}
