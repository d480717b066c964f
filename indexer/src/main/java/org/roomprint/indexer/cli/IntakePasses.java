package org.roomprint.indexer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Optional;
import org.roomprint.catalog.Catalog;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.SubmissionState;
import org.roomprint.indexer.indexing.CatchUp;
import org.roomprint.indexer.intake.Intake;
import org.roomprint.indexer.intake.IntakeSettings;
import org.roomprint.indexer.intake.IntakeTools;
import org.roomprint.vectors.index.GalleryIndex;

/** Passes of the intake over one index; what they need is opened when there is something to do. */
final class IntakePasses implements AutoCloseable {
  private final ImportTools tools;
  private final InboxIntake inbox;
  private final IntakeSettings settings;
  private final WrittenIndex written;
  private final GalleryIndex index;
  private final CatchUp indexing;
  private Optional<IntakeTools> opened = Optional.empty();
  private boolean first = true;

  /**
   * Prepares passes.
   *
   * @param index the current generation, which others keep up to date
   * @param indexing waits until they have
   */
  IntakePasses(
      ImportTools tools,
      InboxIntake inbox,
      IntakeSettings settings,
      WrittenIndex written,
      GalleryIndex index,
      CatchUp indexing) {
    this.tools = tools;
    this.inbox = inbox;
    this.settings = settings;
    this.written = written;
    this.index = index;
    this.indexing = indexing;
  }

  /** A pass, if there is anything to do. */
  Optional<Intake.Report> passIfNeeded() throws IOException {
    if (hasWork() || (first && isLeftUndone())) {
      Intake.Report report = pass();
      first = false;
      return Optional.of(report);
    }
    first = false;
    return Optional.empty();
  }

  /** A pass over everything. */
  Intake.Report pass() throws IOException {
    if (opened.isEmpty()) {
      opened =
          Optional.of(
              new IntakeTools(
                  tools.catalog(),
                  inbox,
                  tools.strangersDecoder(),
                  written.describer(),
                  indexing,
                  index,
                  tools.settings().threads(),
                  settings,
                  tools.clock(),
                  new SecureRandom()));
    }
    return opened.get().intake().pass();
  }

  private boolean hasWork() {
    Catalog catalog = tools.catalog();
    return inbox.counts().received() > 0
        || !inbox.withdrawn(1).isEmpty()
        || !catalog.contributions().due(tools.clock().instant(), 1).isEmpty()
        || !catalog.contributions().unsettled(1).isEmpty();
  }

  /** Whether a pass that was killed had claimed what it did not record. */
  private boolean isLeftUndone() {
    return inbox.list(SubmissionState.IN_REVIEW, 0, Integer.MAX_VALUE).stream()
        .anyMatch(one -> tools.catalog().contributions().find(one.submissionId()).isEmpty());
  }

  /** Says what a pass did. */
  static void print(PrintWriter out, Intake.Report report, boolean json) {
    if (json) {
      out.println(
          "{\"drained\":"
              + report.recorded()
              + ",\"held\":"
              + report.held()
              + ",\"released\":"
              + report.released()
              + ",\"corroborated\":"
              + report.corroborated()
              + ",\"withdrawn\":"
              + report.withdrawn()
              + "}");
    } else {
      out.println(
          report.recorded()
              + " submissions drained, "
              + report.held()
              + " of them held for the operator; "
              + report.released()
              + " contributions entered the gallery, "
              + report.corroborated()
              + " photos were corroborated, "
              + report.withdrawn()
              + " contributions were taken out");
    }
    out.flush();
  }

  @Override
  public void close() {
    opened.ifPresent(IntakeTools::close);
  }
}
