package org.roomprint.indexer.evaluating;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.roomprint.vectors.embedding.ModelMeasurements;
import org.roomprint.vectors.evaluate.CalibrationCheck;
import org.roomprint.vectors.evaluate.Evaluation;
import org.roomprint.vectors.evaluate.Figure;
import org.roomprint.vectors.evaluate.Level;
import org.roomprint.vectors.evaluate.LightChange;
import org.roomprint.vectors.evaluate.Measures;
import org.roomprint.vectors.evaluate.Occlusion;
import org.roomprint.vectors.evaluate.QueryCondition;
import org.roomprint.vectors.evaluate.QueryRanking;
import org.roomprint.vectors.evaluate.SameRoomCounts;
import org.roomprint.vectors.search.Calibration;

/** What a grid of evaluations found, as a table to read and as JSON to compute with. */
public final class EvaluationTable {
  /** An interval drawn from fewer hotels says nothing: with one it has no width at all. */
  static final int MIN_HOTELS_OF_INTERVAL = 10;

  private final List<Cell> cells = new ArrayList<>();
  private final List<OpenSet> openSets = new ArrayList<>();

  /**
   * One line of the table.
   *
   * @param ranker that was measured
   * @param level hotel or unit
   * @param condition of the queries
   * @param queries that were asked
   * @param hotels that the queries are of
   * @param failed of them, counted as misses
   * @param medianMilliseconds per query
   * @param figures by measure
   * @param sameRoom of how many photos it was said that they show the same room, and what they show
   * @param sameObject of how many it was said that they show the same object, and what they show
   */
  public record Cell(
      String ranker,
      Level level,
      QueryCondition condition,
      int queries,
      int hotels,
      int failed,
      double medianMilliseconds,
      Map<String, Figure> figures,
      SameRoomCounts sameRoom,
      SameRoomCounts sameObject) {}

  /** Adds what was found at one level. */
  public Cell add(
      String ranker, Level level, QueryCondition condition, Evaluation.Outcome outcome) {
    Cell cell =
        new Cell(
            ranker,
            level,
            condition,
            outcome.rankings().size(),
            Math.toIntExact(
                outcome.rankings().stream()
                    .map(ranking -> ranking.query().hotel())
                    .distinct()
                    .count()),
            outcome.failed(),
            median(outcome.rankings()),
            new Measures(level, outcome.rankings(), outcome.galleries()).figures(),
            SameRoomCounts.of(outcome.rankings()),
            SameRoomCounts.ofObjects(outcome.rankings()));
    cells.add(cell);
    return cell;
  }

  /**
   * Whether probabilities hold under one condition.
   *
   * @param ranker that was measured
   * @param condition of the queries
   * @param shipped the calibration that searches use
   * @param fittedElsewhere each half of the hotels by a calibration fitted on the other half
   */
  public record OpenSet(
      String ranker,
      QueryCondition condition,
      CalibrationCheck.Report shipped,
      List<CalibrationCheck.Report> fittedElsewhere,
      Calibration fittedOnAll) {
    public OpenSet {
      fittedElsewhere = List.copyOf(fittedElsewhere);
    }
  }

  /**
   * Adds what was found with the hotels in the gallery and without them.
   *
   * @param shipped the calibration that searches use with this model
   * @param present every query's hotel in its gallery
   * @param absent the same queries without
   */
  public void addOpenSet(
      String ranker,
      QueryCondition condition,
      Calibration shipped,
      Evaluation.Outcome present,
      Evaluation.Outcome absent) {
    List<CalibrationCheck.Search> searches = new ArrayList<>();
    present.rankings().forEach(one -> searches.add(CalibrationCheck.Search.of(one, true)));
    absent.rankings().forEach(one -> searches.add(CalibrationCheck.Search.of(one, false)));
    List<String> hotels =
        searches.stream().map(CalibrationCheck.Search::hotel).distinct().sorted().toList();
    Map<Boolean, List<CalibrationCheck.Search>> halves =
        searches.stream()
            .collect(Collectors.partitioningBy(search -> hotels.indexOf(search.hotel()) % 2 == 0));
    List<CalibrationCheck.Report> fittedElsewhere = new ArrayList<>();
    for (boolean half : new boolean[] {true, false}) {
      List<CalibrationCheck.Search> fitted = Objects.requireNonNull(halves.get(half));
      List<CalibrationCheck.Search> measured = Objects.requireNonNull(halves.get(!half));
      if (!fitted.isEmpty() && !measured.isEmpty()) {
        fittedElsewhere.add(CalibrationCheck.measure(CalibrationCheck.fit(fitted), measured));
      }
    }
    openSets.add(
        new OpenSet(
            ranker,
            condition,
            CalibrationCheck.measure(shipped, searches),
            fittedElsewhere,
            CalibrationCheck.fit(searches)));
  }

  /**
   * What belongs into the description of the model that was measured: the calibration that fits
   * where nothing was done to the queries, and the least recall of all shares hidden with the mask
   * given. Empty where no query was asked with its hotel taken out.
   */
  public Optional<ModelMeasurements> measurements() {
    return openSets.stream()
        .filter(openSet -> openSet.condition().equals(QueryCondition.AS_IT_IS))
        .findFirst()
        .map(openSet -> {
          List<Cell> masked =
              cells.stream()
                  .filter(cell ->
                      cell.ranker().equals(openSet.ranker())
                          && cell.level() == Level.HOTEL
                          && cell.condition().light() == LightChange.NONE
                          && (cell.condition().maskGiven()
                              || cell.condition().occlusion() == Occlusion.NONE))
                  .toList();
          Calibration fitted = openSet.fittedOnAll();
          return new ModelMeasurements(
              new ModelMeasurements.Calibration(
                  hundredths(Math.rint(100 * fitted.sharpness())),
                  hundredths(Math.rint(100 * fitted.absent())),
                  hundredths(Math.rint(100 * fitted.noEvidencePrior()))),
              Optional.of(
                  new ModelMeasurements.ExpectedRecall(
                      hundredths(
                          Math.floor(
                              100
                                  * masked.stream()
                                      .mapToDouble(cell ->
                                          Objects.requireNonNull(cell.figures().get(Measures.FIRST))
                                              .value())
                                      .min()
                                      .orElseThrow())),
                      masked.stream()
                          .mapToDouble(cell -> cell.condition().occlusion().to())
                          .max()
                          .orElseThrow())));
        });
  }

  private static double hundredths(double value) {
    return value / 100;
  }

  /**
   * A Markdown table: per cent, 95 % interval in brackets, or "-" where there are too few hotels
   * for one, the value of a random ranking after a slash; below it, what the figures are.
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
      text.append("| ranker | hidden | mask | light | ")
          .append(String.join(" | ", measures))
          .append(" | failed | ms |\n");
      text.append("|---|---|---|---|").append("---|".repeat(measures.size())).append("---|---|\n");
      for (Cell cell : ofLevel) {
        text.append("| ")
            .append(cell.ranker())
            .append(" | ")
            .append(cell.condition().occlusion().name().toLowerCase(Locale.ROOT))
            .append(" | ")
            .append(cell.condition().maskGiven() ? "given" : "-")
            .append(" | ")
            .append(light(cell.condition()));
        cell.figures()
            .values()
            .forEach(figure -> text.append(" | ").append(figure(figure, hasInterval(cell))));
        text.append(" | ")
            .append(cell.failed())
            .append(" | ")
            .append(Math.round(cell.medianMilliseconds()))
            .append(" |\n");
      }
    }
    if (!cells.isEmpty()) {
      text.append(
          "\nPer cent of the queries; in brackets the 95 % interval, drawn by hotel; after the slash what a random ranking"
              + " would have.\n");
      cells.stream()
          .filter(cell -> !hasInterval(cell))
          .mapToInt(Cell::hotels)
          .max()
          .ifPresent(hotels ->
              text.append(
                  String.format(
                      Locale.ROOT,
                      "(-): the queries are of %d hotel%s; an interval means nothing with fewer than %d.%n",
                      hotels,
                      hotels == 1 ? "" : "s",
                      MIN_HOTELS_OF_INTERVAL)));
    }
    cells.stream()
        .filter(cell -> cell.level() == Level.HOTEL)
        .forEach(cell ->
            text.append(said("room", cell, cell.sameRoom()))
                .append(said("object", cell, cell.sameObject())));
    openSets.forEach(openSet -> append(openSet, text));
    return text.toString();
  }

  private static void append(OpenSet openSet, StringBuilder text) {
    text.append("\n### Probabilities: ")
        .append(openSet.ranker())
        .append(", ")
        .append(openSet.condition().words())
        .append("\n\nHalf of the searches are for hotels that are not in the gallery.\n\n")
        .append(
            "| calibration | searches | expected calibration error | not in the gallery: area under the curve |")
        .append(
            " said of absent hotels | said of present ones | first n to be 90 % sure: hold | in | mean n |\n")
        .append("|---|---|---|---|---|---|---|---|---|\n");
    line("as searches use it", openSet.shipped(), text);
    openSet.fittedElsewhere().forEach(report -> line("fitted on the other half", report, text));
    text.append("\n| stated probability of the first hotel | searches | mean stated | right |\n")
        .append("|---|---|---|---|\n");
    List<CalibrationCheck.Bin> bins = openSet.shipped().bins();
    for (int i = 0; i < bins.size(); i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %d-%d %% | %d | %.1f | %.1f |%n",
              100 * i / bins.size(),
              100 * (i + 1) / bins.size(),
              bins.get(i).searches(),
              100 * bins.get(i).stated(),
              100 * bins.get(i).right()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%nFitted on all of these searches, for the model's model.json: \"measured\": {\"calibration\": {\"sharpness\": %.1f,"
                + " \"absent\": %.1f, \"noEvidencePrior\": %.2f}}%n",
            openSet.fittedOnAll().sharpness(),
            openSet.fittedOnAll().absent(),
            openSet.fittedOnAll().noEvidencePrior()));
  }

  private static void line(String name, CalibrationCheck.Report report, StringBuilder text) {
    text.append(
        String.format(
            Locale.ROOT,
            "| %s (%.1f, %.1f, %.2f) | %d | %.3f | %.3f | %.1f %% | %.1f %% | %.1f %% | %d | %.1f |%n",
            name,
            report.calibration().sharpness(),
            report.calibration().absent(),
            report.calibration().noEvidencePrior(),
            report.searches(),
            report.error(),
            report.absentAuc(),
            100 * report.absentTold(),
            100 * report.presentTold(),
            100 * report.sureHolds(),
            report.sureSearches(),
            report.sureHotels()));
  }

  private static String said(String what, Cell cell, SameRoomCounts counts) {
    if (counts.said() == 0) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "%n%s, %s: \"same %s\" said of %d photos (%d queries): %d of the same unit, %d of another unit of the"
            + " hotel, %d of another hotel of the chain, %d of others; %d queries have one of another hotel%n",
        cell.ranker(),
        cell.condition().words(),
        what,
        counts.said(),
        counts.queries(),
        counts.sameUnit(),
        counts.sameHotel(),
        counts.sameChain(),
        counts.unrelated(),
        counts.queriesWithWrong());
  }

  private static boolean hasInterval(Cell cell) {
    return cell.hotels() >= MIN_HOTELS_OF_INTERVAL;
  }

  private static String light(QueryCondition condition) {
    return condition.light() == LightChange.NONE
        ? "-"
        : condition.light().name().toLowerCase(Locale.ROOT);
  }

  private static String figure(Figure figure, boolean interval) {
    return String.format(
        Locale.ROOT,
        "%.1f (%s) / %.1f",
        100 * figure.value(),
        interval
            ? String.format(Locale.ROOT, "%.0f-%.0f", 100 * figure.low(), 100 * figure.high())
            : "-",
        100 * figure.random());
  }

  /** For JSON. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cells", cells);
    if (!openSets.isEmpty()) {
      json.put("openSets", openSets);
    }
    return json;
  }

  private static double median(List<QueryRanking> rankings) {
    double[] times = rankings.stream().mapToDouble(QueryRanking::milliseconds).sorted().toArray();
    return times.length == 0 ? 0 : times[times.length / 2];
  }
}
