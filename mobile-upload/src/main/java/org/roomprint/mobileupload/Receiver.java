package org.roomprint.mobileupload;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.roomprint.base.StoreUnavailableException;
import org.roomprint.base.configuration.ConfigurationException;
import org.roomprint.base.configuration.Settings;
import org.roomprint.base.process.ProcessMemory;
import org.roomprint.http.Exposure;
import org.roomprint.http.PortUnavailableException;
import org.roomprint.inbox.InboxSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code roomprint receive}: runs the public service until it is told to stop. */
@Command(
    name = "roomprint receive",
    description =
        "Takes photographs from anybody and puts them into the inbox, on this machine only unless configured"
            + " otherwise. It opens nothing but the inbox.",
    mixinStandardHelpOptions = true)
public final class Receiver implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "configuration file (default: roomprint.conf, if it is there)")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "folder of the inbox, in which it has a folder of its own (default: data)")
  private Path data = Path.of("data");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "port to listen on; 0 for any free one")
  private Optional<Integer> port = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  private Receiver() {}

  /** Runs the service and ends the process with its exit code. */
  @Exempt("a command line ends with an exit code")
  public static void main(String[] args) {
    boolean _ = ProcessMemory.close();
    System.exit(
        new CommandLine(new Receiver())
            .setParameterExceptionHandler((fault, _) -> explainMisuse(fault))
            .setExecutionExceptionHandler((fault, command, _) -> {
              command.getErr().println("roomprint: " + fault.getMessage());
              if (fault instanceof ConfigurationException) {
                return MISUSED;
              }
              if (!(fault instanceof StoreUnavailableException
                  || fault instanceof PortUnavailableException)) {
                for (StackTraceElement element : fault.getStackTrace()) {
                  command.getErr().println("    " + element);
                }
              }
              return FAILED;
            })
            .execute(args));
  }

  /** The reason, and where the options are explained: above a page of them nobody sees it. */
  private static int explainMisuse(ParameterException fault) {
    CommandLine command = fault.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("roomprint: " + fault.getMessage());
    UnmatchedArgumentException.printSuggestions(fault, err);
    err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
    return MISUSED;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = Settings.find(config, System.getenv());
    MobileSettings configured = settings.read("mobile", MobileSettings.defaults());
    MobileSettings service = atPort(configured);
    InboxSettings inbox = settings.read("inbox", InboxSettings.inFolder(data.resolve("inbox")));
    boolean made = inbox.isMissing();
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    try (ReceivingService running = new ReceivingService(inbox, service, Clock.systemUTC())) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> waitFor(stop, stopped), "stop"));
      if (made) {
        spec.commandLine()
            .getOut()
            .println(
                "There was no inbox in "
                    + inbox.folder().toAbsolutePath().normalize()
                    + ": a new one was made there");
      }
      spec.commandLine()
          .getOut()
          .println(
              "Roomprint takes photographs at http://"
                  + service.host()
                  + ":"
                  + running.port()
                  + "/");
      Exposure.warning(service.host(), !service.trustedProxies().isEmpty())
          .ifPresent(spec.commandLine().getErr()::println);
      if (canReadTheGallery()) {
        spec.commandLine()
            .getErr()
            .println(
                "roomprint: This account can read the gallery too: let the public service run as an"
                    + " account that sees the inbox only (docs/deployment.md)");
      }
      spec.commandLine().getOut().flush();
      stop.await();
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  /**
   * The public's process should not be able to; where the gallery lies elsewhere it is not known.
   */
  private boolean canReadTheGallery() {
    Path gallery = data.resolve("catalog");
    return Files.isDirectory(gallery) && Files.isReadable(gallery) && Files.isExecutable(gallery);
  }

  private MobileSettings atPort(MobileSettings configured) {
    try {
      return configured.withPort(port.orElse(configured.port()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  /** Lets the service end its work before the process does. */
  private static void waitFor(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
