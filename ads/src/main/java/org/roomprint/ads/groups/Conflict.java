package org.roomprint.ads.groups;

/**
 * Two ads that are held apart, though something would join them: it was not done, and somebody
 * should look.
 *
 * @param decision that held
 * @param edge that would have joined them: its two ads may be others than those of the decision
 */
public record Conflict(Decision.Apart decision, Edge edge) {}
