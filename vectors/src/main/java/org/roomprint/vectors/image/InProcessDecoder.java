package org.roomprint.vectors.image;

import org.roomprint.vectors.image.GateVerdict.Admitted;
import org.roomprint.vectors.image.GateVerdict.TurnedAway;

/**
 * Decodes within the calling process.
 *
 * <p>For files of our own making (the picture store, the sample set) and for tests. A codec that
 * crashes takes the process with it, and a JPEG whose data are damaged in the middle is decoded
 * without a word, so a stranger's bytes go to {@link WorkerDecoder}.
 */
public final class InProcessDecoder implements PictureDecoder {
  @Override
  public DecodeOutcome decode(byte[] bytes, int maxSidePixels) {
    if (maxSidePixels < 1) {
      throw new IllegalArgumentException(
          "The longer side of a decoded picture is at least 1 px, not " + maxSidePixels);
    }
    return switch (Gate.inspect(bytes)) {
      case TurnedAway refusal -> new DecodeOutcome.Refused(refusal.reason(), refusal.detail());
      case Admitted file -> OpenCvCodec.decode(bytes, file, maxSidePixels);
    };
  }

  @Override
  public void close() {}
}
