package org.roomprint.indexer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.roomprint.catalog.importing.RefusedFile;
import org.roomprint.indexer.importing.ImportProgress;
import org.roomprint.indexer.importing.PhotoImporter;
import org.roomprint.indexer.source.SourceNote;

/**
 * Shows an import as it goes: a bar with rate, time left and refusals, or nothing with {@code
 * --json}.
 */
final class Terminal implements ImportProgress, AutoCloseable {
  /** Refusals that are named one by one; the rest are in the catalog and counted by reason. */
  private static final int NAMED_REFUSALS = 20;

  /** Notes, and things that were passed over, that are named one by one; more are with --json. */
  private static final int NAMED_NOTES = 20;

  /** Refusals, notes and what was passed over, each, that --json names: more fill the memory. */
  private static final int NAMED_IN_JSON = 10_000;

  /** The number of entries where nobody knows it. */
  static final long UNKNOWN_TOTAL = -1;

  private final Optional<ProgressBar> bar;
  private final PrintWriter err;
  private final Map<String, Long> refusedByReason = new TreeMap<>();

  /** By the sentence that names the hotel. */
  private final Map<String, UnknownHotel> unknownHotels = new LinkedHashMap<>();

  private final Map<String, Long> notedByReason = new TreeMap<>();
  private final Map<String, Long> passedOverByReason = new TreeMap<>();
  private final List<SourceNote> notes = new ArrayList<>();
  private final List<SourceNote> passedOver = new ArrayList<>();
  private final List<SourceNote> refusals = new ArrayList<>();
  private final boolean keepsAll;

  private Beside beside = () -> {};
  private long refused;
  private long named;
  private long indexed;
  private long toBeIndexed;

  /**
   * Photos of a hotel that is not known.
   *
   * @param first of them, as the source names it
   * @param files how many there are
   */
  private record UnknownHotel(String first, long files) {}

  /** What is looked at whenever something was dealt with. */
  @FunctionalInterface
  interface Beside {
    /** Fails when what is done beside has failed. */
    void look() throws IOException;
  }

  Terminal(String task, long total, boolean quiet, PrintWriter err) {
    this.err = err;
    this.keepsAll = quiet;
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
  public void advanced(int items) throws IOException {
    beside.look();
    bar.ifPresent(shown -> shown.stepBy(items));
  }

  @Override
  public void refused(RefusedFile file) {
    refused++;
    refusedByReason.merge(file.reason(), 1L, Long::sum);
    if (keepsAll && refusals.size() < NAMED_IN_JSON) {
      refusals.add(new SourceNote(file.reference(), file.reason(), file.detail()));
    }
    if (bar.isPresent()) {
      showCounts();
      if (file.reason().equals(PhotoImporter.UNKNOWN_HOTEL)) {
        unknownHotels.merge(
            file.detail(),
            new UnknownHotel(file.reference(), 1),
            (known, one) -> new UnknownHotel(known.first(), known.files() + one.files()));
      } else if (named < NAMED_REFUSALS) {
        named++;
        err.println("refused " + printable(file.reference()) + ": " + printable(file.detail()));
      }
    }
  }

  @Override
  public void noted(SourceNote note) {
    notedByReason.merge(note.reason(), 1L, Long::sum);
    keep(notes, note);
  }

  @Override
  public void passedOver(SourceNote what) {
    passedOverByReason.merge(what.reason(), 1L, Long::sum);
    keep(passedOver, what);
  }

  private void keep(List<SourceNote> kept, SourceNote one) {
    if (kept.size() < (keepsAll ? NAMED_IN_JSON : NAMED_NOTES)) {
      kept.add(one);
    }
  }

  private void name(String what, List<SourceNote> kept, Map<String, Long> byReason) {
    for (SourceNote note : kept) {
      err.println(what + " " + printable(note.reference()) + ": " + printable(note.detail()));
    }
    long all = byReason.values().stream().mapToLong(Long::longValue).sum();
    if (all > kept.size()) {
      err.println(
          "and "
              + what
              + " "
              + (all - kept.size())
              + " more, of which --json names the first "
              + NAMED_IN_JSON);
    }
  }

  /** Names of files hold whatever a disk lets them hold; a terminal obeys some of it. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  /** Once for each hotel: it may have hundreds of photos. */
  private void nameUnknownHotels() {
    unknownHotels.entrySet().stream()
        .limit(NAMED_REFUSALS)
        .forEach(hotel ->
            err.println(
                "refused "
                    + printable(hotel.getValue().first())
                    + (hotel.getValue().files() > 1
                        ? " and " + (hotel.getValue().files() - 1) + " more"
                        : "")
                    + ": "
                    + printable(hotel.getKey())));
    if (unknownHotels.size() > NAMED_REFUSALS) {
      err.println("and so for " + (unknownHotels.size() - NAMED_REFUSALS) + " more hotels");
    }
    err.flush();
  }

  @Override
  public void indexed(long pictures) {
    indexed += pictures;
  }

  @Override
  public void toBeIndexed(long pictures) {
    toBeIndexed = pictures;
    showCounts();
  }

  private void showCounts() {
    bar.ifPresent(shown ->
        shown.setExtraMessage(
            (refused > 0 ? refused + " refused " : "")
                + (toBeIndexed > 0 ? toBeIndexed + " to be indexed" : "")));
  }

  /** Looks at this whenever something was dealt with. */
  void lookAt(Beside what) {
    beside = what;
  }

  long indexedPictures() {
    return indexed;
  }

  /** What was left out of records that were taken; more of it when nothing is shown. */
  List<SourceNote> notes() {
    return notes;
  }

  Map<String, Long> notedByReason() {
    return notedByReason;
  }

  /** What was no record; more of it when nothing is shown. */
  List<SourceNote> passedOver() {
    return passedOver;
  }

  Map<String, Long> passedOverByReason() {
    return passedOverByReason;
  }

  /** What was refused, when nothing is shown; else it is named while the import goes on. */
  List<SourceNote> refusals() {
    return refusals;
  }

  Map<String, Long> refusedByReason() {
    return refusedByReason;
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
    nameUnknownHotels();
    if (!keepsAll) {
      name("note:", notes, notedByReason);
      name("passed over", passedOver, passedOverByReason);
      err.flush();
    }
  }
}
