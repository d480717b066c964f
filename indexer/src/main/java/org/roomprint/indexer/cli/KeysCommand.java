package org.roomprint.indexer.cli;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.Cursor;
import org.roomprint.catalog.Page;
import org.roomprint.catalog.access.AccessControl;
import org.roomprint.catalog.access.ApiKey;
import org.roomprint.catalog.access.NewApiKey;
import org.roomprint.catalog.access.Role;
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
  private KeysCommand() {}

  /** {@code roomprint keys create}. */
  @Command(
      name = "create",
      description =
          "Makes a key and prints it once; it is kept as a hash and cannot be shown again.",
      mixinStandardHelpOptions = true)
  static final class Create implements Callable<Integer> {
    @Mixin private Workplace workplace = new Workplace();

    @Option(names = "--label", required = true, description = "whose key it is")
    private String label = "";

    @Option(
        names = "--role",
        required = true,
        split = ",",
        description = "what it is for: ${COMPLETION-CANDIDATES}; several are separated by commas")
    private List<Role> roles = List.of();

    @Option(names = "--days", description = "days until it expires (default: never)")
    private Optional<Integer> days = Optional.empty();

    @Option(names = "--quiet", description = "print nothing but the key")
    private boolean quiet;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      if (days.isPresent() && days.get() < 1) {
        throw new SourceException("--days is a number of days from 1; leave it out for no end");
      }
      var out = spec.commandLine().getOut();
      try (Catalog catalog = workplace.openCatalog()) {
        Optional<Instant> expires =
            days.map(count -> workplace.clock().instant().plus(Duration.ofDays(count)));
        NewApiKey made =
            new AccessControl(catalog.apiKeys(), workplace.clock(), new SecureRandom())
                .makeKey(label, Set.copyOf(roles), expires);
        out.println(
            quiet
                ? made.secret().reveal()
                : "key " + made.key().keyId() + ", shown only now: " + made.secret().reveal());
      }
      out.flush();
      return 0;
    }
  }

  /** {@code roomprint keys list}. */
  @Command(
      name = "list",
      description = "All keys, without their secrets: id, roles, state, label.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Callable<Integer> {
    @Mixin private Workplace workplace = new Workplace();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      workplace.requireData();
      var out = spec.commandLine().getOut();
      try (Catalog catalog = workplace.openCatalog()) {
        Optional<Cursor> after = Optional.empty();
        do {
          Page<ApiKey> page = catalog.apiKeys().list(after, Page.MAX_LIMIT);
          for (ApiKey key : page.items()) {
            out.println(key.keyId() + "\t" + key.roles() + "\t" + state(key) + "\t" + key.label());
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
        return "valid";
      }
      Instant end = key.expires().get();
      return (workplace.clock().instant().isBefore(end) ? "valid until " : "expired ") + end;
    }
  }

  /** {@code roomprint keys revoke}. */
  @Command(
      name = "revoke",
      description = "Ends a key at once and for good.",
      mixinStandardHelpOptions = true)
  static final class Revoke implements Callable<Integer> {
    @Mixin private Workplace workplace = new Workplace();

    @Parameters(paramLabel = "KEY-ID", description = "the 12 of 0-9 and a-f that keys list shows")
    private String keyId = "";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      workplace.requireData();
      try (Catalog catalog = workplace.openCatalog()) {
        boolean revoked =
            new AccessControl(catalog.apiKeys(), workplace.clock(), new SecureRandom())
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
