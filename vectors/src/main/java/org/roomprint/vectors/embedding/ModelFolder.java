package org.roomprint.vectors.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder with a model file and a {@code model.json} that says how to feed it: checked, its file
 * untouched since it was described.
 *
 * <p>Whoever wants another model names another folder; nothing else changes. Embeddings of
 * different models cannot be compared, so the {@linkplain #modelId id} goes with every index.
 *
 * @param directory the folder
 * @param name short name of the model
 * @param version of the model
 * @param modelFile the ONNX file
 * @param modelId SHA-256 of what decides about the embeddings (the file's SHA-256, how it is fed,
 *     which output is taken), 64 lower-case hexadecimal digits
 * @param input how a picture becomes the model's input
 * @param output which output holds the embedding
 * @param patches which output holds embeddings of the picture's parts, where the model has one
 * @param licence of the weights
 * @param trainingData what the weights were trained on
 * @param card the model card, where there is one
 * @param selfTest what the model answers to a known picture
 */
public record ModelFolder(
    Path directory,
    String name,
    String version,
    Path modelFile,
    String modelId,
    Input input,
    Output output,
    Optional<Patches> patches,
    String licence,
    String trainingData,
    Optional<Path> card,
    SelfTest selfTest) {
  /** The file that describes the model. */
  public static final String DESCRIPTION_FILE = "model.json";

  /** Longest side of a model's input in pixels. */
  public static final int MAX_INPUT_SIDE_PIXELS = 4096;

  /** Most values of all patches of a picture; each takes a byte in the index. */
  public static final int MAX_PATCH_VALUES = 1 << 16;

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Order of the values in the model's input. */
  public enum Layout {
    /** {@code [batch][3][height][width]}. */
    NCHW,
    /** {@code [batch][height][width][3]}. */
    NHWC
  }

  /** Order of the colours in the model's input. */
  public enum Colour {
    /** Red first. */
    RGB,
    /** Blue first. */
    BGR
  }

  /** How a picture comes to the size of the model's input. */
  public enum Fit {
    /** Squashed: all of it is seen, its proportions are lost. */
    SQUASH,
    /** Its shorter side is scaled to fit, and what juts out on both sides of the longer is cut. */
    CROP
  }

  /**
   * How a picture becomes the model's input: brought to the size, then {@code (byte - mean) / std}.
   *
   * @param name of the input in the model
   * @param width pixels
   * @param height pixels
   * @param fit how a picture comes to that size
   * @param colour order of the colours
   * @param mean for each colour in that order, 0..255
   * @param std for each colour in that order, above 0
   * @param layout order of the values
   */
  public record Input(
      String name,
      int width,
      int height,
      Fit fit,
      Colour colour,
      List<Double> mean,
      List<Double> std,
      Layout layout) {
    public Input {
      mean = List.copyOf(mean);
      std = List.copyOf(std);
    }
  }

  /**
   * Which output holds the embedding.
   *
   * @param name of the output in the model
   * @param dimension values of an embedding
   * @param normalised whether the model itself scales them to unit length
   * @param pooling how one vector is made of it, where it is not one already
   */
  public record Output(String name, int dimension, boolean normalised, Pooling pooling) {}

  /**
   * Which output holds the embeddings of the cells of a grid over the picture, {@code [batch][rows
   * * columns][dimension]}, row by row from the top left.
   *
   * @param name of the output in the model
   * @param rows of the grid
   * @param columns of the grid
   * @param dimension values of each embedding
   */
  public record Patches(String name, int rows, int columns, int dimension) {}

  /**
   * What the model answers to the {@linkplain SelfTestPicture self-test picture}.
   *
   * @param expectedFirst8 first eight values of its embedding, of unit length
   */
  public record SelfTest(List<Double> expectedFirst8) {
    public SelfTest {
      expectedFirst8 = List.copyOf(expectedFirst8);
    }
  }

  /**
   * Reads the description and checks the model file against it.
   *
   * @throws InvalidModelException when the description is missing, incomplete or wrong, or the
   *     model file is not the one described
   * @throws IOException when a file cannot be read
   */
  public static ModelFolder open(Path directory) throws IOException {
    return read(directory, true);
  }

  /** The same, its model file's SHA-256 taken from the description: for lists. */
  static ModelFolder asDescribed(Path directory) throws IOException {
    return read(directory, false);
  }

  private static ModelFolder read(Path directory, boolean hashed) throws IOException {
    Path descriptionFile = directory.resolve(DESCRIPTION_FILE);
    Description description;
    try {
      description = JSON.readValue(Files.readAllBytes(descriptionFile), Description.class);
    } catch (NoSuchFileException e) {
      throw new InvalidModelException(
          String.format(
              Locale.ROOT, "%s is not a model folder: it has no %s", directory, DESCRIPTION_FILE),
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
    return new Reader(directory, descriptionFile).read(description, hashed);
  }

  /** The same numbers come out of models of the same id, and of no others. */
  private static String idOf(
      String fileHash, Input input, Output output, Optional<Patches> patches) {
    String decides =
        String.join(
            "\n",
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
            patches
                .map(grid ->
                    grid.name()
                        + " "
                        + grid.rows()
                        + " x "
                        + grid.columns()
                        + " x "
                        + grid.dimension())
                .orElse(""));
    return HexFormat.of().formatHex(sha256().digest(decides.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** SHA-256 of a file, 64 lower-case hexadecimal digits. */
  static String sha256(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** {@code model.json} as it is written. */
  private record Description(
      @Nullable String name,
      @Nullable String version,
      @Nullable String file,
      @Nullable String sha256,
      @Nullable DescribedInput input,
      @Nullable DescribedOutput output,
      @Nullable DescribedPatches patches,
      @Nullable String licence,
      @Nullable String trainingData,
      @Nullable String card,
      @Nullable DescribedSelfTest selfTest) {}

  private record DescribedInput(
      @Nullable String name,
      int width,
      int height,
      @Nullable String fit,
      @Nullable String colour,
      @Nullable List<Double> mean,
      @Nullable List<Double> std,
      @Nullable String layout) {}

  private record DescribedOutput(
      @Nullable String name, int dimension, boolean normalised, @Nullable String pooling) {}

  private record DescribedPatches(@Nullable String name, int rows, int columns, int dimension) {}

  private record DescribedSelfTest(@Nullable List<Double> expectedFirst8) {}

  /** Checks what was written, key by key. */
  private record Reader(Path directory, Path descriptionFile) {
    ModelFolder read(Description description, boolean hashed) throws IOException {
      String file = required("file", description.file());
      Path modelFile = directory.resolve(file).normalize();
      require(
          modelFile.startsWith(directory.normalize()),
          "\"file\" must lie inside the model folder, not " + file);
      require(Files.isRegularFile(modelFile), "\"file\" names " + file + ", which is not there");
      String expected = required("sha256", description.sha256());
      String actual = hashed ? sha256(modelFile) : expected;
      require(
          actual.equals(expected),
          String.format(
              Locale.ROOT,
              "\"sha256\" is %s, but %s has %s: another model, or a damaged file",
              expected,
              file,
              actual));
      Optional<Path> card = Optional.ofNullable(description.card()).map(directory::resolve);
      Input input = input(required("input", description.input()));
      Output output = output(required("output", description.output()));
      Optional<Patches> patches = Optional.ofNullable(description.patches()).map(this::patches);
      require(
          patches.isEmpty() || input.fit() == Fit.SQUASH,
          "\"patches\" lie over the whole picture: \"input.fit\" is \"squash\" with them");
      return new ModelFolder(
          directory,
          required("name", description.name()),
          required("version", description.version()),
          modelFile,
          idOf(actual, input, output, patches),
          input,
          output,
          patches,
          required("licence", description.licence()),
          required("trainingData", description.trainingData()),
          card,
          selfTest(required("selfTest", description.selfTest())));
    }

    private Input input(DescribedInput input) {
      require(
          input.width() >= 1
              && input.height() >= 1
              && Math.max(input.width(), input.height()) <= MAX_INPUT_SIDE_PIXELS,
          String.format(
              Locale.ROOT,
              "\"input\" is %d x %d px; a side is 1 to %d",
              input.width(),
              input.height(),
              MAX_INPUT_SIDE_PIXELS));
      List<Double> mean = required("input.mean", input.mean());
      List<Double> std = required("input.std", input.std());
      require(
          mean.size() == 3 && std.size() == 3,
          "\"input.mean\" and \"input.std\" have 3 values each");
      require(std.stream().allMatch(value -> value > 0), "\"input.std\" is above 0");
      return new Input(
          required("input.name", input.name()),
          input.width(),
          input.height(),
          oneOf(
              Fit.class, "input.fit", required("input.fit", input.fit()).toUpperCase(Locale.ROOT)),
          oneOf(Colour.class, "input.colour", input.colour()),
          mean,
          std,
          oneOf(Layout.class, "input.layout", input.layout()));
    }

    private Output output(DescribedOutput output) {
      require(
          output.dimension() >= 8, "\"output.dimension\" is at least 8, not " + output.dimension());
      String pooling = output.pooling() == null ? Pooling.NONE.name() : output.pooling();
      return new Output(
          required("output.name", output.name()),
          output.dimension(),
          output.normalised(),
          oneOf(Pooling.class, "output.pooling", pooling.toUpperCase(Locale.ROOT)));
    }

    private Patches patches(DescribedPatches patches) {
      require(
          patches.rows() >= 1 && patches.columns() >= 1 && patches.dimension() >= 1,
          "\"patches\" has rows, columns and a dimension of at least 1");
      long values = (long) patches.rows() * patches.columns() * patches.dimension();
      require(
          values <= MAX_PATCH_VALUES,
          String.format(
              Locale.ROOT,
              "\"patches\" comes to %d bytes a picture in the index; at most %d are taken",
              values,
              MAX_PATCH_VALUES));
      return new Patches(
          required("patches.name", patches.name()),
          patches.rows(),
          patches.columns(),
          patches.dimension());
    }

    private SelfTest selfTest(DescribedSelfTest selfTest) {
      List<Double> expected = required("selfTest.expectedFirst8", selfTest.expectedFirst8());
      require(
          expected.size() == 8, "\"selfTest.expectedFirst8\" has 8 values, not " + expected.size());
      return new SelfTest(expected);
    }

    private <E extends Enum<E>> E oneOf(Class<E> kind, String key, @Nullable String value) {
      String name = required(key, value);
      for (E constant : kind.getEnumConstants()) {
        if (constant.name().equals(name)) {
          return constant;
        }
      }
      throw invalid(
          String.format(
              Locale.ROOT,
              "\"%s\" is %s; it is one of %s",
              key,
              name,
              List.of(kind.getEnumConstants())));
    }

    private <T> T required(String key, @Nullable T value) {
      if (value == null) {
        throw invalid("\"" + key + "\" is missing");
      }
      return value;
    }

    private void require(boolean condition, String otherwise) {
      if (!condition) {
        throw invalid(otherwise);
      }
    }

    private InvalidModelException invalid(String what) {
      return new InvalidModelException(descriptionFile + ": " + what);
    }
  }
}
