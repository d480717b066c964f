package org.roomprint.catalog.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roomprint.base.Digests;
import org.roomprint.base.Texts;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.Justification;
import org.roomprint.catalog.access.Role;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is to be recorded of one request.
 *
 * @param requestId of the request, as in its answer and the logs
 * @param keyId of the key it was made with
 * @param roles of that key at that time
 * @param justification case and purpose; present for every search that was answered
 * @param action what was asked for
 * @param queryContentHashes SHA-256 of each query image's bytes, in order
 * @param parameters everything else that the search used, as a JSON object: masks' hashes, filters,
 *     limits, settings
 * @param answer what was found, best first
 * @param indexGeneration of the index that was searched
 * @param modelId of the model that described the query
 * @param keyLabel whose key it was, in words, at that time; of a command the account that called it
 * @param outcome whether it was done
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
    Optional<String> modelId,
    Optional<String> keyLabel,
    AuditOutcome outcome) {
  /** Stands for a key where an account on the machine did something by a command. */
  public static final String COMMAND_LINE = "command-line";

  /** Stands for a key where none was known. */
  public static final String NO_KEY = "none";

  /** Longest parameters, in UTF-16 characters. */
  public static final int MAX_PARAMETERS_LENGTH = 100_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();

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
    keyLabel.ifPresent(label -> Texts.requireLabel("key's label", label));
    if (action.isSearch() && justification.isEmpty() && outcome == AuditOutcome.DONE) {
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

  /** Something that was done, by a key whose label is not known. */
  public AuditEntry(
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
    this(
        requestId,
        keyId,
        roles,
        justification,
        action,
        queryContentHashes,
        parameters,
        answer,
        indexGeneration,
        modelId,
        Optional.empty(),
        AuditOutcome.DONE);
  }

  /**
   * Something about no pictures and no index.
   *
   * @param parameters what of, by name; made into a JSON object
   */
  public static AuditEntry plain(
      String requestId,
      Actor actor,
      Action action,
      AuditOutcome outcome,
      Map<String, ?> parameters) {
    return new AuditEntry(
        requestId,
        actor.keyId(),
        actor.roles(),
        Optional.empty(),
        action,
        List.of(),
        JSON.writeValueAsString(parameters),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        actor.label(),
        outcome);
  }

  /** What an account on this machine did by a command. */
  public static AuditEntry byCommand(Action action, Map<String, ?> parameters) {
    return plain(
        "command-" + ProcessHandle.current().pid(),
        Actor.COMMAND,
        action,
        AuditOutcome.DONE,
        parameters);
  }

  /** The same, for this case. */
  public AuditEntry justified(Optional<Justification> reason, List<AnswerLine> lines) {
    return new AuditEntry(
        requestId,
        keyId,
        roles,
        reason,
        action,
        queryContentHashes,
        parameters,
        lines,
        indexGeneration,
        modelId,
        keyLabel,
        outcome);
  }

  /**
   * Who did something.
   *
   * @param keyId whose key
   * @param label of that key, in words
   * @param roles of that key
   */
  public record Actor(String keyId, Optional<String> label, Set<Role> roles) {
    /** An account on this machine, by its name. */
    public static final Actor COMMAND = new Actor(COMMAND_LINE, account(), Set.of());

    public Actor {
      roles = Set.copyOf(roles);
    }

    private static Optional<String> account() {
      String name = System.getProperty("user.name", "");
      return name.isBlank()
              || name.length() > Texts.MAX_LABEL_LENGTH
              || name.chars().anyMatch(Character::isISOControl)
          ? Optional.empty()
          : Optional.of(name);
    }
  }
}
