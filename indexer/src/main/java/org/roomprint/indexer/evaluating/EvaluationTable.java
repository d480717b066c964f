package org.roomprint.indexer.evaluating;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.roomprint.vectors.evaluate.Evaluation;
import org.roomprint.vectors.evaluate.Figure;
import org.roomprint.vectors.evaluate.Level;
import org.roomprint.vectors.evaluate.Measures;
import org.roomprint.vectors.evaluate.Occlusion;
import org.roomprint.vectors.evaluate.QueryRanking;
import org.roomprint.vectors.evaluate.SameRoomCounts;

/** What a grid of evaluations found, as a table to read and as JSON to compute with. */
public final class EvaluationTable {
  private final List<Cell> cells = new ArrayList<>();

  /**
   * One line of the table.
   *
   * @param ranker that was measured
   * @param level hotel or unit
   * @param occlusion of the queries
   * @param mask whether the ranker was told what is hidden
   * @param queries that were asked
   * @param failed of them, counted as misses
   * @param medianMilliseconds per query
   * @param figures by measure
   * @param sameRoom of how many photos it was said that they show the same room, and what they show
   */
  public record Cell(
      String ranker,
      Level level,
      Occlusion occlusion,
      boolean mask,
      int queries,
      int failed,
      double medianMilliseconds,
      Map<String, Figure> figures,
      SameRoomCounts sameRoom) {}

  /** Adds what was found at one level. */
  public Cell add(
      String ranker, Level level, Occlusion occlusion, boolean mask, Evaluation.Outcome outcome) {
    Cell cell =
        new Cell(
            ranker,
            level,
            occlusion,
            mask,
            outcome.rankings().size(),
            outcome.failed(),
            median(outcome.rankings()),
            new Measures(level, outcome.rankings(), outcome.galleries()).figures(),
            SameRoomCounts.of(outcome.rankings()));
    cells.add(cell);
    return cell;
  }

  /** All lines so far. */
  public List<Cell> cells() {
    return List.copyOf(cells);
  }

  /**
   * A Markdown table: per cent, 95 % interval in brackets, the value of a random ranking after a
   * slash.
   */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    for (Level level : Level.values()) {
      List<Cell> ofLevel = cells.stream().filter(cell -> cell.level() == level).toList();
      if (ofLevel.isEmpty()) {
        continue;
      }
      List<String> measures = List.copyOf(ofLevel.getFirst().figures().keySet());
      text.append("\n### ")
          .append(level.name().toLowerCase(Locale.ROOT))
          .append(" level, ")
          .append(ofLevel.getFirst().queries())
          .append(" queries\n\n");
      text.append("| ranker | hidden | mask | ")
          .append(String.join(" | ", measures))
          .append(" | failed | ms |\n");
      text.append("|---|---|---|").append("---|".repeat(measures.size())).append("---|---|\n");
      for (Cell cell : ofLevel) {
        text.append("| ")
            .append(cell.ranker())
            .append(" | ")
            .append(cell.occlusion().name().toLowerCase(Locale.ROOT))
            .append(" | ")
            .append(cell.mask() ? "given" : "-");
        cell.figures().values().forEach(figure -> text.append(" | ").append(figure(figure)));
        text.append(" | ")
            .append(cell.failed())
            .append(" | ")
            .append(Math.round(cell.medianMilliseconds()))
            .append(" |\n");
      }
    }
    cells.stream()
        .filter(cell -> cell.level() == Level.HOTEL && cell.sameRoom().said() > 0)
        .forEach(cell -> text.append(sameRoom(cell)));
    return text.toString();
  }

  private static String sameRoom(Cell cell) {
    SameRoomCounts counts = cell.sameRoom();
    return String.format(
        Locale.ROOT,
        "%n%s, %s hidden%s: \"same room\" said of %d photos (%d queries): %d of the same unit, %d of another unit of the"
            + " hotel, %d of another hotel of the chain, %d of others; %d queries have one of another hotel%n",
        cell.ranker(),
        cell.occlusion().name().toLowerCase(Locale.ROOT),
        cell.mask() ? ", mask given" : "",
        counts.said(),
        counts.queries(),
        counts.sameUnit(),
        counts.sameHotel(),
        counts.sameChain(),
        counts.unrelated(),
        counts.queriesWithWrong());
  }

  private static String figure(Figure figure) {
    return String.format(
        Locale.ROOT,
        "%.1f (%.0f-%.0f) / %.1f",
        100 * figure.value(),
        100 * figure.low(),
        100 * figure.high(),
        100 * figure.random());
  }

  /** For JSON. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cells", cells);
    return json;
  }

  private static double median(List<QueryRanking> rankings) {
    double[] times = rankings.stream().mapToDouble(QueryRanking::milliseconds).sorted().toArray();
    return times.length == 0 ? 0 : times[times.length / 2];
  }
}
