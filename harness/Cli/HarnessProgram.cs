using System.CommandLine;
using Harness.Cli.Doctor;
using Harness.Cli.Running;
using Harness.Cli.Browsing;
using Harness.Cli.Walkthrough;
using Harness.Runs.Plan;

namespace Harness.Cli;

/// <summary>The command `harness`: parses, runs a verb, and turns what goes wrong into a message and an exit code.</summary>
internal static class HarnessProgram
{
    private const string Teaching =
        """
        A conformance and performance harness for virtio-gpu and VirGL drivers: it renders scenes through a driver stack, reads the pixels back where
        they can be seen, and judges them against what the OpenGL specification allows.

        Examples:
          harness run                                       every scene on every lane, observed every way
          harness run --lane device --area scissor          one area, through QEMU's virtio-gpu
          harness run --scene 'viewport/*' --repeat 10      some scenes, again and again
          harness run --lane device --qemu ~/qemu/build/qemu-system-x86_64
          harness list --area display                       what there is
          harness show viewport/negative-origin             one scene: steps, shaders, command stream, expected picture
          harness bless 'viewport/*'                        rewrite reference frames after a change
          harness driver pack mine --destdir ~/mesa/install  a driver package of your build; `harness run --driver mine` tests it
          harness doctor                                    what this machine lacks, and the remedy
          harness image build bookworm                      a system for guests, from this machine's Debian mirror
          harness image shell bookworm                      a shell in it; --driver DIR deploys your driver there
          harness perf --quick                              DMA against RESOURCE_INLINE_WRITE, and latencies
          harness gate --base qemu-system-x86_64 --head ~/qemu/build/qemu-system-x86_64
          harness aa                                        the gate against itself: how often is it wrong on this machine?
          harness store status                              the database that every run is kept in
          harness walkthrough                               the first triangle step by step, as docs/walkthrough.md

        Exit codes: 0 all passed or declared skips, 1 a cell failed, 2 usage, 3 the harness could not do its job;
        of gate and aa also 4: it could not be told.
        """;

    /// <summary>Runs the command line.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = Root();
        var parsed = root.Parse(arguments);
        if (UsageErrors.Report(parsed, Console.Error))
        {
            return ExitCode.Usage;
        }

        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync($"harness: {e.Message}").ConfigureAwait(false);
            return ExitCode.Usage;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or FormatException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"harness: {e.Message}").ConfigureAwait(false);
            return ExitCode.HarnessFailed;
        }
#pragma warning disable CA1031 // Whatever goes wrong here is a defect of the harness, and says so by its exit code.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync($"harness: a defect of the harness itself: {e}").ConfigureAwait(false);
            return ExitCode.HarnessFailed;
        }
    }

    /// <summary>All verbs.</summary>
    internal static RootCommand Root() => new(Teaching)
    {
        RunCommand.Create(),
        ListCommand.Create(),
        ShowCommand.Create(),
        BlessCommand.Create(),
        Mutants.MutantsCommand.Create(),
        Perf.PerfCommand.Create(),
        Gating.GateCommand.Create(),
        Gating.GateCommand.CreateAa(),
        DoctorCommand.Create(new ProbeGuest()),
        Images.ImageCommand.Create(),
        Drivers.DriverCommand.Create(),
        Storing.StoreCommand.Create(),
        WalkthroughCommand.Create(),
    };
}
