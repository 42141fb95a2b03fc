using Harness.Virgl;

namespace Harness.Lab.Transfers;

/// <summary>One kind of payload by one road.</summary>
/// <param name="Bytes">Bytes of a payload: a power of two from 4 KiB to 64 MiB.</param>
public readonly record struct TransferTask(Road Road, TransferDirection Direction, PayloadShape Shape, int Bytes)
{
    /// <summary>The smallest payload, in bytes.</summary>
    public const int Smallest = 4 << 10;

    /// <summary>The largest payload, in bytes.</summary>
    public const int Largest = 64 << 20;

    /// <summary>Small payloads go many at a time, as drivers send them: so many that together they have as many bytes as this.</summary>
    private const int BytesTogether = 256 << 10;

    /// <summary>Payloads that go together before they are waited for.</summary>
    public int Together => TogetherOf(Bytes);

    /// <summary>Texels a payload is wide, as a texture; of four bytes each.</summary>
    public int Width => 1 << ((int.Log2(Bytes / 4) + 1) / 2);

    /// <summary>Texels a payload is high, as a texture.</summary>
    public int Height => Bytes / 4 / Width;

    /// <summary>Name of the measurement, without its lane: <c>upload.dma.buffer.64KiB</c>.</summary>
    public string Name => $"{Direction.Word()}.{Road.Word()}.{Shape.Word()}.{SizeText(Bytes)}";

    /// <summary>Payloads of that many bytes that go together.</summary>
    internal static int TogetherOf(int bytes) => int.Max(1, BytesTogether / bytes);

    /// <summary>A size as names have it: <c>64KiB</c>, <c>1MiB</c>.</summary>
    public static string SizeText(int bytes) => bytes >= 1 << 20 ? $"{bytes >> 20}MiB" : $"{bytes >> 10}KiB";

    /// <summary>The box of one of the payloads that go together: a range of the buffer, or rows of the texture.</summary>
    internal Box BoxOf(int index) => Shape == PayloadShape.Buffer
        ? new Box((uint)(index * Bytes), 0, 0, (uint)Bytes, 1, 1)
        : new Box(0, (uint)(index * Height), 0, (uint)Width, (uint)Height, 1);

    /// <summary>All that goes together, as one box.</summary>
    internal Box WholeBox => Shape == PayloadShape.Buffer
        ? new Box(0, 0, 0, (uint)(Together * Bytes), 1, 1)
        : new Box(0, 0, 0, (uint)Width, (uint)(Together * Height), 1);

    /// <summary>The resource that has room for all that goes together.</summary>
    internal ResourceDescription Resource => Shape == PayloadShape.Buffer
        ? ResourceDescription.ForBuffer(Together * Bytes, VirglBind.VertexBuffer)
        : ResourceDescription.ForTexture2D(VirglFormat.R8G8B8A8_UNORM, VirglBind.SamplerView, Width, Together * Height);
}
