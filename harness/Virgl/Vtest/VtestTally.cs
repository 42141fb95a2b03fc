namespace Harness.Virgl.Vtest;

/// <summary>Counts what is sent to a vtest server, over all sessions of a connection.</summary>
internal sealed class VtestTally
{
    private long _commands;
    private long _bytes;
    private long _messages;
    private long _fences;

    public WorkCounters Work => new(_commands, _bytes, 0, _fences, 0, _messages);

    /// <summary>A message of so many commands.</summary>
    public void Note(int commands, int dwords)
    {
        _commands += commands;
        _bytes += dwords * (long)sizeof(uint);
        _messages++;
    }

    /// <summary>The server is asked to say when it has executed everything.</summary>
    public void NoteFence() => _fences++;
}
