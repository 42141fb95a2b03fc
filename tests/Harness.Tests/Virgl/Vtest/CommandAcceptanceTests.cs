using Harness.Virgl;
using Harness.Virgl.Commands;
using Harness.Virgl.Vtest;
using NUnit.Framework;

namespace Harness.Tests.Virgl.Vtest;

/// <summary>Every command and object type, sensibly filled, against the real renderer: it must take them without a word.</summary>
public sealed class CommandAcceptanceTests
{
    /// <summary>What virglrenderer 0.10.4, which has neither video nor blobs over vtest, refuses by design.</summary>
    private static readonly CommandId[] NotOnThisRenderer =
    [
        .. Enum.GetValues<CommandId>().Where(id => id is >= CommandId.CreateVideoCodec and <= CommandId.EndFrame),
        CommandId.ClearSurface, CommandId.PipeResourceCreate, CommandId.PipeResourceSetType,
    ];

    private VtestServer _server = null!;
    private VtestConnection _connection = null!;

    private static readonly Dictionary<string, Action<Target>> Cases = new()
    {
        ["nop"] = t => t.Encoder.Nop(3),
        ["viewports"] = t => t.Encoder.SetViewportState(0, [Viewport.YUp(8, 8), Viewport.YDown(4, 4)]),
        ["scissors"] = t => t.Encoder.SetScissorState(0, [new ScissorRect(0, 0, 8, 8), new ScissorRect(1, 1, 2, 2)]),
        ["stencil reference"] = t => t.Encoder.SetStencilRef(1, 2),
        ["blend colour"] = t => t.Encoder.SetBlendColor(0, 0.5f, 1, 1),
        ["polygon stipple"] = t => t.Encoder.SetPolygonStipple(new uint[32]),
        ["clip planes"] = t => t.Encoder.SetClipState(new ClipPlane[8]),
        ["sample mask and minimum"] = t =>
        {
            t.Encoder.SetSampleMask(1);
            t.Encoder.SetMinSamples(1);
        },
        ["tessellation levels"] = t => t.Encoder.SetTessellationState(new SetTessellationState(1, 1, 1, 1, 1, 1)),
        ["framebuffer without attachment"] = t => t.Encoder.SetFramebufferStateNoAttachment(16, 16, 1, 1),
        ["objects made, bound and destroyed"] = t =>
        {
            t.Encoder.CreateBlend(101, BlendState.Opaque with { IndependentBlend = true });
            t.Encoder.CreateRasterizer(102, RasterizerState.Standard);
            t.Encoder.CreateDepthStencilAlpha(103, new DepthStencilAlphaState { DepthEnable = true, DepthFunction = CompareFunction.Always });
            t.Encoder.CreateVertexElements(104, [new(0, 1, 0, VirglFormat.R32_FLOAT)]);
            foreach (var (type, handle) in (ReadOnlySpan<(ObjectType, uint)>)[(ObjectType.Blend, 101), (ObjectType.Rasterizer, 102), (ObjectType.DepthStencilAlpha, 103), (ObjectType.VertexElements, 104)])
            {
                t.Encoder.BindObject(type, handle);
                t.Encoder.BindObject(type, 0);
                t.Encoder.DestroyObject(type, handle);
            }
        },
        ["samplers"] = t =>
        {
            t.Encoder.CreateSamplerState(101, new SamplerState { MinFilter = ImageFilter.Linear, MipFilter = MipFilter.None, MaxLod = 4 });
            t.Encoder.CreateSamplerView(102, SamplerView.Texture(t.Color.Id, VirglFormat.R8G8B8A8_UNORM));
            t.Encoder.BindSamplerStates(ShaderStage.Fragment, 0, [101]);
            t.Encoder.SetSamplerViews(ShaderStage.Fragment, 0, [102]);
            t.Encoder.SetSamplerViews(ShaderStage.Fragment, 0, [0]);
        },
        ["a view of a buffer"] = t =>
        {
            var texels = t.Create(ResourceDescription.ForBuffer(256, VirglBind.SamplerView));
            t.Encoder.CreateSamplerView(101, SamplerView.Buffer(texels.Id, VirglFormat.R32_FLOAT, 4, 20));
            t.Encoder.SetSamplerViews(ShaderStage.Fragment, 0, [101]);
        },
        ["surfaces"] = t =>
        {
            t.Encoder.CreateSurface(101, new SurfaceState(t.Color.Id, VirglFormat.R8G8B8A8_UNORM));
            t.Encoder.CreateMsaaSurface(102, new SurfaceState(t.Color.Id, VirglFormat.R8G8B8A8_UNORM), 0);
            t.Encoder.SetFramebufferState(0, [101]);
        },
        ["constants"] = t =>
        {
            var buffer = t.Create(ResourceDescription.ForBuffer(256, VirglBind.ConstantBuffer));
            t.Encoder.SetConstantBuffer(ShaderStage.Vertex, [1, 2, 3, 4]);
            t.Encoder.SetUniformBuffer(ShaderStage.Vertex, 1, 0, 256, buffer.Id);
        },
        ["index buffer"] = t =>
        {
            t.Encoder.SetIndexBuffer(t.Create(ResourceDescription.ForBuffer(256, VirglBind.IndexBuffer)).Id, 2, 4);
            t.Encoder.SetIndexBuffer(0);
        },
        ["shader buffers, images and counters"] = t =>
        {
            var buffer = t.Create(ResourceDescription.ForBuffer(256, VirglBind.ShaderBuffer));
            t.Encoder.SetShaderBuffers(ShaderStage.Fragment, 0, [new BufferBinding(0, 256, buffer.Id)]);
            t.Encoder.SetShaderImages(ShaderStage.Fragment, 0, [ImageBinding.Texture(t.Color.Id, VirglFormat.R8G8B8A8_UNORM, ImageAccess.Read)]);
            t.Encoder.SetAtomicBuffers(0, [new BufferBinding(0, 16, buffer.Id)]);
            t.Encoder.MemoryBarrier(PipeBarrier.All);
            t.Encoder.TextureBarrier(TextureBarrierKinds.Sampler);
        },
        ["clears"] = t =>
        {
            t.Encoder.Clear(ClearBuffers.Color0, ColorWords.Float(1, 0, 0, 1));
            t.Encoder.ClearTexture(t.Color.Id, 0, Target.Whole, new ColorWords(1, 0, 0, 0));
        },
        ["draws"] = t =>
        {
            t.Encoder.LinkShader(new LinkShader(2, 3));
            t.Encoder.Draw(PipePrimitive.Triangles, 0, 3);
            t.Encoder.DrawVbo(new DrawVbo(0, 3, PipePrimitive.Lines, InstanceCount: 2) { Patch = new DrawPatch(0, 0) });
        },
        ["an indirect draw"] = t =>
        {
            var arguments = t.Create(ResourceDescription.ForBuffer(256, VirglBind.CommandArgs));
            t.Encoder.DrawVbo(new DrawVbo(0, 0, PipePrimitive.Triangles) { Indirect = new DrawIndirect(arguments.Id, 0, 16, 1, 0, 0) });
        },
        ["copies"] = t =>
        {
            var other = t.Create(t.Color.Description);
            t.Encoder.ResourceCopyRegion(new ResourceCopyRegion(other.Id, 0, 0, 0, 0, t.Color.Id, 0, Target.Whole));
            t.Encoder.Blit(new Blit(
                BlitMask.Color, ImageFilter.Nearest, new BlitEnd(other.Id, 0, VirglFormat.R8G8B8A8_UNORM, Target.Whole),
                new BlitEnd(t.Color.Id, 0, VirglFormat.R8G8B8A8_UNORM, Target.Whole)));
        },
        ["transfers"] = t =>
        {
            var region = new TransferRegion(t.Color.Id, 0, Target.Whole);
            t.Encoder.ResourceInlineWrite(region with { Box = new Box(0, 0, 0, 2, 1, 1), Stride = 8 }, new byte[8]);
            t.Encoder.Transfer3D(region, 0, TransferDirection.ToHost);
            t.Encoder.EndTransfers(4);
            var staging = t.Create(ResourceDescription.ForBuffer(4096, VirglBind.Staging));
            t.Encoder.CopyTransfer3D(region with { Stride = 128, LayerStride = 4096 }, staging.Id, 0, CopyTransferFlags.Synchronized);
        },
        ["queries"] = t =>
        {
            var result = t.Create(ResourceDescription.ForBuffer(64, VirglBind.Custom));
            t.Encoder.CreateQuery(101, QueryType.OcclusionPredicate, result.Id);
            t.Encoder.BeginQuery(101);
            t.Encoder.EndQuery(101);
            t.Encoder.GetQueryResult(101);
            t.Encoder.SetRenderCondition(101);
            t.Encoder.SetRenderCondition(0);
            var buffer = t.Create(ResourceDescription.ForBuffer(64, VirglBind.QueryBuffer));
            t.Encoder.GetQueryResultQbo(new GetQueryResultQbo(101, buffer.Id, true, QueryResultType.UInt32, 0, 0));
        },
        ["stream output"] = t =>
        {
            var buffer = t.Create(ResourceDescription.ForBuffer(256, VirglBind.StreamOutput));
            t.Encoder.CreateStreamOutputTarget(101, buffer.Id, 0, 256);
            t.Encoder.SetStreamOutputTargets(0, [101]);
            t.Encoder.SetStreamOutputTargets(0, []);
        },
        ["a compute dispatch"] = t =>
        {
            t.Encoder.CreateShader(101, ShaderStage.Compute, "COMP\nPROPERTY CS_FIXED_BLOCK_WIDTH 4\nPROPERTY CS_FIXED_BLOCK_HEIGHT 1\nPROPERTY CS_FIXED_BLOCK_DEPTH 1\n  0: END\n");
            t.Encoder.BindShader(101, ShaderStage.Compute);
            t.Encoder.LaunchGrid(new LaunchGrid(4, 1, 1, 1, 1, 1));
        },
        ["sub-contexts"] = t =>
        {
            t.Encoder.CreateSubContext(1);
            t.Encoder.SetSubContext(0);
            t.Encoder.DestroySubContext(1);
        },
        ["remarks and switches"] = t =>
        {
            t.Encoder.SendStringMarker("hello");
            t.Encoder.SetDebugFlags("none");
            t.Encoder.SetTweaks(1, 0);
            t.Encoder.GetMemoryInfo(t.Create(ResourceDescription.ForBuffer(64, VirglBind.Custom)).Id);
        },
    };

    private static IEnumerable<string> CaseNames => Cases.Keys;

    [OneTimeSetUp]
    public void StartServer() => _server = VtestServer.Start();

    [OneTimeTearDown]
    public void StopServer() => _server?.Dispose();

    [SetUp]
    public void Connect() => _connection = _server.Connect();

    [TearDown]
    public void Disconnect() => _connection?.Dispose();

    [TestCaseSource(nameof(CaseNames))]
    [CancelAfter(60_000)]
    public void The_renderer_takes(string name)
    {
        var target = new Target(_connection);
        target.SetUp();
        target.Submit();
        _connection.Finish(target.Context);
        _connection.TakeRemarks();
        Cases[name](target);

        target.Submit();
        _connection.Finish(target.Context);

        Assert.That(_connection.TakeRemarks(), Is.Empty);
    }

    [Test]
    [CancelAfter(60_000)]
    public void No_command_that_this_renderer_has_is_left_out()
    {
        var met = new HashSet<CommandId>();
        var types = new HashSet<uint>();
        foreach (var write in Cases.Values)
        {
            var target = new Target(_connection);
            target.SetUp();
            write(target);
            foreach (var command in VirglDecoder.Decode(target.Encoder.Stream.Words))
            {
                met.Add(command.Id);
                var stream = new CommandStream();
                command.Encode(stream);
                types.Add(command.Id == CommandId.CreateObject ? stream.Words[0] >> 8 & 0xff : 0);
            }

            _connection.DestroyContext(target.Context);
        }

        Assert.That(met, Is.EquivalentTo(Enum.GetValues<CommandId>().Except(NotOnThisRenderer)));
        Assert.That(types, Is.EquivalentTo(Enumerable.Range(0, 12).Select(type => (uint)type)));
    }
}
