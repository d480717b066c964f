package org.roomprint.indexer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.sql.SqlInbox;
import org.roomprint.indexer.HeldFile;
import org.roomprint.indexer.intake.IntakeSettings;
import org.roomprint.indexer.intake.Publication;
import org.roomprint.indexer.intake.Retention;
import org.roomprint.indexer.jobs.Schedule;
import org.roomprint.indexer.linking.GroupingJob;
import org.roomprint.indexer.linking.ImageReading;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.vectors.image.InProcessDecoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code roomprint work}. */
@Command(
    name = "work",
    description = {
      "Goes on until it is stopped: keeps the index up to date with the catalog, takes what the public and partners sent"
          + " from the inbox to the gallery, lets it be found when its time has come, reads the text in pictures of"
          + " ads, groups ads, follows what was withdrawn or decided,"
          + " publishes the list of hotels, and deletes what is kept no longer than was promised.",
      "One on one installation. With --describe-only any number help it to describe pictures, here or on other machines"
          + " that are configured with the same catalog and the same folder of descriptions.",
      "May be stopped at any point and run again: nothing comes in twice and nothing is lost."
    },
    mixinStandardHelpOptions = true)
final class WorkCommand implements Callable<Integer> {
  private static final int JOBS = 7;

  /** How soon what another process wrote or left to be done is looked at. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  @Mixin private DataOptions dataOptions = new DataOptions();

  @Option(
      names = "--describe-only",
      description =
          "describe pictures for the index that another process keeps, and do nothing else")
  private boolean describeOnly;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "how often the inbox is looked at (default: ${DEFAULT-VALUE})")
  private int every = 30;

  @Option(
      names = "--no-delay",
      description =
          "let photos be found at once; only for demonstrations, since it can tell guest and photo")
  private boolean noDelay;

  @Option(
      names = "--json",
      description = "print one JSON object for each pass over the inbox that did something")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    dataOptions.requireData();
    if (describeOnly) {
      describe();
    } else {
      work();
    }
    return 0;
  }

  private void describe() throws IOException {
    try (ImportTools tools = new ImportTools(dataOptions);
        DescribingHelp help = new DescribingHelp(tools, say());
        Schedule schedule = new Schedule(1)) {
      say().accept("Describing pictures for the index");
      schedule.every(LOOK_EVERY, "Describing pictures", help::look);
      awaitEnd();
    }
  }

  private void work() throws IOException {
    InboxSettings inboxSettings = dataOptions.inbox();
    IntakeSettings settings = DrainCommand.settings(dataOptions, noDelay);
    try (HeldFile _ =
            HeldFile.tryHold(dataOptions.workFile())
                .orElseThrow(() ->
                    new SourceException(
                        "'roomprint work' runs on this data already; more processes help it with --describe-only"));
        HeldFile _ = DrainCommand.hold(inboxSettings);
        InboxIntake inbox = SqlInbox.openIntake(inboxSettings);
        ImportTools tools = new ImportTools(dataOptions);
        InProcessDecoder kept = new InProcessDecoder();
        ImageReading reading = new ImageReading(tools.catalog(), kept);
        KeptIndex index = new KeptIndex(tools, inbox, settings, say());
        Schedule schedule = new Schedule(JOBS)) {
      say().accept("Waiting for what is sent to " + inboxSettings.folder().toAbsolutePath());
      Duration often = Duration.ofSeconds(Math.max(1, every));
      Retention retention = new Retention(tools.catalog(), inbox, settings, tools.clock());
      PublishedHotels published = new PublishedHotels();
      GroupingJob grouping = new GroupingJob(tools.catalog(), index::linkPictures, tools.clock());
      schedule.every(LOOK_EVERY, "Keeping the index", index::look);
      schedule.every(
          often,
          "Taking what was sent",
          () ->
              index
                  .pass()
                  .ifPresent(
                      report -> IntakePasses.print(spec.commandLine().getOut(), report, json)));
      schedule.every(LOOK_EVERY, "Reading text in pictures of ads", reading::run);
      schedule.every(LOOK_EVERY, "Grouping ads", grouping::run);
      schedule.every(Retention.EVERY, "Deleting what is due", retention::run);
      schedule.every(often, "Publishing the hotels", () -> published.publish(tools, inbox));
      schedule.every(Retention.EVERY, "Deleting unused descriptions", index::sweep);
      awaitEnd();
    }
  }

  /** What the public was told last. */
  private static final class PublishedHotels {
    private String published = "";

    void publish(ImportTools tools, InboxIntake inbox) {
      String hotels =
          tools.catalog().counts().hotels() + " " + tools.catalog().changes().latestSequence();
      if (!hotels.equals(published)) {
        Publication.publish(tools.catalog(), inbox);
        published = hotels;
      }
    }
  }

  private static void awaitEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** To people; programs read what passes did and nothing else. */
  private Consumer<String> say() {
    PrintWriter out = spec.commandLine().getOut();
    return words -> {
      if (!json) {
        out.println(words);
        out.flush();
      }
    };
  }
}
