package org.roomprint.searchapi.searches;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.roomprint.catalog.hotel.Chain;
import org.roomprint.catalog.hotel.HotelStore;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;

/** Which chains somebody means who writes an id or a name in any case. */
final class ChainNames {
  private ChainNames() {}

  /**
   * The ids of all chains whose id or name is one of these texts, whatever the case; a text that
   * names no chain stays as it is, so that it finds nothing.
   */
  static Set<String> ids(Set<String> written, HotelStore hotels) {
    if (written.isEmpty()) {
      return Set.of();
    }
    Set<String> wanted = new HashSet<>(written);
    Set<String> folded = new HashSet<>();
    written.forEach(text -> folded.add(folded(text)));
    Set<String> known = new HashSet<>();
    Optional<Cursor> after = Optional.empty();
    do {
      Page<Chain> page = hotels.listChains(after, Page.MAX_LIMIT);
      for (Chain chain : page.items()) {
        if (folded.contains(folded(chain.chainId())) || folded.contains(folded(chain.name()))) {
          known.add(chain.chainId());
        }
      }
      after = page.next();
    } while (after.isPresent());
    wanted.addAll(known);
    return wanted;
  }

  private static String folded(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
