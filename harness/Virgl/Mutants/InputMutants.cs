using Harness.Virgl.Commands;

namespace Harness.Virgl.Mutants;

/// <summary>Defects in vertex input, draws, shaders, constants and textures.</summary>
internal static class InputMutants
{
    public static IEnumerable<Mutant> All() =>
    [
        Buffers("vertex-stride-wrong", "Strides are four bytes too long.", b => b.Stride == 0 ? b : b with { Stride = b.Stride + 4 }),
        Buffers("vertex-buffer-offset-ignored", "Vertex buffer offsets are dropped.", b => b with { Offset = 0 }),
        new("vertex-buffers-stale", "Vertex buffers set while the vertex elements stay are not sent.", () => new StaleMutation<SetVertexBuffers>(c => c is BindObject { Type: ObjectType.VertexElements }, _ => 0)),
        Elements("element-offset-ignored", "Attribute offsets are dropped.", e => e with { Offset = 0 }),
        Elements("element-buffer-ignored", "All attributes come from the first vertex buffer.", e => e with { BufferIndex = 0 }),
        Elements("instance-divisor-ignored", "Attributes always advance per vertex.", e => e with { InstanceDivisor = 0 }),
        Elements("instance-divisor-one", "Divisors above one count as one.", e => e with { InstanceDivisor = Math.Min(e.InstanceDivisor, 1) }),
        Elements("vertex-snorm-as-unorm", "Signed normalised bytes are read as unsigned.", e => e.Format == VirglFormat.R8G8B8A8_SNORM ? e with { Format = VirglFormat.R8G8B8A8_UNORM } : e),
        Elements("vertex-bgra-as-rgba", "BGRA attributes are read as RGBA.", e => e.Format == VirglFormat.B8G8R8A8_UNORM ? e with { Format = VirglFormat.R8G8B8A8_UNORM } : e),
        Elements("vertex-scaled-as-normalised", "Scaled bytes are read as normalised.", e => e.Format == VirglFormat.R8G8B8A8_USCALED ? e with { Format = VirglFormat.R8G8B8A8_UNORM } : e),
        new("index-offset-ignored", "Index buffer offsets and first indices are dropped.", () => new CommandMutation<SetIndexBuffer>(s => s with { Offset = 0 })),
        new("index-size-wrong", "32-bit indices are read as 16-bit ones.", () => new CommandMutation<SetIndexBuffer>(s => s.IndexSize == 4 ? s with { IndexSize = 2 } : s)),
        Draw("base-vertex-ignored", "The base vertex is dropped.", d => d with { IndexBias = 0 }),
        Draw("first-vertex-ignored", "Draws start at vertex 0.", d => d with { Start = 0 }),
        Draw("vertex-count-short", "Strips and fans lack their last vertex.", d => d.Mode is PipePrimitive.TriangleStrip or PipePrimitive.TriangleFan or PipePrimitive.LineStrip && d.Count > 3 ? d with { Count = d.Count - 1 } : d),
        Draw("restart-ignored", "Primitive restart is never switched on.", d => d with { PrimitiveRestart = false }),
        Draw("instances-ignored", "One instance is drawn.", d => d with { InstanceCount = 1 }),
        Draw("start-instance-ignored", "Instances count from 0.", d => d with { StartInstance = 0 }),
        Draw("fan-as-strip", "Triangle fans are drawn as strips.", d => d.Mode == PipePrimitive.TriangleFan ? d with { Mode = PipePrimitive.TriangleStrip } : d),
        Draw("line-loop-open", "Line loops are not closed.", d => d.Mode == PipePrimitive.LineLoop ? d with { Mode = PipePrimitive.LineStrip } : d),
        new("constants-stale", "Constants set while the shaders stay are not sent.", () => new StaleMutation<SetConstantBuffer>(c => c is BindShader, s => (int)s.Stage)),
        new("constants-shifted", "Constants land one register too high.", () => new CommandMutation<SetConstantBuffer>(s => s.Values.Count < 8 ? s : s with { Values = Shifted(s.Values) })),
        new("constant-buffer-offset-ignored", "The offset of constant buffers is dropped.", () => new CommandMutation<SetUniformBuffer>(s => s with { Offset = 0 })),
        new("constant-buffer-block-ignored", "All constant buffers are bound to the first block.", () => new CommandMutation<SetUniformBuffer>(s => s with { Index = 1 })),
        Text("perspective-lost", "Varyings are interpolated without perspective.", t => t.Replace("PERSPECTIVE", "LINEAR", StringComparison.Ordinal)),
        Text("perspective-always", "noperspective varyings are interpolated with perspective.", t => t.Replace("LINEAR", "PERSPECTIVE", StringComparison.Ordinal)),
        Text("flat-lost", "Flat varyings are interpolated.", t => t.Replace("CONSTANT", "PERSPECTIVE", StringComparison.Ordinal)),
        Text("fragment-origin-wrong", "Window coordinates count from the wrong edge.", t => t.Contains("LOWER_LEFT", StringComparison.Ordinal)
            ? t.Replace("LOWER_LEFT", "UPPER_LEFT", StringComparison.Ordinal)
            : t.Replace("UPPER_LEFT", "LOWER_LEFT", StringComparison.Ordinal)),
        Text("discard-lost", "Fragments are never discarded.", t => string.Join('\n', t.Split('\n').Where(l => !l.Contains("KILL", StringComparison.Ordinal)))),
        Text("minimum-is-maximum", "The shader compiler takes MIN for MAX.", t => t.Replace(": MIN ", ": MAX ", StringComparison.Ordinal)),
        Text("saturate-lost", "Saturation is dropped.", t => t.Replace("_SAT", "", StringComparison.Ordinal)),
        Sampler("wrap-clamps", "Textures never repeat.", s => s with { WrapS = Clamped(s.WrapS), WrapT = Clamped(s.WrapT) }),
        Sampler("wrap-s-t-swapped", "The wrap modes of s and t are swapped.", s => s with { WrapS = s.WrapT, WrapT = s.WrapS }),
        Sampler("filter-nearest", "Textures are never filtered.", s => s with { MinFilter = ImageFilter.Nearest, MagFilter = ImageFilter.Nearest }),
        Sampler("mip-filter-lost", "Mip levels are never used.", s => s with { MipFilter = MipFilter.None }),
        Sampler("lod-bias-ignored", "The sampler's level-of-detail bias is dropped.", s => s with { LodBias = 0 }),
        Sampler("lod-clamp-ignored", "The level of detail is not clamped.", s => s with { MinLod = 0, MaxLod = 1000 }),
        Sampler("border-colour-lost", "Border colours are transparent black.", s => s with { BorderColor = default }),
        Sampler("depth-compare-ignored", "Depth textures are not compared.", s => s with { CompareEnable = false }),
        View("view-level-ignored", "Views always start at level 0.", v => v with { FirstLevel = 0 }),
        View("swizzle-ignored", "The swizzle of views is dropped.", v => v.Red == Swizzle.Red && v.Alpha == Swizzle.One ? v : v with { Red = Swizzle.Red, Green = Swizzle.Green, Blue = Swizzle.Blue, Alpha = Swizzle.Alpha }),
        new("sampler-slots-reversed", "Textures are bound to the wrong slots.", () => new CommandMutation<SetSamplerViews>(s => s with { Views = s.Views.Span.ToArray().Reverse().ToArray() })),
        new("textures-stale", "Textures set while the shaders stay are not sent.", () => new StaleMutation<SetSamplerViews>(c => c is BindShader, s => (int)s.Stage)),
    ];

    private static Mutant Buffers(string name, string defect, Func<VertexBuffer, VertexBuffer> change) =>
        new(name, defect, () => new CommandMutation<SetVertexBuffers>(s => s with { Buffers = s.Buffers.Span.ToArray().Select(change).ToArray() }));

    private static Mutant Elements(string name, string defect, Func<VertexElement, VertexElement> change) =>
        new(name, defect, () => new CommandMutation<CreateVertexElements>(s => s with { Elements = s.Elements.Span.ToArray().Select(change).ToArray() }));

    private static Mutant Draw(string name, string defect, Func<DrawVbo, DrawVbo> change) => new(name, defect, () => new CommandMutation<DrawVbo>(d => change(d)));

    private static Mutant Text(string name, string defect, Func<string, string> change) =>
        new(name, defect, () => new CommandMutation<CreateShader>(s => s.IsContinuation || s.LengthOrOffset != s.Text.Length + 1 ? s : s.WithText(change(s.Text))));

    private static Mutant Sampler(string name, string defect, Func<SamplerState, SamplerState> change) =>
        new(name, defect, () => new CommandMutation<CreateSamplerState>(s => s with { State = change(s.State) }));

    private static Mutant View(string name, string defect, Func<SamplerView, SamplerView> change) =>
        new(name, defect, () => new CommandMutation<CreateSamplerView>(s => s with { View = change(s.View) }));

    private static TextureWrap Clamped(TextureWrap wrap) => wrap is TextureWrap.Repeat or TextureWrap.MirrorRepeat ? TextureWrap.ClampToEdge : wrap;

    private static float[] Shifted(EquatableArray<float> values) => [.. values.Span[^4..], .. values.Span[..^4]];
}
