package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluateCommandTest {
  @TempDir Path folder;

  private Path set() throws IOException {
    StringBuilder lines = new StringBuilder("file,hotel,unit\n");
    for (String picture :
        new String[] {"h01/r1/1.jpg", "h01/r1/2.jpg", "h02/r1/1.jpg", "h02/r1/2.jpg"}) {
      Path target = folder.resolve(picture);
      Files.createDirectories(target.getParent());
      Files.copy(Workbench.sample("photos/" + picture), target);
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
    JsonNode cells = JsonMapper.builder().build().readTree(Files.readString(figures)).path("cells");
    assertThat(cells.size()).as("four rankers at two levels").isEqualTo(8);
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
}
