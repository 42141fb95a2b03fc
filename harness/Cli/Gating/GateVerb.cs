using System.Diagnostics;
using Harness.Catalogue;
using Harness.Runs;
using Harness.Runs.Gating;
using Harness.Runs.Gating.Conformance;
using Harness.Runs.Gating.Ledger;
using Harness.Runs.Gating.Measuring;
using Harness.Runs.Gating.Records;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Runs.Records;
using Harness.Runs.Transfers;
using Harness.Scenes;
using Harness.Store;

namespace Harness.Cli.Gating;

/// <summary>Executes `gate` and `aa`.</summary>
internal sealed class GateVerb
{
    private readonly GateArguments _arguments;
    private readonly DateTimeOffset _started = DateTimeOffset.UtcNow;
    private readonly long _clock = Stopwatch.GetTimestamp();
    private readonly GateScreen _screen = new(Console.Error);
    private readonly StoreAddress? _store = StoreAddress.FromEnvironment();
    private readonly Surroundings _surroundings = Surroundings.Read();
    private readonly BuildUnderTest _base;
    private readonly BuildUnderTest _head;
    private readonly Findings _findings;
    private readonly List<string> _troubles = [];
    private readonly List<string> _notes = [];
    private readonly List<LaneResult> _lanes = [];
    private readonly List<ComparedMetric> _metrics = [];
    private readonly List<ComparedCounter> _counters = [];
    private ConformanceDocument? _conformance;

    private GateVerb(GateArguments arguments)
    {
        _arguments = arguments;
        _base = BuildUnderTest.Find(arguments.Base, _store);
        _head = arguments.Head == arguments.Base ? _base : BuildUnderTest.Find(arguments.Head, _store);
        Check();
        _findings = new Findings(LoadLedger(), arguments.Revision ?? _head.Run?.Revision ?? _head.Version);
    }

    private bool IsStored => _base.Kind == BuildKind.StoredRun;

    /// <summary>From arguments to exit code.</summary>
    /// <exception cref="UsageException">What was asked for makes no sense.</exception>
    public static async Task<int> Execute(GateArguments arguments, CancellationToken cancellation)
    {
        var verb = new GateVerb(arguments);
        using var interruption = Interruption.Listen(Console.Error.WriteLine, "Interrupted: ending the launch in progress; once more ends at once.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token, cancellation);
        return await verb.Execute(stop.Token).ConfigureAwait(false);
    }

    private async Task<int> Execute(CancellationToken cancellation)
    {
        IReadOnlyList<string> lanes = IsStored ? [] : GateLanes.Choose(_base, _head, _arguments.Lanes);
        var scenes = _arguments.Conformance && !IsStored ? ChooseScenes() : [];
        using var folder = RunFolder.Create(_arguments.Folder, _started, 0);
        var document = new LabDocument(folder.Id, _started, _arguments.CommandLine);
        var interrupted = false;
        try
        {
            if (IsStored)
            {
                CompareStored();
            }
            else
            {
                await PlayScenes(scenes, lanes, folder.Path, cancellation).ConfigureAwait(false);
                foreach (var lane in lanes)
                {
                    Measure(lane, document, cancellation);
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            interrupted = true;
            _troubles.Add("interrupted; what had been measured until then is kept.");
        }

        return Finish(folder, document, interrupted);
    }

    private void Check()
    {
        if (IsStored && _arguments.Kind == GateCommand.Aa)
        {
            throw new UsageException($"'{_base.Text}' is a stored run, which is equal to itself and proves nothing. Give a build to measure.");
        }

        if (_base.KindWord != _head.KindWord)
        {
            throw new UsageException($"'{_base.Text}' is a {_base.KindWord} and '{_head.Text}' a {_head.KindWord}: both sides of a comparison are of one kind. Stored runs compare with stored runs, builds with builds.");
        }

        if (_arguments.Plant is { } plant && (IsStored || GateLanes.Choose(_base, _head, _arguments.Lanes).Except(GateLanes.Plantable).Any()))
        {
            throw new UsageException($"{plant.Name} can be planted on {string.Join(" and ", GateLanes.Plantable)} only.");
        }

        if (!IsStored && GateLanes.Choose(_base, _head, _arguments.Lanes).All(lane => GateSet.On(lane, _arguments.Terms.Metrics).Metrics.Count == 0))
        {
            throw new UsageException($"No metric fits {string.Join(", ", _arguments.Terms.Metrics)}. Metrics: {string.Join(", ", GateSet.All.Metrics.Select(metric => metric.Name))}.");
        }
    }

    private ChangeLedger LoadLedger()
    {
        if (_arguments.Changes is { } named && !File.Exists(named))
        {
            throw new UsageException($"There is no ledger '{named}'.");
        }

        try
        {
            return (_arguments.Changes ?? RepositoryFolder.Find()?.Changes) is { } path ? ChangeLedger.Load(path) : ChangeLedger.Empty;
        }
        catch (FormatException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private IReadOnlyList<Scene> ChooseScenes()
    {
        var request = new PlanRequest { Scenes = _arguments.Scenes, Areas = _arguments.Areas };
        return request is { Scenes.Count: 0, Areas.Count: 0 } ? RepresentativeScenes.Of(SceneCatalogue.All) : RunPlan.ChooseScenes(SceneCatalogue.All, request);
    }

    private LaneSettings SettingsOf(BuildUnderTest build)
        => build.Over(_surroundings.Settings(image: _arguments.Image));

    private async Task PlayScenes(IReadOnlyList<Scene> scenes, IReadOnlyList<string> lanes, string folder, CancellationToken cancellation)
    {
        if (scenes.Count == 0)
        {
            return;
        }

        var played = new GateScenes(scenes, _arguments.Lanes.Count > 0 ? lanes : _head.SceneLanes, folder, _arguments, _store, _screen.Say);
        _conformance = await played.Compare(SettingsOf(_base), SettingsOf(_head) with { Decorate = _arguments.Plant?.Wrap }, cancellation).ConfigureAwait(false);
        _troubles.AddRange(played.Troubles);
    }

    private void Measure(string lane, LabDocument document, CancellationToken cancellation)
    {
        using var @base = new GateSide(Side.Base, () => LabLaneCatalogue.Make(lane, SettingsOf(_base) with { Scanout = false }));
        using var head = new GateSide(Side.Head, () => LabLaneCatalogue.Make(lane, SettingsOf(_head) with { Scanout = false, Decorate = _arguments.Plant?.Wrap }));
        var comparison = new LaneComparison(lane, _arguments.Terms, @base, head, _screen);
        try
        {
            comparison.Run(cancellation);
        }
        finally
        {
            var result = comparison.Result();
            _lanes.Add(result);
            _metrics.AddRange(_findings.Metrics(lane, result.Series));
            _counters.AddRange(_findings.Counters(lane, result.Counters));
            _troubles.AddRange(result.Troubles);
            _notes.AddRange(result.Notes);
            if (_screen.StackOf(lane, Side.Head) is { } stack)
            {
                document.Note(lane, stack);
                if (stack.Accelerator == "tcg" && lane == DrmLane.LaneName)
                {
                    _notes.Add($"{lane}: guests ran on an emulated processor (tcg): times of guest code are not those of users.");
                }
            }
        }
    }

    private void CompareStored()
    {
        var stored = new StoredRuns(_base.Run!, _head.Run!, _arguments, _findings);
        stored.Compare();
        _metrics.AddRange(stored.Metrics);
        _counters.AddRange(stored.Counters);
        _troubles.AddRange(stored.Troubles);
        _conformance = stored.Conformance;
    }

    private int Finish(RunFolder folder, LabDocument document, bool interrupted)
    {
        MetricDocument[] own = _arguments.Kind == GateCommand.Aa ? [.. AaRecord.Metrics(_metrics)] : [];
        var (rate, unknown) = AaRecord.Read(_store, _metrics.Select(metric => metric.Lane).ToHashSet(), own);
        if (unknown is not null)
        {
            _notes.Add(unknown);
        }

        var gate = Document(folder.Id, rate, interrupted);
        GateTables.Write(Console.Out, gate, !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"));
        var run = document.Finish([.. Samples(gate), .. own], [.. gate.Troubles, .. gate.Faults], interrupted ? null : gate.ExitCode) with
        {
            Label = _arguments.Kind,
            Revision = _arguments.Revision ?? _head.Version,
        };
        var isWritten = GateFiles.Write(folder, run, gate, _arguments, Console.Out, Console.Error);
        if (RunKeeping.Keep(_store, run, folder.Document) is { } unstored)
        {
            Console.Error.WriteLine(unstored);
        }

        return isWritten ? gate.ExitCode : ExitCode.HarnessFailed;
    }

    private IEnumerable<MetricDocument> Samples(GateDocument gate) => IsStored ? [] :
        from metric in gate.Metrics
        from side in ((string Name, IReadOnlyList<double> Samples)[])[("base", metric.BaseSamples), ("head", metric.HeadSamples)]
        select new MetricDocument
        {
            Name = $"{_arguments.Kind}.{side.Name}.{metric.Name}", Lane = metric.Lane, Unit = metric.Unit, Kind = metric.Kind, Better = metric.Better, Samples = side.Samples,
        };

    private GateDocument Document(string id, AaDocument? rate, bool interrupted)
    {
        var terms = _arguments.Terms;
        return new GateDocument
        {
            Id = id,
            Kind = _arguments.Kind,
            Started = _started,
            DurationMs = Math.Round(Stopwatch.GetElapsedTime(_clock).TotalMilliseconds, 1),
            Arguments = _arguments.CommandLine,
            Base = new SideDocument(_base.Text, _base.KindWord, VersionOf(_base, Side.Base), _arguments.BaseRevision, null),
            Head = new SideDocument(_head.Text, _head.KindWord, VersionOf(_head, Side.Head), _arguments.Revision, _arguments.Plant?.Name),
            Launch = IsStored ? "stored" : terms.FreshStacks ? "stack" : "context",
            Plan = new PlanDocument(
                [.. terms.Plan.Looks.Select(look => look.Launches)], [.. terms.Plan.Looks.Select(look => look.Alpha)], terms.Plan.Confirmation.Launches, terms.Plan.Confirmation.Alpha, terms.Plan.MinEffect),
            Lanes = [.. _lanes.Select(lane => new GateLaneDocument
            {
                Lane = lane.Lane,
                BaseStack = _screen.StackOf(lane.Lane, Side.Base),
                HeadStack = _screen.StackOf(lane.Lane, Side.Head),
                Usual = lane.Usual,
                Launches = [.. lane.Launches.Select(launch => new LaunchDocument(launch.Side.Word(), launch.Pair, launch.Attempt, launch.Conditions, launch.Disturbances))],
            })],
            Metrics = _metrics,
            Counters = _counters,
            Conformance = _conformance,
            Faults = [.. _lanes.SelectMany(lane => lane.HeadFaults)],
            Troubles = _troubles,
            Notes = _notes,
            Aa = rate,
            Interrupted = interrupted,
        };
    }

    /// <summary>What a build says of itself; an image's own driver says it only while it runs.</summary>
    private string? VersionOf(BuildUnderTest build, Side side)
        => build.Version ?? _lanes.Select(lane => _screen.StackOf(lane.Lane, side)?.Facts?.GetValueOrDefault("driver")).FirstOrDefault(driver => driver is not null);
}
