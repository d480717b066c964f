package org.roomprint.vectors.image;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.roomprint.vectors.image.DecodeOutcome.Decoded;
import org.roomprint.vectors.image.DecodeOutcome.Refused;
import org.roomprint.vectors.image.GateVerdict.Admitted;

/**
 * What a decoder process and its parent say to each other: big-endian numbers with lengths before
 * everything that has one.
 *
 * <ol>
 *   <li>worker, once its libraries are loaded: {@link #READY} or {@link #READY_AND_FILTERED}
 *   <li>parent: {@link #REQUEST}, longer side wanted, length, the file
 *   <li>worker, on its standard error stream: {@link #END_OF_WARNINGS} on a line of its own
 *   <li>worker: {@link #DECODED}, width, height, pixels; or {@link #REFUSED}, the reason
 * </ol>
 *
 * The parent believes no number it reads: a worker may have been taken over by what it decoded.
 */
final class WorkerProtocol {
  static final int READY = 0x52501001;

  /** Instead of {@link #READY} where the worker took its own system calls away. */
  static final int READY_AND_FILTERED = 0x52501005;

  static final int REQUEST = 0x52501002;
  static final int DECODED = 0x52501003;
  static final int REFUSED = 0x52501004;

  /** Largest picture that is sent, in bytes: a plain JPEG may be a little larger than it came. */
  static final int MAX_REQUEST_BYTES = PictureLimits.MOST_PICTURE_BYTES + (1 << 20);

  /** Ends what the codecs printed while they decoded one picture. */
  static final String END_OF_WARNINGS = "roomprint: end of warnings";

  /** A worker's answer that no honest worker gives. */
  static final class BreachException extends IOException {
    private static final long serialVersionUID = 1;

    BreachException(String message) {
      super(message);
    }
  }

  /** A picture to decode; whoever reads it owns it. */
  @SuppressWarnings("ArrayRecordComponent") // read once, compared never
  record Request(byte[] bytes, int maxSidePixels) {}

  private WorkerProtocol() {}

  static void writeRequest(DataOutputStream out, byte[] bytes, int maxSidePixels)
      throws IOException {
    out.writeInt(REQUEST);
    out.writeInt(maxSidePixels);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }

  static Request readRequest(DataInputStream in) throws IOException {
    if (in.readInt() != REQUEST) {
      throw new BreachException("A request begins with its mark");
    }
    int maxSidePixels = in.readInt();
    int length = in.readInt();
    if (maxSidePixels < 1 || length < 1 || length > MAX_REQUEST_BYTES) {
      throw new BreachException("A request for " + length + " bytes, side " + maxSidePixels);
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new Request(bytes, maxSidePixels);
  }

  static void writeOutcome(DataOutputStream out, DecodeOutcome outcome) throws IOException {
    switch (outcome) {
      case Decoded decoded -> {
        out.writeInt(DECODED);
        out.writeInt(decoded.picture().width());
        out.writeInt(decoded.picture().height());
        out.write(decoded.picture().rgb());
      }
      case Refused refused -> {
        out.writeInt(REFUSED);
        out.writeUTF(refused.reason().name());
      }
    }
    out.flush();
  }

  /**
   * Reads a worker's answer about a file that the gate admitted.
   *
   * @throws BreachException when the answer does not fit the file
   */
  static DecodeOutcome readOutcome(DataInputStream in, Admitted file, int maxSidePixels)
      throws IOException {
    return switch (in.readInt()) {
      case DECODED -> readDecoded(in, file, maxSidePixels);
      case REFUSED -> readRefused(in);
      default -> throw new BreachException("An answer begins with its mark");
    };
  }

  private static Decoded readDecoded(DataInputStream in, Admitted file, int maxSidePixels)
      throws IOException {
    int width = in.readInt();
    int height = in.readInt();
    PixelSize expected = PixelSize.of(file).fittedWithin(maxSidePixels);
    if (width != expected.width() || height != expected.height()) {
      throw new BreachException("An answer of another size than the file's header tells");
    }
    byte[] rgb = new byte[width * height * RasterImage.CHANNELS];
    in.readFully(rgb);
    return new Decoded(
        RasterImage.owning(width, height, rgb),
        file.format(),
        file.uprightWidth(),
        file.uprightHeight());
  }

  private static Refused readRefused(DataInputStream in) throws IOException {
    String name = in.readUTF();
    if (name.equals(RefusalReason.INCOMPLETE.name())) {
      return InProcessDecoder.incomplete();
    }
    if (name.equals(RefusalReason.DECODER_MISSING.name())) {
      return HeifLibrary.missing();
    }
    if (name.equals(RefusalReason.UNDECODABLE.name())) {
      return new Refused(
          RefusalReason.UNDECODABLE,
          "The picture cannot be decoded: its data are damaged; send a file that other programs"
              + " open");
    }
    throw new BreachException(
        "A worker refuses as UNDECODABLE, INCOMPLETE or DECODER_MISSING and for no other reason");
  }
}
