package org.roomprint.searchapi;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogSettings;
import org.roomprint.catalog.access.AccessControl;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.sql.SqlCatalog;
import org.roomprint.http.PortUnavailableException;
import org.roomprint.vectors.VectorsSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code roomprint demo}, after the sample set has been imported: starts the service on this
 * machine, makes a key, asks one search and one ad's links over HTTP as any client would, and goes
 * on answering.
 */
@Command(
    name = "roomprint demo",
    description =
        "Shows one search and one ad link on the sample hotels, and leaves the service running.",
    mixinStandardHelpOptions = true)
public final class Demo implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      required = true,
      description = "folder of catalog and index")
  private Path data = Path.of("");

  @Option(
      names = "--sample",
      paramLabel = "FOLDER",
      required = true,
      description = "folder of the sample set")
  private Path sample = Path.of("");

  @Option(names = "--port", description = "port to listen on; 0 for any free one")
  private int port = ServiceSettings.DEFAULT_PORT;

  @Option(names = "--once", description = "end after the search and the ad link")
  private boolean once;

  @Option(
      names = "--only-check-options",
      hidden = true,
      description =
          "end once options and port are checked; for the launcher, which imports the sample set before the demo")
  private boolean onlyCheckOptions;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Demo() {}

  /** Runs the demo and ends the process with its exit code. */
  @Exempt("a command line ends with an exit code")
  public static void main(String[] args) {
    LUCENE.setLevel(Level.WARNING);
    System.exit(run(args));
  }

  /** Runs the demo; for tests, which must not end their process. */
  static int run(String... args) {
    return new CommandLine(new Demo())
        .setParameterExceptionHandler(Usage::explainMisuse)
        .setExecutionExceptionHandler((fault, command, _) -> {
          command.getErr().println("roomprint: " + fault.getMessage());
          return FAILED;
        })
        .execute(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ServiceSettings settings = settings();
    if (onlyCheckOptions) {
      requirePort(settings);
      return 0;
    }
    PrintWriter out = spec.commandLine().getOut();
    Path home = Path.of(System.getProperty("roomprint.home", ".")).toAbsolutePath().normalize();
    CatalogSettings catalog = CatalogSettings.inFolder(data.resolve("catalog"));
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    try (Service service =
        new Service(catalog, VectorsSettings.defaults(home, data), settings, Clock.systemUTC())) {
      String address = "http://" + settings.host() + ":" + service.port() + "/";
      String key = key(catalog, Role.ANALYST, Role.INVESTIGATOR);
      out.println("Roomprint answers at " + address);
      out.println("A key for this demo:  " + key);
      out.println();
      boolean right = new DemoClient(address, key, out).run(query(), expectedHotel());
      out.flush();
      if (once) {
        return right ? 0 : FAILED;
      }
      out.println("Open " + address + " and sign in with the key. Stop with Ctrl-C.");
      out.println();
      out.println("To give photographs as the public does, call in two more terminals:");
      out.println("  ./roomprint receive --data " + data);
      out.println("  ./roomprint work --no-delay --data " + data);
      out.println(
          "The first says where its page is; the second takes what is sent to the gallery.");
      out.println(
          "What waits for a decision is in the queue of an operator; a key to sign in with:");
      out.println("  " + key(catalog, Role.OPERATOR));
      out.flush();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> Server.waitFor(stop, stopped), "stop"));
      stop.await();
      return 0;
    } finally {
      stopped.countDown();
    }
  }

  private static void requirePort(ServiceSettings settings) {
    try {
      new ServerSocket(settings.port(), 1, InetAddress.getByName(settings.host())).close();
    } catch (IOException e) {
      throw new PortUnavailableException(settings.port(), e);
    }
  }

  private ServiceSettings settings() {
    ServiceSettings defaults = ServiceSettings.defaults();
    try {
      return defaults.withPort(port);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private static String key(CatalogSettings settings, Role... roles) {
    try (Catalog catalog = SqlCatalog.open(settings.configuration(), Clock.systemUTC())) {
      return new AccessControl(catalog.apiKeys(), Clock.systemUTC(), new SecureRandom())
          .makeKey("demo", Set.of(roles), Optional.empty())
          .secret()
          .reveal();
    }
  }

  /** The first query of the sample set. */
  private Path query() throws IOException {
    return sample.resolve("queries").resolve(cell(0));
  }

  private String expectedHotel() throws IOException {
    return cell(2);
  }

  /** Our own list, whose cells hold no commas. */
  private String cell(int column) throws IOException {
    return Files.readAllLines(
            sample.resolve("queries").resolve("queries.csv"), StandardCharsets.UTF_8)
        .get(1)
        .split(",", -1)[column];
  }
}
