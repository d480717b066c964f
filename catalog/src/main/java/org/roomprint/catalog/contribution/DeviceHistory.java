package org.roomprint.catalog.contribution;

/**
 * What became of what one device sent before.
 *
 * @param contributions how many there are
 * @param refused how many the operator refused
 * @param corroborated how many have photos that are corroborated
 */
public record DeviceHistory(long contributions, long refused, long corroborated) {}
