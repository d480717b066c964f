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
import java.util.concurrent.Callable;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.inbox.InboxDrain;
import org.roomprint.catalog.inbox.InboxSettings;
import org.roomprint.catalog.inbox.SubmissionState;
import org.roomprint.catalog.sql.SqlInbox;
import org.roomprint.indexer.draining.Drain;
import org.roomprint.indexer.draining.DrainSettings;
import org.roomprint.indexer.draining.DrainTools;
import org.roomprint.indexer.draining.Publication;
import org.roomprint.indexer.source.SourceException;
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
  @Mixin private Workplace workplace = new Workplace();

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
    workplace.requireData();
    InboxSettings inboxSettings = workplace.inbox();
    Files.createDirectories(inboxSettings.folder());
    Path lockFile = inboxSettings.folder().resolve("drain.lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new SourceException("Another process drains this inbox: stop that one first");
      }
      try (InboxDrain inbox = SqlInbox.openDrain(inboxSettings)) {
        if (watch && !json) {
          PrintWriter out = spec.commandLine().getOut();
          out.println("Waiting for what is sent to " + inboxSettings.folder().toAbsolutePath());
          out.flush();
        }
        String published = "";
        do {
          published = pass(inbox, published);
          if (watch) {
            Thread.sleep(Duration.ofSeconds(Math.max(1, every)));
          }
        } while (watch);
      }
    }
    return 0;
  }

  /**
   * One pass; the index is opened only when there is something to do, since nobody else can write
   * it meanwhile.
   *
   * @param published what the catalog's hotels were when they were last published
   * @return what they are now
   */
  private String pass(InboxDrain inbox, String published) throws IOException {
    DrainSettings configured = workplace.draining();
    DrainSettings settings = noDelay ? configured.withoutDelay() : configured;
    PrintWriter out = spec.commandLine().getOut();
    try (ImportTools tools = new ImportTools(workplace)) {
      Catalog catalog = tools.catalog();
      if (!watch || hasWork(inbox, catalog)) {
        var pictures = tools.pictures();
        try (DrainTools drainTools =
            new DrainTools(
                catalog,
                inbox,
                pictures.strangersDecoder(),
                pictures.describer(),
                pictures.updater(),
                pictures.index(),
                workplace.vectors().threads(),
                settings,
                workplace.clock(),
                new SecureRandom())) {
          print(out, drainTools.drain().pass());
        }
      }
      String hotels = catalog.counts().hotels() + " " + catalog.changes().latestSequence();
      if (!hotels.equals(published)) {
        Publication.publish(catalog, inbox);
      }
      out.flush();
      return hotels;
    }
  }

  private boolean hasWork(InboxDrain inbox, Catalog catalog) {
    return inbox.counts().received() > 0
        || !inbox.withdrawn(1).isEmpty()
        || !catalog.contributions().due(workplace.clock().instant(), 1).isEmpty()
        || !catalog.contributions().unsettled(1).isEmpty()
        || inbox.list(SubmissionState.IN_REVIEW, 0, Integer.MAX_VALUE).stream()
            .anyMatch(one -> catalog.contributions().find(one.submissionId()).isEmpty());
  }

  private void print(PrintWriter out, Drain.Report report) {
    if (json) {
      out.println(
          "{\"drained\":"
              + report.drained()
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
          report.drained()
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
