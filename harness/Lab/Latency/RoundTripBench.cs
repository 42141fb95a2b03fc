using Harness.Lab.Sampling;
using Harness.Virgl;

namespace Harness.Lab.Latency;

/// <summary>A stream of one NOP, handed over and waited for until the connection says that it was executed: the least that a driver can wait for.</summary>
public sealed class RoundTripBench : IBench
{
    /// <summary>Its name.</summary>
    public const string RoundTrip = "latency.round-trip";

    private readonly IVirglConnection _connection;
    private readonly uint _context;
    private readonly uint[] _nop;

    /// <summary>Makes a context.</summary>
    public RoundTripBench(IVirglConnection connection)
    {
        _connection = connection;
        _context = connection.CreateContext("lab");
        var stream = new CommandStream();
        new VirglEncoder(stream).Nop();
        _nop = stream.Words.ToArray();
        connection.Finish(_context);
    }

    /// <inheritdoc/>
    public string Name => RoundTrip;

    /// <inheritdoc/>
    public long Bytes => 0;

    /// <inheritdoc/>
    public WorkCounters? Work => (_connection as ICountsWork)?.Work;

    /// <inheritdoc/>
    public void Prepare()
    {
    }

    /// <inheritdoc/>
    public void Do()
    {
        _connection.Submit(_context, _nop);
        _connection.Finish(_context);
    }

    /// <inheritdoc/>
    public void Prove()
    {
        // Finish has asked whether the stream was executed to its end.
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.DestroyContext(_context);
}
