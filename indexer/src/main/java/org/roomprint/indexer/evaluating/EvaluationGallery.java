package org.roomprint.indexer.evaluating;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.evaluate.ColourHistogram;
import org.roomprint.vectors.evaluate.Evaluation;
import org.roomprint.vectors.evaluate.EvaluationPhoto;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.PictureDecoder;
import org.roomprint.vectors.image.RasterImage;

/** The photos of an evaluation set, described once by a model. */
public final class EvaluationGallery {
  /** Longer side of the pixels of queries and gallery. */
  public static final int MAX_SIDE_PIXELS = 1024;

  private final PictureDecoder decoder;

  /** Decodes with this decoder. */
  public EvaluationGallery(PictureDecoder decoder) {
    this.decoder = decoder;
  }

  /**
   * A photo with all that rankers may need.
   *
   * @param loaded for the evaluation
   * @param description by the model
   * @param histogram of its colours
   */
  public record Entry(
      Evaluation.Loaded loaded, PictureDescription description, ColourHistogram histogram) {}

  /** Describes all photos. */
  public List<Entry> load(
      List<EvaluationPhoto> photos,
      PictureDescriber describer,
      ExecutorService workers,
      IntConsumer progress)
      throws IOException {
    photos.forEach(EvaluationGallery::requireFile);
    List<Future<Entry>> futures = new ArrayList<>();
    for (EvaluationPhoto photo : photos) {
      futures.add(workers.submit(() -> entry(photo, describer)));
    }
    List<Entry> entries = new ArrayList<>();
    for (Future<Entry> future : futures) {
      try {
        entries.add(future.get());
        progress.accept(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted", e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof SourceException bad) {
          throw bad;
        }
        throw new IOException("A photo of the set could not be described", e.getCause());
      }
    }
    return entries;
  }

  /** Before hours of describing, not among them. */
  private static void requireFile(EvaluationPhoto photo) {
    if (!Files.isRegularFile(photo.file())) {
      throw new SourceException(
          "Photo "
              + photo.photoId()
              + " of the evaluation set cannot be read: there is no file "
              + photo.file()
              + "; the column 'file' names it from the folder of the set");
    }
  }

  private Entry entry(EvaluationPhoto photo, PictureDescriber describer) {
    ContentHash bytes = ContentHash.of(read(photo));
    RasterImage picture = decode(photo);
    PictureDescription description = describer.describe(bytes, picture, Optional.empty());
    Optional<PdqHash> pdq =
        description.pdqQuality() > PdqHash.LOW_QUALITY
            ? Optional.of(description.pdq())
            : Optional.empty();
    return new Entry(
        new Evaluation.Loaded(photo, bytes, pdq, () -> decode(photo)),
        description,
        ColourHistogram.of(picture, Optional.empty()));
  }

  private RasterImage decode(EvaluationPhoto photo) {
    return switch (decoder.decode(read(photo), MAX_SIDE_PIXELS)) {
      case DecodeOutcome.Decoded decoded -> decoded.picture();
      case DecodeOutcome.Refused refused ->
          throw new SourceException(
              "Photo "
                  + photo.photoId()
                  + " of the evaluation set cannot be used: "
                  + refused.detail());
    };
  }

  private static byte[] read(EvaluationPhoto photo) {
    try {
      return Files.readAllBytes(photo.file());
    } catch (IOException e) {
      throw new SourceException(
          "Photo "
              + photo.photoId()
              + " of the evaluation set cannot be read: its file is there, but this account may not read it",
          e);
    }
  }
}
