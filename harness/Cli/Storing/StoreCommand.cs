using System.CommandLine;
using System.Globalization;
using Harness.Cli.Browsing;
using Harness.Runs.Plan;
using Harness.Store;

namespace Harness.Cli.Storing;

/// <summary>The verb `store`: the runs that are kept in a database.</summary>
internal static class StoreCommand
{
    private const string Standard = "-";

    public static Command Create() => new("store", $"Shows, exports and imports stored runs. {StoreAddress.Variable} names the store; without it, {StoreAddress.Default}.")
    {
        Status(),
        Export(),
        Import(),
    };

    private static Command Status()
    {
        var command = new Command("status", "Says where the store is and what it holds.");
        command.SetAction(parsed =>
        {
            var address = Address();
            using var store = RunStore.OpenExisting(address);
            var status = store.Status();
            Columns.Write(parsed.InvocationConfiguration.Output,
            [
                ["store", $"{address}"],
                ["schema", Number(status.Schema)],
                ["size", $"{status.Bytes / 1024.0 / 1024.0:0.0} MiB"],
                ["runs", status.Runs == 0 ? "0" : $"{status.Runs}, from {Time(status.Oldest)} to {Time(status.Newest)}"],
                ["cells", Number(status.Cells)],
                ["samples", Number(status.Samples)],
            ]);
            return ExitCode.Passed;
        });
        return command;

        static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

        static string Time(DateTimeOffset? time) => $"{time:yyyy-MM-dd HH:mm}";
    }

    private static Command Export()
    {
        var file = new Argument<string>("FILE") { Description = "Where to; - for standard output, the default.", DefaultValueFactory = _ => Standard };
        var command = new Command("export", "Writes all runs as JSON lines, oldest first: run.json, one run a line.") { file };
        command.SetAction(parsed =>
        {
            using var store = RunStore.OpenExisting(Address());
            using var output = parsed.GetValue(file) is { } path and not Standard ? File.Create(path) : Console.OpenStandardOutput();
            JsonLines.Export(store, output);
            return ExitCode.Passed;
        });
        return command;
    }

    private static Command Import()
    {
        var files = new Argument<string[]>("FILE") { Description = "Exports, or run.json files; - for standard input.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("import", "Stores runs from files; those that are there already are left as they are.") { files };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var store = RunStore.Open(Address());
            foreach (var path in parsed.GetValue(files)!)
            {
                await using var input = path == Standard ? Console.OpenStandardInput() : File.OpenRead(path);
                try
                {
                    var (stored, known) = await JsonLines.Import(store, input, cancellation).ConfigureAwait(false);
                    await parsed.InvocationConfiguration.Output.WriteLineAsync($"{path}: {stored} stored, {known} were there already").ConfigureAwait(false);
                }
                catch (InvalidDataException e)
                {
                    throw new InvalidDataException($"{path}: {e.Message}", e);
                }
            }

            return ExitCode.Passed;
        });
        return command;
    }

    private static StoreAddress Address()
        => StoreAddress.FromEnvironment() ?? throw new UsageException($"{StoreAddress.Variable} is 'none': there is no store.");
}
