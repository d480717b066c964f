package org.roomprint.searchapi.http;

import java.util.Optional;

/**
 * A problem document (RFC 9457).
 *
 * @param type stable identifier
 * @param title one line, the same for every problem of this type
 * @param status HTTP status
 * @param detail what was wrong this time and what would be right
 * @param requestId to find the request in the service's log
 * @param part of the request that is at fault, where it is one
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String requestId,
    Optional<RefusedPart> part) {}
