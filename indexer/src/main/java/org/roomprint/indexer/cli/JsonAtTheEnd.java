package org.roomprint.indexer.cli;

import picocli.CommandLine.Option;

/** The option of a command that shows a progress bar and, at its end, what it did. */
final class JsonAtTheEnd {
  @Option(
      names = "--json",
      description = "print one JSON object at the end instead of a progress bar")
  private boolean wanted;

  boolean isWanted() {
    return wanted;
  }
}
