package org.roomprint.indexer.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.roomprint.catalog.CatalogWriter;
import org.roomprint.catalog.Deletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code roomprint delete hotel|photo|ad ID...}. */
@Command(
    name = "delete",
    description = {
      "Deletes hotels with their photos, photos, or ads with their images: records, files and index entries.",
      "What was deleted does not come back with a later import, unless it is reinstated with --undo."
    },
    mixinStandardHelpOptions = true)
final class DeleteCommand implements Callable<Integer> {
  /** What is deleted. */
  enum What {
    /** A hotel with all its photos. */
    HOTEL,
    /** One photo. */
    PHOTO,
    /** An ad with its images. */
    AD
  }

  @Mixin private Workplace workplace = new Workplace();

  @Parameters(index = "0", paramLabel = "KIND", description = "hotel, photo or ad")
  private What what = What.PHOTO;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "ID",
      description = "ids as roomprint and the pages show them")
  private List<String> ids = List.of();

  @Option(names = "--undo", description = "let these ids be imported again")
  private boolean undo;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    workplace.requireData();
    var out = spec.commandLine().getOut();
    int missing = 0;
    try (ImportTools tools = new ImportTools(workplace)) {
      for (String id : ids) {
        String said =
            tools.catalog().write(writer -> undo ? reinstate(writer, id) : delete(writer, id));
        missing += said.isEmpty() ? 1 : 0;
        out.println(id + ": " + (said.isEmpty() ? "there is nothing with this id" : said));
      }
      if (!undo) {
        // What somebody deletes by hand is gone from the files when the command has ended.
        tools.pictures().updater().catchUp(_ -> {});
        tools.pictures().updater().purge();
      }
    }
    out.flush();
    return missing == 0 ? 0 : 1;
  }

  private String delete(CatalogWriter writer, String id) {
    Deletion deletion =
        switch (what) {
          case HOTEL -> writer.deleteHotel(id);
          case PHOTO -> writer.deletePhoto(id);
          case AD -> writer.deleteAd(id);
        };
    return switch (deletion) {
      case Deletion.Deleted(int pictures) -> "deleted, with " + pictures + " pictures";
      case Deletion.NotFound() -> "";
    };
  }

  private String reinstate(CatalogWriter writer, String id) {
    boolean done =
        switch (what) {
          case HOTEL -> writer.reinstateHotel(id);
          case PHOTO -> writer.reinstatePhoto(id);
          case AD -> writer.reinstateAd(id);
        };
    return done ? "may be imported again" : "";
  }
}
