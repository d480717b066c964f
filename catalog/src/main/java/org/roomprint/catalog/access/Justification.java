package org.roomprint.catalog.access;

/**
 * What a search is made for.
 *
 * @param caseReference of the case
 * @param purpose of the search
 */
public record Justification(CaseReference caseReference, Purpose purpose) {}
