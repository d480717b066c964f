package org.roomprint.vectors.evaluate;

import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rankings in the result format of Hotels-50K: one line for each query, {@value #COLUMNS} integers
 * separated by commas: the query's image id, then the ids of the first {@value #RANKED} images,
 * best first.
 *
 * <p>The published evaluator does not miss a query that is absent and takes an unknown id for hotel
 * 0; this reader refuses both.
 */
public final class ResultFile {
  /** Integers on a line. */
  public static final int COLUMNS = 101;

  /** Ranked images on a line. */
  public static final int RANKED = 100;

  private ResultFile() {}

  /** The file is not as the format says; the message names the line. */
  public static final class MalformedResultException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    MalformedResultException(String message) {
      super(message);
    }
  }

  /**
   * Writes rankings.
   *
   * @param rankings ranked image ids by query image id, at least {@value #RANKED} each; more are
   *     cut
   * @throws IllegalArgumentException when a query has fewer
   */
  public static void write(Path file, Map<Integer, List<Integer>> rankings) throws IOException {
    List<String> lines = new ArrayList<>();
    rankings.forEach((query, ranked) -> {
      if (ranked.size() < RANKED) {
        throw new IllegalArgumentException(
            "The format needs "
                + RANKED
                + " images a query; query "
                + query
                + " has "
                + ranked.size());
      }
      lines.add(
          query
              + ","
              + ranked.stream()
                  .limit(RANKED)
                  .map(String::valueOf)
                  .collect(Collectors.joining(",")));
    });
    Files.write(file, lines, StandardCharsets.UTF_8);
  }

  /**
   * Reads rankings.
   *
   * @param queries every query that must be there, once
   * @param gallery every image id that may be ranked
   * @return ranked image ids by query image id
   * @throws MalformedResultException naming the first line that is not right, or a query that is
   *     absent
   */
  public static Map<Integer, List<Integer>> read(
      Path file, Set<Integer> queries, Set<Integer> gallery) throws IOException {
    Map<Integer, List<Integer>> rankings = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      List<Integer> row = row(lines.get(i), i + 1);
      int query = row.getFirst();
      if (!queries.contains(query)) {
        throw new MalformedResultException(
            "Line " + (i + 1) + ": " + query + " is no query of this set");
      }
      List<Integer> ranked = row.subList(1, row.size());
      Set<Integer> seen = new HashSet<>();
      for (int id : ranked) {
        if (!gallery.contains(id)) {
          throw new MalformedResultException(
              "Line " + (i + 1) + ": image " + id + " is not in the gallery");
        }
        if (!seen.add(id)) {
          throw new MalformedResultException(
              "Line " + (i + 1) + ": image " + id + " stands there twice");
        }
      }
      if (rankings.put(query, List.copyOf(ranked)) != null) {
        throw new MalformedResultException(
            "Line " + (i + 1) + ": query " + query + " stands there a second time");
      }
    }
    for (int query : queries) {
      if (!rankings.containsKey(query)) {
        throw new MalformedResultException(
            "Query " + query + " is absent; a query without an answer is a miss, not a gap");
      }
    }
    return rankings;
  }

  private static List<Integer> row(String line, int number) {
    String[] cells = line.split(",", -1);
    if (cells.length != COLUMNS) {
      throw new MalformedResultException(
          "Line "
              + number
              + " has "
              + cells.length
              + " columns; a query id and "
              + RANKED
              + " image ids are wanted");
    }
    List<Integer> row = new ArrayList<>(COLUMNS);
    for (String cell : cells) {
      try {
        row.add(Integer.parseInt(cell.strip()));
      } catch (NumberFormatException _) {
        throw new MalformedResultException("Line " + number + ": ids are integers");
      }
    }
    return row;
  }
}
