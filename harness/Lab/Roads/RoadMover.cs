using Harness.Lab.Transfers;
using Harness.Virgl;
using Harness.Virgl.Commands;

namespace Harness.Lab.Roads;

/// <summary>Sends all payloads of a turn down one road.</summary>
internal abstract class RoadMover(GuestResource guest) : IDisposable
{
    /// <summary>The resource in whose backing the road starts or ends.</summary>
    public GuestResource Guest { get; } = guest;

    /// <summary>Makes the mover of a task.</summary>
    public static RoadMover Of(IVirglConnection connection, uint context, GuestResource target, TransferTask task) => task.Road switch
    {
        Road.Dma or Road.ScatteredDma => new DmaMover(connection, context, target, task),
        Road.Dma2D => new Dma2DMover((ITwoDimensionalTransfers)connection, target, task),
        Road.InlineWrite => new InlineMover(connection, context, target, task),
        Road.StreamTransfer => new StreamTransferMover(connection, context, target, task),
        Road.CopyTransfer => CopyTransferMover.Make(connection, context, target, task),
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, null),
    };

    /// <summary>Brings the bytes to where the road to the host starts.</summary>
    public virtual void Load(ReadOnlySpan<byte> payload) => Guest.Write(payload);

    /// <summary>Hands everything over. Does not wait.</summary>
    public abstract void Move();

    public virtual void Dispose()
    {
    }
}

/// <summary>TRANSFER_TO_HOST_3D, TRANSFER_FROM_HOST_3D.</summary>
internal sealed class DmaMover(IVirglConnection connection, uint context, GuestResource target, TransferTask task) : RoadMover(target)
{
    public override void Move()
    {
        for (var i = 0; i < task.Together; i++)
        {
            var transfer = new Transfer(task.BoxOf(i), 0, (ulong)(i * task.Bytes));
            if (task.Direction == TransferDirection.ToHost)
            {
                connection.TransferToHost(context, Guest, transfer);
            }
            else
            {
                connection.TransferFromHost(context, Guest, transfer);
            }
        }
    }
}

/// <summary>TRANSFER_TO_HOST_2D.</summary>
internal sealed class Dma2DMover(ITwoDimensionalTransfers connection, GuestResource target, TransferTask task) : RoadMover(target)
{
    public override void Move()
    {
        for (var i = 0; i < task.Together; i++)
        {
            connection.TransferToHost2D(Guest, task.BoxOf(i), (ulong)(i * task.Bytes));
        }
    }
}

/// <summary>A command stream that is made once and sent each turn.</summary>
internal abstract class StreamMover(IVirglConnection connection, uint context, GuestResource guest) : RoadMover(guest)
{
    private readonly CommandStream _stream = new();

    protected VirglEncoder Encoder => new(_stream);

    public sealed override void Move() => connection.Submit(context, _stream.Words);
}

/// <summary>TRANSFER3D.</summary>
internal sealed class StreamTransferMover : StreamMover
{
    public StreamTransferMover(IVirglConnection connection, uint context, GuestResource target, TransferTask task) : base(connection, context, target)
    {
        for (var i = 0; i < task.Together; i++)
        {
            Encoder.Transfer3D(new TransferRegion(target.Id, 0, task.BoxOf(i)), (uint)(i * task.Bytes), task.Direction);
        }
    }
}

/// <summary>COPY_TRANSFER3D.</summary>
internal sealed class CopyTransferMover : StreamMover
{
    private readonly IVirglConnection _connection;

    private CopyTransferMover(IVirglConnection connection, uint context, GuestResource target, GuestResource staging, TransferTask task)
        : base(connection, context, staging)
    {
        _connection = connection;
        var flags = CopyTransferFlags.Synchronized | (task.Direction == TransferDirection.ToHost ? CopyTransferFlags.None : CopyTransferFlags.ReadFromHost);
        for (var i = 0; i < task.Together; i++)
        {
            var box = task.BoxOf(i);

            // The staging buffer has no rows of its own, so they must be told.
            var row = task.Shape == PayloadShape.Buffer ? box.Width : box.Width * 4;
            Encoder.CopyTransfer3D(new TransferRegion(target.Id, 0, box, row, row * box.Height), staging.Id, (uint)(i * task.Bytes), flags);
        }
    }

    public static CopyTransferMover Make(IVirglConnection connection, uint context, GuestResource target, TransferTask task)
    {
        var staging = connection.CreateResource(ResourceDescription.ForBuffer(task.Together * task.Bytes, VirglBind.Staging));
        connection.Attach(context, staging);
        return new CopyTransferMover(connection, context, target, staging, task);
    }

    public override void Dispose()
    {
        _connection.DestroyResource(Guest);
        base.Dispose();
    }
}
