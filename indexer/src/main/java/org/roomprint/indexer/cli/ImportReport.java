package org.roomprint.indexer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.roomprint.catalog.importing.ImportRun;
import org.roomprint.indexer.StepTimes;
import org.roomprint.indexer.importing.ImportSession;
import org.roomprint.indexer.source.SourceItem;
import org.roomprint.vectors.image.ContentHash;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;

/** Runs an import and says at the end what became of it. */
final class ImportReport {
  private static final int RUN_ID_BYTES = 8;

  /** More than one in so many refused is no success. */
  static final int MOST_REFUSED = 10;

  private ImportReport() {}

  /**
   * A run at its end.
   *
   * @param restIsLost whether a source could be read in part only
   */
  record Finished(ImportRun run, boolean restIsLost, double seconds) {
    /** Whether there was something, and all of it was refused. */
    boolean isRefusedWhole() {
      return run.counts().refused() > 0 && taken() == 0;
    }

    /** Whether so much was lost that whoever started it must look. */
    boolean isRefusedInPart() {
      return restIsLost || run.counts().refused() * MOST_REFUSED > taken() + run.counts().refused();
    }

    private long taken() {
      ImportRun.Counts counts = run.counts();
      return counts.added() + counts.changed() + counts.unchanged() + counts.withheld();
    }
  }

  /**
   * What is imported.
   *
   * @param source file or folder
   * @param entries how many there are; empty where nobody knows before they are read
   * @param offered how many records were among those that have been read
   * @param state the same as long as the source is; empty where a run that is stopped is not
   *     continued
   * @param isAgain whether to begin at the beginning where an earlier run was stopped
   */
  record Imported(
      ImportRun.Kind kind,
      Path source,
      OptionalLong entries,
      LongSupplier offered,
      String state,
      boolean isAgain) {}

  static <T> Finished run(
      DataOptions dataOptions,
      CommandSpec spec,
      boolean json,
      Imported imported,
      ImportWork<T> work)
      throws IOException {
    long begin = System.nanoTime();
    ImportRun.Kind kind = imported.kind();
    try (ImportTools tools = new ImportTools(dataOptions)) {
      Terminal terminal =
          new Terminal(
              kind.name().toLowerCase(Locale.ROOT),
              imported.entries().orElse(Terminal.UNKNOWN_TOTAL),
              json,
              spec.commandLine().getErr());
      Finished finished;
      try (terminal) {
        ImportSession session =
            ImportSession.continuing(
                tools.catalog(),
                dataOptions.clock(),
                terminal,
                kind,
                runId(),
                fingerprint(imported.source()),
                imported.state(),
                imported.isAgain());
        if (session.dealtWithBefore() > 0 && !json) {
          spec.commandLine()
              .getErr()
              .println(
                  "An earlier run of this list was stopped; its first "
                      + session.dealtWithBefore()
                      + " entries are in, and this run goes on behind them (--again reads all of it)");
        }
        work(
            tools,
            session,
            terminal,
            kind,
            work,
            words -> {
              if (!json) {
                spec.commandLine().getErr().println(words);
              }
            });
        finished =
            new Finished(
                session.finish(),
                terminal.refusedByReason().containsKey(SourceItem.Unreadable.REST_UNREADABLE),
                (System.nanoTime() - begin) / 1e9);
      }
      print(spec, json, imported.offered().getAsLong(), finished, terminal, tools.times());
      return finished;
    }
  }

  /** Writes the catalog, and waits until what was written is found. */
  private static <T> void work(
      ImportTools tools,
      ImportSession session,
      Terminal terminal,
      ImportRun.Kind kind,
      ImportWork<T> work,
      Consumer<String> say)
      throws IOException {
    if (kind == ImportRun.Kind.HOTELS) {
      work.run(tools, session, terminal);
      // A changed chain, place or country is what searches are narrowed by. Without photos there
      // is nothing to follow.
      if (tools.pending() > 0) {
        try (ImportIndexing indexing = new ImportIndexing(tools, terminal, say)) {
          indexing.await();
        }
      }
      return;
    }
    tools.startDecoder();
    try (ImportIndexing indexing = new ImportIndexing(tools, terminal, say)) {
      terminal.lookAt(indexing::look);
      work.run(tools, session, terminal);
      indexing.await();
    }
    long leftOut = IndexAgreement.of(tools.catalog(), tools.settings()).leftOut();
    if (leftOut > 0) {
      say.accept(
          "roomprint: The index lacks "
              + leftOut
              + " pictures, whose kept files are missing or damaged: the log of whoever keeps it names them");
    }
  }

  private static void print(
      CommandSpec spec,
      boolean json,
      long items,
      Finished finished,
      Terminal terminal,
      StepTimes times) {
    ImportRun.Counts counts = finished.run().counts();
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("run", finished.run().runId());
    report.put("items", items);
    report.put("added", counts.added());
    report.put("changed", counts.changed());
    report.put("unchanged", counts.unchanged());
    report.put("withheld", counts.withheld());
    report.put("refused", counts.refused());
    report.put("refusals", terminal.refusals());
    report.put("refusedByReason", terminal.refusedByReason());
    report.put("notes", terminal.notes());
    report.put("notesByReason", terminal.notedByReason());
    report.put("passedOver", terminal.passedOver());
    report.put("passedOverByReason", terminal.passedOverByReason());
    report.put("indexedPictures", terminal.indexedPictures());
    report.put("seconds", Math.round(finished.seconds() * 100) / 100.0);
    Map<String, Object> steps = new LinkedHashMap<>();
    for (StepTimes.Step step : StepTimes.Step.values()) {
      steps.put(step.name().toLowerCase(Locale.ROOT), Math.round(times.of(step) / 1e7) / 100.0);
    }
    report.put("threadSecondsByStep", steps);
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.builder().build().writeValueAsString(report));
    } else {
      out.printf(
          Locale.ROOT,
          "%d added, %d changed, %d unchanged, %d withheld (deleted earlier), %d refused%s; %d"
              + " pictures indexed; %.1f s, %.1f a second%n",
          counts.added(),
          counts.changed(),
          counts.unchanged(),
          counts.withheld(),
          counts.refused(),
          terminal.refusedByReason().isEmpty() ? "" : " " + terminal.refusedByReason(),
          terminal.indexedPictures(),
          finished.seconds(),
          items / finished.seconds());
      sums(out, "left out of records that were taken, or read otherwise", terminal.notedByReason());
      sums(out, "passed over", terminal.passedOverByReason());
      if (times.total() > 0) {
        StringBuilder shares = new StringBuilder("time by step:");
        for (StepTimes.Step step : StepTimes.Step.values()) {
          shares.append(
              String.format(
                  Locale.ROOT,
                  " %s %.0f%%",
                  step.name().toLowerCase(Locale.ROOT),
                  100.0 * times.of(step) / times.total()));
        }
        out.println(shares);
      }
      if (counts.refused() > 0) {
        out.println(
            "All refusals of this run: roomprint status --refused " + finished.run().runId());
      }
    }
    out.flush();
    if (!finished.isRefusedWhole() && finished.isRefusedInPart()) {
      spec.commandLine()
          .getErr()
          .println(
              "roomprint: "
                  + (finished.restIsLost()
                      ? "A part of the list could not be read"
                      : "More than a tenth was refused")
                  + ", see the reasons above");
    }
    if (finished.isRefusedWhole()) {
      spec.commandLine()
          .getErr()
          .println(
              "roomprint: Nothing was imported: everything was refused, see the reasons above");
    }
  }

  private static void sums(PrintWriter out, String what, Map<String, Long> byReason) {
    if (!byReason.isEmpty()) {
      out.println(
          what
              + ": "
              + byReason.values().stream().mapToLong(Long::longValue).sum()
              + " "
              + byReason);
    }
  }

  private static String runId() {
    byte[] bytes = new byte[RUN_ID_BYTES];
    new SecureRandom().nextBytes(bytes);
    return "run-" + HexFormat.of().formatHex(bytes);
  }

  /** Which source it was, as a hash: a path may name more than it should. */
  private static String fingerprint(Path source) {
    return ContentHash.of(
            source.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8))
        .hex()
        .substring(0, 32);
  }
}
