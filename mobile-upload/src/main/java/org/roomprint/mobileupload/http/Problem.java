package org.roomprint.mobileupload.http;

import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.inbox.CompletionOutcome.FaultyPhoto;

/**
 * A problem document (RFC 9457).
 *
 * @param type stable identifier
 * @param title one line, the same for every problem of this type
 * @param status HTTP status
 * @param detail what was wrong this time and what would be right
 * @param requestId to find the request in the service's log
 * @param photos what each photo lacks, where that is the problem
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String requestId,
    Optional<List<FaultyPhoto>> photos) {}
