package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roomprint.indexer.cli.Workbench.done;
import static org.roomprint.indexer.cli.Workbench.json;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.vectors.CurrentModel;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.embedding.ModelFolder;
import org.roomprint.vectors.files.FolderTree;
import org.roomprint.vectors.index.IndexedPicture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelCommandsTest {
  private static final List<String> PICTURES =
      List.of("h01/r1/1.jpg", "h01/r1/2.jpg", "h02/r1/1.jpg", "h02/r1/2.jpg");

  private static final int FOREIGN_DIMENSION = 48;
  private static final long SEED = 20_261_122L;

  @TempDir static Path shared;

  private static Path source = Path.of("");
  private static Workbench imported = new Workbench(Path.of(""));

  @TempDir Path folder;
  private Workbench bench = imported;

  @BeforeAll
  static void bringTheFirstPicturesIn() throws IOException {
    source = Workbench.copyOfSample(shared.resolve("source"), PICTURES);
    imported = Workbench.imported(shared.resolve("data"), source);
  }

  @BeforeEach
  void copy() throws IOException {
    bench = imported.copyTo(folder.resolve("data"));
  }

  /** A small model as others export them, of the module that reads it. */
  private static Path foreign(String name) {
    return Workbench.root()
        .resolve("vectors/src/test/resources/org/roomprint/vectors/embedding/foreign-models")
        .resolve(name);
  }

  private Workbench.Said add(String name, String... options) {
    List<String> args =
        new ArrayList<>(List.of("model", "add", name, foreign("tokens.onnx").toString()));
    args.addAll(
        List.of(
            "--input-size=64x48",
            "--normalise=imagenet",
            "--output=last_hidden_state",
            "--pooling=mean",
            "--licence=MIT"));
    args.addAll(List.of(options));
    return bench.run(args.toArray(String[]::new));
  }

  private JsonNode listed(String name) {
    JsonNode models = json(bench.run("model", "list", "--json")).path("models");
    return StreamSupport.stream(models.spliterator(), false)
        .filter(model -> model.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private String currentModel() throws IOException {
    return CurrentModel.of(VectorsSettings.defaults(Workbench.root(), bench.data())).name();
  }

  private String ownModel() throws IOException {
    return ModelFolder.open(Workbench.root().resolve(VectorsSettings.SHIPPED_MODEL)).name();
  }

  @Test
  void anAddedModelIsListedMeasuredAndThenSearchedWith() throws IOException {
    String own = ownModel();

    assertThat(done(add("foreign")).out())
        .contains("64 x 48 px to 48 values of output last_hidden_state, MIT")
        .contains("roomprint model use foreign");
    assertThat(listed("foreign").path("current").asBoolean()).isFalse();
    assertThat(listed("foreign").path("index").asString()).isEqualTo("none");
    assertThat(listed(own).path("current").asBoolean()).isTrue();
    assertThat(listed(own).path("index").asString()).isEqualTo("generation 1");

    assertThat(done(bench.run("model", "check", "foreign")).out())
        .contains("foreign: self-test passed; 48 values")
        .contains(own + " (current): self-test passed")
        .contains("hotel level, 4 queries")
        .contains("| foreign | none |")
        .contains("| " + own + " (current) | none |");
    assertThat(bench.answers().generation()).as("checking changes nothing").isEqualTo(1);

    assertThat(json(bench.run("model", "use", "foreign", "--json")).path("generation").asInt())
        .isEqualTo(2);

    assertThat(listed("foreign").path("current").asBoolean()).isTrue();
    assertThat(listed("foreign").path("index").asString()).isEqualTo("generation 2");
    assertThat(listed(own).path("current").asBoolean()).isFalse();
    Workbench.Answers answers = bench.answers();
    assertThat(answers.generation()).isEqualTo(2);
    assertThat(answers.entries().values())
        .hasSize(PICTURES.size())
        .extracting(ModelCommandsTest::dimension)
        .containsOnly(FOREIGN_DIMENSION);
    assertThat(done(bench.run("status")).out())
        .contains("model: foreign")
        .contains("index: agrees with the catalog");
  }

  private static int dimension(IndexedPicture picture) {
    return picture.description().embedding().dimension();
  }

  @Test
  void whatComesLaterIsDescribedByTheModelInUseAndReindexingKeepsIt() throws IOException {
    done(add("foreign"));
    done(bench.run("model", "use", "foreign", "--json"));
    Path later = folder.resolve("later");
    Files.createDirectories(later.resolve("h03"));
    Files.copy(Workbench.sample("photos/h03/r1/1.jpg"), later.resolve("h03").resolve("1.jpg"));

    done(bench.run("import", "photos", later.toString(), "--json"));
    assertThat(bench.answers().entries().values())
        .hasSize(PICTURES.size() + 1)
        .extracting(ModelCommandsTest::dimension)
        .containsOnly(FOREIGN_DIMENSION);

    assertThat(json(bench.run("reindex", "--json")).path("model").asString()).isEqualTo("foreign");
    assertThat(currentModel()).isEqualTo("foreign");

    Files.writeString(bench.data().resolve("index").resolve("current"), "damaged");
    done(bench.run("reindex", "--json"));
    assertThat(currentModel()).as("after the index was damaged").isEqualTo("foreign");

    String own = ownModel();
    assertThat(json(bench.run("model", "use", own, "--json")).path("model").asString())
        .isEqualTo(own);
    assertThat(currentModel()).isEqualTo(own);
    assertThat(done(bench.run("model", "use", own)).out()).contains("is the current model already");
  }

  @Test
  void aChangeOfModelThatIsKilledLeavesTheOldOneAndCanBeRepeated() throws Exception {
    done(add("foreign"));
    Workbench.Answers before = bench.answers();
    Workbench trial = bench.copyTo(folder.resolve("trial"));
    long begin = System.nanoTime();
    ImportProcess.start(trial, List.of("model", "use", "foreign", "--json")).awaitEnd();
    long milliseconds = (System.nanoTime() - begin) / 1_000_000;
    assertThat(trial.answers().generation()).isEqualTo(2);
    Random random = new Random(SEED);

    for (int kill = 0; kill < 3; kill++) {
      // Late rather than early: the first half is the start of Java and of the model.
      long moment = milliseconds / 2 + random.nextLong(milliseconds / 2);
      boolean killed =
          ImportProcess.start(bench, List.of("model", "use", "foreign", "--json"))
              .killAfter(moment);
      Workbench.Answers after = bench.answers();
      if (after.generation() == before.generation()) {
        after.assertSameAs(before, "seed " + SEED + ", killed at " + moment + " ms");
        assertThat(currentModel()).isEqualTo(ownModel());
        assertThat(killed).isTrue();
      } else {
        assertThat(currentModel()).isEqualTo("foreign");
      }
      System.out.println("killed at " + moment + " of " + milliseconds + " ms: " + currentModel());
    }
    done(bench.run("model", "use", "foreign", "--json"));

    assertThat(currentModel()).isEqualTo("foreign");
    Workbench.Answers expected = trial.answers();
    bench.answers().assertSameNeighbours(expected, "repeated after kills");
    assertThat(bench.answers().entries()).isEqualTo(expected.entries());
  }

  @Test
  void twoModelsAreFusedMeasuredAndSearchedWithAndGoOnWhenAMemberIsRemoved() throws IOException {
    String own = ownModel();
    int together =
        ModelFolder.open(Workbench.root().resolve(VectorsSettings.SHIPPED_MODEL)).dimension()
            + FOREIGN_DIMENSION;
    done(add("foreign"));

    assertThat(done(bench.run("model", "fuse", "both", own, "foreign", "--weight=0.7")).out())
        .contains(own + " (weight 0.7) and foreign (weight 0.3) fused to " + together + " values")
        .contains("roomprint model check both");
    JsonNode line = listed("both");
    assertThat(line.path("dimension").asInt()).isEqualTo(together);
    assertThat(line.path("input").asString()).endsWith(" + 64x48");
    assertThat(line.path("licence").asString()).endsWith(" and MIT");
    assertThat(line.path("fused").get(1).path("name").asString()).isEqualTo("foreign");
    assertThat(line.path("fused").get(1).path("weight").asDouble()).isEqualTo(0.3);

    assertThat(done(bench.run("model", "check", "both")).out())
        .contains("both: self-test passed; " + together + " values")
        .contains("| both | none |")
        .contains("| " + own + " (current) | none |");

    assertThat(json(bench.run("model", "use", "both", "--json")).path("generation").asInt())
        .isEqualTo(2);
    FolderTree.delete(bench.data().resolve("models").resolve("foreign"));
    Path later = folder.resolve("later");
    Files.createDirectories(later.resolve("h03"));
    Files.copy(Workbench.sample("photos/h03/r1/1.jpg"), later.resolve("h03").resolve("1.jpg"));
    done(bench.run("import", "photos", later.toString(), "--json"));

    assertThat(json(bench.run("reindex", "--json")).path("model").asString()).isEqualTo("both");
    assertThat(bench.answers().entries().values())
        .hasSize(PICTURES.size() + 1)
        .allMatch(picture -> picture.description().patches().isPresent())
        .extracting(ModelCommandsTest::dimension)
        .containsOnly(together);
    assertThat(done(bench.run("status")).out())
        .contains("model: both")
        .contains("index: agrees with the catalog");
  }

  @Test
  void whatCannotBeFusedIsSaid() throws IOException {
    String own = ownModel();
    done(add("foreign"));
    done(bench.run("model", "fuse", "both", own, "foreign"));

    assertRefused(2, "above 0 and below 1", "model", "fuse", "m", own, "foreign", "--weight=1");
    assertRefused(2, "above 0 and below 1", "model", "fuse", "m", own, "foreign", "--weight=NaN");
    assertRefused(2, "--weight", "model", "fuse", "m", own, "foreign", "--weight=half");
    assertRefused(2, "SECOND", "model", "fuse", "m", own);
    assertRefused(1, "There is no model 'none'", "model", "fuse", "m", own, "none");
    assertRefused(1, "only two different ones are fused", "model", "fuse", "m", own, own);
    assertRefused(1, "'both' is fused itself", "model", "fuse", "m", "both", "foreign");
    assertRefused(1, "There is a model 'both' already", "model", "fuse", "both", "foreign", own);
    assertRefused(1, "This is the model 'both'", "model", "fuse", "m", own, "foreign");
    assertThat(bench.data().resolve("models").resolve("m")).doesNotExist();
  }

  @Test
  void aReadyModelFolderIsTakenAsItIs() throws IOException {
    done(add("foreign"));
    String ready = bench.data().resolve("models").resolve("foreign").toString();
    Workbench other = imported.copyTo(folder.resolve("other"));

    done(other.run("model", "add", "copied", ready));

    assertThat(done(other.run("model", "list")).out()).contains("copied\t48 values\t64x48 px\tMIT");
    Workbench.Said said = other.run("model", "add", "twice", ready, "--licence=MIT");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("says everything: leave out --licence");
  }

  @Test
  void whatIsNotSaidOrSaidWronglyIsAskedFor() {
    String file = foreign("tokens.onnx").toString();
    String vector = foreign("vector.onnx").toString();

    assertRefused(2, "Name the licence", "model", "add", "m", file, "--normalise=clip");
    assertRefused(
        2, "Say how the model wants its input", "model", "add", "m", file, "--licence=MIT");
    assertRefused(
        2,
        "say the same: leave one out",
        "model",
        "add",
        "m",
        file,
        "--licence=MIT",
        "--normalise=clip",
        "--mean=0,0,0",
        "--std=1,1,1");
    assertRefused(
        2,
        "--input-size is a number of pixels",
        "model",
        "add",
        "m",
        file,
        "--licence=MIT",
        "--normalise=clip",
        "--input-size=large");
    assertRefused(
        1,
        "has the width 8, not 224",
        "model",
        "add",
        "m",
        vector,
        "--licence=MIT",
        "--normalise=half",
        "--input-size=224");
    assertRefused(2, "There is no file or folder none.onnx", "model", "add", "m", "none.onnx");
    assertRefused(
        1, "it has no model.json", "model", "add", "m", Workbench.sample("photos").toString());
    assertRefused(1, "There is no model 'none'", "model", "use", "none");
    assertRefused(1, "There is no model 'none'", "model", "check", "none");
    assertRefused(2, "belong to a --set", "model", "check", "none", "--distractors=x");
    assertThat(bench.data().resolve("models").resolve("m")).doesNotExist();
  }

  private void assertRefused(int code, String says, String... args) {
    Workbench.Said said = bench.run(args);
    assertThat(said.code()).as(said.toString()).isEqualTo(code);
    assertThat(said.err()).contains(says).doesNotContain("fault of Roomprint");
  }

  @Test
  void whatWasMeasuredOfASetIsWrittenIntoTheModelsDescriptionAndItsIdStays() throws IOException {
    done(add("small"));
    String id = listed("small").path("modelId").asString();
    Path description = bench.data().resolve("models/small/model.json");
    String set = setOf(PICTURES).toString();
    String silhouettes = silhouettes().toString();

    String said =
        done(bench.run(
                "model", "check", "small", "--set", set, "--silhouettes", silhouettes, "--write"))
            .out();

    assertThat(said).contains("high | given", "Written to " + description);
    JsonNode measured =
        JsonMapper.builder().build().readTree(Files.readString(description)).path("measured");
    assertThat(measured.path("calibration").path("sharpness").asDouble()).isPositive();
    assertThat(measured.path("expectedRecall").path("mostHidden").asDouble()).isEqualTo(0.5);
    assertThat(measured.path("expectedRecall").path("first").asDouble()).isBetween(0.0, 1.0);
    assertThat(listed("small").path("modelId").asString()).isEqualTo(id);
  }

  @Test
  void figuresOfAPartOfASetOrOfNoneAreNotWritten() throws IOException {
    String set = setOf(PICTURES).toString();

    for (List<String> options :
        List.of(
            List.of("--write"),
            List.of("--write", "--set", set, "--limit", "2"),
            List.of("--set", set, "--silhouettes", folder.toString()))) {
      List<String> args = new ArrayList<>(List.of("model", "check", "roomprint-1"));
      args.addAll(options);
      Workbench.Said said = bench.run(args.toArray(String[]::new));
      assertThat(said.code()).as(said.toString()).isEqualTo(2);
      assertThat(said.err()).contains("--write");
    }
  }

  private Path setOf(List<String> pictures) throws IOException {
    StringBuilder list = new StringBuilder("file,hotel\n");
    for (String picture : pictures) {
      list.append(picture).append(',').append(picture, 0, 3).append('\n');
    }
    return Files.writeString(source.resolve("set.csv"), list);
  }

  /** The outline of nobody: an egg. */
  private Path silhouettes() throws IOException {
    BufferedImage egg = new BufferedImage(120, 200, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D brush = egg.createGraphics();
    brush.setColor(Color.WHITE);
    brush.fillOval(10, 10, 100, 180);
    brush.dispose();
    Path outlines = Files.createDirectories(folder.resolve("outlines"));
    ImageIO.write(egg, "png", outlines.resolve("egg.png").toFile());
    return outlines;
  }
}
