package org.roomprint.vectors.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelMeasurementsTest {
  private static final Path SHIPPED =
      Path.of(System.getProperty("roomprint.root", ".."))
          .resolve("vectors/src/main/model/roomprint-1");

  @TempDir private Path folder;

  @Test
  void theModelThatShipsWasMeasured() throws IOException {
    ModelMeasurements measured = ModelFolder.open(SHIPPED).measurements().orElseThrow();

    assertThat(measured.calibration()).isEqualTo(new ModelMeasurements.Calibration(1.5, -0.2, 0));
    for (double hidden : new double[] {0, 0.1, 0.2, 0.5}) {
      assertThat(measured.expectedRecall().orElseThrow().of(hidden)).contains(0.86);
    }
    assertThat(measured.expectedRecall().orElseThrow().of(0.51))
        .as("of what was not measured nothing is expected")
        .isEmpty();
  }

  @Test
  void aModelThatNobodyMeasuredIsAsGoodAModelAndOfTheSameId() throws IOException {
    ModelFolder without = ModelFolder.open(described("\"measured\"", "\"notes\""));

    assertThat(without.measurements()).isEqualTo(Optional.empty());
    assertThat(without.modelId()).isEqualTo(ModelFolder.open(SHIPPED).modelId());
  }

  @Test
  void saysWhatIsWrongWithWhatWasWritten() {
    assertThatThrownBy(() -> ModelFolder.open(described("\"sharpness\": 1.5", "\"sharpness\": 0")))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("sharpness is above 0");
    assertThatThrownBy(() -> ModelFolder.open(described("\"absent\": -0.2,", "")))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("measured.calibration.absent");
    assertThatThrownBy(() -> ModelFolder.open(described("\"first\": 0.86", "\"first\": 86")))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("from 0 to 1");
  }

  /** The shipped model with something else in its description. */
  private Path described(String instead, String of) throws IOException {
    Path copy = Files.createTempDirectory(folder, "model");
    Files.copy(SHIPPED.resolve("model.onnx"), copy.resolve("model.onnx"));
    String text =
        Files.readString(SHIPPED.resolve(ModelFolder.DESCRIPTION_FILE), StandardCharsets.UTF_8);
    assertThat(text).contains(instead);
    Files.writeString(copy.resolve(ModelFolder.DESCRIPTION_FILE), text.replace(instead, of));
    return copy;
  }
}
