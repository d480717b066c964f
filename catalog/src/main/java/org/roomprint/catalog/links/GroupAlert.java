package org.roomprint.catalog.links;

import java.time.Instant;

/**
 * Something that would join two ads that an analyst holds apart, such as a third ad that belongs to
 * both: it was not done, and somebody should look.
 *
 * @param alertId unique
 * @param decisionId the decision that held
 * @param edge that would have joined them; its two ads may be others than those of the decision
 * @param seenAt when it was first seen
 * @param isCurrent whether it is still so
 */
public record GroupAlert(
    String alertId, String decisionId, GroupEdge edge, Instant seenAt, boolean isCurrent) {}
