using Harness.Lab.Roads;
using Harness.Lab.Sampling;
using Harness.Virgl;

namespace Harness.Lab.Transfers;

/// <summary>
/// Payloads by one road, in a context and resources of their own. A turn begins with the bytes where the road starts and ends when the connection says that
/// all was executed; then everything that was moved is read back by the plainest road there is, and compared.
/// </summary>
public sealed class TransferBench : IBench
{
    private readonly IVirglConnection _connection;
    private readonly TransferTask _task;
    private readonly Payload _payload;
    private readonly uint _context;
    private readonly GuestResource _target;
    private readonly RoadMover _mover;
    private byte[]? _arrived;

    /// <summary>Makes context and resources.</summary>
    /// <exception cref="DeviceException">The device refuses.</exception>
    public TransferBench(IVirglConnection connection, TransferTask task)
    {
        (_connection, _task) = (connection, task);
        _payload = new Payload(task.Together * task.Bytes);
        _context = connection.CreateContext("lab");
        _target = connection.CreateResource(task.Resource with { Scattered = task.Road == Road.ScatteredDma });
        connection.Attach(_context, _target);
        _mover = RoadMover.Of(connection, _context, _target, task);
        connection.Finish(_context);
    }

    /// <inheritdoc/>
    public string Name => _task.Name;

    /// <inheritdoc/>
    public long Bytes => _task.Together * (long)_task.Bytes;

    /// <inheritdoc/>
    public WorkCounters? Work => (_connection as ICountsWork)?.Work;

    /// <summary>Why a connection has no such road; null when it has.</summary>
    public static string? WhyNot(IVirglConnection connection, TransferTask task)
    {
        var capabilities = connection.Capset.Capabilities;
        return task switch
        {
            { Road: Road.ScatteredDma or Road.Dma2D } when !connection.Features.HasFlag(ConnectionFeatures.TwoDimensional)
                => $"The connection '{connection.Name}' leaves the choice of pages and 2D commands to somebody else.",
            _ when task.Road.IsGl() => "This road is one of OpenGL calls.",
            _ when !task.Road.Leads(task.Direction, task.Shape) => "This road leads elsewhere.",
            { Road: Road.StreamTransfer } when !capabilities.HasFlag(VirglCapabilities.Transfer) => "The renderer does not offer TRANSFER3D.",
            { Road: Road.CopyTransfer } when !capabilities.HasFlag(VirglCapabilities.CopyTransfer) => "The renderer does not offer COPY_TRANSFER3D.",
            { Road: Road.CopyTransfer, Direction: TransferDirection.FromHost } when !connection.Capset.Capabilities2.HasFlag(VirglCapabilities2.CopyTransferBothDirections)
                => "The renderer offers COPY_TRANSFER3D to the host only.",
            _ => null,
        };
    }

    /// <inheritdoc/>
    public void Prepare()
    {
        _payload.Turn();
        if (_task.Direction == TransferDirection.ToHost)
        {
            _mover.Load(_payload.Bytes);
            return;
        }

        _target.Write(_payload.Bytes);
        _connection.TransferToHost(_context, _target, new Transfer(_task.WholeBox));
        _connection.Finish(_context);
        _mover.Guest.Clear();
    }

    /// <inheritdoc/>
    public void Do()
    {
        _mover.Move();
        _connection.Finish(_context);
    }

    /// <inheritdoc/>
    public void Prove()
    {
        var arrival = _mover.Guest;
        if (_task.Direction == TransferDirection.ToHost)
        {
            arrival = _target;
            arrival.Clear();
            _connection.TransferFromHost(_context, arrival, new Transfer(_task.WholeBox));
            _connection.Finish(_context);
        }

        _arrived ??= new byte[_payload.Bytes.Length];
        arrival.Read(_arrived);
        if (!_payload.Bytes.SequenceEqual(_arrived))
        {
            throw WrongPayloadException.At(Name, _payload.Bytes, _arrived);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mover.Dispose();
        _connection.DestroyResource(_target);
        _connection.DestroyContext(_context);
    }
}
