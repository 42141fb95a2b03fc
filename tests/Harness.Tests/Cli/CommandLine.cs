using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Harness.Cli.Doctor;
using Harness.Store;
using Harness.Tests.Processes;
using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary>The built command, started as a user does. Every process it starts carries a mark in its environment, by which leftovers are found.</summary>
internal sealed class CommandLine(params string[] arguments)
{
    private const string MarkName = "HARNESS_TEST_MARK";

    private readonly string _mark = Guid.NewGuid().ToString("n");

    /// <summary>Variables on top of the test's own; null removes one. Without a store of its own, a command stores nothing.</summary>
    public Dictionary<string, string?> Environment { get; init; } = [];

    /// <summary>The assembly of another program of the project; null for the command.</summary>
    public string? Program { get; init; }

    /// <summary>Words before the command, as in <c>setarch -R</c>.</summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];

    /// <summary>The command as CliWrap takes it: no output is kept, exit codes are not judged.</summary>
    public Command Command
    {
        get
        {
            string[] words = [.. Prefix, .. Program is null ? DoctorCommand.OwnCommand(arguments) : ["dotnet", Program, .. arguments]];
            var environment = new Dictionary<string, string?>(Environment) { [MarkName] = _mark };
            environment.TryAdd(StoreAddress.Variable, "none");
            return CliWrap.Cli.Wrap(words[0]).WithArguments(words[1..]).WithEnvironmentVariables(environment).WithValidation(CommandResultValidation.None);
        }
    }

    /// <summary>Runs it to its end.</summary>
    public async Task<BufferedCommandResult> Run(CancellationToken cancellation = default) => await Command.ExecuteBufferedAsync(Encoding.UTF8, Encoding.UTF8, cancellation);

    /// <summary>Asserts that all its processes are gone. A tether sees the end of its owner, and then ends by itself: that takes it some milliseconds.</summary>
    /// <param name="milliseconds">The longest that this may take.</param>
    public void AssertNothingIsLeft(int milliseconds = 2000)
        => Assert.That(OtherProcess.WaitUntil(() => Processes().Count == 0, TimeSpan.FromMilliseconds(milliseconds)), () => string.Join('\n', Processes()));

    /// <summary>The command lines of all its processes, and of theirs.</summary>
    public IReadOnlyList<string> Processes()
    {
        var processes = new List<string>();
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(folder, "environ")).Contains($"{MarkName}={_mark}", StringComparison.Ordinal))
                {
                    processes.Add(File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' '));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has ended meanwhile, or belongs to somebody else.
            }
        }

        return processes;
    }
}
