using Harness.Virgl;
using Harness.Virgl.Commands;
using NUnit.Framework;

namespace Harness.Tests.Virgl.Streams;

/// <summary>Packed words against bits put together by hand from the protocol's tables.</summary>
public sealed class LayoutTests
{
    [Test]
    public void A_blend_target_is_packed_as_the_protocol_says()
    {
        var state = BlendState.AllTargets(default) with
        {
            Dither = true,
            LogicOp = LogicOp.Set,
            Target3 = new BlendTarget
            {
                Enable = true,
                ColorFunction = BlendFunction.Max,
                ColorSource = BlendFactor.InvSrc1Alpha,
                ColorDestination = BlendFactor.Zero,
                AlphaFunction = BlendFunction.Min,
                AlphaSource = BlendFactor.SrcAlphaSaturate,
                AlphaDestination = BlendFactor.InvDstColor,
                ColorMask = ColorMask.Green | ColorMask.Alpha,
            },
        };

        Assert.That(WordsOf(new CreateBlend(9, state)), Is.EqualTo((uint[])
        [
            1 | 1 << 8 | 11 << 16, 9, 1 << 2, 15, 0, 0, 0,
            1 | 4 << 1 | 0x1a << 4 | 0x11 << 9 | 3 << 14 | 6 << 17 | 0x15 << 22 | 10 << 27,
            0, 0, 0, 0,
        ]));
    }

    [Test]
    public void Every_rasterizer_switch_has_its_bit()
    {
        (RasterizerState State, uint Word)[] switches =
        [
            (new() { Flatshade = true }, 1u << 0), (new() { DepthClip = true }, 1u << 1), (new() { ClipHalfZ = true }, 1u << 2),
            (new() { RasterizerDiscard = true }, 1u << 3), (new() { FlatshadeFirst = true }, 1u << 4), (new() { LightTwoSide = true }, 1u << 5),
            (new() { SpriteCoordLowerLeft = true }, 1u << 6), (new() { PointQuadRasterization = true }, 1u << 7),
            (new() { CullFace = CullFace.FrontAndBack }, 3u << 8), (new() { FillFront = PolygonMode.Point }, 2u << 10),
            (new() { FillBack = PolygonMode.Line }, 1u << 12), (new() { Scissor = true }, 1u << 14), (new() { FrontCcw = true }, 1u << 15),
            (new() { ClampVertexColor = true }, 1u << 16), (new() { ClampFragmentColor = true }, 1u << 17), (new() { OffsetLine = true }, 1u << 18),
            (new() { OffsetPoint = true }, 1u << 19), (new() { OffsetTriangle = true }, 1u << 20), (new() { PolygonSmooth = true }, 1u << 21),
            (new() { PolygonStipple = true }, 1u << 22), (new() { PointSmooth = true }, 1u << 23), (new() { PointSizePerVertex = true }, 1u << 24),
            (new() { Multisample = true }, 1u << 25), (new() { LineSmooth = true }, 1u << 26), (new() { LineStippleEnable = true }, 1u << 27),
            (new() { LineLastPixel = true }, 1u << 28), (new() { HalfPixelCenter = true }, 1u << 29), (new() { BottomEdgeRule = true }, 1u << 30),
            (new() { ForcePersampleInterpolation = true }, 1u << 31),
        ];

        foreach (var (state, word) in switches)
        {
            Assert.That(WordsOf(new CreateRasterizer(9, state)), Is.EqualTo((uint[])[1 | 2 << 8 | 9 << 16, 9, word, 0, 0, 0, 0, 0, 0, 0]), $"bit of {state}");
        }
    }

    [Test]
    public void Rasterizer_numbers_are_where_the_protocol_has_them() => Assert.That(
        WordsOf(new CreateRasterizer(9, new RasterizerState
        {
            PointSize = 1,
            SpriteCoordEnable = 2,
            LineStipplePattern = 0x1234,
            LineStippleFactor = 0x56,
            ClipPlaneEnable = 0x78,
            LineWidth = 2,
            OffsetUnits = 4,
            OffsetScale = 8,
            OffsetClamp = 16,
        })),
        Is.EqualTo((uint[])[1 | 2 << 8 | 9 << 16, 9, 0, 0x3f800000, 2, 0x78561234, 0x40000000, 0x40800000, 0x41000000, 0x41800000]));

    [Test]
    public void Depth_stencil_and_alpha_are_packed_as_the_protocol_says() => Assert.That(
        WordsOf(new CreateDepthStencilAlpha(9, new DepthStencilAlphaState
        {
            DepthEnable = true,
            DepthFunction = CompareFunction.GreaterEqual,
            AlphaEnable = true,
            AlphaFunction = CompareFunction.NotEqual,
            AlphaReference = 1,
            Front = new StencilFace { Function = CompareFunction.Less, FailOp = StencilOp.Replace, DepthPassOp = StencilOp.Increment, DepthFailOp = StencilOp.Decrement },
            Back = new StencilFace { Enable = true, ValueMask = 0x12, WriteMask = 0x34 },
        })),
        Is.EqualTo((uint[])
        [
            1 | 3 << 8 | 5 << 16, 9, 1 | 6 << 2 | 1 << 8 | 5 << 9, 1 << 1 | 2 << 4 | 3 << 7 | 4 << 10, 1 | 0x12 << 13 | 0x34 << 21, 0x3f800000,
        ]));

    [Test]
    public void Samplers_and_their_views_are_packed_as_the_protocol_says()
    {
        Assert.That(
            WordsOf(new CreateSamplerState(9, new SamplerState
            {
                WrapS = TextureWrap.Clamp,
                WrapT = TextureWrap.ClampToEdge,
                WrapR = TextureWrap.ClampToBorder,
                MinFilter = ImageFilter.Linear,
                MipFilter = MipFilter.None,
                MagFilter = ImageFilter.Linear,
                CompareEnable = true,
                CompareFunction = CompareFunction.Always,
                SeamlessCubeMap = true,
                MaxAnisotropy = 16,
                LodBias = 1,
                MinLod = 2,
                MaxLod = 4,
                BorderColor = new ColorWords(5, 6, 7, 8),
            })),
            Is.EqualTo((uint[])
            [
                1 | 7 << 8 | 9 << 16, 9, 1 | 2 << 3 | 3 << 6 | 1 << 9 | 2 << 11 | 1 << 13 | 1 << 15 | 7 << 16 | 1 << 19 | 16 << 20,
                0x3f800000, 0x40000000, 0x40800000, 5, 6, 7, 8,
            ]));
        Assert.That(
            WordsOf(new CreateSamplerView(9, SamplerView.Texture(3, VirglFormat.R8G8B8A8_UNORM, 4, 5, PipeTextureTarget.TextureCube) with { FirstLayer = 1, FirstLevel = 2 })),
            Is.EqualTo((uint[])[1 | 6 << 8 | 6 << 16, 9, 3, 67 | 4 << 24, 1 | 5 << 16, 2 | 4 << 8, 0x688]));
    }

    [Test]
    public void Clear_carries_depth_as_a_double() => Assert.That(
        WordsOf(new Clear(ClearBuffers.Color1 | ClearBuffers.Stencil, ColorWords.Float(1, 2, 4, 8), 0.1, 7)),
        Is.EqualTo((uint[])[7 | 8 << 16, 10, 0x3f800000, 0x40000000, 0x40800000, 0x41000000, 0x9999999a, 0x3fb99999, 7]));

    [Test]
    public void A_blit_has_its_destination_before_its_source() => Assert.That(
        WordsOf(new Blit(BlitMask.Depth | BlitMask.Stencil, ImageFilter.Linear, new BlitEnd(1, 2, (VirglFormat)3, new Box(4, 5, 6, 7, 8, 9)), new BlitEnd(10, 11, (VirglFormat)12, new Box(13, 14, 15, 16, 17, 18)))
        {
            ScissorEnable = true,
            RenderConditionEnable = true,
            AlphaBlend = true,
            Scissor = new ScissorRect(1, 2, 3, 4),
        }),
        Is.EqualTo((uint[])[16 | 21 << 16, 0x30 | 1 << 8 | 7 << 10, 0x20001, 0x40003, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]));

    [Test]
    public void Transfers_have_usage_and_strides_before_the_box()
    {
        var region = new TransferRegion(1, 2, new Box(6, 7, 8, 9, 10, 11), Stride: 4, LayerStride: 5, Usage: 3);
        uint[] common = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

        Assert.That(WordsOf(new ResourceInlineWrite(region, [99])), Is.EqualTo((uint[])[9 | 12 << 16, .. common, 99]));
        Assert.That(WordsOf(new Transfer3D(region, 12, TransferDirection.FromHost)), Is.EqualTo((uint[])[43 | 13 << 16, .. common, 12, 2]));
        Assert.That(WordsOf(new CopyTransfer3D(region, 12, 13, CopyTransferFlags.ReadFromHost)), Is.EqualTo((uint[])[45 | 14 << 16, .. common, 12, 13, 2]));
    }

    [Test]
    public void A_draw_grows_with_its_parts()
    {
        uint[] common = [1, 2, 4, 1, 3, 0xffffffff, 5, 1, 6, 7, 8, 9];
        var draw = new DrawVbo(1, 2, PipePrimitive.Triangles, true, 3, -1, 5, true, 6, 7, 8, 9);

        Assert.That(WordsOf(draw), Is.EqualTo((uint[])[8 | 12 << 16, .. common]));
        Assert.That(WordsOf(draw with { Patch = new DrawPatch(10, 11) }), Is.EqualTo((uint[])[8 | 14 << 16, .. common, 10, 11]));
        Assert.That(
            WordsOf(draw with { Patch = new DrawPatch(10, 11), Indirect = new DrawIndirect(12, 13, 14, 15, 16, 17) }),
            Is.EqualTo((uint[])[8 | 20 << 16, .. common, 10, 11, 12, 13, 14, 15, 16, 17]));
    }

    [Test]
    public void A_shader_with_stream_output_has_strides_and_declarations_before_its_text()
    {
        var encoder = new VirglEncoder(new CommandStream());
        encoder.CreateShader(9, ShaderStage.TessellationEvaluation, "abcde", new StreamOutput(1, 2, 3, 4, [new() { Register = 5, StartComponent = 1, ComponentCount = 3, Buffer = 2, Offset = 6, Stream = 1 }]), tokens: 77);

        Assert.That(encoder.Stream.Words.ToArray(), Is.EqualTo((uint[])
        [
            1 | 4 << 8 | 13 << 16, 9, 4, 6, 77, 1, 1, 2, 3, 4, 5 | 1 << 8 | 3 << 10 | 2 << 13 | 6 << 16, 1, 0x64636261, 0x65,
        ]));
    }

    private static uint[] WordsOf<T>(T command) where T : struct, IVirglCommand
    {
        var stream = new CommandStream();
        stream.Write(command);
        return stream.Words.ToArray();
    }
}
