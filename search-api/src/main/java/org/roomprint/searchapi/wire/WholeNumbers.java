package org.roomprint.searchapi.wire;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Whole numbers as sent: of any size, or null within a list. */
final class WholeNumbers {
  private WholeNumbers() {}

  /** Whether it is there and within the bounds, both of which count. */
  static boolean within(@Nullable BigInteger sent, int least, int most) {
    return sent != null
        && sent.compareTo(BigInteger.valueOf(least)) >= 0
        && sent.compareTo(BigInteger.valueOf(most)) <= 0;
  }
}
