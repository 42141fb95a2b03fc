using System.CommandLine;
using System.CommandLine.Parsing;
using Harness.Cli.Doctor.Probes;
using Spectre.Console;

namespace Harness.Cli.Doctor;

/// <summary>The verb `doctor`: what this host has, what is missing, what that costs, and the remedy. Changes nothing.</summary>
public static class DoctorCommand
{
    /// <summary>Exit code when a default lane cannot run.</summary>
    private const int CannotRun = 3;

    private const string GlQueryVerb = "gl-renderer";

    /// <param name="acceleratorCheck">The proof that guests run under KVM; without it only the device file is looked at.</param>
    public static Command Create(IAcceleratorCheck? acceleratorCheck = null)
    {
        var json = new Option<bool>("--json") { Description = "Write JSON instead of a table." };
        var qemu = new Option<string>("--qemu")
        {
            Description = "The QEMU to look at.",
            DefaultValueFactory = _ => "qemu-system-x86_64",
            HelpName = "PATH",
        };
        var seconds = new Option<double>("--deadline")
        {
            Description = "Seconds that each probe may take.",
            DefaultValueFactory = _ => 20,
            CustomParser = Seconds,
            HelpName = "SECONDS",
        };
        var command = new Command("doctor", "Shows what this host has, what is missing, what each missing thing costs, and the remedy.") { json, qemu, seconds };
        command.SetAction(async (parsed, cancellation) =>
        {
            var probes = Probes(parsed.GetValue(qemu)!, acceleratorCheck);
            var examination = new Examination(probes, TimeSpan.FromSeconds(parsed.GetValue(seconds)));
            var diagnosis = new Diagnosis(await examination.RunAsync(cancellation).ConfigureAwait(false));
            Write(diagnosis, parsed.GetValue(json), parsed.InvocationConfiguration.Output);
            return diagnosis.DefaultLanesCanRun ? 0 : CannotRun;
        });

        // The question to the host's GL, which `doctor` asks in a process of its own.
        var glQuery = new Command(GlQueryVerb, "Prints the host's GL renderer.") { Hidden = true };
        glQuery.SetAction(parsed => GlRendererQuery.Run(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        command.Add(glQuery);
        return command;
    }

    internal static IReadOnlyList<IProbe> Probes(string qemu, IAcceleratorCheck? acceleratorCheck)
    {
        var commands = new HostCommands();
        return
        [
            new DotnetSdkProbe(commands),
            new QemuProbe(commands, qemu),
            new VirtioGpuGlProbe(commands, qemu),
            new VirglrendererProbe(commands, VirglrendererProbe.UsualLibraryFolders),
            new HostGlProbe(OwnCommand("doctor", GlQueryVerb)),
            new RenderNodeProbe("/dev/dri"),
            new KvmProbe("/dev/kvm", acceleratorCheck),
            new XvfbProbe(commands),
            new DockerProbe(commands),
            new FreeSpaceProbe(
                "disk", Environment.CurrentDirectory, 200L << 20, 2L << 30, "artifacts (pictures, logs, shader caches)", "Free some space, or run with --out on another disk.",
                LaneNames.Default),
            new FreeSpaceProbe(
                "shared memory", "/dev/shm", 128L << 20, 512L << 20, "the guests' memory", "In a container: start it with --shm-size=1g; else enlarge the tmpfs.",
                [LaneNames.Device]),
            new MemoryProbe("/proc/meminfo"),
        ];
    }

    /// <summary>The command line that runs this program again with other arguments.</summary>
    internal static IReadOnlyList<string> OwnCommand(params string[] arguments)
    {
        var program = typeof(DoctorCommand).Assembly.Location;
        // Started as `dotnet harness.dll`, also by the test host: the same dotnet. Started by its own name: that file.
        return Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [Environment.ProcessPath!, program, .. arguments]
            : [Path.ChangeExtension(program, null), .. arguments];
    }

    private static double Seconds(ArgumentResult result)
    {
        if (double.TryParse(result.Tokens[0].Value, out var value) && value is > 0 and <= 3600)
        {
            return value;
        }

        result.AddError("--deadline takes seconds: more than 0 and at most 3600.");
        return 0;
    }

    private static void Write(Diagnosis diagnosis, bool json, TextWriter output)
    {
        if (json)
        {
            DiagnosisWriter.WriteJson(diagnosis, output);
        }
        else if (Console.IsOutputRedirected || output != Console.Out)
        {
            DiagnosisWriter.WriteLines(diagnosis, output);
        }
        else
        {
            DiagnosisWriter.WriteTable(diagnosis, AnsiConsole.Console);
        }
    }
}
