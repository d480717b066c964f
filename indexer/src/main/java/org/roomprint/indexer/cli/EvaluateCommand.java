package org.roomprint.indexer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.roomprint.indexer.evaluating.EvaluationRun;
import org.roomprint.indexer.evaluating.EvaluationTable;
import org.roomprint.indexer.evaluating.HotelsResults;
import org.roomprint.indexer.source.EvaluationSets;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.vectors.CurrentModel;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.evaluate.EvaluationPhoto;
import org.roomprint.vectors.evaluate.LightChange;
import org.roomprint.vectors.evaluate.Occlusion;
import org.roomprint.vectors.evaluate.QueryCondition;
import org.roomprint.vectors.search.LocateRoomQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code roomprint evaluate}. */
@Command(
    name = "evaluate",
    description = {
      "Runs every photo of a set as a query against all the others and its distractors, and prints how often the right"
          + " hotel (and unit) is found.",
      "Copies of a query are left out of its gallery. People-shaped outlines hide parts of the queries, another light falls on"
          + " them; the same pictures are changed in the same way at every run."
    },
    subcommands = {
      EvaluateSelectorsCommand.class,
      EvaluateGroupsCommand.class,
      EvaluatePictureTextCommand.class
    },
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private DataOptions dataOptions = new DataOptions();

  @Option(
      names = "--set",
      paramLabel = "CSV",
      description = "manifest with the columns file, hotel and, where known, unit, chain")
  private Optional<Path> set = Optional.empty();

  @Option(
      names = "--distractors",
      paramLabel = "FOLDER",
      description = "pictures that belong to no hotel of the set")
  private Optional<Path> distractors = Optional.empty();

  @Option(
      names = "--silhouettes",
      paramLabel = "FOLDER",
      description = "outlines of people (white = person), for the occlusion levels above none")
  private Optional<Path> silhouettes = Optional.empty();

  @Option(
      names = "--model",
      paramLabel = "NAME=FOLDER",
      description = "a model to measure; may be given several times (default: the current one)")
  private Map<String, Path> models = new HashMap<>();

  @Option(
      names = "--rankers",
      split = ",",
      description = "what is measured, of: ${COMPLETION-CANDIDATES} (default: all)")
  private List<EvaluationRun.RankerKind> rankers = List.of(EvaluationRun.RankerKind.values());

  @Option(
      names = "--occlusion",
      split = ",",
      description = "levels, of: ${COMPLETION-CANDIDATES} (default: none)")
  private List<Occlusion> occlusions = List.of(Occlusion.NONE);

  @Option(
      names = "--light",
      split = ",",
      description =
          "how much the light of the queries is changed, of: ${COMPLETION-CANDIDATES} (default: none)")
  private List<LightChange> lights = List.of(LightChange.NONE);

  @Option(
      names = "--limit",
      description = "only the first so many queries, for a quick look; the table says so")
  private Optional<Integer> limit = Optional.empty();

  @Option(
      names = "--photos-per-query",
      split = ",",
      paramLabel = "NUMBERS",
      description = {
        "photos of one unit that are asked together, 1 to 8 (default: 1). With several numbers, as in 1,3, every query misses as"
            + " many photos of its unit as the largest takes, so that the lines can be compared"
      })
  private List<Integer> photosPerQuery = List.of(1);

  @Option(
      names = "--open-set",
      description = {
        "ask every query again with its hotel taken out of the gallery, and say whether the stated probabilities hold"
            + " (ranker VERIFIED)"
      })
  private boolean openSet;

  @Option(names = "--json", paramLabel = "FILE", description = "write all figures to this file too")
  private Optional<Path> json = Optional.empty();

  @Option(
      names = "--write-results",
      paramLabel = "FOLDER",
      description =
          "write each ranking of 100 photos or more in the result format of Hotels-50K, with the ids that were given to the"
              + " photos")
  private Optional<Path> writeResults = Optional.empty();

  @Option(
      names = "--read-results",
      paramLabel = "FILE",
      description = "measure this result file of Hotels-50K instead of searching")
  private Optional<Path> readResults = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    // Not "required" above, since that would be asked of the commands below this one, too.
    Path manifest =
        set.orElseThrow(() ->
            new ParameterException(spec.commandLine(), "Missing required option: '--set=CSV'"));
    if (limit.isPresent() && limit.get() < 1) {
      throw new SourceException("--limit is a number of queries from 1");
    }
    if (photosPerQuery.stream()
        .anyMatch(count -> count < 1 || count > LocateRoomQuery.MAX_IMAGES)) {
      throw new SourceException(
          "--photos-per-query takes numbers from 1 to " + LocateRoomQuery.MAX_IMAGES);
    }
    requireFolderOf(json);
    List<EvaluationPhoto> photos = new ArrayList<>(EvaluationSets.fromManifest(manifest));
    distractors.ifPresent(folder -> photos.addAll(EvaluationSets.distractors(folder)));
    EvaluationTable table = new EvaluationTable();
    if (readResults.isPresent()) {
      HotelsResults.measure(readResults.get(), photos, table);
    } else {
      VectorsSettings settings = dataOptions.vectors();
      if (models.isEmpty()) {
        models = Map.of("model", CurrentModel.of(settings).directory());
      }
      if (silhouettes.isEmpty() && occlusions.stream().anyMatch(level -> level != Occlusion.NONE)) {
        throw new SourceException("Occlusion levels above none need --silhouettes FOLDER");
      }
      List<QueryCondition> conditions = QueryCondition.grid(occlusions, lights);
      new EvaluationRun(
              photos, EvaluationSets.occluder(silhouettes), settings, spec.commandLine().getErr())
          .run(
              models,
              rankers,
              conditions,
              limit,
              photosPerQuery,
              openSet ? conditions : List.of(),
              writeResults,
              table);
    }
    out.println(table.markdown());
    if (limit.isPresent()) {
      out.println(
          "Only the first "
              + limit.get()
              + " queries were asked: these are not the figures of the set.");
    }
    out.flush();
    if (json.isPresent()) {
      Files.writeString(
          json.get(),
          JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(table.json()));
    }
    return 0;
  }

  /** Before hours of measuring, not after them. */
  private static void requireFolderOf(Optional<Path> file) {
    Optional<Path> folder = file.map(Path::toAbsolutePath).map(Path::getParent);
    if (folder.isPresent() && !Files.isDirectory(folder.get())) {
      throw new SourceException(
          "There is no folder " + folder.get() + " for the figures; make it first");
    }
  }
}
