package org.roomprint.indexer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.roomprint.base.StoreUnavailableException;
import org.roomprint.base.configuration.ConfigurationException;
import org.roomprint.base.configuration.MachineFault;
import org.roomprint.base.process.ProcessMemory;
import org.roomprint.catalog.audit.UnreadableRecordException;
import org.roomprint.indexer.Exempt;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.vectors.embedding.InferenceCalls;
import org.roomprint.vectors.embedding.InvalidModelException;
import org.roomprint.vectors.index.DamagedIndexException;
import org.roomprint.vectors.index.IndexInUseException;
import org.roomprint.vectors.index.IndexModelMismatchException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code roomprint}: all commands of the operator. */
@Command(
    name = "roomprint",
    description = "Brings hotels, photos and ads in, keeps the index, and measures searches.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ImportCommand.class,
      WorkCommand.class,
      DrainCommand.class,
      ReindexCommand.class,
      ModelCommand.class,
      StatusCommand.class,
      DeleteCommand.class,
      KeysCommand.class,
      AuditCommand.class,
      EvaluateCommand.class
    })
public final class RoomprintCommand {
  /**
   * Lucene tells at INFO how it uses the processor; kept, since the level of a logger nobody holds
   * is lost.
   */
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  /** It also warns where the launcher left the vector module out on purpose. */
  private static final Logger LUCENE_VECTORS =
      Logger.getLogger("org.apache.lucene.internal.vectorization");

  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  /** Faults whose message is made for the operator; of all others the stack is shown too. */
  private static final Set<Class<? extends Exception>> EXPLAINED =
      Set.of(
          SourceException.class,
          ConfigurationException.class,
          StoreUnavailableException.class,
          UnreadableRecordException.class,
          InvalidModelException.class,
          IndexModelMismatchException.class,
          IndexInUseException.class,
          DamagedIndexException.class);

  private RoomprintCommand() {}

  /** Runs one command and ends the process with its exit code. */
  @Exempt("a command line ends with an exit code")
  public static void main(String[] args) {
    boolean _ = ProcessMemory.close();
    LUCENE.setLevel(Level.WARNING);
    LUCENE_VECTORS.setLevel(Level.SEVERE);
    InferenceCalls.endBeforeProcess();
    try {
      MachineFault.requireTemporaryFolder();
    } catch (ConfigurationException e) {
      System.err.println("roomprint: " + e.getMessage());
      System.exit(FAILED);
    }
    System.exit(run(args));
  }

  /** Runs one command without ending the process; it prints to the process's own streams. */
  public static int run(String... args) {
    return run(commandLine(), args);
  }

  /** All commands, without running one. */
  static CommandLine commandLine() {
    return new CommandLine(new RoomprintCommand());
  }

  /** Runs one command that prints here. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return run(commandLine().setOut(out).setErr(err), args);
  }

  private static int run(CommandLine commands, String... args) {
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setExecutionExceptionHandler((fault, command, _) -> {
      Optional<String> ofTheMachine = MachineFault.explain(fault, dataOf(command));
      if (ofTheMachine.isPresent()) {
        command.getErr().println("roomprint: " + ofTheMachine.get());
        return FAILED;
      }
      command.getErr().println("roomprint: " + fault.getMessage());
      if (EXPLAINED.stream().noneMatch(type -> type.isInstance(fault))) {
        command.getErr().println("This is a fault of Roomprint: please report what follows.");
        for (StackTraceElement element : fault.getStackTrace()) {
          command.getErr().println("    " + element);
        }
        return FAILED;
      }
      return fault instanceof SourceException || fault instanceof ConfigurationException
          ? MISUSED
          : FAILED;
    });
    commands.setParameterExceptionHandler((fault, _) -> explainMisuse(fault));
    try {
      return commands.execute(args);
    } catch (LinkageError e) {
      commands
          .getErr()
          .println(
              "roomprint: "
                  + MachineFault.explain(e, Path.of("data")).orElse("A part is missing: " + e));
      return FAILED;
    }
  }

  private static Path dataOf(CommandLine command) {
    OptionSpec option = command.getCommandSpec().findOption("--data");
    return option != null && option.getValue() instanceof Path data ? data : Path.of("data");
  }

  /** The reason comes last: above a page of options nobody sees it. */
  private static int explainMisuse(CommandLine.ParameterException fault) {
    CommandLine command = fault.getCommandLine();
    PrintWriter err = command.getErr();
    if (command.getSubcommands().isEmpty() || command.getCommand() instanceof Callable<?>) {
      err.println("roomprint: " + fault.getMessage());
      UnmatchedArgumentException.printSuggestions(fault, err);
      err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
    } else {
      command.usage(err);
      err.println("roomprint: " + fault.getMessage());
      UnmatchedArgumentException.printSuggestions(fault, err);
    }
    return MISUSED;
  }
}
