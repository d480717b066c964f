package org.roomprint.indexer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.roomprint.ads.groups.evaluate.AdWorld;
import org.roomprint.ads.groups.evaluate.GroupWorlds;
import org.roomprint.ads.groups.evaluate.WorldAd;
import org.roomprint.ads.groups.evaluate.WorldRegime;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogSettings;
import org.roomprint.catalog.sql.SqlCatalog;
import org.roomprint.indexer.evaluating.GroupsRun;
import org.roomprint.indexer.evaluating.WorldFiles;
import org.roomprint.indexer.linking.KeptWorld;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.vectors.files.FolderTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code roomprint evaluate groups}. */
@Command(
    name = "groups",
    description = {
      "Groups the ads of a list by poster and by operation, and prints how far the groups are right, beside two simple ways.",
      "Pictures are the same by bytes and PDQ hash where the list's images are files beside it, else by name.",
      "With --make-world it writes such a list, with its truth, of a made-up world; with --worlds it measures many of them;"
          + " with --keep-world it measures how soon ads that come into a catalog are in their groups."
    },
    mixinStandardHelpOptions = true)
final class EvaluateGroupsCommand implements Callable<Integer> {
  private static final int DEFAULT_ADS = 5_000;

  @Option(
      names = "--ads",
      paramLabel = "JSONL",
      description = "ads in the format of 'import ads'; needs --truth")
  private Optional<Path> ads = Optional.empty();

  @Option(
      names = "--truth",
      paramLabel = "CSV",
      description = "who is behind them, with the columns ad_id, poster, operation")
  private Optional<Path> truth = Optional.empty();

  @Option(
      names = "--make-world",
      paramLabel = "SEED",
      description = "write ADS.jsonl and TRUTH.csv of the world with this seed; needs --out")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--ad-count",
      paramLabel = "NUMBER",
      description = "ads of the made-up world (default: " + DEFAULT_ADS + ")")
  private int adCount = DEFAULT_ADS;

  @Option(
      names = "--worlds",
      arity = "2",
      paramLabel = "SEED",
      description =
          "make the worlds from the first to the last seed, and sum up how good groups are")
  private List<Long> worlds = List.of();

  @Option(
      names = "--keep-world",
      paramLabel = "SEED",
      description =
          "keep the world with this seed in a catalog for a moment, and measure how soon it is grouped")
  private Optional<Long> kept = Optional.empty();

  @Option(
      names = "--kind",
      description = "what made-up worlds are like, of: ${COMPLETION-CANDIDATES} (default: MIXED)")
  private WorldRegime.Kind kind = WorldRegime.Kind.MIXED;

  @Option(names = "--out", paramLabel = "FOLDER", description = "where the made-up world goes")
  private Optional<Path> folder = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (adCount < 1) {
      throw new SourceException("--ad-count is a number of ads from 1");
    }
    switch (task()) {
      case MEASURE -> out.println(GroupsRun.of(ads.orElseThrow(), truth.orElseThrow()).markdown());
      case MAKE -> {
        Path into = folder.orElseThrow();
        WorldFiles.write(AdWorld.of(seed.orElseThrow(), adCount, kind), into);
        out.println("Wrote " + adCount + " ads to " + into.resolve("ADS.jsonl"));
        out.println("and who is behind them to " + into.resolve("TRUTH.csv"));
      }
      case WORLDS -> {
        if (worlds.getLast() < worlds.getFirst()) {
          throw new SourceException("--worlds takes the first seed and the last: not before it");
        }
        out.println(GroupWorlds.markdown(worlds.getFirst(), worlds.getLast(), adCount, kind));
      }
      case KEEP -> out.println(keptWorld(AdWorld.of(kept.orElseThrow(), adCount, kind)));
    }
    out.flush();
    return 0;
  }

  private static String keptWorld(List<WorldAd> world) throws IOException {
    if (world.size() < 2) {
      throw new SourceException("--keep-world needs an --ad-count of 2 or more");
    }
    Path folder = Files.createTempDirectory("roomprint-world");
    try (Catalog catalog =
        SqlCatalog.open(CatalogSettings.inFolder(folder).configuration(), Clock.systemUTC())) {
      return new KeptWorld(catalog, Clock.systemUTC()).markdown(world);
    } finally {
      FolderTree.delete(folder);
    }
  }

  private enum Task {
    MEASURE,
    MAKE,
    WORLDS,
    KEEP
  }

  /** The one thing that the options ask for, whole. */
  private Task task() {
    List<Task> asked = new ArrayList<>();
    if (ads.isPresent() || truth.isPresent()) {
      asked.add(Task.MEASURE);
    }
    if (seed.isPresent() || folder.isPresent()) {
      asked.add(Task.MAKE);
    }
    if (!worlds.isEmpty()) {
      asked.add(Task.WORLDS);
    }
    if (kept.isPresent()) {
      asked.add(Task.KEEP);
    }
    if (asked.size() != 1
        || ads.isPresent() != truth.isPresent()
        || seed.isPresent() != folder.isPresent()) {
      throw new SourceException(
          "Give --ads JSONL and --truth CSV to measure, --make-world SEED and --out FOLDER to make a"
              + " world, --worlds FIRST LAST to measure many, or --keep-world SEED to measure how soon ads"
              + " are grouped");
    }
    return asked.getFirst();
  }
}
