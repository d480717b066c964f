package org.roomprint.searchapi.wire;

import java.util.List;
import java.util.Optional;

/**
 * An operator's decision, as sent.
 *
 * @param decision one of {@link Kind}
 * @param hotelId for {@link Kind#MERGE}
 */
public record DecisionBody(Optional<String> decision, Optional<String> hotelId) {
  /** What can be decided. */
  public enum Kind {
    /** Let it into the gallery. */
    ACCEPT,
    /** Keep it out of the gallery, or take it out. */
    REFUSE,
    /** Let it into the gallery as one about another hotel. */
    MERGE,
    /** Take the newest decision back. */
    UNDO
  }

  public DecisionBody {
    if (decision.isEmpty()
        || List.of(Kind.values()).stream().noneMatch(kind -> kind.name().equals(decision.get()))) {
      throw new IllegalArgumentException(
          "'decision' is one of " + List.of(Kind.values()) + " in capital letters");
    }
    if (decision.get().equals(Kind.MERGE.name()) && hotelId.isEmpty()) {
      throw new IllegalArgumentException("'hotelId' names the hotel that it is merged into");
    }
  }

  /** What is decided. */
  public Kind kind() {
    return Kind.valueOf(decision.orElseThrow());
  }

  /** The hotel of a merging. */
  public String requiredHotelId() {
    return hotelId.orElseThrow();
  }
}
