using Harness.Lab.Sampling;
using Harness.Virgl;

namespace Harness.Lab.Transfers;

/// <summary>The cost of moving as many bytes in plain memory: the yardstick of all roads.</summary>
public sealed class MemoryCopyBench(int bytes) : IBench
{
    private readonly Payload _source = new(bytes);
    private readonly byte[] _destination = new byte[bytes];

    /// <inheritdoc/>
    public string Name => $"memcpy.{TransferTask.SizeText(bytes)}";

    /// <inheritdoc/>
    public long Bytes => bytes;

    /// <inheritdoc/>
    public WorkCounters? Work => null;

    /// <inheritdoc/>
    public void Prepare() => _source.Turn();

    /// <inheritdoc/>
    public void Do() => _source.Bytes.CopyTo(_destination);

    /// <inheritdoc/>
    public void Prove()
    {
        if (!_source.Bytes.SequenceEqual(_destination))
        {
            throw WrongPayloadException.At(Name, _source.Bytes, _destination);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
