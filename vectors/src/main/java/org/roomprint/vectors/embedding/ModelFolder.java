package org.roomprint.vectors.embedding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
 * @param patches which outputs hold patch embeddings, each another channel; empty where the model
 *     has none
 * @param licence of the weights
 * @param trainingData what the weights were trained on
 * @param card the model card, where there is one
 * @param selfTest what the model answers to a known picture
 * @param measurements what was measured of searches with it; empty where nobody did
 */
public record ModelFolder(
    Path directory,
    String name,
    String version,
    Path modelFile,
    String modelId,
    Input input,
    Output output,
    List<Patches> patches,
    String licence,
    String trainingData,
    Optional<Path> card,
    SelfTest selfTest,
    Optional<ModelMeasurements> measurements)
    implements PictureModel {
  /** The file that describes the model. */
  public static final String DESCRIPTION_FILE = "model.json";

  /** Longest side of a model's input in pixels. */
  public static final int MAX_INPUT_SIDE_PIXELS = 4096;

  /** Most values of all patches of a picture; each takes a byte in the index. */
  public static final int MAX_PATCH_VALUES = (1 << 16) - 1;

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
   * An output that holds the embeddings of the cells of a grid over the picture, {@code
   * [batch][rows * columns][dimension]}, row by row from the top left.
   *
   * @param name of the output in the model
   * @param rows of the grid
   * @param columns of the grid
   * @param dimension values of each embedding
   */
  public record Patches(String name, int rows, int columns, int dimension) {
    /** Values of all cells. */
    int values() {
      return rows * columns * dimension;
    }

    /** Whether another grid has as many rows and columns. */
    boolean sameCells(Patches other) {
      return rows == other.rows && columns == other.columns;
    }
  }

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
    return switch (ModelDescription.read(directory, true)) {
      case ModelFolder folder -> folder;
      case FusedModel fused ->
          throw new InvalidModelException(
              directory + " holds a fused model (" + fused.name() + "), not a single one");
    };
  }

  /** Values of an embedding. */
  @Override
  public int dimension() {
    return output.dimension();
  }

  @Override
  public List<ModelFolder> members() {
    return List.of(this);
  }
}
