package org.roomprint.indexer.cli;

import picocli.CommandLine.Command;

/** {@code roomprint model}: the models that describe pictures. */
@Command(
    name = "model",
    description = {
      "Adds models of your own, fuses two to one, says which are there, measures them beside the current one, and re-indexes"
          + " the catalog with one of them while the service goes on searching.",
      "docs/models.md has recipes for public models."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      ModelAddCommand.class,
      ModelFuseCommand.class,
      ModelListCommand.class,
      ModelCheckCommand.class,
      ModelUseCommand.class
    },
    synopsisSubcommandLabel = "(add | fuse | list | check | use)")
final class ModelCommand {
  private ModelCommand() {}
}
