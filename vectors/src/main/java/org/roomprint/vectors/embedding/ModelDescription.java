package org.roomprint.vectors.embedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code model.json} as it is written: of a single model, or of a fused one. */
record ModelDescription(
    @Nullable String name,
    @Nullable String version,
    @Nullable String file,
    @Nullable String sha256,
    @Nullable DescribedInput input,
    @Nullable DescribedOutput output,
    @Nullable DescribedPatches patches,
    @Nullable List<@Nullable DescribedPatches> furtherPatches,
    @Nullable String licence,
    @Nullable String trainingData,
    @Nullable String card,
    @Nullable DescribedSelfTest selfTest,
    @Nullable DescribedMeasurements measured,
    @Nullable DescribedFusion fused) {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  record DescribedInput(
      @Nullable String name,
      int width,
      int height,
      @Nullable String fit,
      @Nullable String colour,
      @Nullable List<Double> mean,
      @Nullable List<Double> std,
      @Nullable String layout) {}

  record DescribedOutput(
      @Nullable String name, int dimension, boolean normalised, @Nullable String pooling) {}

  record DescribedPatches(@Nullable String name, int rows, int columns, int dimension) {}

  record DescribedSelfTest(@Nullable List<Double> expectedFirst8) {}

  record DescribedMeasurements(
      @Nullable DescribedCalibration calibration, @Nullable DescribedRecall expectedRecall) {}

  record DescribedCalibration(
      @Nullable Double sharpness, @Nullable Double absent, @Nullable Double noEvidencePrior) {}

  record DescribedRecall(@Nullable Double first, @Nullable Double mostHidden) {}

  record DescribedFusion(
      @Nullable Double weight, @Nullable DescribedMember first, @Nullable DescribedMember second) {}

  record DescribedMember(@Nullable String name, @Nullable String modelId) {}

  /**
   * Reads a folder's description and checks what it names.
   *
   * @param hashed whether the model files are read; otherwise their SHA-256 is believed
   */
  static PictureModel read(Path directory, boolean hashed) throws IOException {
    ModelDescription description = parse(directory);
    return description.fused() == null
        ? single(directory, description, hashed)
        : new FusedModelReader(directory).read(description, description.fused(), hashed);
  }

  /**
   * Reads a member's description; a fused model is refused before its own members are looked at.
   */
  static ModelFolder readMember(Path directory, boolean hashed) throws IOException {
    ModelDescription description = parse(directory);
    if (description.fused() != null) {
      throw new InvalidModelException(
          directory + " holds a fused model; a member of a fused one is a single model");
    }
    return single(directory, description, hashed);
  }

  private static ModelFolder single(Path directory, ModelDescription description, boolean hashed)
      throws IOException {
    return new SingleModelReader(directory).read(description, hashed);
  }

  /** Writes a description into a folder. */
  static void write(Path directory, Map<String, Object> description) throws IOException {
    Files.writeString(
        directory.resolve(ModelFolder.DESCRIPTION_FILE),
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(description)
            + "\n");
  }

  /** Writes the same description with what was measured, whatever else it holds. */
  static void writeMeasured(Path from, Path to, ModelMeasurements measured) throws IOException {
    JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    if (!(json.readTree(Files.readAllBytes(from)) instanceof ObjectNode description)) {
      throw new InvalidModelException(from + " is not a JSON object");
    }
    description.set("measured", json.valueToTree(measured));
    Files.writeString(to, json.writeValueAsString(description) + "\n");
  }

  private static ModelDescription parse(Path directory) throws IOException {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new InvalidModelException(
          String.format(
              Locale.ROOT,
              "%s is a file, not a model folder: a folder with a %s is meant. 'roomprint model add NAME %s' makes one of an"
                  + " ONNX file",
              directory,
              ModelFolder.DESCRIPTION_FILE,
              directory));
    }
    Path descriptionFile = directory.resolve(ModelFolder.DESCRIPTION_FILE);
    try {
      return JSON.readValue(Files.readAllBytes(descriptionFile), ModelDescription.class);
    } catch (NoSuchFileException e) {
      throw new InvalidModelException(
          String.format(
              Locale.ROOT,
              "%s is not a model folder: it has no %s. 'roomprint model add NAME FILE' makes one of an ONNX file",
              directory,
              ModelFolder.DESCRIPTION_FILE),
          e);
    } catch (JacksonException e) {
      throw new InvalidModelException(
          String.format(
              Locale.ROOT,
              "%s cannot be read as JSON: %s",
              descriptionFile,
              e.getOriginalMessage()),
          e);
    }
  }
}
