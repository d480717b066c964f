package org.roomprint.indexer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.roomprint.vectors.CurrentModel;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.embedding.ModelFolders;
import org.roomprint.vectors.embedding.PictureModel;
import org.roomprint.vectors.index.DamagedIndexException;
import org.roomprint.vectors.index.IndexIdentity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code roomprint model use}. */
@Command(
    name = "use",
    description = {
      "Describes every picture of the catalog anew with this model, into an index beside the current one, which goes on"
          + " being searched with its own model; when it is whole, both are exchanged in one step, and a running service"
          + " follows within seconds.",
      "Stopped at any moment, it leaves the current index and model as they are; run it again then.",
      "Imports wait until it has ended; while 'roomprint work' runs, stop it before and start it again afterwards."
    },
    mixinStandardHelpOptions = true)
final class ModelUseCommand implements Callable<Integer> {
  @Mixin private DataOptions dataOptions = new DataOptions();

  @Parameters(paramLabel = "NAME", description = "one that 'roomprint model list' names")
  private String name = "";

  @Mixin private JsonAtTheEnd json = new JsonAtTheEnd();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    dataOptions.requireData();
    VectorsSettings settings = dataOptions.vectors();
    ModelFolders models = CurrentModel.all(settings);
    PictureModel wanted = models.named(name);
    PrintWriter out = spec.commandLine().getOut();
    try (ImportTools tools = new ImportTools(dataOptions);
        WrittenIndex written = tools.openIndex(Optional.of(wanted))) {
      Optional<Long> made = madeBy(written, wanted);
      if (made.isPresent()) {
        models.choose(name);
        out.println(
            json.isWanted()
                ? new Reindexing.Done(name, made.get(), 0, 0).json()
                : name + " is the current model already, with generation " + made.get());
      } else {
        Reindexing.Done done =
            Reindexing.run(
                tools, written, "model use", json.isWanted(), spec.commandLine().getErr());
        // From here on the index says which model is used; this is for the day when it is damaged.
        models.choose(name);
        out.println(
            json.isWanted()
                ? done.json()
                : done.words()
                    + ", which is searched from now on; a running service follows within seconds");
      }
      out.flush();
      return 0;
    }
  }

  private static Optional<Long> madeBy(WrittenIndex written, PictureModel wanted)
      throws IOException {
    try {
      return written
          .generations()
          .current()
          .filter(index -> index.modelId().equals(wanted.modelId()))
          .map(IndexIdentity::generation);
    } catch (DamagedIndexException _) {
      return Optional.empty();
    }
  }
}
