using CsCheck;
using Harness.Virgl;
using Harness.Virgl.Commands;

namespace Harness.Tests.Virgl.Streams;

/// <summary>Generators of commands: every kind, all bits of every field.</summary>
internal static class AnyCommand
{
    /// <summary>One generator for each kind of command, by name.</summary>
    public static readonly IReadOnlyDictionary<string, Gen<IVirglCommand>> Kinds = AllKinds();

    public static readonly Gen<IVirglCommand> Any = Gen.OneOf([.. Kinds.Values]);

    private static Gen<EquatableArray<uint>> Uints(int from = 0, int to = 9) => Gen.UInt.Array[from, to].Select(items => EquatableArray.Create<uint>(items));

    private static Gen<EquatableArray<float>> Floats() => Gen.UInt.Array[0, 20].Select(
        items => EquatableArray.Create<float>(Array.ConvertAll(items, BitConverter.UInt32BitsToSingle)));

    private static Gen<T> Part<T>() where T : struct, IWords<T> => Gen.UInt.Array[T.WordCount].Select(words =>
    {
        var reader = new WordReader(words);
        return T.Read(ref reader);
    });

    private static Gen<EquatableArray<T>> Parts<T>(int from = 0, int to = 5) where T : struct, IWords<T>, IEquatable<T> =>
        Part<T>().Array[from, to].Select(items => EquatableArray.Create<T>(items));

    /// <summary>Commands whose payload may be any dwords of a fixed number.</summary>
    private static Gen<IVirglCommand> Fixed<T>(int words) where T : struct, IVirglCommand<T> => Gen.UInt.Array[words].Select(payload =>
    {
        var reader = new WordReader(payload);
        return (IVirglCommand)T.Decode(ref reader);
    });

    private static Gen<Box> Boxes => Gen.Select(Gen.UInt, Gen.UInt, Gen.UInt, Gen.UInt, Gen.UInt, Gen.UInt, (x, y, z, w, h, d) => new Box(x, y, z, w, h, d));

    private static Gen<ShaderStage> Stage => Gen.UInt[0, 6].Select(stage => (ShaderStage)stage);

    private static Gen<IVirglCommand> Shader => Gen.Select(
        Gen.UInt, Stage, Gen.UInt, Gen.UInt, Gen.Select(Gen.UInt, Gen.UInt, Gen.UInt, Gen.UInt, Parts<StreamOutputDeclaration>(1, 6)), Uints(0, 30))
        .Select((handle, stage, length, tokens, output, text) =>
        {
            var (a, b, c, d, declarations) = output;
            return (IVirglCommand)new CreateShader(
                handle, stage, length, tokens, stage == ShaderStage.Compute || (length & 1) == 0 ? default : new StreamOutput(a, b, c, d, declarations), text)
            {
                LocalMemory = stage == ShaderStage.Compute ? a : 0,
            };
        });

    private static Gen<IVirglCommand> Draw => Gen.Select(
        Gen.UInt.Array[10], Gen.Bool, Gen.Bool, Gen.Int[0, 2], Part<DrawIndirect>()).Select((n, indexed, restart, length, indirect) =>
        (IVirglCommand)new DrawVbo(n[0], n[1], (PipePrimitive)n[2], indexed, n[3], (int)n[4], n[5], restart, n[6], n[7], n[8], n[9])
        {
            Patch = length > 0 ? new DrawPatch(n[0], n[9]) : null,
            Indirect = length > 1 ? indirect : null,
        });

    private static Gen<IVirglCommand> Blits => Gen.Select(
        Gen.UInt[0, 255], Gen.UInt[0, 3], Part<BlitEnd>(), Part<BlitEnd>(), Gen.Bool, Gen.Bool, Gen.Bool, Part<ScissorRect>()).Select(
        (mask, filter, destination, source, scissored, condition, blend, scissor) => (IVirglCommand)new Blit((BlitMask)mask, (ImageFilter)filter, destination, source)
        {
            ScissorEnable = scissored,
            RenderConditionEnable = condition,
            AlphaBlend = blend,
            Scissor = scissor,
        });

    private static Dictionary<string, Gen<IVirglCommand>> AllKinds()
    {
        var kinds = new Dictionary<string, Gen<IVirglCommand>>();
        void Add<T>(Gen<IVirglCommand> kind) => kinds.Add(typeof(T).Name, kind);
        void Typed<T>(Gen<T> kind) where T : struct, IVirglCommand => kinds.Add(typeof(T).Name, kind.Select(command => (IVirglCommand)command));

        Typed(Uints().Select(words => new Nop(words)));
        Add<CreateBlend>(Fixed<CreateBlend>(11));
        Add<CreateRasterizer>(Fixed<CreateRasterizer>(9));
        Add<CreateDepthStencilAlpha>(Fixed<CreateDepthStencilAlpha>(5));
        Add<CreateShader>(Shader);
        Typed(Gen.Select(Gen.UInt, Parts<VertexElement>(), (handle, elements) => new CreateVertexElements(handle, elements)));
        Add<CreateSamplerView>(Fixed<CreateSamplerView>(6));
        Add<CreateSamplerState>(Fixed<CreateSamplerState>(9));
        Add<CreateSurface>(Fixed<CreateSurface>(5));
        Add<CreateQuery>(Fixed<CreateQuery>(4));
        Add<CreateStreamOutputTarget>(Fixed<CreateStreamOutputTarget>(4));
        Add<CreateMsaaSurface>(Fixed<CreateMsaaSurface>(6));
        Typed(Gen.Select(Gen.UInt[0, 255], Gen.UInt, (type, handle) => new BindObject((ObjectType)type, handle)));
        Typed(Gen.Select(Gen.UInt[0, 255], Gen.UInt, (type, handle) => new DestroyObject((ObjectType)type, handle)));
        Typed(Gen.Select(Gen.UInt, Parts<Viewport>(), (slot, viewports) => new SetViewportState(slot, viewports)));
        Typed(Gen.Select(Gen.UInt, Uints(), (depth, colors) => new SetFramebufferState(depth, colors)));
        Typed(Parts<VertexBuffer>().Select(buffers => new SetVertexBuffers(buffers)));
        Add<Clear>(Fixed<Clear>(8));
        Add<DrawVbo>(Draw);
        Typed(Gen.Select(Part<TransferRegion>(), Uints(0, 40), (region, data) => new ResourceInlineWrite(region, data)));
        Typed(Gen.Select(Stage, Gen.UInt, Uints(), (stage, slot, views) => new SetSamplerViews(stage, slot, views)));
        Typed(Gen.Select(Gen.UInt[0, 3], Gen.UInt, Gen.UInt, (res, size, offset) => res == 0 ? new SetIndexBuffer(0) : new SetIndexBuffer(res, size, offset)));
        Typed(Gen.Select(Stage, Gen.UInt, Floats(), (stage, index, values) => new SetConstantBuffer(stage, index, values)));
        Typed(Gen.Select(Gen.UInt[0, 255], Gen.UInt[0, 255], (front, back) => new SetStencilRef(front, back)));
        Add<SetBlendColor>(Fixed<SetBlendColor>(4));
        Typed(Gen.Select(Gen.UInt, Parts<ScissorRect>(), (slot, scissors) => new SetScissorState(slot, scissors)));
        Add<Blit>(Blits);
        Add<ResourceCopyRegion>(Fixed<ResourceCopyRegion>(13));
        Typed(Gen.Select(Stage, Gen.UInt, Uints(), (stage, slot, states) => new BindSamplerStates(stage, slot, states)));
        Add<BeginQuery>(Fixed<BeginQuery>(1));
        Add<EndQuery>(Fixed<EndQuery>(1));
        Typed(Gen.Select(Gen.UInt, Gen.Bool, (handle, wait) => new GetQueryResult(handle, wait)));
        Typed(Uints(32, 32).Select(rows => new SetPolygonStipple(rows)));
        Typed(Parts<ClipPlane>(8, 8).Select(planes => new SetClipState(planes)));
        Add<SetSampleMask>(Fixed<SetSampleMask>(1));
        Typed(Gen.Select(Gen.UInt, Uints(), (mask, targets) => new SetStreamOutputTargets(mask, targets)));
        Typed(Gen.Select(Gen.UInt, Gen.Bool, Gen.UInt, (handle, condition, mode) => new SetRenderCondition(handle, condition, (RenderConditionMode)mode)));
        Add<SetUniformBuffer>(Fixed<SetUniformBuffer>(5));
        Add<SetSubContext>(Fixed<SetSubContext>(1));
        Add<CreateSubContext>(Fixed<CreateSubContext>(1));
        Add<DestroySubContext>(Fixed<DestroySubContext>(1));
        Add<BindShader>(Fixed<BindShader>(2));
        Add<SetTessellationState>(Fixed<SetTessellationState>(6));
        Add<SetMinSamples>(Fixed<SetMinSamples>(1));
        Typed(Gen.Select(Stage, Gen.UInt, Parts<BufferBinding>(), (stage, slot, buffers) => new SetShaderBuffers(stage, slot, buffers)));
        Typed(Gen.Select(Stage, Gen.UInt, Parts<ImageBinding>(), (stage, slot, images) => new SetShaderImages(stage, slot, images)));
        Add<MemoryBarrier>(Fixed<MemoryBarrier>(1));
        Add<LaunchGrid>(Fixed<LaunchGrid>(8));
        Add<SetFramebufferStateNoAttachment>(Fixed<SetFramebufferStateNoAttachment>(2));
        Add<TextureBarrier>(Fixed<TextureBarrier>(1));
        Typed(Gen.Select(Gen.UInt, Parts<BufferBinding>(), (slot, buffers) => new SetAtomicBuffers(slot, buffers)));
        Typed(Uints(2, 8).Select(words => new SetDebugFlags(words)));
        Typed(Gen.Select(Gen.UInt, Gen.UInt, Gen.Bool, Gen.UInt, Gen.UInt, Gen.Int, (handle, res, wait, type, offset, index) =>
            new GetQueryResultQbo(handle, res, wait, (QueryResultType)type, offset, index)));
        Add<Transfer3D>(Fixed<Transfer3D>(13));
        Typed(Uints().Select(words => new EndTransfers(words)));
        Add<CopyTransfer3D>(Fixed<CopyTransfer3D>(14));
        Add<SetTweaks>(Fixed<SetTweaks>(2));
        Typed(Gen.Select(Gen.UInt, Gen.UInt, Boxes, Part<ColorWords>(), (res, level, box, texel) => new ClearTexture(res, level, box, texel)));
        Add<PipeResourceCreate>(Fixed<PipeResourceCreate>(11));
        Typed(Gen.Select(Gen.UInt.Array[6], Gen.ULong, Parts<ResourcePlane>(), (n, modifier, planes) =>
            new PipeResourceSetType(n[0], (VirglFormat)n[1], (VirglBind)n[2], n[3], n[4], n[5], modifier, planes)));
        Add<GetMemoryInfo>(Fixed<GetMemoryInfo>(1));
        Typed(Gen.Select(Gen.UInt, Uints(1, 9), (bytes, words) => new SendStringMarker(bytes, words)));
        Add<LinkShader>(Fixed<LinkShader>(6));
        Typed(Gen.Select(Gen.UInt[53, 61], Uints(), (id, words) => new VideoCommand((CommandId)id, words)));
        Typed(Gen.Select(Gen.Bool, Gen.UInt[0, 7], Gen.UInt, Part<ColorWords>(), Gen.UInt, Gen.UInt, Gen.UInt, Gen.UInt, (condition, buffers, surface, color, x, y, w, h) =>
            new ClearSurface(condition, buffers, surface, color, x, y, w, h)));
        return kinds;
    }
}
