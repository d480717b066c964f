package org.roomprint.catalog.links;

import java.time.Instant;
import java.util.Optional;

/**
 * Ads of one poster or of one operation.
 *
 * @param groupId lasts as long as most of its ads stay together, and is never given to another
 * @param level of the group
 * @param operationId the operation that a poster is in; its own id for an operation
 * @param ads how many it holds
 * @param firstPosted when the oldest of its ads was posted, as far as that is known
 * @param lastPosted when the newest of its ads was posted, as far as that is known
 * @param changedAt when an ad last came or went
 * @param label what an analyst said of it
 * @param labelDecision the decision that said so
 */
public record AdGroup(
    String groupId,
    GroupLevel level,
    String operationId,
    int ads,
    Optional<Instant> firstPosted,
    Optional<Instant> lastPosted,
    Instant changedAt,
    Optional<GroupLabel> label,
    Optional<String> labelDecision) {
  public AdGroup {
    if (ads < 1) {
      throw new IllegalArgumentException(
          "The group " + groupId + " has no ads; it has one or more");
    }
  }

  /** Whether an analyst has closed it. */
  public boolean isClosed() {
    return label.map(GroupLabel::isClosed).orElse(false);
  }
}
