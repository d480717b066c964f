package org.roomprint.indexer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.CaseReference;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditFilter;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.catalog.audit.AuditVerdict;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;
import org.roomprint.indexer.source.SourceException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code roomprint audit list|show|verify|head|acknowledge}. */
@Command(
    name = "audit",
    description = "Shows the audit log, and finds out whether it is what was once written.",
    mixinStandardHelpOptions = true,
    subcommands = {
      AuditCommand.ListRecords.class,
      AuditCommand.Show.class,
      AuditCommand.Verify.class,
      AuditCommand.Head.class,
      AuditCommand.Acknowledge.class
    },
    synopsisSubcommandLabel = "(list | show | verify | head | acknowledge)")
final class AuditCommand {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private AuditCommand() {}

  /** {@code roomprint audit list}. */
  @Command(
      name = "list",
      description = {
        "The newest records first: number, time, key and its label, what was asked for, what became of it,"
            + " case, purpose, and the rest as JSON."
      },
      mixinStandardHelpOptions = true)
  static final class ListRecords implements Callable<Integer> {
    @Mixin private DataOptions dataOptions = new DataOptions();

    @Option(names = "--case", paramLabel = "REFERENCE", description = "only of this case")
    private Optional<String> reference = Optional.empty();

    @Option(
        names = "--key",
        paramLabel = "KEY-ID",
        description =
            "only of this key, by the 12 of 0-9 and a-f that keys list shows; "
                + AuditEntry.COMMAND_LINE
                + " for what was done by commands")
    private Optional<String> keyId = Optional.empty();

    @Option(names = "--action", description = "only of this action: ${COMPLETION-CANDIDATES}")
    private Optional<Action> action = Optional.empty();

    @Option(
        names = "--from",
        paramLabel = "DAY",
        description = "only from this day on, in UTC, such as 2027-06-30")
    private Optional<LocalDate> from = Optional.empty();

    @Option(
        names = "--to",
        paramLabel = "DAY",
        description = "only up to this day, which counts, in UTC")
    private Optional<LocalDate> to = Optional.empty();

    @Option(names = "--limit", description = "records at most (default: ${DEFAULT-VALUE})")
    private int limit = 50;

    @Mixin private RecordsAsJson json = new RecordsAsJson();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      if (limit < 1) {
        throw new SourceException("--limit is a number of records from 1");
      }
      AuditFilter filter = filter();
      dataOptions.requireData();
      PrintWriter out = spec.commandLine().getOut();
      try (Catalog catalog = dataOptions.openCatalog()) {
        Optional<Cursor> after = Optional.empty();
        int left = limit;
        do {
          Page<AuditRecord> page =
              catalog.auditLog().list(filter, after, Math.min(left, Page.MAX_LIMIT));
          page.items()
              .forEach(found -> out.println(json.isWanted() ? asJson(found) : asLine(found)));
          left -= page.items().size();
          after = page.next();
        } while (after.isPresent() && left > 0);
      }
      out.flush();
      return 0;
    }

    private AuditFilter filter() {
      try {
        return new AuditFilter(reference.map(CaseReference::new), keyId, action, from, to);
      } catch (IllegalArgumentException e) {
        throw new SourceException(String.valueOf(e.getMessage()));
      }
    }

    private static String asLine(AuditRecord found) {
      AuditEntry entry = found.entry();
      return String.join(
          "\t",
          List.of(
              Long.toString(found.number()),
              found.recordedAt().toString(),
              entry.keyId(),
              entry.keyLabel().orElse("-"),
              entry.action().name(),
              entry.outcome().name(),
              entry.justification().map(given -> given.caseReference().text()).orElse("-"),
              entry.justification().map(given -> given.purpose().text()).orElse("-"),
              entry.answer().size() + " found",
              entry.parameters()));
    }
  }

  /** {@code roomprint audit show}. */
  @Command(
      name = "show",
      description = "One record, with all that it holds.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Mixin private DataOptions dataOptions = new DataOptions();

    @Parameters(paramLabel = "NUMBER", description = "of the record, as audit list shows it")
    private long number;

    @Mixin private RecordsAsJson json = new RecordsAsJson();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      dataOptions.requireData();
      Optional<AuditRecord> found;
      try (Catalog catalog = dataOptions.openCatalog()) {
        found = catalog.auditLog().find(number);
      }
      if (found.isEmpty()) {
        spec.commandLine().getErr().println("roomprint: There is no record " + number);
        return 1;
      }
      PrintWriter out = spec.commandLine().getOut();
      if (json.isWanted()) {
        out.println(asJson(found.get()));
      } else {
        print(found.get(), out);
      }
      out.flush();
      return 0;
    }

    private static void print(AuditRecord found, PrintWriter out) {
      AuditEntry entry = found.entry();
      out.println("number: " + found.number());
      out.println("time: " + found.recordedAt());
      out.println("request: " + entry.requestId());
      out.println("key: " + entry.keyId());
      entry.keyLabel().ifPresent(label -> out.println("label: " + label));
      out.println(
          "roles: "
              + entry.roles().stream().map(Role::name).sorted().collect(Collectors.joining(", ")));
      out.println("action: " + entry.action());
      out.println("outcome: " + entry.outcome());
      entry
          .justification()
          .ifPresent(given -> {
            out.println("case: " + given.caseReference().text());
            out.println("purpose: " + given.purpose().text());
          });
      entry.queryContentHashes().forEach(hash -> out.println("query image: " + hash));
      entry.indexGeneration().ifPresent(generation -> out.println("generation: " + generation));
      entry.modelId().ifPresent(model -> out.println("model: " + model));
      out.println("parameters: " + indented(entry.parameters()));
      out.println("answer: " + entry.answer().size() + " found");
      entry
          .answer()
          .forEach(
              line -> out.println("  " + line.id() + "\t" + line.evidence() + "\t" + line.score()));
      out.println("hash before: " + found.previousHash());
      out.println("hash: " + found.hash());
    }

    /** As it stands there where somebody has made it no JSON. */
    private static String indented(String parameters) {
      try {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(parameters));
      } catch (JacksonException _) {
        return parameters;
      }
    }
  }

  /** The option of commands that show records. */
  private static final class RecordsAsJson {
    @Option(names = "--json", description = "one JSON object a line, with all of a record")
    private boolean wanted;

    boolean isWanted() {
      return wanted;
    }
  }

  private static String asJson(AuditRecord found) {
    return JSON.writeValueAsString(found);
  }

  /** {@code roomprint audit verify}. */
  @Command(
      name = "verify",
      description = {
        "Reads the whole log: whether every record is what its hash says and follows the one before, whether the"
            + " newest one noted outside the database is in it, and whether the keys are what it says. Ends with 0 if so."
      },
      mixinStandardHelpOptions = true)
  static final class Verify implements Callable<Integer> {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    @Mixin private DataOptions dataOptions = new DataOptions();

    @Option(
        names = "--head",
        paramLabel = "HASH|FILE",
        description =
            "a head that was noted down elsewhere (NUMBER:HASH or HASH, as audit head, the service's start and"
                + " the header X-Audit-Head of its answers show it), or a file with such heads, one a line")
    private Optional<String> noted = Optional.empty();

    @Option(
        names = "--since",
        paramLabel = "NUMBER:HASH",
        description = "read only what came after this record, which the log must contain")
    private Optional<String> since = Optional.empty();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      dataOptions.requireData();
      PrintWriter out = spec.commandLine().getOut();
      AuditHead from = since.map(Verify::head).orElse(AuditHead.NONE);
      boolean intact = true;
      try (Catalog catalog = dataOptions.openCatalog()) {
        List<String> heads = noted.isPresent() ? heads(noted.get()) : List.of();
        AuditVerdict verdict = catalog.auditLog().verify(from, Optional.empty());
        switch (verdict) {
          case AuditVerdict.Intact(AuditHead head) -> out.println("intact up to " + head.text());
          case AuditVerdict.Broken broken -> {
            out.println("broken: " + broken.detail());
            intact = false;
          }
        }
        for (String one : heads) {
          boolean there =
              AuditHead.in(one)
                  .map(catalog.auditLog()::contains)
                  .orElseGet(() -> catalog.auditLog().numberOf(one).isPresent());
          if (!there) {
            out.println("broken: the head " + one + " was noted down and is not in the log");
            intact = false;
          }
        }
        if (intact && !heads.isEmpty()) {
          out.println("contains all of the " + heads.size() + " heads that were noted down");
        }
      }
      out.flush();
      return intact ? 0 : 1;
    }

    private static AuditHead head(String text) {
      return AuditHead.in(text)
          .orElseThrow(
              () -> new SourceException("--since is a number, a colon and 64 of 0-9 and a-f"));
    }

    private static List<String> heads(String given) throws IOException {
      if (HASH.matcher(given).matches() || AuditHead.in(given).isPresent()) {
        return List.of(given);
      }
      Path file;
      try {
        file = Path.of(given);
      } catch (InvalidPathException _) {
        throw noHead(given);
      }
      if (!Files.isRegularFile(file)) {
        throw noHead(given);
      }
      List<String> heads = new ArrayList<>();
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        AuditHead.in(line).map(AuditHead::text).ifPresent(heads::add);
        if (HASH.matcher(line.strip()).matches()) {
          heads.add(line.strip());
        }
      }
      if (heads.isEmpty()) {
        throw new SourceException(
            given + " holds no head of an audit log, such as 17:5e884898da28…");
      }
      return heads;
    }

    private static SourceException noHead(String given) {
      return new SourceException(
          "--head is 64 of 0-9 and a-f, perhaps after a number and a colon, or a file of such lines; '"
              + given
              + "' is neither");
    }
  }

  /** {@code roomprint audit head}. */
  @Command(
      name = "head",
      description =
          "Number and hash of the newest record, to be noted down elsewhere: audit verify --head finds out later"
              + " whether anything up to it was changed or cut off.",
      mixinStandardHelpOptions = true)
  static final class Head implements Callable<Integer> {
    @Mixin private DataOptions dataOptions = new DataOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      dataOptions.requireData();
      try (Catalog catalog = dataOptions.openCatalog()) {
        spec.commandLine().getOut().println(catalog.auditLog().head().text());
      }
      spec.commandLine().getOut().flush();
      return 0;
    }
  }

  /** {@code roomprint audit acknowledge}. */
  @Command(
      name = "acknowledge",
      description = {
        "Records that what audit verify found broken was looked into, and lets it stand, so that the service answers"
            + " searches again. What breaks later is found all the same."
      },
      mixinStandardHelpOptions = true)
  static final class Acknowledge implements Callable<Integer> {
    private static final int MAX_WHY = 500;

    @Mixin private DataOptions dataOptions = new DataOptions();

    @Option(
        names = "--why",
        required = true,
        description = "what was found out, in words, for whoever reads the log later")
    private String why = "";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      if (why.isBlank()
          || why.length() > MAX_WHY
          || why.chars().anyMatch(Character::isISOControl)) {
        throw new SourceException(
            "--why is 1 to " + MAX_WHY + " characters, not blank, without control characters");
      }
      dataOptions.requireData();
      PrintWriter out = spec.commandLine().getOut();
      try (Catalog catalog = dataOptions.openCatalog()) {
        out.println(
            catalog
                .auditLog()
                .acknowledge(why.strip())
                .map(added -> "acknowledged with record " + added.head().text())
                .orElse("nothing is broken, so there is nothing to acknowledge"));
      }
      out.flush();
      return 0;
    }
  }
}
