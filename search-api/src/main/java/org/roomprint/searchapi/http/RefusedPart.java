package org.roomprint.searchapi.http;

import java.util.Optional;
import org.roomprint.http.ProblemException;
import org.roomprint.http.ProblemType;

/**
 * A part of a multipart request that cannot be used, for a client that calls it by another name.
 *
 * @param name of the part, such as {@code image}
 * @param number which of the parts of this name it is, from 1
 * @param why what is wrong with it
 * @param reason the kind of fault, where the gate or the decoder named one
 */
public record RefusedPart(String name, int number, String why, Optional<String> reason) {
  /** The member of a problem document that holds it. */
  private static final String MEMBER = "part";

  /** The problem that it is. */
  public ProblemException problem(ProblemType type) {
    return new ProblemException(type, detail(), MEMBER, this);
  }

  private String detail() {
    return "Part '"
        + name
        + " "
        + number
        + "': "
        + why
        + reason.map(kind -> " (" + kind + ")").orElse("");
  }
}
