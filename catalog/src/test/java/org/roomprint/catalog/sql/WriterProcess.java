package org.roomprint.catalog.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.roomprint.base.Database;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogConfiguration;
import org.roomprint.catalog.outcome.PutOutcome;
import org.roomprint.catalog.photo.Photo;

/**
 * A process of its own that puts photos {@code from} to {@code to} of hotel {@code h}, a
 * transaction for every three, and prints a line after each step, so that a test can stop it in the
 * midst of its work.
 */
final class WriterProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private WriterProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path folder = Path.of(arguments[0]);
    Database database =
        arguments[1].equals("sqlite")
            ? new Database.Sqlite(folder.resolve("catalog.sqlite"))
            : new Database.PostgreSql(arguments[1], "roomprint", "roomprint");
    int from = Integer.parseInt(arguments[2]);
    int to = Integer.parseInt(arguments[3]);
    try (Catalog catalog =
        SqlCatalog.open(
            new CatalogConfiguration(
                folder.resolve("pictures"), folder.resolve("thumbnails"), database),
            Samples.CLOCK)) {
      out.println("opened");
      catalog.write(writer -> writer.putHotel(Samples.hotel("h")));
      List<Photo> batch = new ArrayList<>();
      for (int i = from; i < to; i++) {
        batch.add(Samples.photo(catalog, "h", Integer.toString(i)));
        out.println("kept " + i);
        if (batch.size() == 3 || i == to - 1) {
          List<PutOutcome> outcomes =
              catalog.write(writer -> batch.stream().map(writer::putPhoto).toList());
          out.println("put " + outcomes);
          batch.clear();
        }
      }
      out.println("done");
    }
  }

  static WriterProcess start(CatalogConfiguration configuration, int from, int to)
      throws IOException {
    String database =
        switch (configuration.database()) {
          case Database.Sqlite _ -> "sqlite";
          case Database.PostgreSql(String url, _, _) -> url;
        };
    Path folder = configuration.pictures().resolveSibling("");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            WriterProcess.class.getName(),
            folder.toString(),
            database,
            Integer.toString(from),
            Integer.toString(to));
    return new WriterProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Reads lines until the process is done; false if it ended before. */
  boolean awaitDone() throws IOException {
    String line = output.readLine();
    while (line != null) {
      if (line.equals("done")) {
        return true;
      }
      line = output.readLine();
    }
    return false;
  }

  /**
   * Kills the process with no warning after it has printed so many lines; false if it had come to
   * its end by then.
   */
  boolean killAfterLines(int lines) throws IOException, InterruptedException {
    int read = 0;
    while (read < lines && output.readLine() != null) {
      read++;
    }
    process.destroyForcibly();
    return process.waitFor() != 0;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
