package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateGroupsCommandTest {
  @TempDir Path folder;

  private Workbench.Said run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("evaluate", "groups"));
    all.addAll(List.of(arguments));
    return Workbench.say(all.toArray(String[]::new));
  }

  private Workbench.Said measured(String ads, String truth) throws IOException {
    return run(
        "--ads",
        Files.writeString(folder.resolve("ads.jsonl"), ads).toString(),
        "--truth",
        Files.writeString(folder.resolve("truth.csv"), truth).toString());
  }

  @Test
  void aMadeUpWorldIsWrittenReadAndMeasured() {
    Path world = folder.resolve("world");
    Workbench.Said made = run("--make-world", "4", "--ad-count", "400", "--out", world.toString());
    assertThat(made.code()).as(made.toString()).isZero();

    Workbench.Said said =
        run(
            "--ads",
            world.resolve("ADS.jsonl").toString(),
            "--truth",
            world.resolve("TRUTH.csv").toString());

    assertThat(said.code()).as(said.toString()).isZero();
    assertThat(said.out())
        .contains("| poster | groups | 0.9")
        .contains("| operation | all that hangs together | ")
        .contains("400 ads with ")
        .contains("Keys cut at the level POSTER");
  }

  @Test
  void aWorldThatIsKeptInACatalogIsGroupedWithTheAdThatComesLast() {
    Workbench.Said said = run("--keep-world", "4", "--ad-count", "200");

    assertThat(said.code()).as(said.toString()).isZero();
    assertThat(said.out())
        .contains("selectors found in the texts of 199 ads")
        .contains("until it is in its 2 groups");
    assertThat(run("--keep-world", "4", "--ad-count", "1").code()).isNotZero();
  }

  @Test
  void aSelectorThatIsOnlyWrittenInTheTextCountsToo() throws IOException {
    Workbench.Said said =
        measured(
            """
            {"ad_id": "a", "text": "write to someone@example.org"}
            {"ad_id": "b", "selectors": [{"kind": "EMAIL", "value": "someone@example.org"}]}
            """,
            "ad_id,poster,operation\na,p,o\nb,p,o\n");

    assertThat(said.out()).as(said.toString()).contains("| operation | groups | 1.000 | 1.000 |");
  }

  @Test
  void picturesThatAreFilesAreTheSameByWhatTheyShow() throws IOException {
    Workbench.copyOfSample(folder, List.of("h01/r1/1.jpg", "h02/r1/1.jpg"));
    Files.copy(folder.resolve("h01/r1/1.jpg"), folder.resolve("copy.jpg"));

    Workbench.Said said =
        measured(
            """
            {"ad_id": "a", "images": ["h01/r1/1.jpg"]}
            {"ad_id": "b", "images": ["copy.jpg"]}
            {"ad_id": "c", "images": ["h02/r1/1.jpg"]}
            """,
            "ad_id,poster,operation\na,p,o\nb,p,o\nc,q,r\n");

    assertThat(said.code()).as(said.toString()).isZero();
    assertThat(said.out())
        .as("the two copies hang together though their names differ")
        .contains("| poster | all that hangs together | 1.000 | 1.000 |")
        .contains("3 pictures with a file");
  }

  @Test
  void anAdWithoutTruthAndAPosterOfTwoOperationsAreNamed() throws IOException {
    assertThat(measured("{\"ad_id\": \"a\"}\n", "ad_id,poster,operation\nb,p,o\n").err())
        .contains("Nothing is said of the ad a in ");
    assertThat(measured("{\"ad_id\": \"a\"}\n", "ad_id,poster,operation\na,p,o\nb,p,r\n").err())
        .contains("The poster p is of the operations o and r; a poster is of one");
    assertThat(measured("{\"ad_id\": \"a\"}\n", "ad_id,poster\na,p\n").err()).contains("operation");
  }

  @Test
  void manyWorldsAreSummedUp() {
    Workbench.Said said = run("--worlds", "1", "2", "--ad-count", "100", "--kind", "SPARSE");

    assertThat(said.code()).as(said.toString()).isZero();
    assertThat(said.out()).contains("| poster precision | ");
  }

  @Test
  void halfOfWhatATaskNeedsIsRefused() {
    assertThat(run("--make-world", "4").err()).contains("Give --ads JSONL and --truth CSV");
    assertThat(run().err()).contains("Give --ads JSONL and --truth CSV");
  }
}
