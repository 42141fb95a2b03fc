using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Harness.Virgl;
using Harness.Virgl.Commands;
using Harness.Virgl.Vtest;
using NUnit.Framework;

namespace Harness.Tests.Virgl.Vtest;

/// <summary>Fields that could be confused with their neighbours, seen in what the real renderer makes of them.</summary>
public sealed class CommandEffectTests
{
    private const uint Red = 0xff0000ff;
    private const uint Black = 0xff000000;

    private VtestServer _server = null!;
    private VtestConnection _connection = null!;
    private Target _target = null!;

    [OneTimeSetUp]
    public void StartServer() => _server = VtestServer.Start();

    [OneTimeTearDown]
    public void StopServer() => _server?.Dispose();

    [SetUp]
    public void Connect()
    {
        _connection = _server.Connect();
        _target = new Target(_connection);
    }

    [TearDown]
    public void Disconnect() => _connection?.Dispose();

    [Test]
    [CancelAfter(60_000)]
    public void A_scissor_selects_its_pixels()
    {
        _target.SetUp();
        _target.Encoder.CreateRasterizer(20, RasterizerState.Standard with { Scissor = true });
        _target.Encoder.BindObject(ObjectType.Rasterizer, 20);
        _target.Encoder.SetScissorState(new ScissorRect(3, 5, 20, 9));
        DrawAllRed();

        Assert.That(_target.SubmitAndRead(), Is.EqualTo(Picture((x, y) => x is >= 3 and < 20 && y is >= 5 and < 9 ? Red : Black)));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_texture_written_inline_in_pieces_is_whole()
    {
        var pixels = Picture((x, y) => 0xff000000u | (uint)(x * 5) | (uint)(y * 7) << 8);
        _target.Encoder.InlineWriteTexture(
            _target.Color.Id, 0, Target.Whole, new VirglFormatLayout(4), MemoryMarshal.AsBytes<uint>(pixels), maxBytes: 300);

        Assert.That(_target.SubmitAndRead(), Is.EqualTo(pixels));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_copy_and_a_mirrored_blit_move_the_pixels_they_name()
    {
        var source = _target.Create(_target.Color.Description);
        var pixels = Picture((x, y) => 0xff000000u | (uint)(x * 5) | (uint)(y * 7) << 8);
        _target.Encoder.InlineWriteTexture(source.Id, 0, Target.Whole, new VirglFormatLayout(4), MemoryMarshal.AsBytes<uint>(pixels));
        _target.Encoder.ClearTexture(_target.Color.Id, 0, Target.Whole, new ColorWords(Black, 0, 0, 0));
        _target.Encoder.ResourceCopyRegion(new ResourceCopyRegion(_target.Color.Id, 0, 1, 2, 0, source.Id, 0, new Box(10, 20, 0, 4, 3, 1)));
        _target.Encoder.Blit(new Blit(
            BlitMask.Color, ImageFilter.Nearest, new BlitEnd(_target.Color.Id, 0, VirglFormat.R8G8B8A8_UNORM, new Box(16, 16, 0, 8, 4, 1)),
            new BlitEnd(source.Id, 0, VirglFormat.R8G8B8A8_UNORM, new Box(12, 3, 0, unchecked((uint)-8), 4, 1))));

        Assert.That(_target.SubmitAndRead(), Is.EqualTo(Picture((x, y) =>
            x is >= 1 and < 5 && y is >= 2 and < 5 ? pixels[((y + 18) * Target.Size) + x + 9]
            : x is >= 16 and < 24 && y is >= 16 and < 20 ? pixels[((y - 13) * Target.Size) + 27 - x]
            : Black)));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Transfers_in_the_stream_go_both_ways_with_strides_and_offsets()
    {
        var staging = _target.Create(ResourceDescription.ForBuffer(4096, VirglBind.Staging));
        var words = MemoryMarshal.Cast<byte, uint>(staging.Backing);
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = (uint)i;
        }

        var region = new TransferRegion(_target.Color.Id, 0, new Box(4, 6, 0, 3, 2, 1), Stride: 40, LayerStride: 80);
        _target.Encoder.ClearTexture(_target.Color.Id, 0, Target.Whole, new ColorWords(Black, 0, 0, 0));
        _target.Encoder.CopyTransfer3D(region, staging.Id, 400, CopyTransferFlags.Synchronized);
        _target.Encoder.CopyTransfer3D(region with { Stride = 16, LayerStride = 32 }, staging.Id, 2000, CopyTransferFlags.Synchronized | CopyTransferFlags.ReadFromHost);

        var seen = _target.SubmitAndRead();

        Assert.That(seen, Is.EqualTo(Picture((x, y) => x is >= 4 and < 7 && y is 6 or 7 ? (uint)(100 + x - 4 + ((y - 6) * 10)) : Black)));
        Assert.That(
            MemoryMarshal.Cast<byte, uint>(staging.Backing).Slice(500, 7).ToArray(), Is.EqualTo((uint[])[100, 101, 102, 503, 110, 111, 112]));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_shader_sent_in_pieces_draws_with_its_constants()
    {
        _target.SetUp();
        _target.Encoder.CreateShader(20, ShaderStage.Fragment, "FRAG\nDCL OUT[0], COLOR\nDCL CONST[0..1]\n  0: MOV OUT[0], CONST[1]\n  1: END\n", maxTextWords: 5);
        _target.Encoder.BindShader(20, ShaderStage.Fragment);
        _target.Encoder.SetConstantBuffer(ShaderStage.Fragment, [0, 1, 0, 1, 0, 0, 1, 1]);
        DrawAllRed();

        Assert.That(_target.SubmitAndRead(), Is.All.EqualTo(0xffff0000u));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_sampled_texture_goes_through_filter_wrap_and_swizzle()
    {
        _target.SetUp("FRAG\nDCL IN[0], GENERIC[0], PERSPECTIVE\nDCL OUT[0], COLOR\nDCL SAMP[0]\nDCL SVIEW[0], 2D, FLOAT\n  0: TEX OUT[0], IN[0], SAMP[0], 2D\n  1: END\n");
        var texture = _target.Create(ResourceDescription.ForTexture2D(VirglFormat.R8G8B8A8_UNORM, VirglBind.SamplerView, 2, 1));
        _target.Encoder.InlineWriteTexture(
            texture.Id, 0, new Box(0, 0, 0, 2, 1, 1), new VirglFormatLayout(4), MemoryMarshal.AsBytes<uint>([0xff00007f, 0xff003f00]));
        _target.Encoder.CreateSamplerView(20, SamplerView.Texture(texture.Id, VirglFormat.R8G8B8A8_UNORM) with { Red = Swizzle.Green, Blue = Swizzle.Red, Green = Swizzle.One });
        _target.Encoder.CreateSamplerState(21, new SamplerState { WrapS = TextureWrap.MirrorRepeat, WrapT = TextureWrap.ClampToEdge, MipFilter = MipFilter.None });
        _target.Encoder.SetSamplerViews(ShaderStage.Fragment, 0, [20]);
        _target.Encoder.BindSamplerStates(ShaderStage.Fragment, 0, [21]);

        // The red channel of the vertices is s: 0 to 2 over the target, so that the second half is the mirror of the first.
        _target.WriteVertices((0, 0, 0, 0, 0), (2 * Target.Size, 0, 4, 0, 0), (0, 2 * Target.Size, 0, 0, 0));
        _target.Encoder.Draw(PipePrimitive.Triangles, 0, 3);

        Assert.That(_target.SubmitAndRead(), Is.EqualTo(Picture((x, _) => x is < 8 or >= 24 ? 0xff7fff00u : 0xff00ff3fu)));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Stream_output_and_an_occlusion_count_come_back()
    {
        _target.SetUp();
        var captured = _target.Create(ResourceDescription.ForBuffer(256, VirglBind.StreamOutput));
        var result = _target.Create(ResourceDescription.ForBuffer(64, VirglBind.Custom));
        BinaryPrimitives.WriteUInt32LittleEndian(result.Backing, 2);
        _target.Encoder.CreateShader(20, ShaderStage.Vertex, Target.PassThrough, StreamOutput.OneBuffer(3, [new() { Register = 1, StartComponent = 0, ComponentCount = 3, Offset = 0 }]));
        _target.Encoder.BindShader(20, ShaderStage.Vertex);
        _target.Encoder.CreateStreamOutputTarget(21, captured.Id, 8, 128);
        _target.Encoder.SetStreamOutputTargets(0, [21]);
        _target.Encoder.CreateQuery(22, QueryType.OcclusionCounter, result.Id);
        _target.Encoder.BeginQuery(22);
        _target.WriteVertices((0, 0, 1, 2, 3), (2 * Target.Size, 0, 4, 5, 6), (0, 2 * Target.Size, 7, 8, 9));
        _target.Encoder.Draw(PipePrimitive.Triangles, 0, 3);
        _target.Encoder.EndQuery(22);
        _target.Encoder.SetStreamOutputTargets(0, []);
        _target.Encoder.GetQueryResult(22);
        _target.Submit();
        _connection.TransferFromHost(_target.Context, captured, new Transfer(new Box(0, 0, 0, 256, 1, 1)));
        _connection.Finish(_target.Context);

        Assert.That(MemoryMarshal.Cast<byte, float>(captured.Backing).Slice(2, 9).ToArray(), Is.EqualTo((float[])[1, 2, 3, 4, 5, 6, 7, 8, 9]));
        Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(result.Backing), Is.EqualTo(1), "the result is there");
        Assert.That(BinaryPrimitives.ReadUInt64LittleEndian(result.Backing[8..]), Is.EqualTo(Target.Size * Target.Size));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_compute_shader_writes_its_buffer()
    {
        var buffer = _target.Create(ResourceDescription.ForBuffer(64, VirglBind.ShaderBuffer));
        _target.Encoder.CreateShader(20, ShaderStage.Compute, """
            COMP
            PROPERTY CS_FIXED_BLOCK_WIDTH 4
            PROPERTY CS_FIXED_BLOCK_HEIGHT 1
            PROPERTY CS_FIXED_BLOCK_DEPTH 1
            DCL SV[0], BLOCK_ID
            DCL SV[1], THREAD_ID
            DCL BUFFER[0]
            DCL TEMP[0..1]
            IMM[0] UINT32 {4, 3, 0, 0}
              0: UMAD TEMP[0].x, SV[0].xxxx, IMM[0].xxxx, SV[1].xxxx
              1: UMUL TEMP[1].x, TEMP[0].xxxx, IMM[0].xxxx
              2: UMUL TEMP[0].x, TEMP[0].xxxx, IMM[0].yyyy
              3: STORE BUFFER[0].x, TEMP[1].xxxx, TEMP[0].xxxx
              4: END

            """);
        _target.Encoder.BindShader(20, ShaderStage.Compute);
        _target.Encoder.SetShaderBuffers(ShaderStage.Compute, 0, [new BufferBinding(0, 64, buffer.Id)]);
        _target.Encoder.LaunchGrid(new LaunchGrid(4, 1, 1, 2, 1, 1));
        _target.Encoder.MemoryBarrier(PipeBarrier.All);
        _target.Submit();
        _connection.TransferFromHost(_target.Context, buffer, new Transfer(new Box(0, 0, 0, 64, 1, 1)));
        _connection.Finish(_target.Context);

        Assert.That(MemoryMarshal.Cast<byte, uint>(buffer.Backing)[..8].ToArray(), Is.EqualTo((uint[])[0, 3, 6, 9, 12, 15, 18, 21]));
    }

    private static uint[] Picture(Func<int, int, uint> pixel) =>
        [.. Enumerable.Range(0, Target.Size * Target.Size).Select(i => pixel(i % Target.Size, i / Target.Size))];

    private void DrawAllRed()
    {
        _target.WriteVertices((0, 0, 1, 0, 0), (2 * Target.Size, 0, 1, 0, 0), (0, 2 * Target.Size, 1, 0, 0));
        _target.Encoder.Draw(PipePrimitive.Triangles, 0, 3);
    }
}
