package org.roomprint.indexer.cli;

import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.access.AccessControl;
import org.roomprint.catalog.access.ApiKey;
import org.roomprint.catalog.access.NewApiKey;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;
import org.roomprint.indexer.source.SourceException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code roomprint keys create|list|revoke}. */
@Command(
    name = "keys",
    description =
        "Makes, lists and revokes the keys with which people and programs use the search service.",
    mixinStandardHelpOptions = true,
    subcommands = {KeysCommand.Create.class, KeysCommand.ListAll.class, KeysCommand.Revoke.class},
    synopsisSubcommandLabel = "(create | list | revoke)")
final class KeysCommand {
  /** Days a key is valid where nothing else is said. */
  private static final int DAYS = 365;

  /** A hundred years. */
  private static final int MAX_DAYS = 36_500;

  private KeysCommand() {}

  /** {@code roomprint keys create}. */
  @Command(
      name = "create",
      description =
          "Makes a key and prints it once; it is kept as a hash and cannot be shown again.",
      mixinStandardHelpOptions = true)
  static final class Create implements Callable<Integer> {
    @Mixin private DataOptions dataOptions = new DataOptions();

    @Option(names = "--label", required = true, description = "whose key it is")
    private String label = "";

    @Option(
        names = "--role",
        required = true,
        split = ",",
        description = "what it is for: ${COMPLETION-CANDIDATES}; several are separated by commas")
    private List<Role> roles = List.of();

    @Option(names = "--days", description = "days until it expires (default: " + DAYS + ")")
    private Optional<Integer> days = Optional.empty();

    @Option(
        names = "--expires",
        paramLabel = "DAY|never",
        description = "the last day it is valid, such as 2027-06-30, or never")
    private Optional<String> expires = Optional.empty();

    @Option(names = "--quiet", description = "print nothing but the key")
    private boolean quiet;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      Optional<Instant> end = end(dataOptions.clock().instant());
      var out = spec.commandLine().getOut();
      try (Catalog catalog = dataOptions.openCatalog()) {
        NewApiKey made =
            new AccessControl(catalog.apiKeys(), dataOptions.clock(), new SecureRandom())
                .makeKey(label, Set.copyOf(roles), end);
        out.println(
            quiet
                ? made.secret().reveal()
                : "key "
                    + made.key().keyId()
                    + end.map(moment -> ", valid until " + moment).orElse(", which never expires")
                    + ", shown only now: "
                    + made.secret().reveal());
      }
      out.flush();
      return 0;
    }

    private Optional<Instant> end(Instant now) {
      if (days.isPresent() && expires.isPresent()) {
        throw new SourceException("Give --days or --expires, not both");
      }
      if (expires.isPresent()) {
        return expires.get().equalsIgnoreCase("never")
            ? Optional.empty()
            : Optional.of(endOf(expires.get(), now));
      }
      int count = days.orElse(DAYS);
      if (count < 1 || count > MAX_DAYS) {
        throw new SourceException(
            "--days is a number of days from 1 to "
                + MAX_DAYS
                + "; for a key without an end give --expires never");
      }
      return Optional.of(now.plus(Duration.ofDays(count)));
    }

    private static Instant endOf(String day, Instant now) {
      Instant end;
      try {
        end = LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      } catch (DateTimeException _) {
        throw new SourceException(
            "--expires is a day such as 2027-06-30, or never; '" + day + "' is neither");
      }
      if (!end.isAfter(now)) {
        throw new SourceException("--expires is a day to come, not " + day);
      }
      return end;
    }
  }

  /** {@code roomprint keys list}. */
  @Command(
      name = "list",
      description = "All keys, without their secrets: id, roles, state, last use, label.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Callable<Integer> {
    @Mixin private DataOptions dataOptions = new DataOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      dataOptions.requireData();
      var out = spec.commandLine().getOut();
      try (Catalog catalog = dataOptions.openCatalog()) {
        Optional<Cursor> after = Optional.empty();
        do {
          Page<ApiKey> page = catalog.apiKeys().list(after, Page.MAX_LIMIT);
          for (ApiKey key : page.items()) {
            out.println(
                key.keyId()
                    + "\t"
                    + key.roles()
                    + "\t"
                    + state(key)
                    + "\t"
                    + key.lastUsed().map(day -> "last used " + day).orElse("not used yet")
                    + "\t"
                    + key.label());
          }
          after = page.next();
        } while (after.isPresent());
      }
      out.flush();
      return 0;
    }

    private String state(ApiKey key) {
      if (key.revoked().isPresent()) {
        return "revoked " + key.revoked().get();
      }
      if (key.expires().isEmpty()) {
        return "valid, never expires";
      }
      Instant end = key.expires().get();
      return (dataOptions.clock().instant().isBefore(end) ? "valid until " : "expired ") + end;
    }
  }

  /** {@code roomprint keys revoke}. */
  @Command(
      name = "revoke",
      description = "Ends a key at once and for good.",
      mixinStandardHelpOptions = true)
  static final class Revoke implements Callable<Integer> {
    @Mixin private DataOptions dataOptions = new DataOptions();

    @Parameters(paramLabel = "KEY-ID", description = "the 12 of 0-9 and a-f that keys list shows")
    private String keyId = "";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      dataOptions.requireData();
      try (Catalog catalog = dataOptions.openCatalog()) {
        boolean revoked =
            new AccessControl(catalog.apiKeys(), dataOptions.clock(), new SecureRandom())
                .revokeKey(keyId);
        spec.commandLine()
            .getOut()
            .println(
                revoked
                    ? keyId + ": revoked"
                    : keyId + ": there is no such key, or it was revoked before");
        spec.commandLine().getOut().flush();
        return revoked ? 0 : 1;
      }
    }
  }
}
