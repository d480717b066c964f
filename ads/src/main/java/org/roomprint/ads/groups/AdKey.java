package org.roomprint.ads.groups;

import java.util.Comparator;

/**
 * Something that an ad holds and that another may hold too.
 *
 * @param kind of thing
 * @param value its identity within the kind: normalised, so that equal things are equal texts
 */
public record AdKey(KeyKind kind, String value) implements Comparable<AdKey> {
  private static final Comparator<AdKey> ORDER =
      Comparator.comparing(AdKey::kind).thenComparing(AdKey::value);

  public AdKey {
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "A key of kind " + kind + " is blank; it must be the identity of something");
    }
  }

  @Override
  public int compareTo(AdKey other) {
    return ORDER.compare(this, other);
  }
}
