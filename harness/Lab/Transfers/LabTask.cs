using Harness.Lab.Latency;
using Harness.Lab.Sampling;
using Harness.Virgl;

namespace Harness.Lab.Transfers;

/// <summary>Something the lab measures; its name says all of it.</summary>
/// <param name="Transfer">A payload by a road; null for a plain copy in memory, or for a round trip.</param>
/// <param name="Bytes">Bytes of the payload, or of that copy; 0 for a round trip.</param>
public readonly record struct LabTask(TransferTask? Transfer, int Bytes)
{
    /// <summary>The least that a driver can wait for.</summary>
    public static LabTask RoundTrip => default;

    /// <summary>A payload by a road.</summary>
    public LabTask(TransferTask transfer) : this(transfer, transfer.Bytes)
    {
    }

    /// <summary>Name of the measurement, without its lane: <c>upload.dma.buffer.64KiB</c>, <c>memcpy.64KiB</c>.</summary>
    public string Name => Transfer?.Name ?? (this == RoundTrip ? RoundTripBench.RoundTrip : $"memcpy.{TransferTask.SizeText(Bytes)}");

    /// <summary>All sizes of payloads there are, in bytes, rising.</summary>
    public static IEnumerable<int> Sizes => Enumerable.Range(0, int.Log2(TransferTask.Largest / TransferTask.Smallest) + 1).Select(power => TransferTask.Smallest << power);

    /// <summary>All there are.</summary>
    /// <param name="sizes">Bytes of payloads.</param>
    public static IEnumerable<LabTask> All(IEnumerable<int> sizes) => sizes.SelectMany(size => (LabTask[])[new LabTask(null, size), .. Transfers(size)]);

    /// <summary>The task of that name; null when there is none.</summary>
    public static LabTask? Find(string name)
    {
        if (name == RoundTrip.Name)
        {
            return RoundTrip;
        }

        foreach (var task in All(Sizes))
        {
            if (task.Name == name)
            {
                return task;
            }
        }

        return null;
    }

    /// <summary>Why a connection cannot do it; null when it can.</summary>
    public string? WhyNot(IVirglConnection connection) => Transfer is { } transfer ? TransferBench.WhyNot(connection, transfer) : null;

    /// <summary>Makes it ready to be measured.</summary>
    /// <exception cref="DeviceException">The device refuses.</exception>
    public IBench Bench(IVirglConnection connection) => Transfer is { } transfer ? new TransferBench(connection, transfer)
        : this == RoundTrip ? new RoundTripBench(connection)
        : new MemoryCopyBench(Bytes);

    private static IEnumerable<LabTask> Transfers(int size)
        => from direction in (TransferDirection[])[TransferDirection.ToHost, TransferDirection.FromHost]
           from shape in Enum.GetValues<PayloadShape>()
           from road in Enum.GetValues<Road>()
           where direction == TransferDirection.ToHost || road is not (Road.Dma2D or Road.InlineWrite)
           where shape == PayloadShape.Texture || road != Road.Dma2D
           select new LabTask(new TransferTask(road, direction, shape, size));
}
