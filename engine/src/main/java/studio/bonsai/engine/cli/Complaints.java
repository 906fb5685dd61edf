// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import java.io.PrintWriter;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import studio.bonsai.engine.EngineException;

/** Errors as one sentence and an exit code; where they happened only for who asks with --debug. */
final class Complaints implements IExecutionExceptionHandler, IParameterExceptionHandler {
  /** The world's mistake. */
  static final int FAILED = 1;

  /** The caller's mistake. */
  static final int USAGE = 2;

  /** What a process that was interrupted ends with. */
  static final int CANCELLED = 130;

  private final BooleanSupplier debug;

  /**
   * @param debug whether traces are wanted; asked when something is wrong
   */
  Complaints(BooleanSupplier debug) {
    this.debug = debug;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    return complain(e, command.getErr());
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("bonsai: " + e.getMessage());
    if (e.getArgSpec() instanceof OptionSpec option) {
      err.println("  " + option.longestName() + ": " + String.join(" ", option.description()));
    }
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("See '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    return USAGE;
  }

  /** Says what went wrong; gives the exit code. */
  int complain(Throwable e, PrintWriter err) {
    if (debug.getAsBoolean()) {
      e.printStackTrace(err);
    }
    if (e instanceof CancellationException) {
      err.println("bonsai: cancelled.");
      return CANCELLED;
    }
    if (e instanceof EngineException) {
      err.println("bonsai: " + e.getMessage());
      return FAILED;
    }
    if (e instanceof IllegalArgumentException) {
      err.println("bonsai: " + e.getMessage());
      return USAGE;
    }
    if (e instanceof OutOfMemoryError) {
      err.println("bonsai: out of memory; try a smaller --size, --batch 1 or --memory low.");
      return FAILED;
    }
    err.println("bonsai: unexpected error (" + e + "); --debug shows where it happened.");
    return FAILED;
  }
}
