package org.roomprint.indexer.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogWriter;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.outcome.Deletion;
import org.roomprint.catalog.photo.Photo;
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

  @Mixin private DataOptions dataOptions = new DataOptions();

  @Parameters(index = "0", paramLabel = "KIND", description = "hotel, photo or ad")
  private What what = What.PHOTO;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "ID",
      description =
          "ids as roomprint and the pages show them; of photos and ads also what their source or site calls"
              + " them, where only one is called so")
  private List<String> ids = List.of();

  @Option(names = "--undo", description = "let these ids be imported again")
  private boolean undo;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    dataOptions.requireData();
    var out = spec.commandLine().getOut();
    int missing = 0;
    try (ImportTools tools = new ImportTools(dataOptions)) {
      for (String id : ids) {
        String own = undo ? id : ownId(tools.catalog(), id);
        String said = tools.catalog().write(writer -> recorded(writer, own));
        missing += said.isEmpty() ? 1 : 0;
        out.println(id + ": " + (said.isEmpty() ? "there is nothing with this id" : said));
      }
      if (!undo) {
        // What somebody deletes by hand is gone from the files when the command has ended.
        try (Terminal quiet = new Terminal("delete", 0, true, spec.commandLine().getErr());
            ImportIndexing indexing = new ImportIndexing(tools, quiet, _ -> {})) {
          indexing.awaitPurge();
        }
      }
    }
    out.flush();
    return missing == 0 ? 0 : 1;
  }

  /** The program's own id of what its source or site calls so. */
  private String ownId(Catalog catalog, String given) {
    return switch (what) {
      case HOTEL -> given;
      case PHOTO -> catalog.photos().meantBy(given).map(Photo::photoId).orElse(given);
      case AD -> catalog.ads().meantBy(given).map(Ad::adId).orElse(given);
    };
  }

  /** With its record, in one transaction: neither is there without the other. */
  private String recorded(CatalogWriter writer, String id) {
    String said = undo ? reinstate(writer, id) : delete(writer, id);
    if (!said.isEmpty()) {
      writer.audit(
          AuditEntry.byCommand(
              Action.MANAGE_CATALOG,
              Map.of(
                  "event",
                  undo ? "reinstated" : "deleted",
                  "kind",
                  what.name(),
                  "id",
                  id,
                  "said",
                  said)));
    }
    return said;
  }

  private String delete(CatalogWriter writer, String id) {
    writer.purgeIndex();
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
