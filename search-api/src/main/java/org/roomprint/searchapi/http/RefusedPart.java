package org.roomprint.searchapi.http;

import java.util.Optional;

/**
 * A part of a multipart request that cannot be used, for a client that calls it by another name.
 *
 * @param name of the part, such as {@code image}
 * @param number which of the parts of this name it is, from 1
 * @param why what is wrong with it
 * @param reason the kind of fault, where the gate or the decoder named one
 */
public record RefusedPart(String name, int number, String why, Optional<String> reason) {
  String detail() {
    return "Part '"
        + name
        + " "
        + number
        + "': "
        + why
        + reason.map(kind -> " (" + kind + ")").orElse("");
  }
}
