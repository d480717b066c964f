package org.roomprint.catalog.contribution;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;

/** Reads contributions. */
public interface ContributionStore {
  /** The contribution with this id. */
  Optional<Contribution> find(String contributionId);

  /** The contribution that this photo belongs to, in the gallery or not. */
  Optional<Contribution> ofPhoto(String photoId);

  /**
   * Contributions in one state, oldest first.
   *
   * @param after where to go on; empty to begin
   * @param limit 1 to {@value Page#MAX_LIMIT}
   */
  Page<Contribution> list(ContributionState state, Optional<Cursor> after, int limit);

  /** Those that wait and whose time has come, oldest first. */
  List<Contribution> due(Instant now, int limit);

  /** Those whose state inbox and index have not followed, oldest first. */
  List<Contribution> unsettled(int limit);

  /** Contributions of one device before this one, newest first. */
  List<Contribution> ofDevice(String deviceHash, long beforeNumber, int limit);

  /** What became of what a device sent. */
  DeviceHistory history(String deviceHash);

  /** In how many refused contributions a file with this SHA-256 was. */
  long refusalsOf(String contentHash);

  /** Decisions about a contribution, oldest first. */
  List<Decision> decisions(String contributionId);

  /** Refused contributions decided before a moment, whose pictures are still kept. */
  List<Contribution> refusedWithPictures(Instant decidedBefore, int limit);

  /**
   * How well each hotel is known, least known first: by photos, then by the newest of them.
   *
   * @param limit 1 to {@value Page#MAX_LIMIT}
   */
  Page<HotelCoverage> coverage(Optional<Cursor> after, int limit);
}
