package org.roomprint.indexer.importing;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogWriter;
import org.roomprint.catalog.importing.ImportRun;
import org.roomprint.catalog.importing.RefusedFile;
import org.roomprint.indexer.source.SourceItem;
import org.roomprint.indexer.source.SourceNote;

/**
 * One run of an import in the catalog: its counts and refusals are written in the same transaction
 * as what it brings in, so that they agree after any interruption. Used by one thread.
 */
public final class ImportSession {
  private static final int MAX_DETAIL_LENGTH = 500;

  private final Catalog catalog;
  private final InstantSource clock;
  private final ImportProgress progress;
  private final List<RefusedFile> refusals = new ArrayList<>();
  private final long dealtWithBefore;
  private ImportRun run;

  /** Begins a run and records that it began. */
  public ImportSession(
      Catalog catalog,
      InstantSource clock,
      ImportProgress progress,
      ImportRun.Kind kind,
      String runId,
      String fingerprint) {
    this(catalog, clock, progress, ImportRun.begin(runId, kind, fingerprint, clock.instant()));
  }

  private ImportSession(
      Catalog catalog, InstantSource clock, ImportProgress progress, ImportRun run) {
    this.catalog = catalog;
    this.clock = clock;
    this.progress = progress;
    this.run = run;
    this.dealtWithBefore = run.dealtWith();
    catalog.write(writer -> {
      writer.putImportRun(run);
      return run;
    });
  }

  /**
   * Begins a run where the last one of the same source was stopped, if that source is still as it
   * was then; else at its beginning.
   *
   * @param sourceState the same as long as the source is; empty where that cannot be told
   * @param isAgain whether to begin at the beginning all the same
   */
  public static ImportSession continuing(
      Catalog catalog,
      InstantSource clock,
      ImportProgress progress,
      ImportRun.Kind kind,
      String runId,
      String fingerprint,
      String sourceState,
      boolean isAgain) {
    long dealtWith =
        catalog
            .imports()
            .latestOf(kind, fingerprint)
            .filter(last ->
                !isAgain
                    && last.finished().isEmpty()
                    && !sourceState.isEmpty()
                    && last.sourceState().equals(sourceState))
            .map(ImportRun::dealtWith)
            .orElse(0L);
    return new ImportSession(
        catalog,
        clock,
        progress,
        ImportRun.begin(runId, kind, fingerprint, clock.instant(), sourceState, dealtWith));
  }

  /** How many entries of the source earlier runs have dealt with, which this one passes by. */
  public long dealtWithBefore() {
    return dealtWithBefore;
  }

  /** The run's id. */
  public String runId() {
    return run.runId();
  }

  /** Refuses a line or file; it is recorded with the next {@link #write}. */
  public void refuse(String reference, String reason, String detail) {
    RefusedFile refused =
        new RefusedFile(
            run.runId(),
            printable(reference, RefusedFile.MAX_REFERENCE_LENGTH),
            reason,
            printable(detail, MAX_DETAIL_LENGTH));
    refusals.add(refused);
    run = run.withCounts(run.counts().plusRefused());
    progress.refused(refused);
  }

  /** Tells what was left out of a record that is taken. */
  public void note(List<SourceNote> notes) {
    notes.forEach(progress::noted);
  }

  /** Tells of what is no record and was not meant to be one. */
  public void passOver(SourceItem.PassedOver<?> item) {
    progress.passedOver(new SourceNote(item.reference(), item.reason(), item.detail()));
  }

  /** Names of files hold whatever a disk lets them hold. */
  private static String printable(String text, int longest) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .map(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
        .limit(longest)
        .forEach(printable::appendCodePoint);
    String kept =
        printable.length() <= longest ? printable.toString() : printable.substring(0, longest);
    return kept.isBlank() ? "?" : kept;
  }

  /** Where a transaction's records are put and counted. */
  public final class Batch {
    private final CatalogWriter writer;
    private ImportRun.Counts counts = run.counts();
    private long dealtWith = run.dealtWith();

    private Batch(CatalogWriter writer) {
      this.writer = writer;
    }

    /** The transaction. */
    public CatalogWriter writer() {
      return writer;
    }

    /** Counts what a put did. */
    public void count(org.roomprint.catalog.outcome.PutOutcome outcome) {
      counts = counts.plus(outcome);
    }

    /** So many more entries of the source are dealt with once this transaction is there. */
    public void dealtWith(int entries) {
      dealtWith += entries;
    }
  }

  /** Writes a batch, with the counts and refusals so far, in one transaction. */
  public void write(Consumer<Batch> work) {
    List<RefusedFile> refused = List.copyOf(refusals);
    run =
        catalog.write(writer -> {
          Batch batch = new Batch(writer);
          work.accept(batch);
          ImportRun counted = run.withCounts(batch.counts).withDealtWith(batch.dealtWith);
          writer.putImportRun(counted);
          refused.forEach(writer::putRefusedFile);
          return counted;
        });
    refusals.clear();
  }

  /** Ends the run; what was refused since the last batch is recorded too. */
  public ImportRun finish() {
    write(_ -> {});
    ImportRun finished = run.finishedAt(clock.instant());
    catalog.write(writer -> {
      writer.putImportRun(finished);
      return finished;
    });
    return finished;
  }
}
