using Harness.Virgl;
using Harness.Virgl.Commands;

namespace Harness.Tests.Virgl.Streams;

/// <summary>The golden streams that the encoder must write again, dword for dword.</summary>
internal static class WrittenStreams
{
    public static readonly IReadOnlyDictionary<string, (string Remarks, Action<VirglEncoder> Write)> All = new Dictionary<string, (string, Action<VirglEncoder>)>
    {
        ["first-triangle"] = ("# The smallest scene: one triangle, y up, into resource 1; its vertices inline into resource 2.\n", FirstTriangle),
        ["every-command"] = ("# Every command and object type once, each field with a value of its own. Not a sensible scene.\n", EveryCommand),
        ["malformed"] = ("# What no renderer takes, between commands that any takes.\n", Malformed),
    };

    private static void FirstTriangle(VirglEncoder encoder)
    {
        encoder.InlineWriteBuffer(2, 0, System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(
            [-0.5f, -0.5f, 0, 1, 1, 0, 0, 1, 0.5f, -0.5f, 0, 1, 0, 1, 0, 1, 0, 0.5f, 0, 1, 0, 0, 1, 1]));
        encoder.CreateSurface(1, new SurfaceState(1, VirglFormat.R8G8B8A8_UNORM));
        encoder.SetFramebufferState(0, [1]);
        encoder.CreateShader(2, ShaderStage.Vertex, Vtest.Target.PassThrough);
        encoder.CreateShader(3, ShaderStage.Fragment, Vtest.Target.Varying);
        encoder.BindShader(2, ShaderStage.Vertex);
        encoder.BindShader(3, ShaderStage.Fragment);
        encoder.CreateBlend(4, BlendState.Opaque);
        encoder.CreateDepthStencilAlpha(5, default);
        encoder.CreateRasterizer(6, RasterizerState.Standard);
        encoder.CreateVertexElements(7, [new(0, 0, 0, VirglFormat.R32G32B32A32_FLOAT), new(16, 0, 0, VirglFormat.R32G32B32A32_FLOAT)]);
        encoder.BindObject(ObjectType.Blend, 4);
        encoder.BindObject(ObjectType.DepthStencilAlpha, 5);
        encoder.BindObject(ObjectType.Rasterizer, 6);
        encoder.BindObject(ObjectType.VertexElements, 7);
        encoder.SetVertexBuffers([new VertexBuffer(32, 0, 2)]);
        encoder.SetViewportState(Viewport.YUp(800, 600));
        encoder.Clear(ClearBuffers.Color0, ColorWords.Float(0.1f, 0.2f, 0.3f, 1));
        encoder.Draw(PipePrimitive.Triangles, 0, 3);
    }

    private static void EveryCommand(VirglEncoder encoder)
    {
        Objects(encoder);
        State(encoder);
        Work(encoder);
    }

    private static void Objects(VirglEncoder encoder)
    {
        encoder.Nop(2);
        encoder.CreateBlend(0x101, BlendState.Opaque with
        {
            IndependentBlend = true,
            LogicOpEnable = true,
            AlphaToOne = true,
            LogicOp = LogicOp.OrReverse,
            Target0 = new BlendTarget
            {
                Enable = true,
                ColorFunction = BlendFunction.ReverseSubtract,
                ColorSource = BlendFactor.SrcAlpha,
                ColorDestination = BlendFactor.InvSrcAlpha,
                AlphaFunction = BlendFunction.Max,
                AlphaSource = BlendFactor.One,
                AlphaDestination = BlendFactor.InvSrc1Alpha,
                ColorMask = ColorMask.Red | ColorMask.Blue,
            },
        });
        encoder.CreateRasterizer(0x102, RasterizerState.Standard with
        {
            CullFace = CullFace.Back,
            FillFront = PolygonMode.Line,
            FillBack = PolygonMode.Point,
            Scissor = true,
            FrontCcw = true,
            OffsetTriangle = true,
            SpriteCoordEnable = 0x5,
            LineStipplePattern = 0xf0f0,
            LineStippleFactor = 3,
            ClipPlaneEnable = 0x81,
            LineWidth = 2.5f,
            OffsetUnits = 3,
            OffsetScale = -1,
            OffsetClamp = 0.125f,
        });
        encoder.CreateDepthStencilAlpha(0x103, new DepthStencilAlphaState
        {
            DepthEnable = true,
            DepthWrite = true,
            DepthFunction = CompareFunction.LessEqual,
            AlphaEnable = true,
            AlphaFunction = CompareFunction.Greater,
            AlphaReference = 0.5f,
            Front = new StencilFace { Enable = true, Function = CompareFunction.NotEqual, FailOp = StencilOp.Zero, DepthPassOp = StencilOp.Replace, DepthFailOp = StencilOp.Invert, ValueMask = 0xaa, WriteMask = 0x55 },
        });
        encoder.CreateShader(0x104, ShaderStage.Vertex, "VERT\nDCL OUT[0], POSITION\n  0: END\n", new StreamOutput(4, 0, 7, 0, [new() { Register = 1, StartComponent = 2, ComponentCount = 1, Buffer = 2, Offset = 6, Stream = 3 }]), tokens: 300);
        encoder.CreateShader(0x105, ShaderStage.Fragment, "FRAG\n  0: END\n", tokens: 20, maxTextWords: 2);
        encoder.CreateShader(0x106, ShaderStage.Compute, "COMP\n  0: END\n", tokens: 20, localMemory: 64);
        encoder.CreateVertexElements(0x107, [new(12, 1, 2, VirglFormat.R8G8B8A8_UNORM)]);
        encoder.CreateSamplerView(0x108, SamplerView.Texture(8, VirglFormat.B8G8R8A8_UNORM, lastLevel: 3, lastLayer: 5, PipeTextureTarget.Texture2DArray) with { FirstLayer = 1, FirstLevel = 2, Alpha = Swizzle.One });
        encoder.CreateSamplerView(0x109, SamplerView.Buffer(9, VirglFormat.R32_FLOAT, 10, 20));
        encoder.CreateSamplerState(0x10a, new SamplerState
        {
            WrapS = TextureWrap.ClampToEdge,
            WrapT = TextureWrap.MirrorRepeat,
            WrapR = TextureWrap.MirrorClampToBorder,
            MinFilter = ImageFilter.Linear,
            MipFilter = MipFilter.None,
            MagFilter = ImageFilter.Linear,
            CompareEnable = true,
            CompareFunction = CompareFunction.GreaterEqual,
            SeamlessCubeMap = true,
            MaxAnisotropy = 16,
            LodBias = -0.5f,
            MinLod = 1,
            MaxLod = 7,
            BorderColor = ColorWords.Float(0, 0.25f, 0.5f, 1),
        });
        encoder.CreateSurface(0x10b, new SurfaceState(11, VirglFormat.S8_UINT_Z24_UNORM, level: 2, firstLayer: 3, lastLayer: 4));
        encoder.CreateMsaaSurface(0x10c, new SurfaceState(12, VirglFormat.R8G8B8A8_UNORM), 4);
        encoder.CreateQuery(0x10d, QueryType.PrimitivesEmitted, 13, index: 2);
        encoder.CreateStreamOutputTarget(0x10e, 14, 16, 256);
        encoder.BindObject(ObjectType.Rasterizer, 0x102);
        encoder.DestroyObject(ObjectType.Blend, 0x101);
        encoder.BindShader(0x104, ShaderStage.Vertex);
        encoder.LinkShader(new LinkShader(1, 2, 3, 4, 5, 6));
    }

    private static void State(VirglEncoder encoder)
    {
        encoder.SetViewportState(1, [new Viewport(1, -2, 0.5f, 3, 4, 0.25f), Viewport.YDown(8, 6)]);
        encoder.SetScissorState(2, [new ScissorRect(1, 2, 300, 65535)]);
        encoder.SetFramebufferState(0x10b, [0x10c, 0]);
        encoder.SetFramebufferStateNoAttachment(64, 32, 2, 4);
        encoder.SetVertexBuffers([new VertexBuffer(16, 4, 2), new VertexBuffer(0, 0, 0)]);
        encoder.SetIndexBuffer(3, 2, 6);
        encoder.SetIndexBuffer(0);
        encoder.SetConstantBuffer(ShaderStage.Fragment, [1, 0.5f, -2, BitConverter.UInt32BitsToSingle(7)]);
        encoder.SetUniformBuffer(ShaderStage.Geometry, 1, 256, 64, 5);
        encoder.SetSamplerViews(ShaderStage.Fragment, 1, [0x108, 0]);
        encoder.BindSamplerStates(ShaderStage.Fragment, 2, [0x10a]);
        encoder.SetShaderBuffers(ShaderStage.Compute, 1, [new BufferBinding(16, 32, 6)]);
        encoder.SetShaderImages(ShaderStage.Compute, 2, [ImageBinding.Texture(7, VirglFormat.R32_UINT, ImageAccess.ReadWrite, 1, 2, 3)]);
        encoder.SetAtomicBuffers(3, [new BufferBinding(4, 8, 9)]);
        encoder.SetStencilRef(0x12, 0x34);
        encoder.SetBlendColor(0.25f, 0.5f, 0.75f, 1);
        encoder.SetPolygonStipple([.. Enumerable.Range(0, 32).Select(row => 1u << row)]);
        encoder.SetClipState([.. Enumerable.Range(0, 8).Select(plane => new ClipPlane(plane, 0, -1, 0.5f))]);
        encoder.SetSampleMask(0xf0);
        encoder.SetMinSamples(4);
        encoder.SetTessellationState(new SetTessellationState(1, 2, 3, 4, 5, 6));
        encoder.SetStreamOutputTargets(1, [0x10e]);
        encoder.SetRenderCondition(0x10d, true, RenderConditionMode.ByRegionNoWait);
        encoder.CreateSubContext(2);
        encoder.SetSubContext(3);
        encoder.DestroySubContext(4);
        encoder.SetTweaks(1, 2);
        encoder.SetDebugFlags("tgsi");
        encoder.SendStringMarker("here");
    }

    private static void Work(VirglEncoder encoder)
    {
        encoder.Clear(ClearBuffers.Color0 | ClearBuffers.Depth | ClearBuffers.Stencil, ColorWords.Float(0, 0.5f, 1, 1), 0.75, 0x7f);
        encoder.ClearTexture(21, 1, new Box(1, 2, 3, 4, 5, 6), new ColorWords(0xff00ff00, 0, 0, 0));
        encoder.ClearSurface(new ClearSurface(true, 4, 0x10c, ColorWords.Float(1, 0, 0, 1), 1, 2, 3, 4));
        encoder.DrawVbo(new DrawVbo(1, 30, PipePrimitive.TriangleFan, true, 2, -3, 4, true, 0xffff, 5, 6, 7));
        encoder.DrawVbo(new DrawVbo(0, 3, PipePrimitive.Patches) { Patch = new DrawPatch(3, 1) });
        encoder.DrawVbo(new DrawVbo(0, 0, PipePrimitive.Lines) { Patch = new DrawPatch(0, 0), Indirect = new DrawIndirect(22, 16, 20, 2, 4, 23) });
        encoder.LaunchGrid(new LaunchGrid(8, 4, 2, 16, 32, 64, 24, 12));
        encoder.MemoryBarrier(PipeBarrier.All);
        encoder.MemoryBarrier(PipeBarrier.Texture | PipeBarrier.Image);
        encoder.TextureBarrier(TextureBarrierKinds.Framebuffer);
        encoder.Blit(new Blit(BlitMask.Color, ImageFilter.Linear, new BlitEnd(25, 1, VirglFormat.R8G8B8A8_UNORM, new Box(1, 2, 0, 3, 4, 1)), new BlitEnd(26, 2, VirglFormat.B8G8R8A8_UNORM, new Box(9, 8, 7, unchecked((uint)-6), 5, 1)))
        {
            ScissorEnable = true,
            AlphaBlend = true,
            Scissor = new ScissorRect(1, 2, 3, 4),
        });
        encoder.ResourceCopyRegion(new ResourceCopyRegion(27, 1, 2, 3, 4, 28, 5, new Box(6, 7, 8, 9, 10, 11)));
        encoder.BeginQuery(0x10d);
        encoder.EndQuery(0x10d);
        encoder.GetQueryResult(0x10d);
        encoder.GetQueryResultQbo(new GetQueryResultQbo(0x10d, 29, true, QueryResultType.UInt64, 8, -1));
        encoder.ResourceInlineWrite(new TransferRegion(30, 1, new Box(2, 3, 4, 5, 6, 7), 20, 120, 8), [1, 2, 3, 4, 5]);
        encoder.Transfer3D(new TransferRegion(31, 1, new Box(2, 3, 4, 5, 6, 7), 20, 120), 64, TransferDirection.FromHost);
        encoder.CopyTransfer3D(new TransferRegion(32, 0, new Box(0, 0, 0, 8, 8, 1), 32, 256), 33, 128, CopyTransferFlags.Synchronized | CopyTransferFlags.ReadFromHost);
        encoder.EndTransfers(3);
        encoder.GetMemoryInfo(34);
        encoder.PipeResourceCreate(new PipeResourceCreate(2, VirglFormat.R8G8B8A8_UNORM, VirglBind.RenderTarget | VirglBind.Shared, 64, 32, 1, 1, 0, 4, 1, 99));
        encoder.PipeResourceSetType(new PipeResourceSetType(35, VirglFormat.B8G8R8X8_UNORM, VirglBind.SamplerView, 64, 32, 1, 0x00ffffff_ffffffff, [new ResourcePlane(256, 4096)]));
        for (var id = CommandId.CreateVideoCodec; id <= CommandId.EndFrame; id++)
        {
            encoder.Video(id, [(uint)id, 0xbeef]);
        }
    }

    private static void Malformed(VirglEncoder encoder)
    {
        encoder.SetSampleMask(1);
        encoder.Write(new RawCommand(200 | 2 << 16, [0xdead, 0xbeef], ""));
        encoder.Write(new RawCommand((uint)CommandId.CreateObject | 99 << 8 | 1 << 16, [5], ""));
        encoder.Write(new RawCommand((uint)CommandId.SetSampleMask, [], ""));
        encoder.Write(new RawCommand((uint)CommandId.SetScissorState | 2 << 16, [0, 1], ""));
        encoder.Write(new RawCommand((uint)CommandId.SetStencilRef | 1 << 16, [0x10203], ""));
        encoder.SetSampleMask(2);
        encoder.Write(new RawCommand((uint)CommandId.Clear | 8 << 16, [4, 0, 0], ""));
    }
}
