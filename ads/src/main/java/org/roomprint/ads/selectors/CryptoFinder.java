package org.roomprint.ads.selectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.selectors.CryptoAddresses;

/** Finds addresses of crypto currencies, also such as are written in pieces. */
final class CryptoFinder {
  /** How many pieces an address may be written in. */
  private static final int MOST_PIECES = 106;

  private static final int LONGEST_GAP = 6;
  private static final int MOST_WORDS_BETWEEN = 4;
  private static final int SHORTEST_WORD = 3;
  private static final int NEARBY = 60;

  /** An address with its chain before it. */
  record Found(String value, int start, int end, boolean isObfuscated) {}

  private CryptoFinder() {}

  static List<Found> in(FoldedAd ad) {
    List<Found> found = new ArrayList<>();
    int at = 0;
    while (at < ad.length()) {
      if (!isAddressCharacter(ad.shown(at))) {
        at++;
        continue;
      }
      int end = pieceEnd(ad, at);
      int next = end;
      if (isBeginning(ad, at)) {
        Optional<Found> address = from(ad, at, end);
        if (address.isPresent()) {
          found.add(address.get());
          next = address.get().end();
          ad.take(at, next);
        } else if (end - at >= CryptoAddresses.SHORTEST) {
          ad.take(at, end); // a hash, or an address with a mistake: no digits of a phone
        }
      }
      at = next;
    }
    return found;
  }

  private static Optional<Found> from(FoldedAd ad, int start, int firstEnd) {
    if (firstEnd - start > CryptoAddresses.LONGEST) {
      return Optional.empty();
    }
    boolean isLitecoin = saysLitecoin(ad, start, firstEnd);
    StringBuilder address = new StringBuilder(ad.shown(start, firstEnd));
    int end = firstEnd;
    for (int pieces = 1; pieces <= MOST_PIECES; pieces++) {
      Optional<String> read = CryptoAddresses.read(address.toString(), isLitecoin);
      if (read.isPresent()) {
        boolean isOdd = pieces > 1 || ad.isStyled(start, end);
        return Optional.of(new Found(read.get(), start, end, isOdd));
      }
      int next = nextPiece(ad, end);
      int pieceEnd = pieceEnd(ad, next);
      if (next == end || address.length() + pieceEnd - next > CryptoAddresses.LONGEST) {
        return Optional.empty();
      }
      address.append(ad.shown(next, pieceEnd));
      end = pieceEnd;
    }
    return Optional.empty();
  }

  /**
   * Where the next piece begins, past signs and words such as "then"; the end where there is none.
   */
  private static int nextPiece(FoldedAd ad, int end) {
    int from = end;
    for (int words = 0; words <= MOST_WORDS_BETWEEN; words++) {
      int next = from;
      while (next < ad.length()
          && next - from < LONGEST_GAP
          && !Character.isLetterOrDigit(ad.shown(next))) {
        next++;
      }
      if (next == from || next >= ad.length() || !isAddressCharacter(ad.shown(next))) {
        return end;
      }
      int wordEnd = pieceEnd(ad, next);
      if (wordEnd - next < SHORTEST_WORD || !Labels.isJoint(ad.word(next, wordEnd))) {
        return next;
      }
      from = wordEnd;
    }
    return end;
  }

  /** Whether an address of a known chain may begin here, with at least a piece of it. */
  private static boolean isBeginning(FoldedAd ad, int at) {
    char c = ad.shown(at);
    if ("13LMD9AT480".indexOf(c) >= 0) {
      return true;
    }
    char lower = ad.word(at);
    boolean isAlone = pieceEnd(ad, at) == at + 1;
    return (isAlone && (lower == 'b' || lower == 'l'))
        || (lower == 'o' && ad.word(at + 1) == 'x')
        || (lower == 'b' && ad.word(at + 1) == 'c')
        || (lower == 'l' && ad.word(at + 1) == 't');
  }

  private static boolean saysLitecoin(FoldedAd ad, int start, int end) {
    String before = ad.word(Math.max(0, start - NEARBY), start);
    String behind = ad.word(end, Math.min(ad.length(), end + NEARBY / 2));
    return lastOf(before, "ltc", "litecoin") > lastOf(before, "btc", "bitcoin")
        || (lastOf(before, "btc", "bitcoin") < 0 && lastOf(behind, "ltc", "litecoin") >= 0);
  }

  private static int lastOf(String text, String one, String other) {
    return Math.max(text.lastIndexOf(one), text.lastIndexOf(other));
  }

  private static int pieceEnd(FoldedAd ad, int at) {
    int end = at;
    while (end < ad.length() && isAddressCharacter(ad.shown(end))) {
      end++;
    }
    return end;
  }

  private static boolean isAddressCharacter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
