// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.ModelCatalogue;
import studio.bonsai.engine.ModelShelf;
import studio.bonsai.engine.ProgramVersion;

/** The command {@code bonsai}, which leaves everything to its subcommands. */
@Command(
    name = "bonsai",
    versionProvider = BonsaiCommand.Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "COMMAND",
    header = "Small diffusion models on your own machine.",
    description = "Without a command the studio opens in a window.",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nFor a start:%n",
    footer = {
      "  bonsai generate \"a red apple\"     draws a picture into the folder out",
      "  bonsai info out/00001-*.png       tells how it was made",
      "  bonsai models                     lists the models that are installed",
      "",
      "'bonsai COMMAND --help' explains a command, with examples."
    })
public final class BonsaiCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "With an error, show where in the program it happened.")
  private boolean debug;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /**
   * Runs one command line.
   *
   * @return the exit code: 0 done, 1 failed, 2 misused, 130 cancelled
   */
  static int run(Console console, Workshop workshop, CancelToken cancel, String... args) {
    ModelShelf shelf = ModelShelf.ofThisMachine();
    BonsaiCommand bonsai = new BonsaiCommand();
    Complaints complaints = new Complaints(() -> bonsai.debug);
    CommandLine command =
        new CommandLine(bonsai)
            .addSubcommand(new GenerateCommand(console, workshop, shelf, cancel))
            .addSubcommand(new InfoCommand(console))
            .addSubcommand(models(console, workshop, shelf, cancel))
            .addSubcommand(new InspectCommand(console, workshop, shelf))
            .addSubcommand(new ConvertCommand(console, workshop, shelf, cancel))
            .addSubcommand(new CompressCommand(console, workshop, shelf, cancel))
            .addSubcommand(new MergeCommand(console, workshop, shelf, cancel))
            .addSubcommand(new DistillCommand(console, workshop, shelf, cancel))
            .addSubcommand(new TrainCommand(console, workshop, shelf, cancel))
            .addSubcommand(new DreamBoothCommand(console, workshop, shelf, cancel))
            .addSubcommand(new RuntimeCommand(console, new ThisMachine(), cancel))
            .addSubcommand(new BenchmarkCommand(console, workshop, shelf, cancel))
            .addSubcommand(new DatasetCommand(console, cancel))
            .addSubcommand(new HelpCommand())
            .setOut(console.out())
            .setErr(console.err())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(complaints)
            .setParameterExceptionHandler(complaints);
    Numbers.readBy(command);
    try {
      return command.execute(args);
    } catch (OutOfMemoryError | LinkageError e) {
      return complaints.complain(e, console.err());
    }
  }

  private static CommandLine models(
      Console console, Workshop workshop, ModelShelf shelf, CancelToken cancel) {
    ModelCatalogue catalogue = ModelCatalogue.ofThisMachine(shelf);
    return new CommandLine(new ModelsCommand(console, workshop, shelf, catalogue))
        .addSubcommand(new ModelsGetCommand(console, catalogue, Machine.keyboard(), cancel))
        .addSubcommand(new ModelsTokenCommand(console, catalogue, Machine.keyboard()));
  }

  /** The version as the build wrote it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"bonsai " + ProgramVersion.get()};
    }
  }
}
