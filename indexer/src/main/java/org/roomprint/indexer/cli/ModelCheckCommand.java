package org.roomprint.indexer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.roomprint.catalog.Catalog;
import org.roomprint.indexer.evaluating.EvaluationRun;
import org.roomprint.indexer.evaluating.EvaluationTable;
import org.roomprint.indexer.evaluating.OwnGallery;
import org.roomprint.indexer.source.EvaluationSets;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.vectors.CurrentModel;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.embedding.DjlEmbedder;
import org.roomprint.vectors.embedding.ModelFolder;
import org.roomprint.vectors.embedding.PictureEmbedder;
import org.roomprint.vectors.embedding.PictureModel;
import org.roomprint.vectors.embedding.SelfTestPicture;
import org.roomprint.vectors.evaluate.EvaluationPhoto;
import org.roomprint.vectors.evaluate.LightChange;
import org.roomprint.vectors.evaluate.Occlusion;
import org.roomprint.vectors.evaluate.QueryCondition;
import org.roomprint.vectors.evaluate.SilhouetteOccluder;
import org.roomprint.vectors.image.RasterImage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code roomprint model check}. */
@Command(
    name = "check",
    description = {
      "Runs a model's self-test, and measures how often it finds the right hotel beside the current model: every photo of"
          + " the gallery (or of a set) is asked for among all the others, by the models alone.",
      "On the own gallery the figures flatter every model, since photos of one visit look alike: compare them, do not quote them.",
      "Nothing is changed but by --write."
    },
    mixinStandardHelpOptions = true)
final class ModelCheckCommand implements Callable<Integer> {
  private static final int TIMED_PICTURES = 20;

  @Mixin private DataOptions dataOptions = new DataOptions();

  @Parameters(paramLabel = "NAME", description = "one that 'roomprint model list' names")
  private String name = "";

  @Option(
      names = "--set",
      paramLabel = "CSV",
      description = "measure on this set, as 'roomprint evaluate' takes it, not on the own gallery")
  private Optional<Path> set = Optional.empty();

  @Option(
      names = "--distractors",
      paramLabel = "FOLDER",
      description = "with --set: pictures that belong to no hotel of the set")
  private Optional<Path> distractors = Optional.empty();

  @Option(
      names = "--silhouettes",
      paramLabel = "FOLDER",
      description = "with --write: outlines of people (white = person) that hide parts of queries")
  private Optional<Path> silhouettes = Optional.empty();

  @Option(
      names = "--write",
      description = {
        "with --set: measure the whole search too, of hotels that the gallery holds and of others, and write what makes"
            + " probabilities of its scores into the model's model.json. With --silhouettes also how often the right hotel"
            + " comes first with how much hidden. Takes long: each photo is asked for two to five times"
      })
  private boolean write;

  @Option(
      names = "--photos",
      description =
          "photos of the own gallery to measure on, whole hotels at a time (default: ${DEFAULT-VALUE})")
  private int photos = 1000;

  @Option(names = "--limit", description = "ask only so many queries, for a quick look")
  private Optional<Integer> limit = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if ((limit.isPresent() && limit.get() < 1) || photos < 2) {
      throw new SourceException("--limit is a number of queries from 1, --photos one from 2");
    }
    if (distractors.isPresent() && set.isEmpty()) {
      throw new SourceException("--distractors belong to a --set");
    }
    if (write && (set.isEmpty() || limit.isPresent())) {
      throw new SourceException(
          "--write takes the figures of a whole --set: name one, and leave out --limit");
    }
    if (silhouettes.isPresent() && !write) {
      throw new SourceException("--silhouettes belong to --write");
    }
    if (set.isEmpty()) {
      dataOptions.requireData();
    }
    PrintWriter out = spec.commandLine().getOut();
    VectorsSettings settings = dataOptions.vectors();
    PictureModel wanted = CurrentModel.all(settings).named(name);
    PictureModel current = CurrentModel.of(settings);
    Map<String, PictureModel> compared = new LinkedHashMap<>();
    compared.put(name, wanted);
    if (!current.modelId().equals(wanted.modelId())) {
      compared.put(current.name() + " (current)", current);
    }
    for (Map.Entry<String, PictureModel> model : compared.entrySet()) {
      out.println(
          String.format(
              Locale.ROOT,
              "%s: self-test passed; %d values; %.0f ms a picture on one core",
              model.getKey(),
              model.getValue().dimension(),
              milliseconds(model.getValue())));
    }
    out.flush();
    if (set.isPresent()) {
      List<EvaluationPhoto> all = new ArrayList<>(EvaluationSets.fromManifest(set.get()));
      distractors.ifPresent(folder -> all.addAll(EvaluationSets.distractors(folder)));
      measure(compared, all, settings, out);
      if (write) {
        write(wanted, all, settings, out);
      }
    } else {
      try (Catalog catalog = dataOptions.openCatalog()) {
        List<EvaluationPhoto> own = OwnGallery.sample(catalog, photos);
        if (own.isEmpty()) {
          out.println(
              "The gallery has no hotel with two photos: there is nothing to measure on but a --set");
        } else {
          measure(compared, own, settings, out);
        }
      }
    }
    out.flush();
    return 0;
  }

  private void measure(
      Map<String, PictureModel> models,
      List<EvaluationPhoto> on,
      VectorsSettings settings,
      PrintWriter out)
      throws IOException {
    Map<String, Path> folders = new LinkedHashMap<>();
    models.forEach((called, folder) -> folders.put(called, folder.directory()));
    EvaluationTable table = new EvaluationTable();
    new EvaluationRun(on, SilhouetteOccluder.none(), settings, spec.commandLine().getErr())
        .run(
            folders,
            List.of(EvaluationRun.RankerKind.MODEL),
            List.of(QueryCondition.AS_IT_IS),
            limit,
            List.of(1),
            List.of(),
            Optional.empty(),
            table);
    out.println(table.markdown());
    limit.ifPresent(queries -> out.println("Only the first " + queries + " queries were asked."));
  }

  /** The whole search with the model, and its measurements into its description. */
  private void write(
      PictureModel model, List<EvaluationPhoto> on, VectorsSettings settings, PrintWriter out)
      throws IOException {
    List<QueryCondition> conditions = new ArrayList<>(List.of(QueryCondition.AS_IT_IS));
    if (silhouettes.isPresent()) {
      Stream.of(Occlusion.values())
          .filter(level -> level != Occlusion.NONE)
          .forEach(level -> conditions.add(new QueryCondition(level, true, LightChange.NONE)));
    }
    EvaluationTable table = new EvaluationTable();
    new EvaluationRun(
            on, EvaluationSets.occluder(silhouettes), settings, spec.commandLine().getErr())
        .run(
            Map.of(name, model.directory()),
            List.of(EvaluationRun.RankerKind.VERIFIED),
            conditions,
            Optional.empty(),
            List.of(1),
            List.of(QueryCondition.AS_IT_IS),
            Optional.empty(),
            table);
    out.println(table.markdown());
    out.println(
        "Written to "
            + CurrentModel.all(settings).measured(name, table.measurements().orElseThrow())
            + ". A service that runs reads it when it is started anew.");
  }

  /** Median over some pictures; opening the model runs its self-test. */
  private static double milliseconds(PictureModel model) throws IOException {
    try (PictureEmbedder embedder =
        PictureEmbedder.open(model, new DjlEmbedder.Settings(1, 1, 1))) {
      ModelFolder.Input input = model.members().getFirst().input();
      RasterImage picture = SelfTestPicture.of(input.width(), input.height());
      double[] times = new double[TIMED_PICTURES];
      for (int i = 0; i < times.length; i++) {
        long begin = System.nanoTime();
        embedder.embed(List.of(picture));
        times[i] = (System.nanoTime() - begin) / 1e6;
      }
      java.util.Arrays.sort(times);
      return times[times.length / 2];
    }
  }
}
