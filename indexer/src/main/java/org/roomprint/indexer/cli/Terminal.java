package org.roomprint.indexer.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.roomprint.catalog.RefusedFile;
import org.roomprint.indexer.importing.ImportProgress;

/**
 * Shows an import as it goes: a bar with rate, time left and refusals, or nothing with {@code
 * --json}.
 */
final class Terminal implements ImportProgress, AutoCloseable {
  /** Refusals that are named one by one; the rest are in the catalog and counted by reason. */
  private static final int NAMED_REFUSALS = 20;

  private final Optional<ProgressBar> bar;
  private final PrintWriter err;
  private final Map<String, Long> refusedByReason = new TreeMap<>();
  private long refused;
  private long indexed;

  Terminal(String task, long total, boolean quiet, PrintWriter err) {
    this.err = err;
    this.bar =
        quiet
            ? Optional.empty()
            : Optional.of(
                new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(500)
                    .showSpeed()
                    .build());
  }

  @Override
  public void advanced(int items) {
    bar.ifPresent(shown -> shown.stepBy(items));
  }

  @Override
  public void refused(RefusedFile file) {
    refused++;
    refusedByReason.merge(file.reason(), 1L, Long::sum);
    if (bar.isPresent()) {
      bar.get().setExtraMessage(refused + " refused");
      if (refused <= NAMED_REFUSALS) {
        err.println("refused " + file.reference() + ": " + file.detail());
      }
    }
  }

  @Override
  public void indexed(int pictures) {
    indexed += pictures;
  }

  long indexedPictures() {
    return indexed;
  }

  Map<String, Long> refusals() {
    return refusedByReason;
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }
}
