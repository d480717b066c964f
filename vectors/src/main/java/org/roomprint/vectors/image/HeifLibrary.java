package org.roomprint.vectors.image;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.roomprint.vectors.image.DecodeOutcome.Refused;

/**
 * The system's libheif (its C interface, from 1.13 on), which decodes HEIC and AVIF; only ever
 * loaded within the decoder process.
 *
 * <p>It applies the crop and the turns that the file's properties name. Its codecs (libde265, dav1d
 * or libaom) are its own choice.
 */
final class HeifLibrary {
  /** What to do where it is missing. */
  static final String HOW_TO_INSTALL =
      "on Debian: apt-get install libheif1 (from Debian 13 on libheif-plugin-libde265 and"
          + " libheif-plugin-dav1d too); on macOS: brew install libheif";

  private static final List<String> NAMES =
      List.of(
          "libheif.so.1",
          "/opt/homebrew/lib/libheif.1.dylib",
          "/usr/local/lib/libheif.1.dylib",
          "libheif.1.dylib");

  private static final int CODE_UNSUPPORTED_FEATURE = 4;
  private static final int SUBCODE_UNSUPPORTED_CODEC = 3_000;
  private static final int CHANNEL_INTERLEAVED = 10;
  private static final int CHROMA_RGB = 10;
  private static final int CHROMA_RGBA = 11;
  private static final int COLOURSPACE_RGB = 1;

  private static final StructLayout ERROR =
      MemoryLayout.structLayout(
          ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS.withName("message"));

  private final MethodHandle contextAlloc;
  private final MethodHandle contextFree;
  private final MethodHandle contextSetThreads;
  private final MethodHandle contextSetSizeLimit;
  private final MethodHandle contextRead;
  private final MethodHandle primaryHandle;
  private final MethodHandle handleRelease;
  private final MethodHandle decode;
  private final MethodHandle imageWidth;
  private final MethodHandle imageHeight;
  private final MethodHandle imagePlane;
  private final MethodHandle imageRelease;

  private HeifLibrary(SymbolLookup symbols) {
    ValueLayout.OfInt number = ValueLayout.JAVA_INT;
    ValueLayout pointer = ValueLayout.ADDRESS;
    contextAlloc = find(symbols, "heif_context_alloc", FunctionDescriptor.of(pointer));
    contextFree = find(symbols, "heif_context_free", FunctionDescriptor.ofVoid(pointer));
    contextSetThreads =
        find(
            symbols,
            "heif_context_set_max_decoding_threads",
            FunctionDescriptor.ofVoid(pointer, number));
    contextSetSizeLimit =
        find(
            symbols,
            "heif_context_set_maximum_image_size_limit",
            FunctionDescriptor.ofVoid(pointer, number));
    contextRead =
        find(
            symbols,
            "heif_context_read_from_memory_without_copy",
            FunctionDescriptor.of(ERROR, pointer, pointer, ValueLayout.JAVA_LONG, pointer));
    primaryHandle =
        find(
            symbols,
            "heif_context_get_primary_image_handle",
            FunctionDescriptor.of(ERROR, pointer, pointer));
    handleRelease = find(symbols, "heif_image_handle_release", FunctionDescriptor.ofVoid(pointer));
    decode =
        find(
            symbols,
            "heif_decode_image",
            FunctionDescriptor.of(ERROR, pointer, pointer, number, number, pointer));
    imageWidth =
        find(symbols, "heif_image_get_width", FunctionDescriptor.of(number, pointer, number));
    imageHeight =
        find(symbols, "heif_image_get_height", FunctionDescriptor.of(number, pointer, number));
    imagePlane =
        find(
            symbols,
            "heif_image_get_plane_readonly",
            FunctionDescriptor.of(pointer, pointer, number, pointer));
    imageRelease = find(symbols, "heif_image_release", FunctionDescriptor.ofVoid(pointer));
    call(find(symbols, "heif_init", FunctionDescriptor.of(ERROR, pointer)), MemorySegment.NULL);
  }

  /** The library with its codecs loaded; empty where this system has none. */
  static Optional<HeifLibrary> load() {
    for (String name : NAMES) {
      try {
        return Optional.of(new HeifLibrary(SymbolLookup.libraryLookup(name, Arena.global())));
      } catch (IllegalArgumentException e) {
        // not under this name, or too old
      }
    }
    return Optional.empty();
  }

  private static MethodHandle find(
      SymbolLookup symbols, String name, FunctionDescriptor descriptor) {
    return Linker.nativeLinker()
        .downcallHandle(
            symbols
                .find(name)
                .orElseThrow(() -> new IllegalArgumentException("No function " + name)),
            descriptor);
  }

  /**
   * Pixels as the library holds them, row by row; of use only while they are being looked at.
   *
   * @param address of the first row
   * @param stride bytes from one row to the next
   * @param alpha whether a fourth sample tells the opacity; the three before it are R, G, B
   */
  record Plane(long address, int width, int height, int stride, boolean alpha) {}

  /**
   * Decodes the primary picture of a file.
   *
   * @param alpha whether opacity is wanted as a fourth sample
   * @param use what is made of the plane, or of a refusal in its place
   */
  DecodeOutcome decode(
      byte[] bytes, boolean alpha, BiFunction<Optional<Plane>, String, DecodeOutcome> use) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment context = (MemorySegment) contextAlloc.invokeExact();
      try {
        contextSetThreads.invokeExact(context, 0);
        contextSetSizeLimit.invokeExact(context, Gate.MAX_SIDE_PIXELS);
        MemorySegment file = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
        MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
        Failure failure =
            failure(
                contextRead.invoke(
                    (SegmentAllocator) arena,
                    context,
                    file,
                    (long) bytes.length,
                    MemorySegment.NULL));
        if (failure.happened()) {
          return failure.outcome(use);
        }
        failure = failure(primaryHandle.invoke((SegmentAllocator) arena, context, out));
        if (failure.happened()) {
          return failure.outcome(use);
        }
        return decodeHandle(arena, out.get(ValueLayout.ADDRESS, 0), alpha, use);
      } finally {
        contextFree.invokeExact(context);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("libheif could not be called", e);
    }
  }

  private DecodeOutcome decodeHandle(
      Arena arena,
      MemorySegment handle,
      boolean alpha,
      BiFunction<Optional<Plane>, String, DecodeOutcome> use)
      throws Throwable {
    try {
      MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
      Failure failure =
          failure(
              decode.invoke(
                  (SegmentAllocator) arena,
                  handle,
                  out,
                  COLOURSPACE_RGB,
                  alpha ? CHROMA_RGBA : CHROMA_RGB,
                  MemorySegment.NULL));
      if (failure.happened()) {
        return failure.outcome(use);
      }
      MemorySegment image = out.get(ValueLayout.ADDRESS, 0);
      try {
        MemorySegment stride = arena.allocate(ValueLayout.JAVA_INT);
        int width = (int) imageWidth.invokeExact(image, CHANNEL_INTERLEAVED);
        int height = (int) imageHeight.invokeExact(image, CHANNEL_INTERLEAVED);
        MemorySegment plane =
            (MemorySegment) imagePlane.invokeExact(image, CHANNEL_INTERLEAVED, stride);
        return plane.address() == 0
            ? use.apply(Optional.empty(), "the decoder gave no pixels for it")
            : use.apply(
                Optional.of(
                    new Plane(
                        plane.address(),
                        width,
                        height,
                        stride.get(ValueLayout.JAVA_INT, 0),
                        alpha)),
                "");
      } finally {
        imageRelease.invokeExact(image);
      }
    } finally {
      handleRelease.invokeExact(handle);
    }
  }

  /** What a function said of itself. */
  private record Failure(int code, int subcode) {
    boolean happened() {
      return code != 0;
    }

    DecodeOutcome outcome(BiFunction<Optional<Plane>, String, DecodeOutcome> use) {
      return code == CODE_UNSUPPORTED_FEATURE && subcode == SUBCODE_UNSUPPORTED_CODEC
          ? missing()
          : use.apply(Optional.empty(), "the decoder failed on it");
    }
  }

  /** The refusal where the library, or its codec for this format, is not there. */
  static Refused missing() {
    return new Refused(
        RefusalReason.DECODER_MISSING,
        "HEIC and AVIF pictures are decoded by libheif, which is not installed here; install it ("
            + HOW_TO_INSTALL
            + ") or save the picture as JPEG");
  }

  private static Failure failure(Object error) {
    MemorySegment struct = (MemorySegment) error;
    return new Failure(
        struct.get(ValueLayout.JAVA_INT, 0), struct.get(ValueLayout.JAVA_INT, Integer.BYTES));
  }

  private static void call(MethodHandle function, MemorySegment argument) {
    try (Arena arena = Arena.ofConfined()) {
      Object _ = function.invoke((SegmentAllocator) arena, argument);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("libheif could not be called", e);
    }
  }
}
