package org.roomprint.indexer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.roomprint.vectors.CurrentModel;
import org.roomprint.vectors.Indexes;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.embedding.FusedModel;
import org.roomprint.vectors.embedding.InvalidModelException;
import org.roomprint.vectors.embedding.ModelFolder;
import org.roomprint.vectors.embedding.ModelFolders;
import org.roomprint.vectors.embedding.PictureModel;
import org.roomprint.vectors.index.DamagedIndexException;
import org.roomprint.vectors.index.IndexIdentity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code roomprint model list}. */
@Command(
    name = "list",
    description =
        "The models that are there: which one is searched with, values of an embedding, input, licence, index.",
    mixinStandardHelpOptions = true)
final class ModelListCommand implements Callable<Integer> {
  @Mixin private DataOptions dataOptions = new DataOptions();

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    dataOptions.requireData();
    VectorsSettings settings = dataOptions.vectors();
    ModelFolders models = CurrentModel.all(settings);
    Optional<IndexIdentity> index = Optional.empty();
    String indexState = "there is no index yet";
    try {
      index = Indexes.of(settings).current();
    } catch (DamagedIndexException _) {
      indexState = "damaged: run roomprint reindex";
    }
    Optional<String> current = current(settings);
    List<Map<String, Object>> lines = new ArrayList<>();
    boolean known = false;
    for (ModelFolders.Entry entry : models.all()) {
      Optional<IndexIdentity> made =
          index.filter(
              one -> entry.folder().map(PictureModel::modelId).equals(Optional.of(one.modelId())));
      known |= made.isPresent();
      lines.add(line(entry, current, made));
    }
    if (index.isPresent()) {
      indexState =
          known
              ? "generation " + index.get().generation()
              : "generation "
                  + index.get().generation()
                  + " was made by a model that is not here: run roomprint reindex";
    }
    print(lines, indexState);
    return 0;
  }

  private static Optional<String> current(VectorsSettings settings) throws IOException {
    try {
      return Optional.of(CurrentModel.of(settings).modelId());
    } catch (InvalidModelException _) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> line(
      ModelFolders.Entry entry, Optional<String> current, Optional<IndexIdentity> made) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("name", entry.name());
    line.put(
        "current",
        current.isPresent() && entry.folder().map(PictureModel::modelId).equals(current));
    entry
        .folder()
        .ifPresent(folder -> {
          line.put("dimension", folder.dimension());
          line.put("input", inputs(folder));
          line.put("licence", folder.licence());
          line.put("modelId", folder.modelId());
          if (folder instanceof FusedModel fused) {
            line.put("fused", members(fused));
          }
        });
    line.put("index", made.map(one -> "generation " + one.generation()).orElse("none"));
    line.put("folder", entry.directory().toString());
    entry.fault().ifPresent(fault -> line.put("fault", fault));
    return line;
  }

  /** Width and height of each member's input, in pixels. */
  private static String inputs(PictureModel model) {
    return model.members().stream()
        .map(member -> member.input().width() + "x" + member.input().height())
        .distinct()
        .collect(Collectors.joining(" + "));
  }

  private static List<Map<String, Object>> members(FusedModel fused) {
    return List.of(
        member(fused.first(), fused.weight()), member(fused.second(), fused.secondWeight()));
  }

  private static Map<String, Object> member(ModelFolder model, double weight) {
    Map<String, Object> member = new LinkedHashMap<>();
    member.put("name", model.name());
    member.put("modelId", model.modelId());
    member.put("weight", weight);
    return member;
  }

  private void print(List<Map<String, Object>> lines, String indexState) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("index", indexState);
      all.put("models", lines);
      out.println(JsonMapper.builder().build().writeValueAsString(all));
    } else {
      for (Map<String, Object> line : lines) {
        out.println(
            (Boolean.TRUE.equals(line.get("current")) ? "* " : "  ")
                + line.get("name")
                + (line.containsKey("fault")
                    ? "\tcannot be used: " + line.get("fault")
                    : "\t"
                        + line.get("dimension")
                        + " values\t"
                        + line.get("input")
                        + " px\t"
                        + line.get("licence")
                        + "\tindex: "
                        + line.get("index")));
      }
      out.println("index: " + indexState);
    }
    out.flush();
  }
}
