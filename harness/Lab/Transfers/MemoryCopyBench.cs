using Harness.Lab.Sampling;
using Harness.Virgl;

namespace Harness.Lab.Transfers;

/// <summary>The cost of moving as many bytes in plain memory, as many payloads together as go down a road: the yardstick of all roads.</summary>
public sealed class MemoryCopyBench(int bytes) : IBench
{
    private readonly Payload _source = new(bytes * TransferTask.TogetherOf(bytes));
    private readonly byte[] _destination = new byte[bytes * TransferTask.TogetherOf(bytes)];

    /// <summary>The name of a copy of that many bytes.</summary>
    internal static string NameOf(int bytes) => $"memcpy.{TransferTask.SizeText(bytes)}";

    /// <inheritdoc/>
    public string Name => NameOf(bytes);

    /// <inheritdoc/>
    public long Bytes => _destination.Length;

    /// <inheritdoc/>
    public WorkCounters? Work => null;

    /// <inheritdoc/>
    public void Prepare() => _source.Turn();

    /// <inheritdoc/>
    public void Do()
    {
        for (var at = 0; at < _destination.Length; at += bytes)
        {
            _source.Bytes.Slice(at, bytes).CopyTo(_destination.AsSpan(at));
        }
    }

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
