package org.roomprint.searchapi;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.roomprint.base.StoreUnavailableException;
import org.roomprint.base.configuration.ConfigurationException;
import org.roomprint.base.configuration.Settings;
import org.roomprint.base.process.ProcessMemory;
import org.roomprint.catalog.CatalogSettings;
import org.roomprint.http.Exposure;
import org.roomprint.http.PortUnavailableException;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.embedding.InvalidModelException;
import org.roomprint.vectors.index.IndexModelMismatchException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code roomprint serve}: runs the service until it is told to stop. */
@Command(
    name = "roomprint serve",
    description =
        "Answers investigators and analysts over HTTP, on this machine only unless configured"
            + " otherwise.",
    mixinStandardHelpOptions = true)
public final class Server implements Callable<Integer> {
  /**
   * Lucene tells at INFO how it uses the processor; kept, since the level of a logger nobody holds
   * is lost.
   */
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

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
      description = "folder of catalog and index (default: data)")
  private Path data = Path.of("data");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "port to listen on; 0 for any free one")
  private Optional<Integer> port = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  private Server() {}

  /** Runs the service and ends the process with its exit code. */
  @Exempt("a command line ends with an exit code")
  public static void main(String[] args) {
    boolean _ = ProcessMemory.close();
    LUCENE.setLevel(Level.WARNING);
    System.exit(
        new CommandLine(new Server())
            .setParameterExceptionHandler(Usage::explainMisuse)
            .setExecutionExceptionHandler((fault, command, _) -> {
              command.getErr().println("roomprint: " + fault.getMessage());
              if (fault instanceof ConfigurationException) {
                return MISUSED;
              }
              if (!(fault instanceof StoreUnavailableException
                  || fault instanceof InvalidModelException
                  || fault instanceof IndexModelMismatchException
                  || fault instanceof PortUnavailableException)) {
                for (StackTraceElement element : fault.getStackTrace()) {
                  command.getErr().println("    " + element);
                }
              }
              return FAILED;
            })
            .execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = Settings.find(config, System.getenv());
    ServiceSettings configured = settings.read("search", ServiceSettings.defaults());
    ServiceSettings service = atPort(configured);
    Path home = Path.of(System.getProperty("roomprint.home", ".")).toAbsolutePath().normalize();
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    try (Service running =
        new Service(
            settings.read("catalog", CatalogSettings.inFolder(data.resolve("catalog"))),
            settings.read("vectors", VectorsSettings.defaults(home, data)),
            service,
            Clock.systemUTC())) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> waitFor(stop, stopped), "stop"));
      spec.commandLine().getOut().println(running.auditState());
      spec.commandLine()
          .getOut()
          .println("Roomprint answers at http://" + service.host() + ":" + running.port() + "/");
      Exposure.warning(service.host(), !service.trustedProxies().isEmpty())
          .ifPresent(spec.commandLine().getErr()::println);
      spec.commandLine().getOut().flush();
      stop.await();
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  private ServiceSettings atPort(ServiceSettings configured) {
    try {
      return configured.withPort(port.orElse(configured.port()));
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  /** Lets the service end its work before the process does. */
  static void waitFor(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
