package org.roomprint.indexer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.roomprint.ads.selectors.PhonesByLibrary;
import org.roomprint.ads.selectors.SelectorFinder;
import org.roomprint.catalog.selectors.FoundSelector;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.catalog.selectors.SelectorKind;
import org.roomprint.indexer.evaluating.SelectorScores;
import org.roomprint.indexer.source.LabelledAd;
import org.roomprint.indexer.source.LabelledAds;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.indexer.source.SourceItem;
import org.roomprint.indexer.source.SourceNote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code roomprint evaluate selectors}. */
@Command(
    name = "selectors",
    description = {
      "Finds the selectors in the texts of a labelled set, and prints how many are found and how many are wrong, beside"
          + " what libphonenumber finds by itself."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:measured", "3:measured, without lines that could not be read"},
    mixinStandardHelpOptions = true)
final class EvaluateSelectorsCommand implements Callable<Integer> {
  private static final int SOME_UNREADABLE = 3;
  private static final int NAMED = 20;
  private static final long NANOS_PER_MICRO = 1_000;

  @Option(
      names = "--set",
      required = true,
      paramLabel = "JSONL",
      description =
          "one object a line: id, title, text, country, selectors of kind, value, obfuscated")
  private Path set = Path.of("");

  @Option(
      names = "--predictions",
      paramLabel = "JSONL",
      description = "write what was found to this file, one line of id and selectors for each ad")
  private Optional<Path> predictions = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    predictions.ifPresent(EvaluateSelectorsCommand::requireFolderOf);
    List<SourceItem<LabelledAd>> items = LabelledAds.fromJsonLines(set);
    List<LabelledAd> ads = readable(items);
    if (ads.isEmpty()) {
      throw new SourceException(set + " holds no ad that can be read: there is nothing to measure");
    }
    SelectorScores scores = new SelectorScores(EnumSet.allOf(SelectorKind.class));
    SelectorScores byLibrary = new SelectorScores(Set.of(SelectorKind.PHONE));
    List<String> lines = new ArrayList<>();
    long nanos = 0;
    for (LabelledAd ad : ads) {
      long start = System.nanoTime();
      List<FoundSelector> found = SelectorFinder.find(ad.text());
      nanos += System.nanoTime() - start;
      Set<Selector> selectors = new LinkedHashSet<>();
      found.forEach(one -> selectors.add(new Selector(one.kind(), one.value())));
      scores.add(ad, selectors);
      Set<Selector> phones = new LinkedHashSet<>();
      PhonesByLibrary.find(ad.text())
          .forEach(phone -> phones.add(new Selector(SelectorKind.PHONE, phone)));
      byLibrary.add(ad, phones);
      lines.add(line(ad, found));
    }
    if (predictions.isPresent()) {
      Files.write(predictions.get(), lines);
    }
    out.println(scores.markdown("Roomprint"));
    out.println(byLibrary.markdown("libphonenumber alone"));
    out.println(
        "Read in " + nanos / NANOS_PER_MICRO / ads.size() + " µs an ad, the first ones included.");
    out.flush();
    return ads.size() < items.size() ? SOME_UNREADABLE : 0;
  }

  /** The ads of a set; what cannot be read is named and counted. */
  private List<LabelledAd> readable(List<SourceItem<LabelledAd>> items) {
    PrintWriter err = spec.commandLine().getErr();
    List<LabelledAd> ads = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (SourceItem<LabelledAd> item : items) {
      switch (item) {
        case SourceItem.Read<LabelledAd> read -> {
          ads.add(read.value());
          for (SourceNote note : read.notes()) {
            err.println(set + ", " + note.reference() + ": " + note.detail());
          }
        }
        case SourceItem.Unreadable<LabelledAd> bad ->
            faults.add(set + ", " + bad.reference() + ": " + bad.detail());
        case SourceItem.PassedOver<LabelledAd> passed ->
            faults.add(set + ", " + passed.reference() + ": " + passed.detail());
      }
    }
    faults.stream().limit(NAMED).forEach(err::println);
    if (faults.size() > NAMED) {
      err.println("and " + (faults.size() - NAMED) + " more");
    }
    if (!faults.isEmpty()) {
      err.println(
          faults.size() + " could not be read and are not measured, " + ads.size() + " are");
    }
    err.flush();
    return ads;
  }

  private static String line(LabelledAd ad, List<FoundSelector> found) {
    List<Map<String, Object>> selectors = new ArrayList<>();
    for (FoundSelector one : found) {
      Map<String, Object> selector = new LinkedHashMap<>();
      selector.put("kind", LabelledAds.nameOf(one.kind()));
      selector.put("value", one.value());
      selector.put("obfuscated", one.isObfuscated());
      selectors.add(selector);
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("id", ad.id());
    line.put("selectors", selectors);
    return JsonMapper.shared().writeValueAsString(line);
  }

  private static void requireFolderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new SourceException(
          "There is no folder " + folder + " for the predictions; make it first");
    }
  }
}
