package org.roomprint.vectors.image;

import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.roomprint.vectors.image.GateVerdict.Admitted;

/**
 * Turns the bytes of an admitted HEIC or AVIF file into upright pixels by {@link HeifLibrary};
 * transparent pixels are composed on white, more than 8 bits a sample become 8.
 */
final class HeifCodec {
  private final Optional<HeifLibrary> library;

  private HeifCodec(Optional<HeifLibrary> library) {
    this.library = library;
  }

  /** With the system's library, loaded now; without it every picture is refused. */
  static HeifCodec load() {
    return new HeifCodec(HeifLibrary.load());
  }

  /** Refuses every picture and says why. */
  static HeifCodec none() {
    return new HeifCodec(Optional.empty());
  }

  boolean isThere() {
    return library.isPresent();
  }

  /** Pixels or a verdict, never an exception. */
  DecodeOutcome decode(byte[] bytes, Admitted file, int maxSidePixels) {
    if (library.isEmpty()) {
      return HeifLibrary.missing();
    }
    try (PointerScope _ = new PointerScope()) {
      return library
          .get()
          .decode(
              bytes,
              file.transparency(),
              (plane, failure) ->
                  plane
                      .map(pixels -> read(pixels, file, maxSidePixels))
                      .orElseGet(() -> OpenCvCodec.refused(failure)));
    } catch (RuntimeException e) { // how the binding passes on an exception
      return OpenCvCodec.refused("the decoder failed on it");
    }
  }

  private static DecodeOutcome read(HeifLibrary.Plane plane, Admitted file, int maxSidePixels) {
    if (plane.width() != file.storedWidth() || plane.height() != file.storedHeight()) {
      return OpenCvCodec.refused("its pixels are not of the size that its header declares");
    }
    int type = plane.alpha() ? opencv_core.CV_8UC4 : opencv_core.CV_8UC3;
    try (Mat pixels =
        new Mat(
            plane.height(), plane.width(), type, new Address(plane.address()), plane.stride())) {
      return OpenCvCodec.upright(pixels, file, maxSidePixels, OpenCvCodec.Order.RGB);
    }
  }

  /** A place in memory that is not ours to free. */
  private static final class Address extends BytePointer {
    Address(long address) {
      super((Pointer) null);
      this.address = address;
    }
  }
}
