package org.roomprint.indexer.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.roomprint.indexer.indexing.IndexUpdater;
import org.roomprint.vectors.index.GalleryIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code roomprint reindex}. */
@Command(
    name = "reindex",
    description = {
      "Rebuilds the index from the catalog beside the current one, which goes on being searched, and swaps it in. Needed",
      "after the model was changed or the index was damaged. Stopped half way, it leaves the current index as it is.",
      "Files that an interrupted import left behind more than a day ago are removed."
    },
    mixinStandardHelpOptions = true)
final class ReindexCommand implements Callable<Integer> {
  /** Files that no record names are left alone while an import may be about to name them. */
  private static final Duration LEFT_BEHIND_FOR = Duration.ofDays(1);

  @Mixin private Workplace workplace = new Workplace();

  @Option(
      names = "--json",
      description = "print one JSON object at the end instead of a progress bar")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    try (ImportTools tools = new ImportTools(workplace);
        ImportTools.PictureTools pictures = tools.rebuilding()) {
      GalleryIndex next =
          pictures
              .generations()
              .startNext(pictures.embedder().modelId(), pictures.embedder().dimension());
      IndexUpdater updater = pictures.updater(next);
      long begin = System.nanoTime();
      long indexed;
      try (Terminal terminal =
          new Terminal("reindex", updater.pending(), json, spec.commandLine().getErr())) {
        updater.catchUp(count -> {
          terminal.indexed(count);
          terminal.advanced(count);
        });
        indexed = terminal.indexedPictures();
      }
      next.compact();
      next.commit();
      long generation = next.identity().generation();
      pictures.generations().activate(generation);
      tools.catalog().sweep(LEFT_BEHIND_FOR);
      double seconds = (System.nanoTime() - begin) / 1e9;
      var out = spec.commandLine().getOut();
      out.println(
          json
              ? "{\"generation\":"
                  + generation
                  + ",\"pictures\":"
                  + indexed
                  + ",\"seconds\":"
                  + Math.round(seconds)
                  + "}"
              : indexed
                  + " pictures in generation "
                  + generation
                  + ", which is searched from now on");
      out.flush();
      return 0;
    }
  }
}
