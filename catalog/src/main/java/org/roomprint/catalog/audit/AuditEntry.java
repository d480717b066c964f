package org.roomprint.catalog.audit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.roomprint.catalog.Digests;
import org.roomprint.catalog.Texts;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.Justification;
import org.roomprint.catalog.access.Role;

/**
 * What is to be recorded of one request.
 *
 * @param requestId of the request, as in its answer and the logs
 * @param keyId of the key it was made with
 * @param roles of that key at that time
 * @param justification case and purpose; present for every search
 * @param action what was asked for
 * @param queryContentHashes SHA-256 of each query image's bytes, in order
 * @param parameters everything else that the search used, as a JSON object: masks' hashes, filters,
 *     limits, settings
 * @param answer what was found, best first
 * @param indexGeneration of the index that was searched
 * @param modelId of the model that described the query
 */
public record AuditEntry(
    String requestId,
    String keyId,
    Set<Role> roles,
    Optional<Justification> justification,
    Action action,
    List<String> queryContentHashes,
    String parameters,
    List<AnswerLine> answer,
    Optional<Long> indexGeneration,
    Optional<String> modelId) {
  /** Longest parameters, in UTF-16 characters. */
  public static final int MAX_PARAMETERS_LENGTH = 100_000;

  /** Most lines of an answer. */
  public static final int MAX_ANSWER_LINES = 10_000;

  /**
   * One thing that was found.
   *
   * @param id of the hotel, photo, ad or ad image
   * @param evidence kind of evidence, such as {@code SAME_ROOM}
   * @param score as answered; finite
   */
  public record AnswerLine(String id, String evidence, double score) {
    public AnswerLine {
      Texts.requireId("id of an answer", id);
      Texts.requireId("evidence of an answer", evidence);
      if (!Double.isFinite(score)) {
        throw new IllegalArgumentException("The score of an answer is a finite number");
      }
    }
  }

  public AuditEntry {
    Texts.requireId("request id", requestId);
    Texts.requireId("key id", keyId);
    roles = Set.copyOf(roles);
    queryContentHashes = List.copyOf(queryContentHashes);
    queryContentHashes.forEach(
        hash -> Texts.requireHex("content hash", hash, Digests.SHA256_HEX_DIGITS));
    answer = List.copyOf(answer);
    modelId.ifPresent(id -> Texts.requireId("model id", id));
    if (action.isSearch() && justification.isEmpty()) {
      throw new IllegalArgumentException("A search is recorded with its case and purpose");
    }
    if (parameters.length() > MAX_PARAMETERS_LENGTH || parameters.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "The parameters of a search are at most "
              + MAX_PARAMETERS_LENGTH
              + " characters of JSON");
    }
    if (answer.size() > MAX_ANSWER_LINES) {
      throw new IllegalArgumentException(
          "An answer is recorded with at most " + MAX_ANSWER_LINES + " lines");
    }
  }
}
