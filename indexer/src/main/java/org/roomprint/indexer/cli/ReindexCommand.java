package org.roomprint.indexer.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code roomprint reindex}. */
@Command(
    name = "reindex",
    description = {
      "Rebuilds the index from the catalog beside the current one, which goes on being searched, and swaps it in."
          + " Descriptions of the same model are taken from the current one where it is whole.",
      "Needed after the configured model was changed or the index was damaged; the model stays the current one ('model"
          + " use' takes another). Stopped half way, it leaves the current index as it is.",
      "While 'roomprint work' runs, stop it before and start it again afterwards: the index has one writer.",
      "Files that an interrupted import left behind more than a day ago are removed."
    },
    mixinStandardHelpOptions = true)
final class ReindexCommand implements Callable<Integer> {
  /** Files that no record names are left alone while an import may be about to name them. */
  private static final Duration LEFT_BEHIND_FOR = Duration.ofDays(1);

  @Mixin private DataOptions dataOptions = new DataOptions();

  @Mixin private JsonAtTheEnd json = new JsonAtTheEnd();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    dataOptions.requireData();
    try (ImportTools tools = new ImportTools(dataOptions);
        WrittenIndex written = tools.openIndex(Optional.empty())) {
      Reindexing.Done done =
          Reindexing.run(tools, written, "reindex", json.isWanted(), spec.commandLine().getErr());
      tools.catalog().sweep(LEFT_BEHIND_FOR);
      var out = spec.commandLine().getOut();
      out.println(json.isWanted() ? done.json() : done.words() + ", which is searched from now on");
      out.flush();
      return 0;
    }
  }
}
