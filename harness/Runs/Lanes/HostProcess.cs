using Harness.Processes;

namespace Harness.Runs.Lanes;

/// <summary>The process under a lane, which another thread may have to kill at any moment: a cancelled run does not wait for a scene's end.</summary>
internal sealed class HostProcess
{
    private readonly Lock _lock = new();
    private int _group;

    /// <summary>Whether the lane was aborted; nothing is to be started any more then.</summary>
    public bool IsAborted { get; private set; }

    /// <summary>A process has been started, the leader of its group.</summary>
    public void Note(int id)
    {
        lock (_lock)
        {
            _group = id;
        }
    }

    /// <summary>The process is about to be ended in order.</summary>
    public void Forget() => Note(0);

    /// <summary>Kills the process with its group, now.</summary>
    public void Abort()
    {
        lock (_lock)
        {
            IsAborted = true;
            if (_group != 0)
            {
                ProcessSignals.Send(-_group, ProcessSignals.Kill);
            }
        }
    }
}
