package org.roomprint.vectors.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Objects;

/**
 * A network of one input and one output that is no embedder, run by ONNX Runtime on one thread;
 * several threads may run it at once.
 */
public final class OnnxNetwork implements AutoCloseable {
  private final OrtSession session;
  private final String input;

  private OnnxNetwork(OrtSession session) {
    this.session = session;
    this.input = session.getInputNames().iterator().next();
  }

  /**
   * What a network made of its input.
   *
   * @param shape sizes of its dimensions
   * @param values row by row
   */
  @SuppressWarnings("ArrayRecordComponent") // made for the caller, kept by nobody else
  public record Output(long[] shape, FloatBuffer values) {}

  /**
   * A network that lies on the class path.
   *
   * @throws IllegalStateException when it is not there or is no network
   */
  public static OnnxNetwork ofResource(String name) {
    DjlEmbedder.startEngine();
    try (InputStream stream = OnnxNetwork.class.getResourceAsStream(name);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      if (stream == null) {
        throw new IllegalStateException("There is no " + name + " on the class path");
      }
      // Pictures are read side by side; threads within one would get in the way.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return new OnnxNetwork(
          OrtEnvironment.getEnvironment().createSession(stream.readAllBytes(), options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OrtException e) {
      throw new IllegalStateException(name + " is not a network that can be run", e);
    }
  }

  /** A text that the network's file carries beside the network. */
  public String metadata(String key) {
    try {
      return Objects.requireNonNull(
          session.getMetadata().getCustomMetadata().get(key), "The network has no " + key);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Runs the network on one picture.
   *
   * @param values {@code [channels][height][width]}
   */
  public Output run(float[] values, int channels, int height, int width) {
    long[] shape = {1, channels, height, width};
    try {
      return InferenceCalls.ofThisProcess().make(() -> run(FloatBuffer.wrap(values), shape));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("The network could not be run", e);
    }
  }

  private Output run(FloatBuffer values, long[] shape) throws OrtException {
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, shape);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      OnnxTensor output = (OnnxTensor) result.get(0);
      return new Output(output.getInfo().getShape(), output.getFloatBuffer());
    }
  }

  @Override
  public void close() {
    InferenceCalls.ofThisProcess()
        .run(() -> {
          try {
            session.close();
          } catch (OrtException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
