package org.roomprint.indexer.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.roomprint.catalog.files.PictureStore;
import org.roomprint.catalog.picture.KeptPicture;
import org.roomprint.catalog.picture.OriginalFile;
import org.roomprint.catalog.picture.PictureId;
import org.roomprint.indexer.StepTimes;
import org.roomprint.indexer.source.ContainedFile;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.ForeignHashes;
import org.roomprint.vectors.image.Gate;
import org.roomprint.vectors.image.GateVerdict;
import org.roomprint.vectors.image.PictureDecoder;
import org.roomprint.vectors.image.PictureFacts;
import org.roomprint.vectors.image.PictureLimits;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.image.Sanitiser;

/**
 * Takes a stranger's picture file into the picture store: gate, decoder worker, re-encoding without
 * metadata.
 */
public final class PictureIngest {
  /** Longer side of kept pictures; larger ones are scaled down. */
  public static final int KEPT_MAX_SIDE_PIXELS = 2048;

  private final PictureDecoder decoder;
  private final PictureLimits limits;
  private final PictureStore store;
  private final StepTimes times;

  /**
   * Prepares it; safe to be used by several threads.
   *
   * @param decoder for a stranger's bytes: the worker's
   * @param limits that the decoder keeps
   */
  public PictureIngest(
      PictureDecoder decoder, PictureLimits limits, PictureStore store, StepTimes times) {
    this.decoder = decoder;
    this.limits = limits;
    this.store = store;
    this.times = times;
  }

  /**
   * Reads and hashes a file.
   *
   * @return empty with a refusal in {@code refused} when it cannot be read or is too large
   */
  public ReadOutcome read(Path file) {
    long begin = System.nanoTime();
    try {
      // Whoever opens a pipe waits for another to write into it, for ever if need be.
      if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
        return new ReadOutcome.Refused(
            "NO_FILE", "It is no ordinary file but a folder, pipe, socket or device");
      }
      return readRegular(file);
    } catch (NoSuchFileException _) {
      return new ReadOutcome.Refused(
          "MISSING", "There is no file " + file + "; check the path in the list");
    } catch (IOException e) {
      return new ReadOutcome.Refused(
          "UNREADABLE", "The file cannot be read (" + e.getClass().getSimpleName() + ")");
    } finally {
      times.add(StepTimes.Step.READ, System.nanoTime() - begin);
    }
  }

  private ReadOutcome readRegular(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return checked(in.readNBytes(limits.maxFileBytes() + 1));
    }
  }

  /** Reads and hashes a file that lies within another. */
  public ReadOutcome read(ContainedFile file) {
    long begin = System.nanoTime();
    try {
      return checked(file.read(limits.maxFileBytes() + 1));
    } catch (IOException e) {
      return new ReadOutcome.Refused(
          "UNREADABLE",
          "The picture cannot be read within its file (" + e.getClass().getSimpleName() + ")");
    } finally {
      times.add(StepTimes.Step.READ, System.nanoTime() - begin);
    }
  }

  private ReadOutcome checked(byte[] bytes) {
    if (bytes.length == 0) {
      return new ReadOutcome.Refused("EMPTY", "The file is empty");
    }
    if (bytes.length > limits.maxFileBytes()) {
      GateVerdict.TurnedAway tooLarge = Gate.tooManyBytes(bytes, limits);
      return new ReadOutcome.Refused(tooLarge.reason().name(), tooLarge.detail());
    }
    ForeignHashes foreign = ForeignHashes.of(bytes);
    return new ReadOutcome.Read(
        bytes,
        new OriginalFile(
            ContentHash.of(bytes).hex(),
            Optional.of(foreign.md5()),
            Optional.of(foreign.sha1()),
            bytes.length));
  }

  /** What reading a file gave. */
  public sealed interface ReadOutcome {
    /**
     * Its bytes.
     *
     * @param bytes not to be changed
     * @param original their hashes
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, within this package
    record Read(byte[] bytes, OriginalFile original) implements ReadOutcome {}

    /**
     * Nothing.
     *
     * @param reason stable name
     * @param detail what was wrong and what would be right
     */
    record Refused(String reason, String detail) implements ReadOutcome {}
  }

  /** Decodes, re-encodes and stores a file that was read; on disk when this returns. */
  public IngestOutcome keep(ReadOutcome.Read read) {
    long begin = System.nanoTime();
    DecodeOutcome outcome = decoder.decode(read.bytes(), KEPT_MAX_SIDE_PIXELS);
    times.add(StepTimes.Step.DECODE, System.nanoTime() - begin);
    return switch (outcome) {
      case DecodeOutcome.Refused refused ->
          new IngestOutcome.Refused(refused.reason().name(), refused.detail());
      case DecodeOutcome.Decoded decoded -> {
        begin = System.nanoTime();
        RasterImage picture = decoded.picture();
        byte[] sanitised = Sanitiser.sanitise(picture);
        PictureId id = store.put(sanitised);
        times.add(StepTimes.Step.SANITISE, System.nanoTime() - begin);
        yield new IngestOutcome.Kept(
            read.original(),
            new KeptPicture(
                id, Sanitiser.MEDIA_TYPE, picture.width(), picture.height(), sanitised.length),
            facts(read.bytes()));
      }
    };
  }

  private static Map<String, String> facts(byte[] bytes) {
    PictureFacts facts = PictureFacts.read(bytes);
    Map<String, String> kept = new LinkedHashMap<>();
    facts.taken().ifPresent(taken -> kept.put("taken", taken.toString()));
    facts.cameraMake().ifPresent(make -> kept.put("cameraMake", make));
    facts.cameraModel().ifPresent(model -> kept.put("cameraModel", model));
    return kept;
  }
}
