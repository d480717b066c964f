package org.roomprint.vectors.embedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks what is written of a single model, key by key.
 *
 * @param directory the model folder
 * @param faults how it is said what is wrong
 */
record SingleModelReader(Path directory, DescriptionFaults faults) {
  SingleModelReader(Path directory) {
    this(directory, new DescriptionFaults(directory.resolve(ModelFolder.DESCRIPTION_FILE)));
  }

  ModelFolder read(ModelDescription description, boolean hashed) throws IOException {
    String file = faults.required("file", description.file());
    Path modelFile = directory.resolve(file).normalize();
    faults.require(
        modelFile.startsWith(directory.normalize()),
        "\"file\" must lie inside the model folder, not " + file);
    faults.require(
        Files.isRegularFile(modelFile), "\"file\" names " + file + ", which is not there");
    String expected = faults.required("sha256", description.sha256());
    String actual = hashed ? Sha256.of(modelFile) : expected;
    faults.require(
        actual.equals(expected),
        String.format(
            Locale.ROOT,
            "\"sha256\" is %s, but %s has %s: another model, or a damaged file",
            expected,
            file,
            actual));
    Optional<Path> card = Optional.ofNullable(description.card()).map(directory::resolve);
    ModelFolder.Input input = input(faults.required("input", description.input()));
    ModelFolder.Output output = output(faults.required("output", description.output()));
    List<ModelFolder.Patches> patches = patches(description);
    faults.require(
        patches.isEmpty() || input.fit() == ModelFolder.Fit.SQUASH,
        "\"patches\" lie over the whole picture: \"input.fit\" is \"squash\" with them");
    return new ModelFolder(
        directory,
        faults.required("name", description.name()),
        faults.required("version", description.version()),
        modelFile,
        idOf(actual, input, output, patches),
        input,
        output,
        patches,
        faults.required("licence", description.licence()),
        faults.required("trainingData", description.trainingData()),
        card,
        selfTest(faults.required("selfTest", description.selfTest())),
        measurements(faults, description.measured()));
  }

  /** What is written of either kind of model. */
  static Optional<ModelMeasurements> measurements(
      DescriptionFaults faults, ModelDescription.@Nullable DescribedMeasurements measured) {
    if (measured == null) {
      return Optional.empty();
    }
    ModelDescription.DescribedCalibration written =
        faults.required("measured.calibration", measured.calibration());
    ModelMeasurements.Calibration calibration =
        new ModelMeasurements.Calibration(
            faults.required("measured.calibration.sharpness", written.sharpness()),
            faults.required("measured.calibration.absent", written.absent()),
            faults.required("measured.calibration.noEvidencePrior", written.noEvidencePrior()));
    faults.require(
        calibration.sharpness() > 0
            && calibration.noEvidencePrior() >= 0
            && calibration.noEvidencePrior() <= 1,
        "\"measured.calibration\": sharpness is above 0, noEvidencePrior from 0 to 1");
    return Optional.of(
        new ModelMeasurements(
            calibration,
            Optional.ofNullable(measured.expectedRecall()).map(recall -> recall(faults, recall))));
  }

  private static ModelMeasurements.ExpectedRecall recall(
      DescriptionFaults faults, ModelDescription.DescribedRecall written) {
    ModelMeasurements.ExpectedRecall recall =
        new ModelMeasurements.ExpectedRecall(
            faults.required("measured.expectedRecall.first", written.first()),
            faults.required("measured.expectedRecall.mostHidden", written.mostHidden()));
    faults.require(
        recall.first() >= 0
            && recall.first() <= 1
            && recall.mostHidden() >= 0
            && recall.mostHidden() <= 1,
        "\"measured.expectedRecall\": first and mostHidden are from 0 to 1");
    return recall;
  }

  private ModelFolder.Input input(ModelDescription.DescribedInput input) {
    faults.require(
        input.width() >= 1
            && input.height() >= 1
            && Math.max(input.width(), input.height()) <= ModelFolder.MAX_INPUT_SIDE_PIXELS,
        String.format(
            Locale.ROOT,
            "\"input\" is %d x %d px; a side is 1 to %d",
            input.width(),
            input.height(),
            ModelFolder.MAX_INPUT_SIDE_PIXELS));
    List<Double> mean = faults.required("input.mean", input.mean());
    List<Double> std = faults.required("input.std", input.std());
    faults.require(
        mean.size() == 3 && std.size() == 3, "\"input.mean\" and \"input.std\" have 3 values each");
    faults.require(std.stream().allMatch(value -> value > 0), "\"input.std\" is above 0");
    return new ModelFolder.Input(
        faults.required("input.name", input.name()),
        input.width(),
        input.height(),
        oneOf(
            ModelFolder.Fit.class,
            "input.fit",
            faults.required("input.fit", input.fit()).toUpperCase(Locale.ROOT)),
        oneOf(ModelFolder.Colour.class, "input.colour", input.colour()),
        mean,
        std,
        oneOf(ModelFolder.Layout.class, "input.layout", input.layout()));
  }

  private ModelFolder.Output output(ModelDescription.DescribedOutput output) {
    faults.require(
        output.dimension() >= 8 && output.dimension() <= Embedding.MAX_DIMENSION,
        "\"output.dimension\" is 8 to " + Embedding.MAX_DIMENSION + ", not " + output.dimension());
    String pooling = output.pooling() == null ? Pooling.NONE.name() : output.pooling();
    return new ModelFolder.Output(
        faults.required("output.name", output.name()),
        output.dimension(),
        output.normalised(),
        oneOf(Pooling.class, "output.pooling", pooling.toUpperCase(Locale.ROOT)));
  }

  private List<ModelFolder.Patches> patches(ModelDescription description) {
    List<ModelDescription.@Nullable DescribedPatches> further =
        Objects.requireNonNullElse(description.furtherPatches(), List.of());
    if (description.patches() == null) {
      faults.require(further.isEmpty(), "\"furtherPatches\" needs \"patches\" before it");
      return List.of();
    }
    List<ModelFolder.Patches> all = new ArrayList<>();
    all.add(patches("patches", description.patches()));
    for (int i = 0; i < further.size(); i++) {
      String key = "furtherPatches[" + i + "]";
      all.add(patches(key, faults.required(key, further.get(i))));
    }
    faults.require(
        all.stream().allMatch(all.getFirst()::sameCells),
        "\"furtherPatches\" lie over the same rows and columns as \"patches\"");
    faults.require(
        all.stream().map(ModelFolder.Patches::name).distinct().count() == all.size(),
        "\"patches\" and \"furtherPatches\" each name an output of their own");
    long values = all.stream().mapToLong(ModelFolder.Patches::values).sum();
    faults.require(
        values <= ModelFolder.MAX_PATCH_VALUES,
        String.format(
            Locale.ROOT,
            "All patches come to %d bytes a picture in the index; at most %d are taken",
            values,
            ModelFolder.MAX_PATCH_VALUES));
    return List.copyOf(all);
  }

  private ModelFolder.Patches patches(String key, ModelDescription.DescribedPatches patches) {
    faults.require(
        patches.rows() >= 1
            && patches.columns() >= 1
            && patches.dimension() >= 1
            && Math.max(Math.max(patches.rows(), patches.columns()), patches.dimension())
                <= ModelFolder.MAX_PATCH_VALUES
            && (long) patches.rows() * patches.columns() * patches.dimension()
                <= ModelFolder.MAX_PATCH_VALUES,
        String.format(
            Locale.ROOT,
            "\"%s\" is %d x %d cells of %d values: at least 1 of each and at most %d values in all",
            key,
            patches.rows(),
            patches.columns(),
            patches.dimension(),
            ModelFolder.MAX_PATCH_VALUES));
    return new ModelFolder.Patches(
        faults.required(key + ".name", patches.name()),
        patches.rows(),
        patches.columns(),
        patches.dimension());
  }

  private ModelFolder.SelfTest selfTest(ModelDescription.DescribedSelfTest selfTest) {
    List<Double> expected = faults.required("selfTest.expectedFirst8", selfTest.expectedFirst8());
    faults.require(
        expected.size() == 8, "\"selfTest.expectedFirst8\" has 8 values, not " + expected.size());
    return new ModelFolder.SelfTest(expected);
  }

  private <E extends Enum<E>> E oneOf(Class<E> kind, String key, @Nullable String value) {
    String name = faults.required(key, value);
    for (E constant : kind.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw faults.invalid(
        String.format(
            Locale.ROOT,
            "\"%s\" is %s; it is one of %s",
            key,
            name,
            List.of(kind.getEnumConstants())));
  }

  /** The same numbers come out of models of the same id, and of no others. */
  private static String idOf(
      String fileHash,
      ModelFolder.Input input,
      ModelFolder.Output output,
      List<ModelFolder.Patches> patches) {
    return Sha256.ofLines(
        fileHash,
        input.name(),
        input.width() + " x " + input.height(),
        input.fit().name(),
        input.colour().name(),
        input.mean().toString(),
        input.std().toString(),
        input.layout().name(),
        output.name(),
        output.pooling().name(),
        patches.stream()
            .map(grid ->
                grid.name() + " " + grid.rows() + " x " + grid.columns() + " x " + grid.dimension())
            .collect(Collectors.joining(", ")));
  }
}
