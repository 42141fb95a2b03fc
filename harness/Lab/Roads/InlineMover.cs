using Harness.Lab.Transfers;
using Harness.Virgl;

namespace Harness.Lab.Roads;

/// <summary>
/// RESOURCE_INLINE_WRITE. The commands are made before the turn, as the bytes of other roads lie in guest memory before theirs; handing them over copies them
/// once more, as a kernel does with a driver's stream.
/// </summary>
internal sealed class InlineMover(IVirglConnection connection, uint context, GuestResource target, TransferTask task) : RoadMover(target)
{
    /// <summary>Payload bytes of one stream: as many as Mesa's largest holds in one command.</summary>
    private const int BytesPerStream = 256 << 10;

    private static readonly VirglFormatLayout Texels = VirglFormatLayout.Of(VirglFormat.R8G8B8A8_UNORM);

    private readonly List<CommandStream> _streams = [];

    public override void Load(ReadOnlySpan<byte> payload)
    {
        foreach (var stream in _streams)
        {
            stream.Reset();
        }

        var used = 0;
        for (var start = 0; start < payload.Length; used++)
        {
            if (used == _streams.Count)
            {
                _streams.Add(new CommandStream());
            }

            start += Fill(_streams[used], payload, start);
        }
    }

    public override void Move()
    {
        foreach (var stream in _streams)
        {
            connection.Submit(context, stream.Words);
        }
    }

    /// <summary>Encodes payloads, or a part of one, that fit a stream; returns how many bytes.</summary>
    private int Fill(CommandStream stream, ReadOnlySpan<byte> payload, int start)
    {
        var encoder = new VirglEncoder(stream);
        var piece = int.Min(BytesPerStream, task.Bytes);
        var filled = 0;
        for (; filled < BytesPerStream && start + filled < payload.Length; filled += piece)
        {
            var at = start + filled;
            var data = payload.Slice(at, piece);
            if (task.Shape == PayloadShape.Buffer)
            {
                encoder.InlineWriteBuffer(Guest.Id, (uint)at, data);
            }
            else
            {
                var row = task.Width * 4;
                encoder.InlineWriteTexture(Guest.Id, 0, new Box(0, (uint)(at / row), 0, (uint)task.Width, (uint)(piece / row), 1), Texels, data);
            }
        }

        return filled;
    }
}
