package org.roomprint.vectors.embedding;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an ONNX file itself says of its input and outputs, and what it answers: asked once, when a
 * model folder is made of it. Must be used on a thread with a large stack.
 */
final class OnnxFile implements AutoCloseable {
  private static final int PICTURE_AXES = 4;

  private final OrtSession session;

  private OnnxFile(OrtSession session) {
    this.session = session;
  }

  /**
   * The one input, which takes a picture.
   *
   * @param name in the file
   * @param layout of its values, as far as the file says
   * @param width in pixels, where the file has it fixed
   * @param height in pixels, where the file has it fixed
   */
  record PictureInput(
      String name,
      Optional<ModelFolder.Layout> layout,
      Optional<Integer> width,
      Optional<Integer> height) {}

  /** An output as it came: row-major values and their shape, the batch first. */
  @SuppressWarnings("ArrayRecordComponent") // made and used once, by the writer of a model folder
  record Answer(float[] values, long[] shape) {
    @Override
    public String toString() {
      return Arrays.toString(shape);
    }
  }

  /**
   * Loads a file.
   *
   * @param called what it is called where it came from
   * @throws InvalidModelException when it is no model, or one that lies in several files
   */
  static OnnxFile open(Path file, String called) {
    // The engine makes the environment itself, and fails where there is one already.
    DjlEmbedder.startEngine();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      return new OnnxFile(OrtEnvironment.getEnvironment().createSession(file.toString(), options));
    } catch (OrtException e) {
      if (e.getCode() == OrtException.OrtErrorCode.ORT_INVALID_PROTOBUF) {
        throw new InvalidModelException(
            called + " is not an ONNX model file, or not the whole of one", e);
      }
      throw new InvalidModelException(
          "The file cannot be loaded as an ONNX model: "
              + e.getMessage()
              + ". Weights that lie in a file beside it (.onnx_data) must be saved into the one file first",
          e);
    }
  }

  PictureInput input() throws OrtException {
    Map<String, NodeInfo> inputs = session.getInputInfo();
    if (inputs.size() != 1) {
      throw new InvalidModelException(
          String.format(
              Locale.ROOT,
              "A model takes one picture, but the file has the inputs %s: export the part that looks at pictures alone",
              described(inputs)));
    }
    NodeInfo only = inputs.values().iterator().next();
    if (!(only.getInfo() instanceof TensorInfo tensor)
        || tensor.type != OnnxJavaType.FLOAT
        || tensor.getShape().length != PICTURE_AXES) {
      throw new InvalidModelException(
          String.format(
              Locale.ROOT,
              "A picture goes in as 32-bit floats [batch][3][height][width] or [batch][height][width][3], but the file's"
                  + " input is %s: export it so (weights may be of 8 or 16 bits, the input may not)",
              described(inputs)));
    }
    long[] shape = tensor.getShape();
    boolean first = shape[1] == 3;
    boolean last = shape[3] == 3;
    Optional<ModelFolder.Layout> layout =
        first == last
            ? Optional.empty()
            : Optional.of(first ? ModelFolder.Layout.NCHW : ModelFolder.Layout.NHWC);
    int height = layout.equals(Optional.of(ModelFolder.Layout.NHWC)) ? 1 : 2;
    return new PictureInput(
        only.getName(), layout, fixed(layout, shape[height + 1]), fixed(layout, shape[height]));
  }

  private static Optional<Integer> fixed(Optional<ModelFolder.Layout> layout, long side) {
    return layout.isEmpty() || side < 1 || side > ModelFolder.MAX_INPUT_SIDE_PIXELS
        ? Optional.empty()
        : Optional.of((int) side);
  }

  private static String described(Map<String, NodeInfo> nodes) {
    return nodes.values().stream()
        .map(node ->
            node.getName()
                + " ("
                + (node.getInfo() instanceof TensorInfo tensor
                    ? tensor.type + " " + Arrays.toString(tensor.getShape())
                    : "no tensor")
                + ")")
        .collect(Collectors.joining(", "));
  }

  /** All outputs of floats for one picture, by name, in the order of the file. */
  Map<String, Answer> answer(String input, float[] values, long[] shape) throws OrtException {
    Map<String, Answer> answers = new LinkedHashMap<>();
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), FloatBuffer.wrap(values), shape);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      for (Map.Entry<String, OnnxValue> output : result) {
        if (output.getValue() instanceof OnnxTensor floats
            && floats.getInfo().type == OnnxJavaType.FLOAT) {
          FloatBuffer buffer = floats.getFloatBuffer();
          float[] copy = new float[buffer.remaining()];
          buffer.get(copy);
          answers.put(output.getKey(), new Answer(copy, floats.getInfo().getShape()));
        }
      }
    }
    return answers;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
