package org.roomprint.ads.groups;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The decisions about the ads that are grouped, by number, in an order of their own. */
final class Decisions {
  /** Two ads. */
  record Pair(int ad, int other) {}

  private record Kept(Decision decision, Pair pair) {}

  private final List<Kept> all = new ArrayList<>();

  Decisions(KeyTable table, Collection<? extends Decision> given) {
    for (Decision decision : given) {
      Optional<Integer> ad = table.number(decision.ad());
      Optional<Integer> other = table.number(decision.other());
      if (ad.isPresent() && other.isPresent()) {
        int low = Math.min(ad.get(), other.get());
        all.add(new Kept(decision, new Pair(low, Math.max(ad.get(), other.get()))));
      }
    }
    all.sort(
        Comparator.comparingInt((Kept kept) -> kept.pair().ad())
            .thenComparingInt(kept -> kept.pair().other())
            .thenComparing(kept -> kept.decision().level()));
  }

  /** What is to be joined before anything else is. */
  List<Pair> together(Level level) {
    return all.stream()
        .filter(kept -> kept.decision() instanceof Decision.Together(Level of, _, _) && of == level)
        .map(Kept::pair)
        .toList();
  }

  /** What must stay apart at a level: posters also where whole operations must. */
  Held apart(Level level, int[] clusterOf) {
    List<Decision.Apart> decisions = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    Set<Pair> seen = new HashSet<>();
    for (Kept kept : all) {
      if (kept.decision() instanceof Decision.Apart apart
          && (apart.level() == level || level == Level.POSTER)
          && seen.add(kept.pair())) {
        decisions.add(apart);
        pairs.add(new Pair(clusterOf[kept.pair().ad()], clusterOf[kept.pair().other()]));
      }
    }
    return new Held(decisions, pairs);
  }

  /** Pairs of clusters that must stay apart. */
  record Held(List<Decision.Apart> decisions, List<Pair> pairs) {

    /** The decisions that two clusters would break if they were joined. */
    List<Decision.Apart> between(Agglomeration state, int a, int b) {
      List<Decision.Apart> broken = new ArrayList<>();
      for (int i = 0; i < pairs.size(); i++) {
        int one = state.now(pairs.get(i).ad());
        int two = state.now(pairs.get(i).other());
        if ((one == a && two == b) || (one == b && two == a)) {
          broken.add(decisions.get(i));
        }
      }
      return broken;
    }
  }
}
