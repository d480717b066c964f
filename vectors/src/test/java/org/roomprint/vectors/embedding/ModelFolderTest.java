package org.roomprint.vectors.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFolderTest {
  @TempDir Path directory;

  @Test
  void readsADescription() throws IOException {
    ModelFolder folder = ModelFolder.open(TinyModel.copyTo(directory));

    assertThat(folder.name()).isEqualTo("tiny");
    assertThat(folder.modelId()).matches("[0-9a-f]{64}");
    assertThat(folder.input().mean()).containsExactly(100.0, 110.0, 120.0);
    assertThat(folder.output().dimension()).isEqualTo(TinyModel.DIMENSION);
    assertThat(folder.card()).contains(directory.resolve("make.py"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"squash\"         | \"crop\"",
        "\"RGB\"            | \"BGR\"",
        "[100, 110, 120]    | [100, 110, 121]",
        "\"width\": 32      | \"width\": 40",
        "\"mean_colours\"   | \"pixels\"",
        "\"normalised\"     | \"pooling\": \"mean\", \"normalised\"",
      })
  void aModelThatIsFedOrReadOtherwiseIsAnotherModel(String part, String replacement)
      throws IOException {
    String id = ModelFolder.open(TinyModel.copyTo(directory)).modelId();
    Path changed = Files.createDirectory(directory.resolve("changed"));
    TinyModel.copyTo(changed, part, replacement);

    assertThat(ModelFolder.open(changed).modelId()).isNotEqualTo(id);
  }

  @Test
  void aModelThatIsOnlyCalledOtherwiseIsTheSame() throws IOException {
    String id = ModelFolder.open(TinyModel.copyTo(directory)).modelId();
    Path changed = Files.createDirectory(directory.resolve("changed"));
    TinyModel.copyTo(changed, "\"tiny\"", "\"little\"");

    assertThat(ModelFolder.open(changed).modelId()).isEqualTo(id);
  }

  @Test
  void refusesAFolderWithoutDescription() {
    assertThatThrownBy(() -> ModelFolder.open(directory))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("is not a model folder: it has no model.json")
        .hasMessageContaining("roomprint model add");
  }

  @Test
  void saysOfAFileThatAFolderIsMeantAndHowOneIsMade() throws IOException {
    Path file = TinyModel.copyTo(directory).resolve("model.onnx");

    assertThatThrownBy(() -> PictureModel.open(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("is a file, not a model folder: a folder with a model.json is meant")
        .hasMessageContaining("roomprint model add NAME " + file);
  }

  @Test
  void refusesAModelFileThatIsNotTheOneDescribed() throws IOException {
    TinyModel.copyTo(directory);
    Files.write(directory.resolve("model.onnx"), new byte[] {0}, StandardOpenOption.APPEND);

    assertThatThrownBy(() -> ModelFolder.open(directory))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("another model, or a damaged file");
  }

  @Test
  void refusesAModelFileOutsideTheFolder() throws IOException {
    TinyModel.copyTo(directory, "\"model.onnx\"", "\"../model.onnx\"");

    assertThatThrownBy(() -> ModelFolder.open(directory))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("must lie inside the model folder");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"version\": \"1\",       |                     | \"version\" is missing",
        "\"squash\"                | \"stretch\"         | it is one of [SQUASH, CROP]",
        "\"RGB\"                   | \"HSV\"             | it is one of [RGB, BGR]",
        "[50, 60, 70]              | [50, 0, 70]         | \"input.std\" is above 0",
        "[50, 60, 70]              | [50]                | 3 values each",
        "\"width\": 32             | \"width\": 100000   | a side is 1 to 4096",
        "\"dimension\": 24         | \"dimension\": 0    | 8 to 4096, not 0",
        "-0.156844,                |                     | has 8 values, not 7",
        "\"licence\"               | licence             | cannot be read as JSON",
      })
  void saysWhatIsWrongWithADescription(String part, String replacement, String message)
      throws IOException {
    TinyModel.copyTo(directory, part, replacement == null ? "" : replacement);

    assertThatThrownBy(() -> ModelFolder.open(directory))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(message);
  }

  private static String grid(String name, int rows, int dimension) {
    return String.format(
        Locale.ROOT,
        "{\"name\": \"%s\", \"rows\": %d, \"columns\": 2, \"dimension\": %d}",
        name,
        rows,
        dimension);
  }

  private static String furtherPatches(String grid) {
    return ", \"furtherPatches\": [" + grid + "]";
  }

  private ModelFolder withPatches(String patches) throws IOException {
    return ModelFolder.open(
        TinyModel.copyTo(
            Files.createTempDirectory(directory, "model"),
            "\"licence\"",
            patches + ", \"licence\""));
  }

  @Test
  void patchesMayBeDescribedByFurtherChannels() throws IOException {
    String one = "\"patches\": " + grid("things", 3, 8);
    ModelFolder both = withPatches(one + furtherPatches(grid("colours", 3, 4)));

    assertThat(both.patches())
        .containsExactly(
            new ModelFolder.Patches("things", 3, 2, 8),
            new ModelFolder.Patches("colours", 3, 2, 4));
    assertThat(withPatches(one).modelId()).isNotEqualTo(both.modelId());
  }

  @Test
  void saysWhatIsWrongWithTheDescriptionOfPatches() {
    String one = "\"patches\": " + grid("things", 3, 8);

    assertThatThrownBy(() -> withPatches("\"patches\": " + grid("things", 0, 8)))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(
            "\"patches\" is 0 x 2 cells of 8 values: at least 1 of each and at most 65535 values");
    assertThatThrownBy(() -> withPatches("\"patches\": " + grid("things", 1000, 1000)))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("\"patches\" is 1000 x 2 cells of 1000 values");
    assertThatThrownBy(() -> withPatches(one + furtherPatches("null")))
        .hasMessageContaining("\"furtherPatches[0]\" is missing");
    assertThatThrownBy(() -> withPatches(one + furtherPatches(grid("colours", 3, 12_000))))
        .hasMessageContaining("\"furtherPatches[0]\" is 3 x 2 cells of 12000 values");
    assertThatThrownBy(() -> withPatches(one + furtherPatches(grid("colours", 3, 10_920))))
        .hasMessageContaining("All patches come to 65568 bytes a picture in the index");
    assertThatThrownBy(() -> withPatches(one + furtherPatches(grid("colours", 4, 8))))
        .hasMessageContaining("lie over the same rows and columns as \"patches\"");
    assertThatThrownBy(() -> withPatches(one + furtherPatches(grid("things", 3, 8))))
        .hasMessageContaining("each name an output of their own");
    assertThatThrownBy(() -> withPatches(furtherPatches(grid("colours", 3, 8)).substring(2)))
        .hasMessageContaining("\"furtherPatches\" needs \"patches\" before it");
  }
}
