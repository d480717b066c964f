package org.roomprint.vectors.embedding;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.roomprint.vectors.image.RasterImage;

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

  /**
   * ONNX Runtime 1.29 recurses deeper than the 1 MiB of a Java thread's stack while it starts; with
   * too little the process ends without a word.
   */
  private static final long STACK_BYTES = 16L << 20;

  private static boolean engineStarted;

  static {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  private final ModelFolder folder;
  private final Settings settings;
  private final Model model;
  private final BlockingQueue<Predictor<List<RasterImage>, List<EmbeddedPicture>>> predictors;
  private final ExecutorService threads;

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

  private DjlEmbedder(ModelFolder folder, Settings settings) throws IOException {
    this.folder = folder;
    this.settings = settings;
    this.predictors = new ArrayBlockingQueue<>(settings.predictors());
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            settings.predictors(),
            work -> {
              String name = "embedder-" + number.incrementAndGet();
              Thread thread = new Thread(null, work, name, STACK_BYTES);
              thread.setDaemon(true);
              return thread;
            });
    try {
      this.model = onOwnThread(() -> load(folder, settings));
    } catch (RuntimeException | IOException e) {
      threads.close();
      throw e;
    }
    for (int i = 0; i < settings.predictors(); i++) {
      predictors.add(model.newPredictor(new PictureTranslator(folder)));
    }
  }

  /**
   * Loads the model and lets it pass its self-test.
   *
   * @throws InvalidModelException when the model cannot be loaded or does not answer as described
   * @throws IOException when the model file cannot be read
   */
  public static DjlEmbedder open(ModelFolder folder, Settings settings) throws IOException {
    DjlEmbedder embedder = new DjlEmbedder(folder, settings);
    try {
      embedder.selfTest();
      return embedder;
    } catch (RuntimeException e) {
      embedder.close();
      throw e;
    }
  }

  /**
   * Loads ONNX Runtime, unless that is done; on a thread with a large stack. DJL insists on being
   * the first to do so in a process: what uses ONNX Runtime beside it calls this before.
   */
  static synchronized void startEngine() {
    if (!engineStarted) {
      Engine.getEngine(ENGINE);
      InferenceCalls.keepEnvironment();
      engineStarted = true;
    }
  }

  private static Model load(ModelFolder folder, Settings settings) throws IOException {
    startEngine();
    Model model = Model.newInstance(folder.name(), Device.cpu(), ENGINE);
    try {
      model.load(
          folder.directory(),
          folder.directory().relativize(folder.modelFile()).toString(),
          Map.of(
              "intraOpNumThreads",
              Integer.toString(settings.threadsPerPredictor()),
              "interOpNumThreads",
              "1"));
      return model;
    } catch (MalformedModelException | EngineException e) {
      model.close();
      throw new InvalidModelException(folder.modelFile() + " cannot be loaded as an ONNX model", e);
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
  public Optional<ModelMeasurements> measurements() {
    return folder.measurements();
  }

  @Override
  public int patchChannels() {
    return folder.patches().size();
  }

  @Override
  public List<EmbeddedPicture> embed(List<RasterImage> pictures) {
    List<EmbeddedPicture> embeddings = new ArrayList<>(pictures.size());
    for (int from = 0; from < pictures.size(); from += settings.batchSize()) {
      int to = Math.min(pictures.size(), from + settings.batchSize());
      embeddings.addAll(embedBatch(pictures.subList(from, to)));
    }
    return embeddings;
  }

  private List<EmbeddedPicture> embedBatch(List<RasterImage> pictures) {
    try {
      return onOwnThread(() -> predict(pictures));
    } catch (IOException e) {
      throw new IllegalStateException("Embedding reads no file", e);
    }
  }

  private List<EmbeddedPicture> predict(List<RasterImage> pictures) {
    // There are as many predictors as threads.
    Predictor<List<RasterImage>, List<EmbeddedPicture>> predictor = predictors.remove();
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

  /** Runs work on a thread whose stack is large enough for ONNX Runtime. */
  private <T> T onOwnThread(Callable<T> work) throws IOException {
    Future<T> future = threads.submit(() -> InferenceCalls.ofThisProcess().make(work));
    try {
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the model", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case RuntimeException runtime -> throw runtime;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException("The model gave no embedding", e);
      }
    }
  }

  private void selfTest() {
    RasterImage picture = SelfTestPicture.of(folder.input().width(), folder.input().height());
    float[] actual;
    try {
      actual = embedBatch(List.of(picture)).getFirst().embedding().toArray();
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
    threads.close();
    InferenceCalls.ofThisProcess()
        .run(() -> {
          predictors.forEach(Predictor::close);
          model.close();
        });
  }
}
