package org.roomprint.indexer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.sql.SqlInbox;
import org.roomprint.indexer.HeldFile;
import org.roomprint.indexer.indexing.BackgroundIndexing;
import org.roomprint.indexer.intake.IntakeSettings;
import org.roomprint.indexer.intake.Publication;
import org.roomprint.indexer.intake.Retention;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.vectors.index.GalleryIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code roomprint drain}. */
@Command(
    name = "drain",
    description = {
      "Takes what the public and partners sent from the inbox to the gallery, once: sanitises and checks it, lets it be"
          + " found when its time has come, follows what was withdrawn or decided, and publishes the list of hotels."
          + " 'roomprint work' does so again and again.",
      "May be stopped at any point and run again: nothing comes in twice and nothing is lost."
    },
    mixinStandardHelpOptions = true)
final class DrainCommand implements Callable<Integer> {
  @Mixin private DataOptions dataOptions = new DataOptions();

  @Option(
      names = "--no-delay",
      description =
          "let photos be found at once; only for demonstrations, since it can tell guest and photo")
  private boolean noDelay;

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    dataOptions.requireData();
    InboxSettings inboxSettings = dataOptions.inbox();
    IntakeSettings settings = settings(dataOptions, noDelay);
    try (HeldFile _ = hold(inboxSettings);
        InboxIntake inbox = SqlInbox.openIntake(inboxSettings);
        ImportTools tools = new ImportTools(dataOptions)) {
      try (WrittenIndex written = tools.openIndex(Optional.empty())) {
        GalleryIndex index = written.current();
        try (BackgroundIndexing indexing =
                written.indexing(
                    written.follower(index, Optional.empty()),
                    BackgroundIndexing.ONLY_WHEN_AWAITED);
            IntakePasses passes =
                new IntakePasses(tools, inbox, settings, written, index, indexing)) {
          IntakePasses.print(spec.commandLine().getOut(), passes.pass(), json);
        }
      }
      new Retention(tools.catalog(), inbox, settings, tools.clock()).run();
      Publication.publish(tools.catalog(), inbox);
    }
    return 0;
  }

  static IntakeSettings settings(DataOptions dataOptions, boolean noDelay) {
    IntakeSettings configured = dataOptions.intake();
    return noDelay ? configured.withoutDelay() : configured;
  }

  /**
   * Keeps all others from taking what is sent to this inbox.
   *
   * @throws SourceException when another process does
   */
  static HeldFile hold(InboxSettings inbox) throws IOException {
    Path file = inbox.folder().resolve("drain.lock");
    return HeldFile.tryHold(file)
        .orElseThrow(() ->
            new SourceException(
                "Another process takes what is sent to this inbox, such as 'roomprint work', which does so by"
                    + " itself: stop that one first"));
  }
}
