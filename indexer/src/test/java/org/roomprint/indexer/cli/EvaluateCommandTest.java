package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluateCommandTest {
  @TempDir Path folder;

  private Path set() throws IOException {
    StringBuilder lines = new StringBuilder("file,hotel,unit\n");
    List<String> pictures = List.of("h01/r1/1.jpg", "h01/r1/2.jpg", "h02/r1/1.jpg", "h02/r1/2.jpg");
    Workbench.copyOfSample(folder, pictures);
    for (String picture : pictures) {
      lines.append(picture).append(',').append(picture, 0, 3).append(',');
      lines.append(picture, 0, 6).append('\n');
    }
    return Files.writeString(folder.resolve("set.csv"), lines);
  }

  @Test
  void aSetIsMeasuredPrintedAndWrittenAsJson() throws IOException {
    Path figures = folder.resolve("figures.json");

    Workbench.Said said =
        new Workbench(folder.resolve("data"))
            .run(
                "evaluate",
                "--set",
                set().toString(),
                "--rankers",
                "model,verified,pdq,histogram",
                "--json",
                figures.toString());

    assertThat(said.code()).as(said.toString()).isZero();
    assertThat(said.out()).contains("|").contains("PDQ").contains("colour histogram");
    assertThat(said.out())
        .as("no interval is drawn from so few hotels")
        .contains(" (-) / ")
        .contains("an interval means nothing with fewer than 10")
        .contains("after the slash what a random ranking would have");
    JsonNode cells = JsonMapper.builder().build().readTree(Files.readString(figures)).path("cells");
    assertThat(cells.size()).as("four rankers at two levels").isEqualTo(8);
  }

  @Test
  void anotherLightIsALineOfItsOwn() throws IOException {
    Workbench.Said said =
        new Workbench(folder.resolve("data"))
            .run(
                "evaluate",
                "--set",
                set().toString(),
                "--rankers",
                "histogram",
                "--light",
                "none,strong");

    assertThat(said.code()).as(said.toString()).isZero();
    assertThat(said.out())
        .contains("| colour histogram | none | - | - |")
        .contains("| colour histogram | none | - | strong |");
    assertThat(said.err()).contains("colour histogram, none hidden, strong change of light: 4");
  }

  @Test
  void aRankingTooShortForTheResultFormatIsSaidToBeLeftOut() throws IOException {
    Path results = folder.resolve("results");

    Workbench.Said said =
        new Workbench(folder.resolve("data"))
            .run(
                "evaluate",
                "--set",
                set().toString(),
                "--rankers",
                "histogram",
                "--write-results",
                results.toString());

    assertThat(said.code()).as(said.toString()).isZero();
    assertThat(said.err())
        .contains("colour-histogram-none.csv lacks 4 of 4 queries: the format needs 100");
  }

  @Test
  void whatIsAskedWronglyIsSaidBeforeAnythingIsMeasured() throws IOException {
    Workbench bench = new Workbench(folder.resolve("data"));
    String set = set().toString();

    assertThat(bench.run("evaluate", "--set", set, "--occlusion", "high"))
        .satisfies(said -> assertThat(said.code()).isEqualTo(2))
        .satisfies(said -> assertThat(said.err()).contains("need --silhouettes"));
    Workbench.Said noFolder =
        bench.run("evaluate", "--set", set, "--json", folder.resolve("no/x.json").toString());
    assertThat(noFolder.code()).isEqualTo(2);
    assertThat(noFolder.err()).contains("There is no folder").doesNotContain("describing");
    Workbench.Said noRanker = bench.run("evaluate", "--set", set, "--rankers", "luck");
    assertThat(noRanker.code()).isEqualTo(2);
    assertThat(noRanker.err()).contains("luck").contains("HISTOGRAM");
  }

  @Test
  void aSetThatCannotBeMeasuredIsRefused() throws IOException {
    Path alone = Files.writeString(folder.resolve("alone.csv"), "file,hotel\na.jpg,h1\nb.jpg,h2\n");
    Path gone = Files.writeString(folder.resolve("gone.csv"), "file,hotel\na.jpg,h1\nb.jpg,h1\n");
    Path outside = Files.writeString(folder.resolve("out.csv"), "file,hotel\n../a.jpg,h1\n");

    assertRefused("no hotel with two photos", "--set", alone.toString());
    assertRefused(
        "Photo a.jpg of the evaluation set cannot be read: there is no file "
            + folder.resolve("a.jpg"),
        "--set",
        gone.toString());
    assertRefused("line 2: The file's path leads out", "--set", outside.toString());
    assertRefused("--limit is a number", "--set", gone.toString(), "--limit", "0");
    String none = folder.resolve("none").toString();
    assertRefused("There is no folder", "--set", gone.toString(), "--distractors", none);
    assertRefused("There is no folder", "--set", gone.toString(), "--silhouettes", none);
    assertRefused("There is no file", "--set", gone.toString(), "--read-results", none);
  }

  @Test
  void whatIsNoModelFolderIsSaidToBeNoneAndHowOneIsMade() throws IOException {
    String set = set().toString();
    String file = "m=" + Files.writeString(folder.resolve("model.onnx"), "no folder");
    String configuration =
        Files.writeString(
                folder.resolve("a.conf"), "vectors.model = " + folder.resolve("model.onnx") + "\n")
            .toString();

    for (List<String> options :
        List.of(
            List.of("--model", file),
            List.of("--config", configuration),
            List.of("--model", "m=" + folder))) {
      List<String> args = new ArrayList<>(List.of("evaluate", "--set", set));
      args.addAll(options);
      Workbench.Said said = new Workbench(folder.resolve("data")).run(args.toArray(String[]::new));
      assertThat(said.code()).as(said.toString()).isEqualTo(1);
      assertThat(said.err())
          .contains("model folder", "model.json", "roomprint model add NAME")
          .doesNotContain("fault of Roomprint");
    }
  }

  private void assertRefused(String says, String... options) {
    List<String> args = new ArrayList<>(List.of("evaluate"));
    args.addAll(List.of(options));
    Workbench.Said said = new Workbench(folder.resolve("data")).run(args.toArray(String[]::new));
    assertThat(said.code()).as(said.toString()).isEqualTo(2);
    assertThat(said.err()).contains(says).doesNotContain("fault of Roomprint");
  }
}
