package org.roomprint.searchapi;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said to whoever called a command wrongly. */
final class Usage {
  private Usage() {}

  /** The reason, and where the options are explained: above a page of them nobody sees it. */
  static int explainMisuse(ParameterException fault, String... args) {
    CommandLine command = fault.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("roomprint: " + fault.getMessage());
    UnmatchedArgumentException.printSuggestions(fault, err);
    err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
    return CommandLine.ExitCode.USAGE;
  }
}
