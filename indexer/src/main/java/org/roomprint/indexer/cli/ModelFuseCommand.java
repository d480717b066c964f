package org.roomprint.indexer.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.vectors.CurrentModel;
import org.roomprint.vectors.embedding.PictureModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code roomprint model fuse}. */
@Command(
    name = "fuse",
    description = {
      "Makes one model of two that are there: it describes every picture by both, and two pictures are as alike as both"
          + " find them, in a weighted mean.",
      "Describing takes the time of both, an entry of the index the room of both. The folders of both are copied into the new one, so they may be removed later. Patches are those of the first that has any."
    },
    mixinStandardHelpOptions = true)
final class ModelFuseCommand implements Callable<Integer> {
  @Mixin private DataOptions dataOptions = new DataOptions();

  @Parameters(index = "0", paramLabel = "NAME", description = "what the fused model is called")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "FIRST",
      description = "one that 'roomprint model list' names and that is not fused itself")
  private String first = "";

  @Parameters(index = "2", paramLabel = "SECOND", description = "another such one")
  private String second = "";

  @Option(
      names = "--weight",
      paramLabel = "SHARE",
      description = {
        "share of FIRST in the similarity, above 0 and below 1; SECOND has the rest (default: ${DEFAULT-VALUE})"
      })
  private double weight = 0.5;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (!(weight > 0 && weight < 1)) {
      throw new SourceException(
          "--weight is the share of "
              + first
              + ", above 0 and below 1, such as 0.5 for both alike; not "
              + weight);
    }
    PictureModel fused = CurrentModel.all(dataOptions.vectors()).fuse(name, first, second, weight);
    var out = spec.commandLine().getOut();
    out.println(
        "Made "
            + name
            + ": "
            + ModelAddCommand.words(fused)
            + ". Both members pass their self-tests.");
    out.println(ModelAddCommand.next(name));
    out.flush();
    return 0;
  }
}
