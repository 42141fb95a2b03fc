using System.CommandLine;
using Harness.Cli.Mutants;
using Harness.Runs.Plan;
using Harness.Virgl.Mutants.Slow;

namespace Harness.Cli.Gating;

/// <summary>The verbs `gate` and `aa`.</summary>
internal static class GateCommand
{
    /// <summary>The kind of runs that compare a build with itself.</summary>
    public const string Aa = "aa";

    private const string Kind = "gate";
    private const string UsualQemu = "qemu-system-x86_64";

    private const string Teaching =
        """
        Compares two builds: what each draws, what each asks of the device, and how fast it is. They are measured in turn on this machine, until it can be
        told whether the head is slower; slowdowns are measured afresh before they are called one. docs/gate.md explains it.

        A build is a QEMU (or a script that starts one with another virglrenderer), a driver package's folder or 'stock', a virgl_test_server or the socket
        of one, or, to compare by stored samples, a run.json or the id or label of a stored run.

        Examples:
          harness gate --base qemu-system-x86_64 --head ~/qemu/build/qemu-system-x86_64
          harness gate --base qemu-system-x86_64 --head ~/virglrenderer/build
          harness gate --base stock --head path/to/package --no-conformance
          harness gate --base qemu-system-x86_64 --head qemu-system-x86_64 --plant spin-10-percent --no-conformance

        Exit codes: 0 no slowdown and nothing newly failing, 1 a confirmed slowdown or something newly failing, 2 usage, 3 the harness could not do its job (also:
        the machine was disturbed), 4 it could not be told.
        """;

    private const string AaTeaching =
        """
        Compares a build with itself, by the code of `gate`: every red is a false alarm. Their number is kept in the store, and every gate report quotes it.

        Exit codes: 0 none, 1 a false alarm, 2 usage, 3 the harness could not do its job, 4 something could not be told.
        """;

    /// <summary>The verb `gate`.</summary>
    public static Command Create()
    {
        var options = new GateOptions();
        var @base = new Option<string?>("--base") { Description = "The build to compare with.", HelpName = "BUILD" };
        var head = new Option<string?>("--head") { Description = "The build under test; default: the base, which makes sense with --plant only.", HelpName = "BUILD" };
        var baseRevision = new Option<string?>("--base-revision") { Description = "What the base is called: mostly a commit. Default: what it says of itself.", HelpName = "NAME" };
        var (scene, area) = (SceneOptions.Scene(), SceneOptions.Area());
        var noConformance = new Option<bool>("--no-conformance") { Description = "Play no scenes. Default: four of every area, or those of --scene and --area, on both sides." };
        var plant = new Option<string?>("--plant")
        {
            Description = $"Plant a slowdown in the head: {string.Join(", ", SlowdownCatalogue.All.Select(slowdown => slowdown.Name))}.", HelpName = "NAME",
        };
        var command = new Command(Kind, Teaching) { @base, head, baseRevision, scene, area, noConformance, plant };
        Add(command, options);
        command.SetAction((parsed, cancellation) =>
        {
            var one = parsed.GetValue(@base) ?? throw new UsageException("Say with --base what to compare with.");
            var arguments = options.Read(parsed, Kind, one, parsed.GetValue(head) ?? one) with
            {
                Plant = parsed.GetValue(plant) is { } name ? Find(name) : null,
                BaseRevision = parsed.GetValue(baseRevision),
                Conformance = !parsed.GetValue(noConformance),
                Scenes = parsed.GetValue(scene)!,
                Areas = parsed.GetValue(area)!,
            };
            return arguments.Head != arguments.Base || arguments.Plant is not null || parsed.GetValue(head) is not null
                ? GateVerb.Execute(arguments, cancellation)
                : throw new UsageException("Say with --head what to compare; `harness aa` compares a build with itself.");
        });
        return command;
    }

    /// <summary>The verb `aa`.</summary>
    public static Command CreateAa()
    {
        var options = new GateOptions();
        var build = new Argument<string>("BUILD") { Description = $"The build, as for `harness gate`. Default: {UsualQemu}.", DefaultValueFactory = _ => UsualQemu };
        var command = new Command(Aa, AaTeaching) { build };
        Add(command, options);
        command.SetAction((parsed, cancellation) => GateVerb.Execute(options.Read(parsed, Aa, parsed.GetValue(build)!, parsed.GetValue(build)!), cancellation));
        return command;
    }

    private static Slowdown Find(string name)
        => SlowdownCatalogue.All.FirstOrDefault(slowdown => slowdown.Name == name) ?? throw UnknownMutant.Named(name, SlowdownCatalogue.All.Select(slowdown => slowdown.Name));

    private static void Add(Command command, GateOptions options)
    {
        foreach (var option in options.All)
        {
            command.Add(option);
        }
    }
}
