package org.roomprint.catalog;

/**
 * What a sweep of the picture store deleted.
 *
 * @param leftovers temporary files of interrupted writes
 * @param unused pictures that no photo or ad image refers to
 */
public record SweepReport(int leftovers, int unused) {}
