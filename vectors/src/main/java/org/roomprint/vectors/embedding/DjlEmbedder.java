package org.roomprint.vectors.embedding;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.image.Resizer;

/**
 * Embeds pictures with the model of a {@link ModelFolder}, run by DJL's ONNX Runtime engine on the
 * processor.
 *
 * <p>As many pictures are embedded at once as there are predictors; further callers wait. A
 * predictor of DJL is not to be shared between threads, so they are pooled. Nothing is fetched from
 * a network: DJL is told to stay offline and to report nothing before it is first touched.
 */
public final class DjlEmbedder implements PictureEmbedder {
  /** Largest difference between a value of the self-test and what the model answers. */
  public static final double SELF_TEST_TOLERANCE = 1e-3;

  private static final String ENGINE = "OnnxRuntime";

  static {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  private final ModelFolder folder;
  private final Settings settings;
  private final Model model;
  private final BlockingQueue<Predictor<List<RasterImage>, List<Embedding>>> predictors;

  /**
   * How much of the machine an embedder takes.
   *
   * @param predictors pictures (or batches) embedded at once, at least 1
   * @param threadsPerPredictor threads that work on one picture, at least 1; 1 gives the most
   *     pictures a second, more give the first answer sooner
   * @param batchSize pictures handed to the model at once, at least 1; 1 for a model of a fixed
   *     batch
   */
  public record Settings(int predictors, int threadsPerPredictor, int batchSize) {
    public Settings {
      if (predictors < 1 || threadsPerPredictor < 1 || batchSize < 1) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "An embedder has at least 1 predictor, 1 thread each and a batch of 1, not %d, %d and %d",
                predictors,
                threadsPerPredictor,
                batchSize));
      }
    }

    /** One predictor with one thread for each processor. */
    public static Settings forThisMachine() {
      return new Settings(Runtime.getRuntime().availableProcessors(), 1, 1);
    }
  }

  private DjlEmbedder(ModelFolder folder, Settings settings, Model model) {
    this.folder = folder;
    this.settings = settings;
    this.model = model;
    this.predictors = new ArrayBlockingQueue<>(settings.predictors());
  }

  /**
   * Loads the model and lets it pass its self-test.
   *
   * @throws InvalidModelException when the model cannot be loaded or does not answer as described
   * @throws IOException when the model file cannot be read
   */
  public static DjlEmbedder open(ModelFolder folder, Settings settings) throws IOException {
    Model model = Model.newInstance(folder.name(), Device.cpu(), ENGINE);
    DjlEmbedder embedder = new DjlEmbedder(folder, settings, model);
    try {
      model.load(
          folder.directory(),
          folder.directory().relativize(folder.modelFile()).toString(),
          Map.of(
              "intraOpNumThreads",
              Integer.toString(settings.threadsPerPredictor()),
              "interOpNumThreads",
              "1"));
      for (int i = 0; i < settings.predictors(); i++) {
        embedder.predictors.add(model.newPredictor(new PictureTranslator(folder)));
      }
      embedder.selfTest();
      return embedder;
    } catch (MalformedModelException | EngineException e) {
      embedder.close();
      throw new InvalidModelException(folder.modelFile() + " cannot be loaded as an ONNX model", e);
    } catch (RuntimeException | IOException e) {
      embedder.close();
      throw e;
    }
  }

  @Override
  public String modelId() {
    return folder.modelId();
  }

  @Override
  public int dimension() {
    return folder.output().dimension();
  }

  @Override
  public List<Embedding> embed(List<RasterImage> pictures) {
    List<Embedding> embeddings = new ArrayList<>(pictures.size());
    for (int from = 0; from < pictures.size(); from += settings.batchSize()) {
      int to = Math.min(pictures.size(), from + settings.batchSize());
      embeddings.addAll(embedBatch(pictures.subList(from, to)));
    }
    return embeddings;
  }

  private List<Embedding> embedBatch(List<RasterImage> pictures) {
    Predictor<List<RasterImage>, List<Embedding>> predictor;
    try {
      predictor = predictors.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a free predictor", e);
    }
    try {
      return predictor.predict(pictures);
    } catch (TranslateException e) {
      if (e.getCause() instanceof InvalidModelException invalid) {
        throw invalid;
      }
      throw new IllegalStateException("The model " + folder.modelId() + " gave no embedding", e);
    } finally {
      predictors.add(predictor);
    }
  }

  private void selfTest() {
    RasterImage picture = SelfTestPicture.of(folder.input().width(), folder.input().height());
    float[] actual;
    try {
      actual = embedBatch(List.of(picture)).getFirst().toArray();
    } catch (IllegalStateException e) {
      throw new InvalidModelException(
          String.format(
              Locale.ROOT,
              "The model %s cannot embed a picture of %d x %d px; the names, size and layout in its %s must be those of the file",
              folder.name(),
              picture.width(),
              picture.height(),
              ModelFolder.DESCRIPTION_FILE),
          e);
    }
    List<Double> expected = folder.selfTest().expectedFirst8();
    for (int i = 0; i < expected.size(); i++) {
      if (!(Math.abs(actual[i] - expected.get(i)) <= SELF_TEST_TOLERANCE)) {
        throw new InvalidModelException(
            String.format(
                Locale.ROOT,
                "The model %s does not pass its self-test: value %d is %.5f, and its %s says %.5f. Input size, mean, std,"
                    + " colour or layout may be described wrongly",
                folder.name(),
                i,
                actual[i],
                ModelFolder.DESCRIPTION_FILE,
                expected.get(i)));
      }
    }
  }

  @Override
  public void close() {
    for (Predictor<List<RasterImage>, List<Embedding>> predictor : predictors) {
      predictor.close();
    }
    model.close();
  }

  /** Scales and normalises pictures, and picks the embedding out of the model's outputs. */
  private record PictureTranslator(ModelFolder folder)
      implements Translator<List<RasterImage>, List<Embedding>> {
    @Override
    public @Nullable Batchifier getBatchifier() {
      return null;
    }

    @Override
    public NDList processInput(TranslatorContext context, List<RasterImage> pictures) {
      ModelFolder.Input input = folder.input();
      int values = input.width() * input.height() * RasterImage.CHANNELS;
      float[] batch = new float[pictures.size() * values];
      for (int i = 0; i < pictures.size(); i++) {
        fill(
            Resizer.resize(pictures.get(i), input.width(), input.height()).toRgb(),
            batch,
            i * values);
      }
      Shape shape =
          switch (input.layout()) {
            case NCHW ->
                new Shape(pictures.size(), RasterImage.CHANNELS, input.height(), input.width());
            case NHWC ->
                new Shape(pictures.size(), input.height(), input.width(), RasterImage.CHANNELS);
          };
      NDArray array = context.getNDManager().create(FloatBuffer.wrap(batch), shape);
      array.setName(input.name());
      return new NDList(array);
    }

    private void fill(byte[] rgb, float[] batch, int from) {
      ModelFolder.Input input = folder.input();
      int pixels = rgb.length / RasterImage.CHANNELS;
      for (int c = 0; c < RasterImage.CHANNELS; c++) {
        float mean = input.mean().get(c).floatValue();
        float scale = (float) (1 / input.std().get(c));
        int source = input.colour() == ModelFolder.Colour.RGB ? c : RasterImage.CHANNELS - 1 - c;
        boolean planes = input.layout() == ModelFolder.Layout.NCHW;
        int at = planes ? from + c * pixels : from + c;
        int step = planes ? 1 : RasterImage.CHANNELS;
        for (int i = 0; i < pixels; i++) {
          batch[at] = ((rgb[i * RasterImage.CHANNELS + source] & 0xff) - mean) * scale;
          at += step;
        }
      }
    }

    @Override
    public List<Embedding> processOutput(TranslatorContext context, NDList outputs) {
      ModelFolder.Output output = folder.output();
      NDArray array =
          outputs.stream()
              .filter(candidate -> output.name().equals(candidate.getName()))
              .findFirst()
              .orElseThrow(() ->
                  new InvalidModelException(
                      String.format(
                          Locale.ROOT,
                          "The model %s has no output named %s; it has %s",
                          folder.name(),
                          output.name(),
                          outputs.stream().map(NDArray::getName).toList())));
      float[] values = array.toFloatArray();
      int batch = (int) array.getShape().get(0);
      if (values.length != batch * output.dimension()) {
        throw new InvalidModelException(
            String.format(
                Locale.ROOT,
                "The output %s of the model %s has %d values for each picture, not %d",
                output.name(),
                folder.name(),
                values.length / batch,
                output.dimension()));
      }
      List<Embedding> embeddings = new ArrayList<>(batch);
      for (int i = 0; i < batch; i++) {
        float[] one = new float[output.dimension()];
        System.arraycopy(values, i * output.dimension(), one, 0, one.length);
        embeddings.add(Embedding.of(one));
      }
      return embeddings;
    }
  }
}
