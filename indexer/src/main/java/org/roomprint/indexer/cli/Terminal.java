package org.roomprint.indexer.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.roomprint.catalog.RefusedFile;
import org.roomprint.indexer.importing.ImportProgress;
import org.roomprint.indexer.importing.PhotoImporter;

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

  /** By the sentence that names the hotel. */
  private final Map<String, UnknownHotel> unknownHotels = new LinkedHashMap<>();

  private long refused;
  private long named;
  private long indexed;

  /**
   * Photos of a hotel that is not known.
   *
   * @param first of them, as the source names it
   * @param files how many there are
   */
  private record UnknownHotel(String first, long files) {}

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
      if (file.reason().equals(PhotoImporter.UNKNOWN_HOTEL)) {
        unknownHotels.merge(
            file.detail(),
            new UnknownHotel(file.reference(), 1),
            (known, one) -> new UnknownHotel(known.first(), known.files() + one.files()));
      } else if (named < NAMED_REFUSALS) {
        named++;
        err.println("refused " + file.reference() + ": " + file.detail());
      }
    }
  }

  /** Once for each hotel: it may have hundreds of photos. */
  private void nameUnknownHotels() {
    unknownHotels.entrySet().stream()
        .limit(NAMED_REFUSALS)
        .forEach(hotel ->
            err.println(
                "refused "
                    + hotel.getValue().first()
                    + (hotel.getValue().files() > 1
                        ? " and " + (hotel.getValue().files() - 1) + " more"
                        : "")
                    + ": "
                    + hotel.getKey()));
    if (unknownHotels.size() > NAMED_REFUSALS) {
      err.println("and so for " + (unknownHotels.size() - NAMED_REFUSALS) + " more hotels");
    }
    err.flush();
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
    nameUnknownHotels();
  }
}
