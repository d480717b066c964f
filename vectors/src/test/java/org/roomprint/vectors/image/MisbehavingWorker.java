package org.roomprint.vectors.image;

import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.roomprint.vectors.image.GateVerdict.Admitted;

/** A decoder process that does, by the width of the picture it is given, what no worker should. */
final class MisbehavingWorker {
  static final int ENDS = 21;
  static final int HANGS = 22;
  static final int ANSWERS_ANOTHER_SIZE = 23;
  static final int ANSWERS_NONSENSE = 24;
  static final int STOPS_WITHIN_ITS_ANSWER = 25;
  static final int PRINTS_WITHOUT_END = 26;
  static final int FILLS_ITS_HEAP = 27;
  static final int FORGETS_THE_END_OF_WARNINGS = 28;
  static final int REFUSES_FOR_A_REASON_NOT_ITS_OWN = 29;
  static final int SHOWS_WHITE_WHEN_ITS_ENVIRONMENT_IS_BARE = 30;
  static final int SHOWS_WHITE_WHEN_IT_CANNOT_WRITE_A_FILE = 31;

  static final int PRINTS_ONE_LINE_WITHOUT_END = 32;
  static final int WORKS_WHEN_IT_IS_IDLE = 36;
  static final int PRINTS_WHEN_IT_IS_IDLE = 33;
  static final int ANSWERS_WHEN_IT_IS_IDLE = 34;
  static final int ENDS_ITS_WARNINGS_AGAIN_AND_AGAIN = 35;

  /** How long after its answer an idle worker misbehaves. */
  static final int IDLE_MILLIS = 300;

  private static final Set<String> HARMLESS =
      Set.of("LC_ALL", "PWD", "SHLVL", "_", "OLDPWD", "LD_LIBRARY_PATH");

  private MisbehavingWorker() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    DecoderWorker.serve(request -> {
      try {
        return decode((Admitted) Gate.inspect(request.bytes()));
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private static DecodeOutcome decode(Admitted file) throws IOException, InterruptedException {
    DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
    FileOutputStream err = new FileOutputStream(FileDescriptor.err);
    switch (file.storedWidth()) {
      case ENDS -> Runtime.getRuntime().halt(134);
      case HANGS -> Thread.sleep(1_000_000);
      case ANSWERS_ANOTHER_SIZE -> {
        out.writeInt(WorkerProtocol.DECODED);
        out.writeInt(1_000_000);
        out.writeInt(1_000_000);
      }
      case ANSWERS_NONSENSE -> out.write(new byte[1_000]);
      case STOPS_WITHIN_ITS_ANSWER -> {
        out.writeInt(WorkerProtocol.DECODED);
        out.writeInt(file.storedWidth());
        out.writeInt(file.storedHeight());
        out.write(7);
        Runtime.getRuntime().halt(1);
      }
      case PRINTS_WITHOUT_END -> {
        byte[] line = "x\n".repeat(1 << 15).getBytes(StandardCharsets.US_ASCII);
        while (true) {
          err.write(line);
        }
      }
      case PRINTS_ONE_LINE_WITHOUT_END -> {
        byte[] line = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        while (true) {
          err.write(line);
        }
      }
      case PRINTS_WHEN_IT_IS_IDLE ->
          later(() -> err.write("x".getBytes(StandardCharsets.US_ASCII)));
      case WORKS_WHEN_IT_IS_IDLE ->
          later(() -> {
            while (true) {
              Thread.onSpinWait();
            }
          });
      case ANSWERS_WHEN_IT_IS_IDLE -> later(() -> out.writeInt(WorkerProtocol.DECODED));
      case ENDS_ITS_WARNINGS_AGAIN_AND_AGAIN ->
          later(() ->
              err.write(
                  (WorkerProtocol.END_OF_WARNINGS + "\n")
                      .repeat(9)
                      .getBytes(StandardCharsets.US_ASCII)));
      case FILLS_ITS_HEAP -> {
        List<byte[]> kept = new ArrayList<>();
        while (kept.size() < 1_000_000) {
          kept.add(new byte[32 << 20]);
        }
      }
      case FORGETS_THE_END_OF_WARNINGS -> {
        out.writeInt(WorkerProtocol.DECODED);
        out.writeInt(file.storedWidth());
        out.writeInt(file.storedHeight());
        out.write(new byte[file.storedWidth() * file.storedHeight() * 3]);
        Thread.sleep(1_000_000);
      }
      case REFUSES_FOR_A_REASON_NOT_ITS_OWN -> {
        return new DecodeOutcome.Refused(RefusalReason.EMPTY, "no");
      }
      case SHOWS_WHITE_WHEN_ITS_ENVIRONMENT_IS_BARE -> {
        return shown(
            file,
            System.getenv().keySet().stream()
                .allMatch(name ->
                    HARMLESS.contains(name) || name.startsWith("O") || name.startsWith("MALLOC")));
      }
      case SHOWS_WHITE_WHEN_IT_CANNOT_WRITE_A_FILE -> {
        Path path = Path.of(System.getProperty("java.io.tmpdir"), "roomprint-worker-must-not");
        try {
          Files.write(path, new byte[10]);
          Files.delete(path);
          return shown(file, false);
        } catch (IOException e) {
          return shown(file, true);
        }
      }
      default -> {}
    }
    return shown(file, true);
  }

  private interface Writing {
    void write() throws IOException;
  }

  private static void later(Writing writing) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            Thread.sleep(IDLE_MILLIS);
            writing.write();
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static DecodeOutcome shown(Admitted file, boolean white) {
    byte[] rgb = new byte[file.storedWidth() * file.storedHeight() * 3];
    Arrays.fill(rgb, (byte) (white ? 255 : 0));
    return new DecodeOutcome.Decoded(
        RasterImage.owning(file.storedWidth(), file.storedHeight(), rgb),
        file.format(),
        file.uprightWidth(),
        file.uprightHeight());
  }
}
