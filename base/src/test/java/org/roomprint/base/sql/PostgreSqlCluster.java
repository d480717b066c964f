package org.roomprint.base.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.roomprint.base.Database;

/**
 * A PostgreSQL server of the tests' own, made in a temporary folder from the programs installed on
 * this machine, on a free port of the loopback; one per test process, removed at its end.
 *
 * <p>PostgreSQL refuses to run as root, so where the tests do, it runs as the user {@code postgres}
 * or {@code nobody}.
 */
public final class PostgreSqlCluster {
  /** A server, or why there is none. */
  public sealed interface Start {
    /** It runs. */
    record Running(PostgreSqlCluster cluster) implements Start {}

    /** It cannot run here. */
    record Impossible(String reason) implements Start {}
  }

  private static final String USER = "roomprint";
  private static final String PASSWORD = "roomprint";
  private static final int CONNECTION_ATTEMPTS = 600;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

  private static final class Holder {
    static final Start START = start();
  }

  private final int port;
  private final Process server;
  private final AtomicInteger schemas = new AtomicInteger();

  private PostgreSqlCluster(int port, Process server) {
    this.port = port;
    this.server = server;
  }

  /** The one server of this process. */
  public static Start theOne() {
    return Holder.START;
  }

  /** A fresh, empty schema, which to whoever opens it is a database of its own. */
  public Database.PostgreSql newDatabase() {
    String name = "roomprint_" + schemas.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(url(), USER, PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("Could not create a schema", e);
    }
    return new Database.PostgreSql(url() + "?currentSchema=" + name, USER, PASSWORD);
  }

  private static Start start() {
    Optional<Path> programs = programs();
    if (programs.isEmpty()) {
      return new Start.Impossible(
          "PostgreSQL is not installed here (looked for initdb on the PATH and in /usr/lib/postgresql)");
    }
    Optional<String> user = Optional.empty();
    if ("root".equals(System.getProperty("user.name"))) {
      user = Stream.of("postgres", "nobody").filter(PostgreSqlCluster::isUser).findFirst();
      if (user.isEmpty()) {
        return new Start.Impossible(
            "PostgreSQL does not run as root and there is no user postgres or nobody here");
      }
    }
    try {
      return new Start.Running(start(programs.get(), user));
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL is installed but did not start", e);
    }
  }

  private static PostgreSqlCluster start(Path programs, Optional<String> user) throws IOException {
    Path memory = Path.of("/dev/shm"); // where there is one, the server need not wait for a disk
    Path folder =
        Files.isWritable(memory)
            ? Files.createTempDirectory(memory, "roomprint-postgresql")
            : Files.createTempDirectory("roomprint-postgresql");
    Path password = folder.resolve("password");
    Files.writeString(password, PASSWORD + "\n");
    if (user.isPresent()) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      run(List.of("chown", "-R", user.get(), folder.toString()));
    }
    String data = folder.resolve("data").toString();
    run(
        as(
            user,
            programs.resolve("initdb").toString(),
            "--pgdata=" + data,
            "--username=" + USER,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync"));
    int port = freePort();
    // The shell stops the server and clears up when its input ends, however this process may end.
    Process server =
        new ProcessBuilder(
                as(
                    user,
                    "sh",
                    "-c",
                    "\"$1/postgres\" -D \"$2/data\" -p \"$3\" -c listen_addresses=127.0.0.1 -c fsync=off -k \"$2\""
                        + " < /dev/null > \"$2/log\" 2>&1 & server=$!;"
                        + " cat > /dev/null; kill -QUIT $server; wait $server; rm -rf \"$2\"",
                    "postgresql-for-tests",
                    programs.toString(),
                    folder.toString(),
                    Integer.toString(port)))
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    PostgreSqlCluster cluster = new PostgreSqlCluster(port, server);
    cluster.awaitReady();
    return cluster;
  }

  private void awaitReady() throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        DriverManager.getConnection(url(), USER, PASSWORD).close();
        return;
      } catch (SQLException e) {
        if (attempt == CONNECTION_ATTEMPTS || !server.isAlive()) {
          throw new IOException("The server does not answer", e);
        }
      }
      try {
        Thread.sleep(BETWEEN_ATTEMPTS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted while waiting for the server", e);
      }
    }
  }

  private String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  private static List<String> as(Optional<String> user, String... command) {
    List<String> words = new ArrayList<>();
    user.ifPresent(name -> words.addAll(List.of("runuser", "-u", name, "--")));
    words.addAll(List.of(command));
    return words;
  }

  private static void run(List<String> command) throws IOException {
    Path output = Files.createTempFile("roomprint-postgresql", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(
            String.join(" ", command)
                + " failed: "
                + Files.readString(output, StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for " + command.getFirst(), e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static boolean isUser(String name) {
    try {
      run(List.of("id", "-u", name));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static Optional<Path> programs() {
    List<Path> folders = new ArrayList<>();
    String path = System.getenv("PATH");
    if (path != null) {
      Stream.of(path.split(":")).map(Path::of).forEach(folders::add);
    }
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        versions
            .sorted(Comparator.reverseOrder())
            .map(version -> version.resolve("bin"))
            .forEach(folders::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return folders.stream()
        .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
        .filter(folder -> Files.isExecutable(folder.resolve("postgres")))
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
