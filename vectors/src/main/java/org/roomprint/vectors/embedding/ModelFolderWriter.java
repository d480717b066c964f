package org.roomprint.vectors.embedding;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.roomprint.vectors.image.RasterImage;

/**
 * Makes a {@link ModelFolder} of an ONNX file: learns from the file what it says of itself, asks it
 * for the {@linkplain SelfTestPicture self-test picture}, and writes down what it answered.
 */
final class ModelFolderWriter {
  /** The model file's name in a folder made here. */
  static final String MODEL_FILE = "model.onnx";

  private static final int LEAST_DIMENSION = 8;
  private static final double ROUNDING = 1e6;

  /** Two pictures whose embeddings are nearer than this are the same to the model. */
  private static final double INDISTINGUISHABLE = 1 - 1e-6;

  private ModelFolderWriter() {}

  /**
   * Writes the description beside a model file that lies in the folder already.
   *
   * @param directory holds {@value #MODEL_FILE} and nothing else
   * @param called what the model file was called where it came from
   * @param name of the model
   * @throws InvalidModelException when the file is no model of pictures, or the recipe does not fit
   */
  static ModelFolder write(Path directory, String called, String name, ModelRecipe recipe)
      throws IOException {
    Path file = directory.resolve(MODEL_FILE);
    Map<String, Object> description =
        LargeStack.call(() -> {
          try (OnnxFile onnx = OnnxFile.open(file, called)) {
            return described(onnx, name, recipe);
          } catch (OrtException e) {
            throw new InvalidModelException(
                "The file cannot embed the self-test picture: " + e.getMessage(), e);
          }
        });
    description.put("file", MODEL_FILE);
    description.put("sha256", Sha256.of(file));
    ModelDescription.write(directory, description);
    return ModelFolder.open(directory);
  }

  private static Map<String, Object> described(OnnxFile onnx, String name, ModelRecipe recipe)
      throws OrtException {
    ModelFolder.Input input = input(onnx.input(), recipe);
    RasterImage picture = SelfTestPicture.of(input.width(), input.height());
    Map<String, OnnxFile.Answer> answers = answer(onnx, input, picture);
    Map.Entry<String, OnnxFile.Answer> chosen = output(answers, recipe);
    Pooling pooling = recipe.pooling().orElse(Pooling.NONE);
    Embedding embedding = embedding(chosen.getValue(), pooling);
    requireSight(onnx, input, chosen.getKey(), pooling, embedding);
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", name);
    description.put("version", recipe.version());
    description.put("input", describedInput(input));
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("name", chosen.getKey());
    output.put("dimension", embedding.dimension());
    output.put("normalised", false);
    output.put("pooling", pooling.name().toLowerCase(Locale.ROOT));
    description.put("output", output);
    description.put("licence", recipe.licence());
    description.put("trainingData", recipe.trainingData());
    float[] values = embedding.toArray();
    description.put(
        "selfTest",
        Map.of(
            "expectedFirst8",
            IntStream.range(0, LEAST_DIMENSION)
                .mapToObj(i -> Math.round(values[i] * ROUNDING) / ROUNDING)
                .toList()));
    return description;
  }

  private static Map<String, Object> describedInput(ModelFolder.Input input) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", input.name());
    described.put("width", input.width());
    described.put("height", input.height());
    described.put("fit", input.fit().name().toLowerCase(Locale.ROOT));
    described.put("colour", input.colour().name());
    described.put("mean", input.mean());
    described.put("std", input.std());
    described.put("layout", input.layout().name());
    return described;
  }

  private static ModelFolder.Input input(OnnxFile.PictureInput found, ModelRecipe recipe) {
    ModelFolder.Layout layout = agreed("layout", "--layout", found.layout(), recipe.layout());
    return new ModelFolder.Input(
        found.name(),
        agreed("width", "--input-size", found.width(), recipe.width()),
        agreed("height", "--input-size", found.height(), recipe.height()),
        recipe.fit(),
        recipe.colour(),
        recipe.mean(),
        recipe.std(),
        layout);
  }

  private static <T> T agreed(String what, String option, Optional<T> file, Optional<T> said) {
    if (file.isPresent() && said.isPresent() && !file.get().equals(said.get())) {
      throw new InvalidModelException(
          String.format(
              Locale.ROOT,
              "The file's input has the %s %s, not %s: leave %s out",
              what,
              file.get(),
              said.get(),
              option));
    }
    return said.or(() -> file)
        .orElseThrow(() ->
            new InvalidModelException(
                String.format(
                    Locale.ROOT,
                    "The file does not say which %s its input has: name it with %s",
                    what,
                    option)));
  }

  private static Map<String, OnnxFile.Answer> answer(
      OnnxFile onnx, ModelFolder.Input input, RasterImage picture) throws OrtException {
    float[] values = new float[input.width() * input.height() * RasterImage.CHANNELS];
    PictureTranslator.fill(input, picture.toRgb(), values, 0);
    return onnx.answer(input.name(), values, PictureTranslator.shape(input, 1).getShape());
  }

  private static Map.Entry<String, OnnxFile.Answer> output(
      Map<String, OnnxFile.Answer> answers, ModelRecipe recipe) {
    if (recipe.output().isPresent()) {
      OnnxFile.Answer named = answers.get(recipe.output().get());
      if (named == null) {
        throw new InvalidModelException(
            "The file has no output " + recipe.output().get() + "; it has " + answers);
      }
      return Map.entry(recipe.output().get(), named);
    }
    List<Map.Entry<String, OnnxFile.Answer>> fitting = new ArrayList<>(answers.entrySet());
    if (recipe.pooling().isEmpty()) {
      fitting.removeIf(output -> !isVector(output.getValue()));
    }
    if (fitting.size() != 1) {
      throw new InvalidModelException(
          (fitting.isEmpty()
                  ? "No output of the file is one vector for each picture: name one with --output, and how it is"
                      + " pooled with --pooling"
                  : "The file has several outputs: name the one to take with --output")
              + ". They are "
              + answers);
    }
    return fitting.getFirst();
  }

  private static boolean isVector(OnnxFile.Answer answer) {
    long[] shape = answer.shape();
    return shape.length >= 2 && shape[1] >= LEAST_DIMENSION && shape[1] == answer.values().length;
  }

  private static Embedding embedding(OnnxFile.Answer answer, Pooling pooling) {
    if (pooling == Pooling.NONE && !isVector(answer)) {
      throw new InvalidModelException(
          "The output is " + answer + ", not one vector: say with --pooling how one is made of it");
    }
    float[] values = pooling.pool(answer.values(), answer.shape());
    if (values.length < LEAST_DIMENSION) {
      throw new InvalidModelException(
          "An embedding has at least " + LEAST_DIMENSION + " values, not " + values.length);
    }
    try {
      return Embedding.of(values);
    } catch (IllegalArgumentException e) {
      throw new InvalidModelException("The self-test picture gives no embedding", e);
    }
  }

  /** A model that answers the same whatever it is shown has been fed or read wrongly. */
  private static void requireSight(
      OnnxFile onnx, ModelFolder.Input input, String output, Pooling pooling, Embedding ofSelfTest)
      throws OrtException {
    byte[] half = new byte[input.width() * input.height() * RasterImage.CHANNELS];
    java.util.Arrays.fill(half, 0, half.length / 2, (byte) 200);
    Map<String, OnnxFile.Answer> answers =
        answer(onnx, input, RasterImage.copyOf(input.width(), input.height(), half));
    OnnxFile.Answer other = java.util.Objects.requireNonNull(answers.get(output));
    if (embedding(other, pooling).similarity(ofSelfTest) > INDISTINGUISHABLE) {
      throw new InvalidModelException(
          "The output "
              + output
              + " is the same for two different pictures: it is not what tells pictures apart");
    }
  }
}
