package org.roomprint.vectors.image;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.SynchronousQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_core;
import org.roomprint.vectors.Exempt;
import org.roomprint.vectors.image.WorkerProtocol.Request;

/**
 * The decoder process: reads files from standard input and writes pixels to standard output until
 * its input ends, and ends at once with its parent, even within a picture.
 *
 * <p>It writes no file and opens no connection, and once it is ready it cannot: {@link
 * SystemCallFilter}. Whatever it needs from a file is loaded before. Standard output belongs to the
 * protocol, so nothing else may print there.
 */
final class DecoderWorker {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final String CLASS_FILE = ".class";

  private DecoderWorker() {}

  /** Started by {@link WorkerDecoder} only. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    serve(OpenCvDecoding.warmedUp());
  }

  /** Turns a request into an outcome; replaced in tests. */
  interface Decoding {
    DecodeOutcome decode(Request request);
  }

  /** What a worker does for a living. */
  private static final class OpenCvDecoding implements Decoding {
    private static final List<PictureFormat> WARMED_UP =
        List.of(
            PictureFormat.JPEG,
            PictureFormat.PNG,
            PictureFormat.WEBP,
            PictureFormat.GIF,
            PictureFormat.BMP,
            PictureFormat.TIFF);

    /** Drawn shapes of a kilobyte, since nothing here writes these formats. */
    private static final List<String> WARM_UP_FILES = List.of("warm-up.heic", "warm-up.avif");

    private final PictureDecoder decoder = InProcessDecoder.ofWorker();

    static OpenCvDecoding warmedUp() throws IOException {
      opencv_core.setNumThreads(1);
      OpenCvDecoding decoding = new OpenCvDecoding();
      RasterImage tiny = RasterImage.owning(8, 8, new byte[8 * 8 * RasterImage.CHANNELS]);
      for (PictureFormat format : WARMED_UP) {
        decoding.decode(new Request(PictureEncoder.encode(tiny, format, 90), 4));
      }
      for (String name : WARM_UP_FILES) {
        try (InputStream file = DecoderWorker.class.getResourceAsStream(name)) {
          decoding.decode(new Request(Objects.requireNonNull(file, name).readAllBytes(), 4));
        }
      }
      return decoding;
    }

    @Override
    public DecodeOutcome decode(Request request) {
      return decoder.decode(request.bytes(), request.maxSidePixels());
    }
  }

  static void serve(Decoding decoding) throws IOException, InterruptedException {
    serve(decoding, SystemCallFilter::install);
  }

  /**
   * Serves until the input ends.
   *
   * @param closing takes this process's system calls away, and says whether it did
   */
  static void serve(Decoding decoding, BooleanSupplier closing)
      throws IOException, InterruptedException {
    DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
    OutputStream warnings = new FileOutputStream(FileDescriptor.err);
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES));
    SynchronousQueue<Request> requests = new SynchronousQueue<>();
    Thread reader = new Thread(() -> readUntilParentEnds(in, requests), "requests");
    reader.setDaemon(true);
    reader.start();
    byte[] endOfWarnings =
        ("\n" + WorkerProtocol.END_OF_WARNINGS + "\n").getBytes(StandardCharsets.US_ASCII);
    loadOwnClasses();
    boolean filtered = closing.getAsBoolean();
    warnings.write(endOfWarnings);
    out.writeInt(filtered ? WorkerProtocol.READY_AND_FILTERED : WorkerProtocol.READY);
    out.flush();
    while (true) {
      Request request = requests.take();
      DecodeOutcome outcome = decoding.decode(request);
      Arrays.fill(request.bytes(), (byte) 0);
      warnings.write(endOfWarnings);
      WorkerProtocol.writeOutcome(out, outcome);
    }
  }

  /** Jars are open by now; of classes in a folder each would be opened when it is first used. */
  private static void loadOwnClasses() throws IOException {
    ClassLoader loader = DecoderWorker.class.getClassLoader();
    String folder = DecoderWorker.class.getPackageName().replace('.', '/');
    for (URL place : Collections.list(loader.getResources(folder))) {
      if (place.getProtocol().equals("file")) {
        try (Stream<Path> files = Files.list(Path.of(URI.create(place.toString())))) {
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(CLASS_FILE))
              .forEach(name -> load(name.substring(0, name.length() - CLASS_FILE.length())));
        }
      }
    }
  }

  private static void load(String name) {
    try {
      Class.forName(
          DecoderWorker.class.getPackageName() + "." + name,
          false,
          DecoderWorker.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      // A class that needs what this process does not have is of no use to it.
    }
  }

  @Exempt("A codec may hang in native code while the parent is gone: only halting ends it")
  private static void readUntilParentEnds(DataInputStream in, SynchronousQueue<Request> requests) {
    try {
      while (true) {
        requests.put(WorkerProtocol.readRequest(in));
      }
    } catch (IOException | InterruptedException e) {
      Runtime.getRuntime().halt(0);
    }
  }
}
