package org.roomprint.vectors.image;

import org.roomprint.vectors.image.DecodeOutcome.Refused;
import org.roomprint.vectors.image.GateVerdict.Admitted;
import org.roomprint.vectors.image.GateVerdict.TurnedAway;

/**
 * Decodes within the calling process.
 *
 * <p>For files of our own making (the picture store, the sample set) and for tests. A codec that
 * crashes takes the process with it, and a JPEG whose data are damaged in the middle is decoded
 * without a word, so a stranger's bytes go to {@link WorkerDecoder}. HEIC and AVIF, which nothing
 * of ours is, are decoded in the worker's process alone.
 */
public final class InProcessDecoder implements PictureDecoder {
  private final HeifCodec heif;

  /** Refuses HEIC and AVIF. */
  public InProcessDecoder() {
    this(HeifCodec.none());
  }

  private InProcessDecoder(HeifCodec heif) {
    this.heif = heif;
  }

  /** What the worker's process decodes with: HEIC and AVIF too, where the system has libheif. */
  static InProcessDecoder ofWorker() {
    return new InProcessDecoder(HeifCodec.load());
  }

  @Override
  public DecodeOutcome decode(byte[] bytes, int maxSidePixels) {
    if (maxSidePixels < 1) {
      throw new IllegalArgumentException(
          "The longer side of a decoded picture is at least 1 px, not " + maxSidePixels);
    }
    return switch (Gate.inspect(bytes)) {
      case TurnedAway refusal -> new Refused(refusal.reason(), refusal.detail());
      case Admitted file ->
          switch (file.format()) {
            case JPEG, PNG, WEBP, BMP -> OpenCvCodec.decode(bytes, file, maxSidePixels);
            case GIF -> OpenCvCodec.decode(GifContainer.withTrailer(bytes), file, maxSidePixels);
            case TIFF ->
                TiffContainer.holdsAllPixels(bytes)
                    ? OpenCvCodec.decode(
                        TiffContainer.withoutOrientation(bytes), file, maxSidePixels)
                    : incomplete();
            case HEIC, AVIF -> heif.decode(bytes, file, maxSidePixels);
          };
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
