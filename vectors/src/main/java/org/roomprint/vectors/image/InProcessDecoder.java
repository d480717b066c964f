package org.roomprint.vectors.image;

import org.roomprint.vectors.image.DecodeOutcome.Refused;
import org.roomprint.vectors.image.GateVerdict.Admitted;
import org.roomprint.vectors.image.GateVerdict.TurnedAway;

/**
 * Decodes within the calling process.
 *
 * <p>For files of our own making (the picture store, the sample set) and for tests. A codec that
 * crashes takes the process with it, so a stranger's bytes go to {@link WorkerDecoder}. HEIC and
 * AVIF, which nothing of ours is, are decoded in the worker's process alone.
 */
public final class InProcessDecoder implements PictureDecoder {
  private final HeifCodec heif;
  private final PictureLimits limits;

  /** Whether the gate was passed in another process, which hands on plain files only. */
  private final boolean ofWorker;

  /** Refuses HEIC and AVIF; takes the others within the limits where nothing else is set. */
  public InProcessDecoder() {
    this(PictureLimits.defaults());
  }

  /** Refuses HEIC and AVIF; takes the others within these limits. */
  public InProcessDecoder(PictureLimits limits) {
    this(HeifCodec.none(), limits, false);
  }

  private InProcessDecoder(HeifCodec heif, PictureLimits limits, boolean ofWorker) {
    this.heif = heif;
    this.limits = limits;
    this.ofWorker = ofWorker;
  }

  /** What the worker's process decodes with: HEIC and AVIF too, where the system has libheif. */
  static InProcessDecoder ofWorker() {
    return new InProcessDecoder(HeifCodec.load(), PictureLimits.widest(), true);
  }

  @Override
  public DecodeOutcome decode(byte[] bytes, int maxSidePixels) {
    if (maxSidePixels < 1) {
      throw new IllegalArgumentException(
          "The longer side of a decoded picture is at least 1 px, not " + maxSidePixels);
    }
    Passage passage =
        ofWorker ? new Passage(Gate.header(bytes).verdict(), bytes) : Gate.pass(bytes, limits);
    return switch (passage.verdict()) {
      case TurnedAway refusal -> new Refused(refusal.reason(), refusal.detail());
      case Admitted file -> decode(passage.picture(), file, limits.side(file, maxSidePixels));
    };
  }

  private DecodeOutcome decode(byte[] picture, Admitted file, int maxSidePixels) {
    return switch (file.format()) {
      case JPEG, PNG, WEBP, BMP -> OpenCvCodec.decode(picture, file, maxSidePixels);
      case GIF -> OpenCvCodec.decode(GifContainer.withTrailer(picture), file, maxSidePixels);
      case TIFF ->
          TiffContainer.holdsAllPixels(picture)
              ? OpenCvCodec.decode(TiffContainer.withoutOrientation(picture), file, maxSidePixels)
              : incomplete();
      case HEIC, AVIF -> heif.decode(picture, file, maxSidePixels);
    };
  }

  /** The refusal of a file whose data end before its pixels do. */
  static Refused incomplete() {
    return new Refused(
        RefusalReason.INCOMPLETE,
        "The file is not whole: its data end before its last pixel; send the complete file");
  }

  @Override
  public void close() {}
}
