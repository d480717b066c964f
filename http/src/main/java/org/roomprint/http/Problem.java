package org.roomprint.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.Map;

/**
 * A problem document (RFC 9457).
 *
 * @param type stable identifier
 * @param title one line, the same for every problem of this type
 * @param status HTTP status
 * @param detail what was wrong this time and what would be right
 * @param requestId to find the request in the service's log
 * @param members extension members by name, written beside the others: records as they are on the
 *     wire
 */
record Problem(
    String type,
    String title,
    int status,
    String detail,
    String requestId,
    @JsonAnyGetter Map<String, Object> members) {
  Problem {
    members = Map.copyOf(members);
  }

  static Problem of(ProblemException why, String requestId) {
    ProblemType type = why.type();
    return new Problem(
        type.uri(), type.title(), type.status(), why.detail(), requestId, why.members());
  }
}
