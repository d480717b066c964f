package org.roomprint.mobileupload;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.roomprint.catalog.CatalogUnavailableException;
import org.roomprint.catalog.configuration.ConfigurationException;
import org.roomprint.catalog.configuration.Settings;
import org.roomprint.catalog.inbox.InboxSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
    System.exit(
        new CommandLine(new Receiver())
            .setExecutionExceptionHandler((fault, command, _) -> {
              command.getErr().println("roomprint: " + fault.getMessage());
              if (fault instanceof ConfigurationException) {
                return MISUSED;
              }
              if (!(fault instanceof CatalogUnavailableException
                  || String.valueOf(fault.getMessage()).startsWith("Port already in use"))) {
                for (StackTraceElement element : fault.getStackTrace()) {
                  command.getErr().println("    " + element);
                }
              }
              return FAILED;
            })
            .execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = Settings.find(config, System.getenv());
    MobileSettings configured = settings.read("mobile", MobileSettings.defaults());
    MobileSettings service = configured.withPort(port.orElse(configured.port()));
    InboxSettings inbox = settings.read("inbox", InboxSettings.inFolder(data.resolve("inbox")));
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    try (ReceivingService running = new ReceivingService(inbox, service, Clock.systemUTC())) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> waitFor(stop, stopped), "stop"));
      spec.commandLine()
          .getOut()
          .println(
              "Roomprint takes photographs at http://"
                  + service.host()
                  + ":"
                  + running.port()
                  + "/");
      spec.commandLine().getOut().flush();
      stop.await();
    } finally {
      stopped.countDown();
    }
    return 0;
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
