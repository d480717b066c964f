package org.roomprint.searchapi.wire;

import java.util.Optional;

/**
 * Why a search is made, as sent; required on every one.
 *
 * @param caseReference the case it is made for
 * @param purpose in words
 */
public record CaseStatement(Optional<String> caseReference, Optional<String> purpose) {}
