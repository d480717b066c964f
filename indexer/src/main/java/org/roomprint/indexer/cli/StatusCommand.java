package org.roomprint.indexer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogCounts;
import org.roomprint.catalog.importing.ImportRun;
import org.roomprint.catalog.importing.RefusedFile;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;
import org.roomprint.indexer.HeldFile;
import org.roomprint.indexer.describing.DescribingProcess;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.vectors.CurrentModel;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.embedding.PictureModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code roomprint status}. */
@Command(
    name = "status",
    description =
        "What is in the catalog and in the index, whether they agree, and the latest imports.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private static final int LATEST_RUNS = 5;

  @Mixin private DataOptions dataOptions = new DataOptions();

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Option(
      names = "--refused",
      paramLabel = "RUN",
      description = "name every refusal of this import run instead")
  private Optional<String> refused = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    dataOptions.requireData();
    PrintWriter out = spec.commandLine().getOut();
    try (Catalog catalog = dataOptions.openCatalog()) {
      if (refused.isPresent()) {
        printRefused(catalog, refused.get(), out);
      } else {
        Map<String, Object> report = report(catalog);
        if (json) {
          out.println(JsonMapper.builder().build().writeValueAsString(report));
        } else {
          report.forEach((key, value) -> out.println(key + ": " + value));
          for (ImportRun run : catalog.imports().latest(LATEST_RUNS)) {
            out.println(
                "import "
                    + run.runId()
                    + " "
                    + run.kind()
                    + " "
                    + run.started()
                    + " "
                    + state(run));
          }
        }
      }
    }
    out.flush();
    return 0;
  }

  private static String state(ImportRun run) {
    ImportRun.Counts counts = run.counts();
    String sums =
        counts.added()
            + " added, "
            + counts.changed()
            + " changed, "
            + counts.unchanged()
            + " unchanged, "
            + counts.refused()
            + " refused";
    return run.finished().isPresent()
        ? "finished: " + sums
        : "not finished (running, or stopped: run it again): " + sums;
  }

  private Map<String, Object> report(Catalog catalog) throws IOException {
    Map<String, Object> report = new LinkedHashMap<>();
    CatalogCounts counts = catalog.counts();
    report.put("chains", counts.chains());
    report.put("hotels", counts.hotels());
    report.put("hotelsWithPhotos", counts.hotelsWithPhotos());
    report.put("photos", counts.photos());
    report.put("ads", counts.ads());
    report.put("adImages", counts.adImages());
    VectorsSettings settings = dataOptions.vectors();
    PictureModel model = CurrentModel.of(settings);
    report.put("model", model.name() + " " + model.version());
    report.put("modelId", model.modelId());
    report.putAll(IndexAgreement.of(catalog, settings).report());
    report.put("toBeDescribed", catalog.describeTasks().waiting());
    report.put("describing", DescribingProcess.count(DataOptions.describingFolder(settings)));
    report.put("work", HeldFile.isHeld(dataOptions.workFile()) ? "runs" : "does not run");
    return report;
  }

  private static void printRefused(Catalog catalog, String runId, PrintWriter out) {
    if (catalog.imports().find(runId).isEmpty()) {
      throw new SourceException(
          "There is no import run '" + runId + "'; roomprint status names the latest ones");
    }
    Optional<Cursor> after = Optional.empty();
    do {
      Page<RefusedFile> page = catalog.imports().refusedBy(runId, after, Page.MAX_LIMIT);
      page.items()
          .forEach(
              file -> out.println(file.reference() + "\t" + file.reason() + "\t" + file.detail()));
      after = page.next();
    } while (after.isPresent());
  }
}
