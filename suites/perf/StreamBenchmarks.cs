using BenchmarkDotNet.Attributes;
using Harness.Virgl;

namespace Harness.Perf;

/// <summary>Encoding and decoding of VirGL streams, per draw: state as a scene changes it from draw to draw, one small upload, the draw.</summary>
[MemoryDiagnoser]
public class StreamBenchmarks
{
    private const int Draws = 100;

    private readonly CommandStream _stream = new();
    private readonly CommandStream _copy = new();
    private readonly CommandStream _upload = new();
    private readonly byte[] _payload = new byte[256 << 10];
    private readonly byte[] _destination = new byte[256 << 10];
    private readonly byte[] _vertices = new byte[108];
    private readonly IReadOnlyList<IVirglCommand> _decoded;
    private readonly float[] _constants = new float[32];

    public StreamBenchmarks()
    {
        new Random(1).NextBytes(_vertices);
        Encode();
        _decoded = VirglDecoder.Decode(_stream.Words);
    }

    /// <summary>Dwords through the typed encoder into a warm stream.</summary>
    [Benchmark(OperationsPerInvoke = Draws)]
    public int Encode()
    {
        _stream.Reset();
        var encoder = new VirglEncoder(_stream);
        for (uint draw = 0; draw < Draws; draw++)
        {
            encoder.SetViewportState(new Viewport(32, -32, 0.5f, 32, 32, 0.5f));
            encoder.SetScissorState(new ScissorRect(draw & 31, 0, 64, 64));
            encoder.CreateBlend(2 * draw + 1, BlendState.Opaque);
            encoder.BindObject(ObjectType.Blend, 2 * draw + 1);
            encoder.CreateRasterizer(2 * draw + 2, RasterizerState.Standard);
            encoder.BindObject(ObjectType.Rasterizer, 2 * draw + 2);
            encoder.InlineWriteBuffer(7, 0, _vertices);
            encoder.SetVertexBuffers([new VertexBuffer(36, 0, 7)]);
            encoder.SetConstantBuffer(ShaderStage.Fragment, _constants);
            encoder.Draw(PipePrimitive.Triangles, 0, 3);
        }

        return _stream.Length;
    }

    /// <summary>256 KiB of payload into RESOURCE_INLINE_WRITE commands, as large as they can be.</summary>
    [Benchmark]
    public int EncodeUpload()
    {
        _upload.Reset();
        new VirglEncoder(_upload).InlineWriteBuffer(7, 0, _payload);
        return _upload.Length;
    }

    /// <summary>The plain copy of as many bytes.</summary>
    [Benchmark]
    public void CopyUpload() => _payload.CopyTo(_destination, 0);

    /// <summary>Dwords to commands as values, which checks that each encodes back to the same dwords.</summary>
    [Benchmark(OperationsPerInvoke = Draws)]
    public int Decode() => VirglDecoder.Decode(_stream.Words).Count;

    /// <summary>Decoded commands to dwords: what a decorator of the stream costs on top.</summary>
    [Benchmark(OperationsPerInvoke = Draws)]
    public int EncodeDecoded()
    {
        _copy.Reset();
        VirglDecoder.Encode(_decoded, _copy);
        return _copy.Length;
    }

    /// <summary>The stream as text for people.</summary>
    [Benchmark(OperationsPerInvoke = Draws)]
    public int Describe() => CommandText.Of(_stream.Words).Length;
}
