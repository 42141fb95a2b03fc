using System.Diagnostics;
using Harness.Processes;
using Harness.Qemu.Guest.Console;
using Harness.Qemu.Monitor;

namespace Harness.Qemu.Guest;

/// <summary>
/// Watches a guest's machine by five things: QEMU's process, the console, the monitor, the agent's progress and the clock. What goes wrong
/// ends it, with the class and the evidence; before anything gets a name the console is read on for a while, since a connection breaks sooner
/// than the kernel says why.
/// </summary>
public sealed class GuestWatch : IDisposable
{
    private readonly TetheredProcess _qemu;
    private readonly GuestLimits _limits;
    private readonly CancellationToken _cancellation;
    private readonly SemaphoreSlim _news = new(0);
    private readonly Lock _state = new();
    private readonly TaskCompletionSource<GuestEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly long _killsBefore = HostMemory.Kills;
    private readonly Thread _thread;
    private readonly CancellationTokenRegistration _onCancel;
    private GuestEvidence? _evidence;
    private GuestPhase _phase;
    private long _progressed;
    private long _spoke;
    private bool _panicked;
    private bool _agentLeft;
    private string? _shutdown;
    private long? _paused;
    private string? _noSpace;
    private string? _report;
    private bool _stuck;
    private GuestEnding? _ending;

    internal GuestWatch(TetheredProcess qemu, GuestLimits limits, CancellationToken cancellation)
    {
        (_qemu, _limits, _cancellation) = (qemu, limits, cancellation);
        _progressed = _spoke = _started;
        _thread = new Thread(Run) { IsBackground = true, Name = "guest watch" };
        _ = qemu.Completion.ContinueWith(_ => Wake(), TaskScheduler.Default);
        _onCancel = cancellation.Register(Wake);
    }

    /// <summary>Completes when the machine has ended, wanted or not.</summary>
    public Task<GuestEnd> Ended => _ended.Task;

    /// <summary>How far the machine has come.</summary>
    public GuestPhase Phase
    {
        get
        {
            lock (_state)
            {
                return _phase;
            }
        }
    }

    /// <summary>From the start of QEMU to now.</summary>
    public TimeSpan Age => Stopwatch.GetElapsedTime(_started);

    /// <summary>The guest is ready: from now on it has to show progress.</summary>
    public void Ready()
    {
        lock (_state)
        {
            _phase = _phase == GuestPhase.Booting ? GuestPhase.Ready : _phase;
        }

        Progress();

        // Else it would be looked at again only when a boot would have taken too long.
        Wake();
    }

    /// <summary>The guest gave a sign of life: a heartbeat, a frame.</summary>
    public void Progress() => Interlocked.Exchange(ref _progressed, Stopwatch.GetTimestamp());

    /// <summary>
    /// Something is wrong, the owner says: a broken connection, a message that makes no sense, a scene that does not end. Waits for the end to
    /// get its name.
    /// </summary>
    /// <param name="what">A clause that reads on from "and then", like <c>its answer to Play did not come within 10 s</c>.</param>
    public GuestEnd Report(string what) => Report(what, stuck: false);

    /// <summary>
    /// What the owner waits for does not come, though the agent lives: the guest is asked where it is stuck. Waits for the end to get its name, which is
    /// that of a guest that hangs unless something worse is found.
    /// </summary>
    /// <param name="what">A sentence: what does not come, and for how long.</param>
    public GuestEnd ReportStuck(string what) => Report(what, stuck: true);

    private GuestEnd Report(string what, bool stuck)
    {
        lock (_state)
        {
            (_report, _stuck) = _report is null ? (what, stuck) : (_report, _stuck);
        }

        Wake();
        return Ended.GetAwaiter().GetResult();
    }

    /// <summary>From now on the guest may switch itself off.</summary>
    internal void ExpectEnd()
    {
        lock (_state)
        {
            _phase = GuestPhase.Stopping;
        }

        Wake();
    }

    /// <summary>The harness ends QEMU now.</summary>
    internal void NoteEnding(GuestEnding ending)
    {
        lock (_state)
        {
            _ending = _qemu.Exit is null ? ending : _ending;
        }
    }

    internal void NoteConsole()
    {
        Interlocked.Exchange(ref _spoke, Stopwatch.GetTimestamp());
        Wake();
    }

    internal void NoteEvent(QmpEvent told)
    {
        lock (_state)
        {
            switch (told.Name)
            {
                case "GUEST_PANICKED" or "GUEST_CRASHLOADED":
                    _panicked = true;
                    break;
                case "SHUTDOWN":
                    _shutdown ??= told.Text("reason") ?? (told.Is("guest") ? "guest-shutdown" : "unknown");
                    break;
                case "RESET" when told.Is("guest"):
                    _shutdown ??= "guest-reset";
                    break;
                case "STOP":
                    _paused ??= Stopwatch.GetTimestamp();
                    break;
                case "RESUME":
                    _paused = null;
                    break;
                case "BLOCK_IO_ERROR" when told.Is("nospace"):
                    _noSpace ??= $"The host has no room for the disk '{told.Text("node-name")}'.";
                    break;
                case "VSERPORT_CHANGE" when told.Text("id") == GuestCommandLine.AgentPortId:
                    _agentLeft = !told.Is("open");
                    break;
                default:
                    return;
            }
        }

        Wake();
    }

    internal void Start(GuestEvidence evidence)
    {
        _evidence = evidence;
        _thread.Start();
    }

    public void Dispose()
    {
        _onCancel.Dispose();
        if (_thread.ThreadState.HasFlag(System.Threading.ThreadState.Unstarted))
        {
            return;
        }

        _thread.Join();
        _news.Dispose();
    }

    private void Wake()
    {
        try
        {
            _news.Release();
        }
        catch (ObjectDisposedException)
        {
            // The watch has ended.
        }
    }

    private void Run()
    {
        try
        {
            (GuestSymptom Symptom, TimeSpan Limit) found;
            while ((found = Look(out var next)).Symptom == GuestSymptom.None)
            {
                _news.Wait(next);
            }

            _ended.SetResult(Examine(found.Symptom, found.Limit));
        }
        catch (Exception e)
        {
            _ended.SetException(e);
        }
    }

    /// <summary>What is wrong now, and how long nothing has to be looked at again if nothing is.</summary>
    private (GuestSymptom Symptom, TimeSpan Limit) Look(out TimeSpan next)
    {
        next = TimeSpan.FromHours(1);
        lock (_state)
        {
            if (_cancellation.IsCancellationRequested)
            {
                return (GuestSymptom.Cancelled, default);
            }

            if (_qemu.Exit is not null)
            {
                return (GuestSymptom.Exited, default);
            }

            if (_phase == GuestPhase.Stopping)
            {
                return (GuestSymptom.None, default);
            }

            var symptom = _panicked || HasPanicked ? GuestSymptom.Panicked
                : _shutdown is not null ? GuestSymptom.ShutDown
                : _noSpace is not null || _evidence!.Console.LogFailure is not null ? GuestSymptom.NoSpace
                : _report is not null ? (_stuck ? GuestSymptom.Stuck : GuestSymptom.Reported)
                : _agentLeft ? GuestSymptom.AgentLeft
                : GuestSymptom.None;
            return symptom == GuestSymptom.None ? LookAtClock(ref next) : (symptom, default);
        }
    }

    private bool HasPanicked => _evidence!.Console.Worst == ConsoleFindingKind.Panic;

    private (GuestSymptom Symptom, TimeSpan Limit) LookAtClock(ref TimeSpan next)
    {
        var (symptom, since, limit) = _paused is { } paused ? (GuestSymptom.Paused, paused, _limits.Scaled(_limits.Pause))
            : _phase == GuestPhase.Ready ? (GuestSymptom.NoProgress, Interlocked.Read(ref _progressed), _limits.Scaled(_limits.Progress))
            : _evidence!.Console.Bytes == 0 ? (GuestSymptom.NoFirstByte, _started, _limits.Scaled(_limits.FirstByte))
            : (GuestSymptom.NotReady, _started, _limits.Scaled(_limits.Boot));
        next = limit - Stopwatch.GetElapsedTime(since);
        return next <= TimeSpan.Zero ? (symptom, limit) : (GuestSymptom.None, default);
    }

    private GuestEnd Examine(GuestSymptom symptom, TimeSpan limit)
    {
        var evidence = _evidence!;
        var spokeInVain = Interlocked.Read(ref _spoke) > Interlocked.Read(ref _progressed);
        var phase = Phase;
        GuestPoke? poke = null;
        string? state = null;
        if (symptom is not (GuestSymptom.Cancelled or GuestSymptom.Exited))
        {
            state = evidence.RunState();
        }

        if (state == "running" && symptom is (GuestSymptom.NoProgress or GuestSymptom.NoFirstByte or GuestSymptom.NotReady or GuestSymptom.Stuck))
        {
            poke = evidence.Poke(_news);
        }
        else if (symptom != GuestSymptom.Cancelled && (state is null || !GuestClassifier.IsStopped(state)))
        {
            evidence.Drain(_news);
        }

        GuestFacts facts;
        lock (_state)
        {
            facts = new GuestFacts
            {
                Phase = phase,
                Symptom = symptom,
                Limit = limit,
                Report = _report ?? string.Empty,
                RunState = state,
                Exit = poke is null ? _qemu.Exit : null,
                Ending = _ending,
                HostKilledForMemory = HostMemory.Kills > _killsBefore,
                QemuWords = evidence.Words(),
                ConsoleBytes = evidence.Console.Bytes,
                SawKernel = evidence.Console.SawKernel,
                Findings = poke?.FindingsBefore ?? evidence.Console.Findings,
                PanicDevice = poke is null && _panicked,
                ShutdownReason = poke is null ? _shutdown : null,
                NoSpace = evidence.Console.LogFailure ?? _noSpace,
                ProcessState = ProcessStatus.Of(_qemu.Id)?.Word,
                SpokeLately = spokeInVain || poke is { Answered: true },
            };
        }

        return evidence.Close(facts, poke, Age);
    }
}
