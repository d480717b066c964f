package org.roomprint.vectors.embedding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.roomprint.vectors.image.RasterImage;

/**
 * A process that is stopped from outside while ONNX Runtime works: {@code EmbeddingProcess
 * MODEL-FOLDER EMBED|LOAD|LATE}.
 */
final class EmbeddingProcess {
  /** What it prints when it is ready to be stopped. */
  static final String READY = "ready";

  /** What it prints when it could embed on its way out. */
  static final String EMBEDDED = "embedded";

  private static final int THREADS = 3;

  /** A call with so many takes longer than the 0.3 s for which Java by itself waits at its end. */
  private static final int BATCH = 64;

  private static final int SIDE_PIXELS = 224;

  /** What goes on when it is stopped. */
  enum Work {
    /** Large batches. */
    EMBED,
    /** Models being loaded. */
    LOAD,
    /** Nothing, but a picture is embedded when the library's own hook has run. */
    LATE
  }

  private EmbeddingProcess() {}

  static void main(String[] args) throws IOException {
    PictureModel model = PictureModel.open(Path.of(args[0]));
    Work work = Work.valueOf(args[1]);
    if (work != Work.LATE) {
      InferenceCalls.endBeforeProcess();
    }
    PictureEmbedder embedder = open(model);
    for (int i = 0; i < THREADS; i++) {
      Thread worker = new Thread(() -> workOn(model, embedder, work));
      if (work == Work.LATE) {
        Runtime.getRuntime().addShutdownHook(worker);
      } else {
        worker.start();
      }
    }
    System.out.println(READY);
    if (work == Work.LATE) {
      System.exit(0);
    }
  }

  private static PictureEmbedder open(PictureModel model) throws IOException {
    return PictureEmbedder.open(model, new DjlEmbedder.Settings(THREADS, 1, BATCH));
  }

  private static void workOn(PictureModel model, PictureEmbedder embedder, Work work) {
    RasterImage picture = SelfTestPicture.of(SIDE_PIXELS, SIDE_PIXELS);
    List<RasterImage> batch = Collections.nCopies(BATCH, picture);
    try {
      switch (work) {
        case EMBED -> {
          while (!embedder.embed(batch).isEmpty()) {
            // Until the process is ended.
          }
        }
        case LOAD -> {
          while (true) {
            open(model).close();
          }
        }
        case LATE -> {
          // The library's hook takes some milliseconds.
          Thread.sleep(1000);
          try (PictureEmbedder another = open(model)) {
            another.embed(List.of(picture));
          }
          System.out.println(EMBEDDED);
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("A worker stopped", e);
    }
  }
}
