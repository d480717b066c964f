package org.roomprint.indexer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.roomprint.catalog.Catalog;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.SubmissionState;
import org.roomprint.inbox.sql.SqlInbox;
import org.roomprint.indexer.intake.Intake;
import org.roomprint.indexer.intake.IntakeSettings;
import org.roomprint.indexer.intake.IntakeTools;
import org.roomprint.indexer.intake.Publication;
import org.roomprint.indexer.intake.Retention;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.vectors.index.IndexInUseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code roomprint drain}. */
@Command(
    name = "drain",
    description = {
      "Takes what the public and partners sent from the inbox to the gallery: sanitises and checks it, lets it be found"
          + " when its time has come, follows what was withdrawn or decided, and publishes the list of hotels.",
      "May be stopped at any point and run again: nothing comes in twice and nothing is lost."
    },
    mixinStandardHelpOptions = true)
final class DrainCommand implements Callable<Integer> {
  @Mixin private DataOptions dataOptions = new DataOptions();

  @Option(names = "--watch", description = "go on until it is stopped")
  private boolean watch;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "how often --watch looks (default: ${DEFAULT-VALUE})")
  private int every = 30;

  @Option(
      names = "--no-delay",
      description =
          "let photos be found at once; only for demonstrations, since it can tell guest and photo")
  private boolean noDelay;

  @Option(names = "--json", description = "print one JSON object for each pass that did something")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    dataOptions.requireData();
    InboxSettings inboxSettings = dataOptions.inbox();
    Files.createDirectories(inboxSettings.folder());
    Path lockFile = inboxSettings.folder().resolve("drain.lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new SourceException("Another process drains this inbox: stop that one first");
      }
      try (InboxIntake inbox = SqlInbox.openIntake(inboxSettings);
          ImportTools tools = new ImportTools(dataOptions)) {
        if (watch) {
          say("Waiting for what is sent to " + inboxSettings.folder().toAbsolutePath());
          watch(inbox, tools);
        } else {
          takeIn(inbox, tools);
          retention(inbox, tools).run();
          Publication.publish(tools.catalog(), inbox);
        }
      }
    }
    return 0;
  }

  /**
   * Goes on until the process ends. The index is opened only while there is something to do, since
   * nobody else can write it meanwhile; while somebody else does, what was sent waits.
   */
  private void watch(InboxIntake inbox, ImportTools tools)
      throws IOException, InterruptedException {
    Retention retention = retention(inbox, tools);
    Instant nextRetention = Instant.MIN;
    boolean waitsForIndex = false;
    boolean first = true;
    String published = "";
    while (true) {
      Catalog catalog = tools.catalog();
      if (hasWork(inbox, catalog) || (first && isLeftUndone(inbox, catalog))) {
        try {
          takeIn(inbox, tools);
          first = false;
          waitsForIndex = false;
        } catch (IndexInUseException _) {
          if (!waitsForIndex) {
            say("Another process writes the index, such as an import: what was sent waits for it");
          }
          waitsForIndex = true;
        }
      } else {
        first = false;
      }
      Instant now = dataOptions.clock().instant();
      if (!now.isBefore(nextRetention)) {
        retention.run();
        nextRetention = now.plus(Retention.EVERY);
      }
      String hotels = catalog.counts().hotels() + " " + catalog.changes().latestSequence();
      if (!hotels.equals(published)) {
        Publication.publish(catalog, inbox);
        published = hotels;
      }
      Thread.sleep(Duration.ofSeconds(Math.max(1, every)));
    }
  }

  /** One pass with the index open. */
  private void takeIn(InboxIntake inbox, ImportTools tools) throws IOException {
    try {
      var pictures = tools.pictures();
      try (IntakeTools intakeTools =
          new IntakeTools(
              tools.catalog(),
              inbox,
              pictures.strangersDecoder(),
              pictures.describer(),
              pictures.updater(),
              pictures.index(),
              dataOptions.vectors().threads(),
              settings(),
              dataOptions.clock(),
              new SecureRandom())) {
        print(spec.commandLine().getOut(), intakeTools.intake().pass());
      }
    } finally {
      tools.closePictures();
    }
    spec.commandLine().getOut().flush();
  }

  private Retention retention(InboxIntake inbox, ImportTools tools) {
    return new Retention(tools.catalog(), inbox, settings(), dataOptions.clock());
  }

  private IntakeSettings settings() {
    IntakeSettings configured = dataOptions.intake();
    return noDelay ? configured.withoutDelay() : configured;
  }

  private boolean hasWork(InboxIntake inbox, Catalog catalog) {
    return inbox.counts().received() > 0
        || !inbox.withdrawn(1).isEmpty()
        || !catalog.contributions().due(dataOptions.clock().instant(), 1).isEmpty()
        || !catalog.contributions().unsettled(1).isEmpty();
  }

  /** Whether a pass that was killed had claimed what it did not record. */
  private static boolean isLeftUndone(InboxIntake inbox, Catalog catalog) {
    return inbox.list(SubmissionState.IN_REVIEW, 0, Integer.MAX_VALUE).stream()
        .anyMatch(one -> catalog.contributions().find(one.submissionId()).isEmpty());
  }

  /** To people; programs read what passes did and nothing else. */
  private void say(String words) {
    if (!json) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(words);
      out.flush();
    }
  }

  private void print(PrintWriter out, Intake.Report report) {
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
  }
}
