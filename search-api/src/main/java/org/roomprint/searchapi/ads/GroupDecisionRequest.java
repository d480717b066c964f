package org.roomprint.searchapi.ads;

import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.links.GroupDecision;
import org.roomprint.catalog.links.GroupLabel;

/**
 * An analyst's decision, as sent.
 *
 * @param ruling one of {@link Ruling}
 * @param adId an ad of the group that it is about; the group's oldest where nothing is said
 * @param otherAdId the other ad, in this group or another
 * @param otherGroupId the other group, by its oldest ad
 * @param label for {@link Ruling#LABELLED}
 * @param note why, in one line
 */
public record GroupDecisionRequest(
    Optional<String> ruling,
    Optional<String> adId,
    Optional<String> otherAdId,
    Optional<String> otherGroupId,
    Optional<String> label,
    Optional<String> note) {
  /** What can be decided. */
  public enum Ruling {
    /** The two ads are never in one group of this level. */
    HELD_APART,
    /** The two ads belong in one group of this level. */
    MERGED,
    /** The group has a label. */
    LABELLED
  }

  public GroupDecisionRequest {
    requireOneOf("ruling", ruling, Ruling.values());
    boolean isLabel = ruling.equals(Optional.of(Ruling.LABELLED.name()));
    if (isLabel) {
      requireOneOf("label", label, GroupLabel.values());
    } else if (otherAdId.isPresent() == otherGroupId.isPresent()) {
      throw new IllegalArgumentException(
          "'otherAdId' names the other ad, or 'otherGroupId' the other group");
    }
    if (note.map(String::length).orElse(0) > GroupDecision.MAX_NOTE_LENGTH
        || note.orElse("").chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "'note' is one line of at most " + GroupDecision.MAX_NOTE_LENGTH + " characters");
    }
  }

  private static <E extends Enum<E>> void requireOneOf(
      String what, Optional<String> given, E[] values) {
    if (given.isEmpty()
        || List.of(values).stream().noneMatch(value -> value.name().equals(given.get()))) {
      throw new IllegalArgumentException(
          "'" + what + "' is one of " + List.of(values) + " in capital letters");
    }
  }

  /** What is decided. */
  Ruling kind() {
    return Ruling.valueOf(ruling.orElseThrow());
  }

  /** The label of a labelling. */
  GroupLabel requiredLabel() {
    return GroupLabel.valueOf(label.orElseThrow());
  }
}
