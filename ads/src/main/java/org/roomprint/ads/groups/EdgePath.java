package org.roomprint.ads.groups;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds how two ads hang together among edges. */
public final class EdgePath {
  private EdgePath() {}

  /**
   * The shortest way from one ad to another, edge by edge.
   *
   * @param edges that may be walked, in either direction
   * @param one the one ad of an edge
   * @param other the other ad of an edge
   * @return empty where there is no way; a way without edges from an ad to itself
   */
  public static <E> Optional<List<E>> between(
      Collection<E> edges,
      Function<E, String> one,
      Function<E, String> other,
      String from,
      String to) {
    Map<String, List<E>> around = new HashMap<>();
    for (E edge : edges) {
      around.computeIfAbsent(one.apply(edge), any -> new ArrayList<>()).add(edge);
      around.computeIfAbsent(other.apply(edge), any -> new ArrayList<>()).add(edge);
    }
    Map<String, E> cameBy = new HashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty() && !cameBy.containsKey(to)) {
      String at = open.remove();
      for (E edge : around.getOrDefault(at, List.of())) {
        String next = one.apply(edge).equals(at) ? other.apply(edge) : one.apply(edge);
        if (!next.equals(from) && cameBy.putIfAbsent(next, edge) == null) {
          open.add(next);
        }
      }
    }
    List<E> path = new ArrayList<>();
    String at = to;
    while (!at.equals(from)) {
      E edge = cameBy.get(at);
      if (edge == null) {
        return Optional.empty();
      }
      path.add(edge);
      at = one.apply(edge).equals(at) ? other.apply(edge) : one.apply(edge);
    }
    Collections.reverse(path);
    return Optional.of(path);
  }
}
