package org.roomprint.catalog.contribution;

import java.time.YearMonth;
import java.util.Optional;
import org.roomprint.catalog.photo.Tier;

/** Changes contributions within one transaction of {@link org.roomprint.catalog.Catalog#write}. */
public interface ContributionWriter {
  /** The contribution as this transaction sees it. */
  Optional<Contribution> find(String contributionId);

  /** Adds or replaces a contribution; pictures that it no longer has are deleted. */
  void put(Contribution contribution);

  /** Adds a decision. */
  void decide(String contributionId, Decision decision);

  /** The newest decision that was not taken back. */
  Optional<Decision> lastDecision(String contributionId);

  /** Takes the newest decision back; false if there is none. */
  boolean takeBack(String contributionId);

  /** Trusts a photo of the gallery so far; false if it is not there or was trusted so far. */
  boolean setTier(String photoId, Tier tier);

  /**
   * The secret of a month's day marks; made where there is none.
   *
   * @param fresh taken if there is none yet
   */
  String dayKey(YearMonth month, String fresh);

  /** Forgets the devices of what is in the gallery; how many. */
  int forgetDevicesOfReleased();

  /** Deletes the secrets of the months before this one. */
  void forgetDayKeys(YearMonth before);
}
