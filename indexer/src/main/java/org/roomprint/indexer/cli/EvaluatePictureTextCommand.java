package org.roomprint.indexer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.roomprint.indexer.evaluating.PictureTextRun;
import org.roomprint.indexer.source.LabelledPictures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code roomprint evaluate picture-text}. */
@Command(
    name = "picture-text",
    description = {
      "Reads the text in pictures whose phone numbers are known, and prints how many numbers are read with every digit"
          + " right, how many wrong ones are found, and the time."
    },
    mixinStandardHelpOptions = true)
final class EvaluatePictureTextCommand implements Callable<Integer> {
  @Option(
      names = "--set",
      required = true,
      paramLabel = "CSV",
      description =
          "a list with the columns file, phones (E.164, with spaces between them) and, where known, country;"
              + " the pictures lie beside it")
  private Path set = Path.of("");

  @Option(names = "--misses", description = "print each picture that is not read as it should be")
  private boolean isWithMisses;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PictureTextRun run = PictureTextRun.of(LabelledPictures.fromCsv(set));
    out.print(run.markdown());
    if (isWithMisses) {
      run.misses().forEach(out::println);
    }
    out.flush();
    return 0;
  }
}
