package org.roomprint.inbox;

/**
 * How full an inbox is.
 *
 * @param open submissions begun and not completed
 * @param received complete ones that nobody has claimed
 * @param reservedBytes of all photos announced and not forgotten
 */
public record InboxCounts(long open, long received, long reservedBytes) {}
